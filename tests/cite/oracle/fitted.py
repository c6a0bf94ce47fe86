"""How far other processors print what ddr prints, from our CSL-JSON and a style's own file.

``python -m tests.cite.oracle.fitted`` counts it for every source in Chicago and APA, by
citeproc-js (which needs Node, see `node`) and by pandoc: the share of entries that are the same,
letter by letter, then but for the `HOUSE` rules, and what the rest differs in.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from ddr.cite.citations import Cited
from ddr.cite.export import fitted
from ddr.cite.export.formats import export
from ddr.cite.pandoc import runner
from ddr.cite.style import finder
from ddr.records import Source

from ..desk import Desk
from . import node
from .kinds import kinds_of

STYLES = ("chicago", "apa")
HOUSE = (
    (re.compile(r" (\[[^\]]*\])([.,]?)”"), r"” \1\2"),  # our translation of a title
    (re.compile(r"Accessed [^.]*\. (?=http)|Retrieved [^,]*, \d{4}, from (?=http)"), ""),
)
"""What ddr prints beyond CSL, see ``docs/citation-differences.md``: made the same in both."""


class Entry(NamedTuple):
    """An entry of a list of works as ddr prints it, and as another processor does."""

    ours: str
    theirs: str

    @property
    def same(self) -> bool:
        return self.ours == self.theirs

    @property
    def kinds(self) -> tuple[str, ...]:
        """Return what the two differ in but for the house rules; nothing if in nothing."""
        return kinds_of(_housed(self.ours), _housed(self.theirs))


def _housed(text: str) -> str:
    for pattern, same in HOUSE:
        text = pattern.sub(same, text)
    return text


def compared(desk: Desk, sources: Sequence[Source], style: str, processor: str) -> list[Entry]:
    """Return the entries of sources in a style.

    processor: ``citeproc-js`` or ``pandoc``; each is given the exported file and nothing else.
    """
    found = finder.find(style)
    items = fitted.items(sources, found, desk.lookup, tags=True)
    written = export(sources, "csl-json", desk.lookup, fitted=items)
    printed = desk.render([[Cited(source) for source in sources]], style, "bibliography")
    ours = dict(zip(printed.ids, printed.texts, strict=True))
    theirs = _by_node(written, found) if processor == "citeproc-js" else _by_pandoc(written, found)
    return [Entry(ours[source.id], theirs.get(source.key, "")) for source in sources]


def _by_node(written: str, style: finder.Style) -> dict[str, str]:
    run = {
        "style": style.path.read_text("utf-8"),
        "locale": style.locale,
        "items": json.loads(written),
        "clusters": None,
    }
    job = {"locales": {tag: node.locale(tag) for tag in ("en-US", "en-GB")}, "runs": [run]}
    done = subprocess.run(
        ["node", str(node.SCRIPT)], input=json.dumps(job).encode(), capture_output=True, check=True
    )
    answer = json.loads(done.stdout)[0]
    return dict(zip(answer["ids"], answer["texts"], strict=True))


def _by_pandoc(written: str, style: finder.Style) -> dict[str, str]:
    arguments = ["-f", "csljson", "-t", "json", "--citeproc", "--csl", str(style.path)]
    document = json.loads(runner.run(runner.find(), arguments, written))
    (works,) = [block for block in document["blocks"] if block["t"] == "Div"]
    return {div["c"][0][0].removeprefix("ref-"): _words(div) for div in works["c"][1]}


def _words(part: Any) -> str:
    """Return the text of a part of pandoc's JSON."""
    if isinstance(part, list):
        return "".join(map(_words, part))
    match part:
        case {"t": "Str", "c": text}:
            return str(text)
        case {"t": "Space" | "SoftBreak"}:
            return " "
        case {"t": "Span" | "Link" | "Div" | "Quoted", "c": [_, inner, *_]}:
            return _words(inner)
        case {"c": inner}:
            return _words(inner)
    return ""


def main() -> None:
    """Print the shares for every source."""
    desk = Desk()
    sources = [record for record in desk.records.values() if isinstance(record, Source)]
    for style in STYLES:
        for processor in ("citeproc-js", "pandoc"):
            entries = compared(desk, sources, style, processor)
            kinds = Counter(kind for entry in entries for kind in entry.kinds)
            shares = [
                sum(part) / len(entries)
                for part in ((e.same for e in entries), (not e.kinds for e in entries))
            ]
            told = ", ".join(f"{kind} {count}" for kind, count in kinds.most_common())
            sys.stdout.write(f"{style}, {processor}: {shares[0]:.1%}, {shares[1]:.1%}; {told}\n")


if __name__ == "__main__":
    main()
