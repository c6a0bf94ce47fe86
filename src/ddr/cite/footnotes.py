"""Citations that stand in a running document: first forms, then short ones, as the style has it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ddr.cite.citations import Cited
from ddr.cite.csl import Item, Lookup
from ddr.cite.pandoc.pandoc_document import part
from ddr.cite.pandoc.request import Form, Request
from ddr.cite.render import asked
from ddr.cite.style.finder import Style
from ddr.frozen import Frozen, replace

FAMILY, GIVEN, END = "\ue010", "\ue011", "\ue012"
"""Stand after a family name, and around given names, of a name written family first."""

WHOLE, SHORT, LAST = "\ue013", "\ue014", "\ue015"
"""Stand in a description of a work without a title, which is there whole and short: after its first
letter, which a style may have raised, round the number of the work; before the short form; after.
"""


class Footnotes(Frozen):
    """Citations ready to be put into a document for pandoc.

    meta: what pandoc needs to format them.
    inlines: each citation, in the order asked for, as an inline of pandoc's JSON.
    remarks: what a person should be told, a line each.
    """

    meta: dict[str, Any]
    inlines: tuple[dict[str, Any], ...]
    remarks: tuple[str, ...]


def footnotes(clusters: Sequence[Sequence[Cited]], style: Style, lookup: Lookup) -> Footnotes:
    """Return citations, each a cluster of sources, for one document with one list of works.

    Pandoc gives each its form by its place: the first note of a work, a later one, "ibid."; in a
    style without notes they stand in the text.
    """
    form: Form = "note" if style.note else "in-text"
    request, remarks = asked(clusters, style, form, lookup=lookup)
    spelled = style.note and style.manner.spelled
    untitled = any(one.source.title.startswith("[") for cluster in clusters for one in cluster)
    if spelled or (style.note and untitled):
        short = asked(clusters, style, "short", lookup=lookup)[0]
        request = _both(request, short, spelled=spelled)
    meta = part(
        request.items,
        request.citations,
        style=str(style.path),
        note=style.note,
        pinpoints=style.pinpoints,
        small=style.manner.small,
        inside=style.inside,
        locale=style.locale,
        writer="",
    )
    blocks = meta.pop("blocks")["c"]
    meta["family-first"] = {"t": "MetaString", "c": "yes" if spelled else ""}
    meta["suppress-bibliography"] = {"t": "MetaBool", "c": not style.bibliography}
    return Footnotes(meta, tuple(block["c"][0] for block in blocks), remarks)


def _both(request: Request, later: Request, *, spelled: bool) -> Request:
    """Return a request in which a description is there whole and short, and so are names if asked.

    later: in the form of later notes.
    """
    shorter = {item["id"]: item for item in later.items}
    items = []
    for number, item in enumerate(request.items):
        other = shorter[item["id"]]
        made = _marked(item, other) if spelled else dict(item)
        whole, short = item.get("genre", ""), other.get("genre", "")
        if whole != short:
            made["genre"] = f"{whole[:1]}{WHOLE}{number}{WHOLE}{whole[1:]}{SHORT}{short}{LAST}"
        items.append(made)
    return replace(request, items=tuple(items))


def _marked(whole: Item, short: Item) -> Item:
    made = dict(whole)
    for field, names in whole.items():
        if isinstance(names, list) and names and isinstance(names[0], dict):
            made[field] = [
                {
                    **other,
                    "family": f"{other['family']}{FAMILY}",
                    "given": f"{GIVEN}{other['given']}{END}",
                }
                if "literal" in name and {"family", "given"} <= other.keys()
                else name
                for name, other in zip(names, short[field], strict=True)
            ]
    return made
