"""Lists for programs and pipes: JSON, JSON Lines, CSV, TSV and Markdown, without Rich."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TextIO

from ddr.views.clean import clean

FORMATS = ("table", "json", "jsonl", "csv", "tsv", "markdown")

Row = Sequence[str]

_OBEYED = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_ADDRESS = re.compile(r"(https?://[^\s<>\[\]]*[^\s<>\[\].,;:!?)\"'”’])")
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What begins a formula, the wide forms of East Asian keyboards included, blanks left aside."""
_MARK = re.compile(r"[\\|*_`\[\]<>#&~$]|:(?=[\w+-]+:)")
"""Marks of GitHub Flavored Markdown; a colon is one before the name of an emoji."""


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
    stream.writelines("\t".join(clean(value) for value in row) + "\n" for row in (header, *rows))


def write_csv(header: Row, rows: Iterable[Row], stream: TextIO) -> None:
    """Write comma-separated values (RFC 4180) with a header.

    A value that a spreadsheet would take for a formula is preceded by an apostrophe (OWASP, CSV
    injection); JSON and tab-separated values hold it as it is.
    """
    import csv

    writer = csv.writer(stream, lineterminator="\r\n")
    for row in (header, *rows):
        writer.writerow([_no_formula(clean(value)) for value in row])


def write_markdown(header: Row, rows: Iterable[Row], stream: TextIO) -> None:
    """Write a table in GitHub Flavored Markdown, every mark in the data taken literally."""
    for number, row in enumerate((header, *rows)):
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
