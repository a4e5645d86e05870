"""The Python API: run a study or open a run, and look its figures up."""
