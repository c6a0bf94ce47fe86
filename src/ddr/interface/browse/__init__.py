"""A screen to browse a timeline in (extra ``tui``, Textual)."""
