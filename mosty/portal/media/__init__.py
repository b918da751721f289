"""Files that editors have uploaded, for readers."""
