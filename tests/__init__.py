"""Tests: statements about the product."""
