"""broadsheet: a keyboard-driven reader for article dumps."""
