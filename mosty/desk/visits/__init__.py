"""Walk-ins."""
