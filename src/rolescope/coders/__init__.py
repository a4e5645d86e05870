"""Coders: what codes a posting, and the sections and grounding that they share."""
