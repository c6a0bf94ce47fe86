"""Manuscripts: which keys they cite, what they quote, and whether that is verbatim."""
