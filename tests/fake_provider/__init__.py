"""A provider for tests: a real server on loopback that speaks the wire formats, and fails on cue."""
