"""The painted parts of the desk: line-API widgets that know nothing of the archive."""
