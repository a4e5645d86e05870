"""Estimate: one estimator a file; knows tables, not pages."""
