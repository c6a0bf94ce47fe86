"""Placeholders: private characters for what has no character in the words of a manuscript."""

from __future__ import annotations

CITE, NAMED, NOTE = "\ue000", "\ue001", "\ue002"
"""A citation beside the sentence, a citation that is a part of the sentence, a note."""
OPEN, CLOSE = "\ue010", "\ue011"
"""Marks of a quotation that the markup itself delimits."""
DOUBLE, SINGLE = "\ue012", "\ue013"
"""Escaped straight marks: characters of the text that open and close nothing."""
OPAQUE = "\ue014"
"""Code, mathematics: something whose content does not matter."""
BEGIN, END = "\ue015", "\ue016"
"""Around citations that are written together, with the words between them."""
