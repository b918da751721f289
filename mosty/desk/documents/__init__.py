"""Files and scans in a person's file: put in, opened, corrected, taken away."""
