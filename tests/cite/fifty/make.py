"""Prints the three hundred citations anew: ``python -m tests.cite.fifty.make``.

They are read by a person before they are kept: with ``git diff``, against the manuals.
"""

from __future__ import annotations

from pathlib import Path

from ddr.cite.citations import Cited
from ddr.cite.pandoc.request import Form
from ddr.records import Source
from tests.cite.desk import Desk

HERE = Path(__file__).parent
FORMS: dict[str, tuple[str, Form]] = {
    "note": ("chicago", "note"),
    "short": ("chicago", "short"),
    "list": ("chicago", "bibliography"),
    "apa": ("apa", "bibliography"),
    "mla": ("mla", "bibliography"),
    "gost": ("gost", "note"),
}
"""The forms as they are called in the file: a style, and what of it."""


def desk() -> Desk:
    """Return the fifty records."""
    return Desk(HERE / "records.toml")


def sources(some: Desk) -> list[Source]:
    """Return the sources, in the order of their file."""
    return [record for record in some.records.values() if isinstance(record, Source)]


def groups(some: Desk) -> list[list[Source]]:
    """Return the sources in groups in which no family name comes twice.

    Two works of an author change how each is cited; so it is as if each were cited alone.
    """
    found: list[tuple[set[str], list[Source]]] = []
    for source in sources(some):
        names = {
            some.lookup(known).name.split()[0 if some.lookup(known).id.startswith("kim-") else -1]
            for author in (*source.author, *source.translator)
            if (known := author.person or author.organization)
        } | {author.literal or author.family for author in source.author}
        names.discard("")
        fitting = next((group for taken, group in found if not taken & names), None)
        if fitting is None:
            found.append((names, [source]))
            continue
        fitting.append(source)
        next(taken for taken, group in found if group is fitting).update(names)
    return [group for _, group in found]


def printed(some: Desk) -> dict[str, dict[str, str]]:
    """Return the citations of each source by form."""
    texts: dict[str, dict[str, str]] = {source.id: {} for source in sources(some)}
    for name, (style, form) in FORMS.items():
        for group in groups(some):
            done = some.render([[Cited(source)] for source in group], style, form, "markdown")
            names = done.ids or [source.id for source in group]
            for source, text in zip(names, done.texts, strict=True):
                texts[source][name] = text
    return texts


def read() -> dict[str, dict[str, str]]:
    """Return the citations as they are kept."""
    found: dict[str, dict[str, str]] = {}
    for line in (HERE / "texts.txt").read_text("utf-8").splitlines():
        name, _, text = line.partition("\t")
        if text:
            source, form = name.split()
            found.setdefault(source, {})[form] = text
    return found


def main() -> None:
    """Write the citations as they are printed now."""
    lines = ["Three hundred citations, read against the manuals. Made by tests/cite/fifty/make.py."]
    for source, texts in printed(desk()).items():
        lines += ["", *(f"{source} {form}\t{text}" for form, text in texts.items())]
    (HERE / "texts.txt").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
