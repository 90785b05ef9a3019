"""Saved searches in the desk."""
