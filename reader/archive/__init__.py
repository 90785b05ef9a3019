"""SQLite: the truth about every article."""
