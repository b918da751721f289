"""The guide for readers: shelves, articles, two languages side by side, what a town adds."""
