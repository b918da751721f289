"""The guide on paper for readers: choose, wait, fetch the PDF."""
