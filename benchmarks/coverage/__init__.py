"""Coverage and width of the intervals of corrected shares, by simulation: `make coverage` writes docs/coverage.md."""
