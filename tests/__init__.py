"""The suite. How it is cut and which guards are on: docs/testing.md."""
