"""What a section is about, and why."""
