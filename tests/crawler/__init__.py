"""Every address as every role: what opens, what leaks, what bad input does."""
