"""The query doctor: why a query finds nothing, and other queries that find something."""
