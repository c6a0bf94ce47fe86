"""Fifty sources of all kinds, and how each is cited in six forms."""
