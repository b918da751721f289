"""Writing down what was done."""
