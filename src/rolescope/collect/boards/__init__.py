"""Saved answers of the public boards of applicant-tracking systems: one module a board."""
