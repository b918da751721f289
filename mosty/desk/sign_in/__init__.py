"""Signing in: password and second factor (allauth), demo people, idle end, the doors of desk and network."""
