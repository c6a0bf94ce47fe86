"""Readers of the export formats: pandoc, rispy, pybtex, PyYAML, mwparserfromhell, Typst."""

from __future__ import annotations

import html
import io
import json
import re
import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import mwparserfromhell
import rispy
import typst
import yaml
from pybtex.database import BibliographyData, parse_string

Item = dict[str, Any]

_MARKS = re.compile(r"[\s\"'“”‘’`´\u2060\u00ad]+")
_TAGS = re.compile(r"</?(?:i|b|sub|sup|sc)>|</?span[^<>]*>")


def pandoc(binary: Path, text: str, form: str) -> list[Item]:
    """Return the CSL items that pandoc reads; it must have nothing to complain of."""
    source = f"---\n{text}\n---\n" if form == "markdown" else text
    done = subprocess.run(
        [binary, "-f", form, "-t", "csljson"],
        input=source,
        capture_output=True,
        text=True,
        check=True,
    )
    assert not done.stderr, done.stderr
    items: list[Item] = json.loads(done.stdout)
    return items


def pybtex(text: str) -> BibliographyData:
    return parse_string(text, "bibtex")


def ris(text: str) -> list[Item]:
    records: list[Item] = rispy.load(io.StringIO(text, newline=""))
    return records


def yaml_(text: str) -> Any:
    return yaml.load(text, yaml.CSafeLoader)


def templates(text: str) -> list[tuple[str, dict[str, str]]]:
    """Return the name and the parameters of each template, character references resolved."""
    found = mwparserfromhell.parse(text).filter_templates(recursive=False)
    assert "".join(f"* {one}\n" for one in found) == text or str(found[0]) == text.rstrip("\n")
    return [
        (
            str(one.name).strip(),
            {
                str(p.name): html.unescape(str(p.value.strip_code(normalize=False)).strip())
                for p in one.params
            },
        )
        for one in found
    ]


def typeset(folder: Path, text: str, style: str = "chicago-notes") -> str:
    """Return the bibliography as Typst prints it, as plain text; any warning is an error."""
    (folder / "refs.yaml").write_text(text, "utf-8")
    main = folder / "main.typ"
    main.write_text(f'#bibliography("refs.yaml", full: true, style: "{style}")', "utf-8")
    made: Any = typst.compile(str(main), format="html")
    return html.unescape(re.sub(r"<[^>]*>", "", bytes(made).decode()))


def strings(value: Any) -> Iterator[str]:
    """Yield every string and number in a value."""
    match value:
        case dict():
            for part in value.values():
                yield from strings(part)
        case list():
            for part in value:
                yield from strings(part)
        case _:
            yield str(value)


def skeleton(text: str) -> str:
    """Return what no reader may change: without blanks, quotation marks and case."""
    bare = unicodedata.normalize("NFKC", _MARKS.sub("", text))
    return re.sub("[–—]", "-", bare.replace("…", "...")).casefold()


def seen(value: Any, *, tags: bool = True) -> str:
    """Return the skeletons of all that a reader found in a record, a line each.

    tags: whether pandoc's own tags, and braces in a name that it takes for a formula, may be in it.
    """
    return "\n".join(skeleton(untagged(text) if tags else text) for text in strings(value))


def untagged(text: str) -> str:
    for sign, name in (("{", "lbrace"), ("}", "rbrace")):
        text = text.replace(f"$\\{name}$", sign).replace(f"\\{name}", sign)
    return _TAGS.sub("", text)
