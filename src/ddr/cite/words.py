"""The words by which a citation is asked for."""

from __future__ import annotations

FORMS = ("note", "short", "bibliography", "in-text", "all")
MARKUPS = ("text", "markdown", "html", "latex", "rtf", "typst", "org", "docx")
KEYS = ("pandoc-key", "latex-key", "typst-key")
PASTED = (*MARKUPS, *KEYS)
