"""`rolescope train`: fit the local coder's linear models to somebody's labels."""
