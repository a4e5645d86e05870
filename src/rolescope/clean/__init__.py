"""Clean: raw records to postings."""
