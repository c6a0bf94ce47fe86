"""Lists for programs and pipes: JSON, JSON Lines, CSV, TSV and Markdown, without Rich."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from itertools import chain
from typing import Any, TextIO

FORMATS = ("table", "json", "jsonl", "csv", "tsv", "markdown")

Row = Sequence[str]

_BIDI = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x061C, 0x200E, 0x200F])
_CONTROL = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029], " ")
_CLEAN: dict[int, str | None] = {**_CONTROL, **_BIDI}
_OBEYED = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_ADDRESS = re.compile(r"(https?://[^\s<>\[\]]*[^\s<>\[\].,;:!?)\"'”’])")
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What begins a formula, the wide forms of East Asian keyboards included, blanks left aside."""
_MARK = re.compile(r"[\\|*_`\[\]<>#&~$]|:(?=[\w+-]+:)")
"""Marks of GitHub Flavored Markdown; a colon is one before the name of an emoji."""


Labels = Callable[[Iterable[str]], Mapping[str, str]]
"""Looks up what a person calls each of these ids."""


def _no_labels(_: Iterable[str]) -> Mapping[str, str]:
    return {}


class Listing:
    """A list in each of `FORMATS`; only what the chosen format needs is computed.

    header: the names of the columns.
    entries: what is listed; a table of nothing is not printed.
    labels: looks up what a person calls each id; called only for formats that print names.
    """

    header: Row

    def __init__(self, entries: Sequence[Any], labels: Labels = _no_labels) -> None:
        self.entries, self._labels = entries, labels

    def bodies(self) -> Iterable[str]:
        """Return each entry as JSON: its row, unless a list has more to tell of it."""
        return objects(dict(zip(self.header, row, strict=True)) for row in self.rows())

    def rows(self) -> Iterable[Row]:
        """Return each entry as the cells of a row."""
        raise NotImplementedError

    def table(self) -> None:
        """Print the list for a person, on a terminal."""
        raise NotImplementedError

    def write(self, form: str, stream: TextIO) -> None:
        """Write the list in one of `FORMATS`."""
        if form == "table":
            if not self.entries:
                return
            from ddr.settings import accessible

            if accessible():
                say("list", self, stream)
            else:
                self.table()
        elif form == "json":
            write_json(self.bodies(), stream)
        elif form == "jsonl":
            write_jsonl(self.bodies(), stream)
        else:
            write = {"tsv": write_tsv, "csv": write_csv, "markdown": write_markdown}[form]
            write(self.header, self.rows(), stream)


def objects(values: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield mappings as JSON objects."""
    return (json.dumps(one, ensure_ascii=False) for one in values)


def draw(function: str, *values: object) -> None:
    """Call a function of `ddr.views.terminal`, named ``module.function``: only now is Rich loaded.

    What is drawn there builds on the modules that call this, so they do not import it.
    """
    module, _, name = function.partition(".")
    getattr(import_module(f"ddr.views.terminal.{module}"), name)(*values)


def say(what: str, *values: object) -> None:
    """Write a ``list`` or a ``page`` as `ddr.views.speech` does, which builds on this too."""
    getattr(import_module("ddr.views.speech"), f"write_{what}")(*values)


def clean(text: str) -> str:
    """Return text safe to print: control characters as blanks, no marks of writing direction."""
    return text if text.isprintable() else text.translate(_CLEAN)


def write_json(bodies: Iterable[str], stream: TextIO) -> None:
    """Write a JSON array of objects that are JSON already, one on a line."""
    stream.write("[")
    separator = "\n"
    for body in bodies:
        stream.write(f"{separator}{printable(body)}")
        separator = ",\n"
    stream.write("\n]\n" if separator == ",\n" else "]\n")


def write_jsonl(bodies: Iterable[str], stream: TextIO) -> None:
    """Write objects that are JSON already, one on a line (JSON Lines)."""
    stream.writelines(f"{printable(body)}\n" for body in bodies)


def write_tsv(header: Row, rows: Iterable[Row], stream: TextIO) -> None:
    """Write tab-separated values with a header; tabs and line ends inside a value are blanks."""
    for row in chain([header], rows):
        safe = row if "".join(row).isprintable() else [clean(value) for value in row]
        stream.write("\t".join(safe) + "\n")


def write_csv(header: Row, rows: Iterable[Row], stream: TextIO) -> None:
    """Write comma-separated values (RFC 4180) with a header.

    A value that a spreadsheet would take for a formula is preceded by an apostrophe (OWASP, CSV
    injection); JSON and tab-separated values hold it as it is.
    """
    import csv

    writer = csv.writer(stream, lineterminator="\r\n")
    for row in chain([header], rows):
        writer.writerow([_no_formula(clean(value)) for value in row])


def write_markdown(header: Row, rows: Iterable[Row], stream: TextIO) -> None:
    """Write a table in GitHub Flavored Markdown, every mark in the data taken literally."""
    for number, row in enumerate(chain([header], rows)):
        stream.write("| " + " | ".join(_literal(value) for value in row) + " |\n")
        if number == 0:
            stream.write("|" + " --- |" * len(header) + "\n")


def printable(body: str) -> str:
    """Escape what JSON may hold as it is, but a terminal would obey."""
    if body.isprintable():
        return body
    return _OBEYED.sub(lambda match: f"\\u{ord(match[0]):04x}", body)


def _no_formula(value: str) -> str:
    return f"'{value}" if value.lstrip()[:1] in _FORMULA else value


def _literal(value: str) -> str:
    """Escape every mark outside of addresses, which autolinks take as they are."""
    parts = _ADDRESS.split(clean(value))
    parts[::2] = (_MARK.sub(r"\\\g<0>", part) for part in parts[::2])
    parts[1::2] = (f"<{address}>".replace("|", "\\|") for address in parts[1::2])
    return "".join(parts)
