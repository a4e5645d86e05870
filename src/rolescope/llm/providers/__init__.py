"""One module a wire format, over its maker's own client; all give the same answers and the same troubles."""
