"""Other full-text engines, each behind the same interface, over the same articles."""
