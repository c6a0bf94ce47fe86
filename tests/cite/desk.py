"""The shipped records, and a short way to cite them."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ddr.cite.citations import Cited
from ddr.cite.pandoc.request import Form, Output
from ddr.cite.render import Rendered, render
from ddr.cite.style import finder
from ddr.corpus.locate import builtin
from ddr.records import CLASSES, Organization, Person, Source, Statement, from_json

FIVE = ("matsegora-2022", "mfa-2021", "kcna-2024", "matsegora-2017", "kremlin-2019")


class Desk:
    """The records of a timeline, the shipped one if none is given, ready to be cited."""

    def __init__(self, timeline: Path | None = None) -> None:
        text = (timeline or builtin()).read_text(encoding="utf-8")
        tables: dict[str, Any] = tomllib.loads(text)
        self.records = {
            values["id"]: from_json(table, values)
            for table in CLASSES
            for values in tables.get(table, ())
        }
        self._done: dict[Any, Rendered] = {}

    def lookup(self, name: str) -> Person | Organization:
        record = self.records[name]
        assert isinstance(record, Person | Organization)
        return record

    def source(self, name: str) -> Source:
        record = self.records[name]
        assert isinstance(record, Source)
        return record

    def statements(self, mode: str) -> list[Statement]:
        records = self.records.values()
        return [r for r in records if isinstance(r, Statement) and r.mode == mode]

    def render(
        self,
        citations: Sequence[Sequence[Cited]],
        style: str,
        form: Form = "note",
        output: Output = "text",
    ) -> Rendered:
        found = finder.find(style)
        return render(citations, found, form, output, lookup=self.lookup)

    def five(self, style: str, form: Form, locator: str = "4") -> dict[str, str]:
        """Return the citations of the five texts by their ids."""
        if (style, form, locator) not in self._done:
            citations = [[Cited(self.source(name), locator)] for name in FIVE]
            self._done[style, form, locator] = self.render(citations, style, form)
        done = self._done[style, form, locator]
        return dict(zip(done.ids or FIVE, done.texts, strict=True))
