"""What two reports of one story share and dispute."""
