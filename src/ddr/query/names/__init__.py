"""Whom or what a name means, in any of its forms."""
