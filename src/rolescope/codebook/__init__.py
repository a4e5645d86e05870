"""Codebook: the variables to code, and the skill taxonomy as data."""
