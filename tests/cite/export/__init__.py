"""Exports, read back by readers that nobody here wrote."""
