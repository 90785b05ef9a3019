"""The index on disk: what Whoosh is told, writing it on every core, reading it back, keeping it whole."""
