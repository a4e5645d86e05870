"""The coder that asks a foundation model: prompt, schema, parts of a posting, and what is made of an answer."""
