"""One booking: what became of it, another time, cancelling."""
