"""What was sent to clients, what waits, what failed; and *Try again*."""
