"""A list of sources: formatted in a style, or exported to other programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from ddr.cite.citations import Cited, collect, lookup_in
from ddr.cite.export.formats import EXPORTS, export
from ddr.cite.pandoc.request import RTF, Output
from ddr.cite.style import finder
from ddr.errors import UsageError
from ddr.index.open import Index
from ddr.query.stored import every
from ddr.records import Source
from ddr.settings import Setting


def wanted(index: Index, ids: Sequence[str] | None = None) -> list[Source]:
    """Return the sources that ids stand for, each once: those of a statement, of an event too.

    ids: None for every source. Raises as `ddr.cite.citations.collect` does.
    """
    if ids is None:
        return [one.record for one in every(index, "source")]
    cited = collect(index, ids, lookup_in(index))
    return list({one.source.id: one.source for one in cited}.values())


def written(
    index: Index,
    sources: Sequence[Source],
    to: str,
    preferences: Mapping[str, Setting],
    named: Mapping[str, list[str]] | None = None,
) -> tuple[str | bytes, tuple[str, ...]]:
    """Return a list of sources in a markup or an export, and what a person should be told.

    to: one of `ddr.cite.pandoc.request.MARKUPS` or of `EXPORTS`; a Word file is bytes.
    preferences: style and language, as `ddr.settings.settings` returns them. A style that is
        asked for with an export of CSL has the items fitted to it.
    named: of an export, the keys that a manuscript has for each source.
    """
    lookup = lookup_in(index)
    asked = preferences["style"]
    if to in EXPORTS:
        title, version = index.meta("title"), index.meta("version")
        head = ", ".join(filter(None, (title, version and f"version {version}")))
        if asked.origin != "flag":
            return export(sources, to, lookup, head, named or {}), ()
        if not to.startswith("csl-"):
            raise UsageError(f"{to} has no styles: leave out --style, or give csl-json or csl-yaml")
        from ddr.cite.export import fitted  # which loads what formats citations

        style = finder.find(asked.value)
        made = fitted.items(sources, style, lookup, tags=to == "csl-json")
        return export(sources, to, lookup, head, named or {}, made), ()
    from ddr.cite.render import render

    style = finder.find(asked.value, preferences["language"].value)
    clusters = [[Cited(source) for source in sources]]
    answer = render(clusters, style, "bibliography", cast("Output", to), lookup=lookup)
    content = answer.docx if to == "docx" else _joined(answer.texts, to)
    return content, tuple(answer.remarks)


def _joined(texts: Sequence[str], output: str) -> str:
    """Return the entries of a bibliography in a markup: paragraphs, or lines of plain text.

    RTF has no fragments, so there it is a whole document.
    """
    lines = [f"<p>{text}</p>\n" if output == "html" else f"{text}\n" for text in texts]
    if output == "rtf":
        return "".join([RTF, *lines, "}\n"])
    return ("" if output in ("text", "html") else "\n").join(lines)
