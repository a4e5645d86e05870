"""Collect: one module per kind of source, all giving the same raw records."""
