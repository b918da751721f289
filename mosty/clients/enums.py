"""Words of people's files. More comes with the full file."""
