"""The formats of exports, by name, and the two functions that write them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

from ddr.cite.csl import Item, Lookup
from ddr.cite.export.entry import Entry, entry
from ddr.records import Source

if TYPE_CHECKING:
    from ddr.cite.citations import Cited

EXPORTS = {
    "bibtex": "BibTeX, as all its styles read it",
    "biblatex": "BibLaTeX",
    "ris": "RIS, for Zotero, EndNote, Mendeley",
    "csl-json": "CSL-JSON, for Zotero and pandoc",
    "csl-yaml": "CSL as YAML, for pandoc",
    "hayagriva": "Hayagriva, for Typst",
    "wikipedia": "citation templates of the English Wikipedia",
}
"""The formats of a list of sources; each is written by the module of its name."""


def export(
    sources: Iterable[Source],
    to: str,
    lookup: Lookup,
    head: str = "",
    named: Mapping[str, Sequence[str]] = MappingProxyType({}),
    fitted: Mapping[str, Item] = MappingProxyType({}),
) -> str:
    """Return sources in a format of `EXPORTS`, in their order, ending in a line break.

    lookup: returns the person or organization of an id.
    head: what is said first, where the format has comments: a line on the data set.
    named: by id, the keys that a source is cited by, where those are others than its id; it is
        written once under each of them, or once with aliases where the format has such.
    fitted: by id, items that are written instead, of the formats that are CSL.
    """
    module = import_module(f"ddr.cite.export.{to.replace('-', '_')}")
    entries: list[Entry] = []
    for source in sources:
        made = entry(source, lookup)
        if source.id in fitted:
            made = made._replace(csl=fitted[source.id])
        keys = named.get(source.id) or (source.key,)
        if to == "bibtex":  # to which Key and key are one, and a second entry is an error
            spelled: dict[str, str] = {}
            for key in keys:
                spelled.setdefault(key.lower(), key)
            keys = tuple(spelled.values())
        if to == "biblatex":
            entries.append(made.under(*keys))
        else:
            entries += map(made.under, keys)
    written = str(module.write(entries))
    comment, line = getattr(module, "COMMENT", ""), " ".join(head.split())
    if not comment or not line:
        return written
    return f"{comment.format(line.replace('--', '–').replace('@', ' at '))}\n\n{written}"


def keys(cited: Sequence[Cited], to: str) -> str:
    """Return citations as one cluster of keys in one of its forms, without a line break."""
    from ddr.cite.export import by_key

    forms = {"pandoc-key": by_key.pandoc, "latex-key": by_key.latex, "typst-key": by_key.typst}
    return forms[to](cited)
