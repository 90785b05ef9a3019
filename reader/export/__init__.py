"""Articles as others can use them."""
