"""Dossiers in the desk: articles in an order of the reader's own."""
