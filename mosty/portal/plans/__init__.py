"""A person's own plan of action, opened with a code."""
