"""Documents, and the tables that they take from the code."""
