"""Finding articles: query language, index, engine."""
