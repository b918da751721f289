"""Taking the last act back."""
