"""My people, my days; the case of a person."""
