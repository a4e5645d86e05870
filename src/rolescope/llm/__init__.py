"""Answers of foundation models: asked for, paced, budgeted, kept. Knows nothing of postings."""
