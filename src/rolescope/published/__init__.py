"""Figures of published studies, as data."""
