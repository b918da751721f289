"""Opening a file that is not one's own, and the list of such openings."""
