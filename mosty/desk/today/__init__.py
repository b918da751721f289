"""The day at the counter."""
