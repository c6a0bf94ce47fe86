"""Words that a user looks for, and the passages in which they stand."""
