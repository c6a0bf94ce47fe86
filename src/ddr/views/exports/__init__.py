"""A bundle of records as files for other programs."""
