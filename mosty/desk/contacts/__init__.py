"""Short questions, counted without a file."""
