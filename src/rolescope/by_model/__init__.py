"""Runs in which a foundation model codes: the stage, second readings, a dry run, costs, prompts compared."""
