"""Which postings to label, and how many."""
