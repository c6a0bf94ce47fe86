"""Manuscripts: reading them, and holding them against the texts."""
