"""The portal's one search: results, suggestions, what to do when nothing fits."""
