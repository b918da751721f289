"""Small programs behind the Makefile. house, run and test need nothing but Python itself until the packages are there."""
