"""What each section of the report shows, read from the stored tables."""
