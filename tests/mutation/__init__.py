"""Changes the rules one line at a time, on purpose, and counts what tests miss."""
