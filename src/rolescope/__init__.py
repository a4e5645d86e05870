"""rolescope: what is this job, really? A market-driven definition of a role from job postings."""
