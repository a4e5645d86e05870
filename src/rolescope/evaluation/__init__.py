"""`rolescope eval`: a run against gold labels, against another coder, and against itself on duplicates."""
