"""Articles like one another, and those that report one story."""
