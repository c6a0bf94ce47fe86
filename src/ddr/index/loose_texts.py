"""An index of texts alone, without a timeline: sources of which nothing but the key is known."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from ddr.corpus.corpus import Corpus
from ddr.corpus.texts import OwnCopy, Text
from ddr.index.build import build
from ddr.index.open import Index, Notify
from ddr.records import Source


class LooseText(NamedTuple):
    """A text: its file, its paragraphs, and the page of each where it has pages."""

    path: Path
    paragraphs: tuple[str, ...]
    pages: tuple[int, ...] = ()
    title: str = ""


class LooseIndex(Index):
    """An index in memory of texts by their keys; nothing of it is kept."""

    def __init__(self, texts: Mapping[str, LooseText], notify: Notify) -> None:
        self._texts = texts
        super().__init__([], Path(), notify)

    def copies(self) -> dict[str, str]:
        """Return nothing: that the texts are the reader's own goes without saying."""
        return {}

    def _fresh(self) -> sqlite3.Connection | None:
        return None

    def _build(self) -> sqlite3.Connection:
        corpus = Corpus()
        for key, text in self._texts.items():
            title = text.title or key
            corpus.records[key] = Source(id=key, type="document", title=title, origin="third-party")
            corpus.texts[key] = Text(text.path, text.paragraphs)
            corpus.copies[key] = OwnCopy("", "", text.path.name, "", text.pages)
        self.path = None
        connection = sqlite3.connect(":memory:", isolation_level=None)
        build(corpus, connection, "")
        return connection
