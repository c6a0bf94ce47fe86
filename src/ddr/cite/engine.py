"""The citation engine: CSL-JSON items and citations in, formatted text out, one run of pandoc."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from ddr.cite import pandoc
from ddr.cite.csl import Item
from ddr.cite.document import document
from ddr.cite.request import Answer, Cite, Form, Output, Request

__all__ = ["WRITERS", "Answer", "Cite", "Form", "Output", "Request", "answer"]

WRITERS: dict[str, str] = {
    "text": "plain",
    "markdown": "markdown-smart-link_attributes",
    "html": "html",
    "latex": "latex",
    "rtf": "rtf",
    "typst": "typst",
    "org": "org-smart",
}
_LUA = Path(__file__).with_name("writer.lua")
_A_SECOND = 10  # citations that the slowest machine formats in one
_HEADER = "ddr-citations 1"
_SPACER: Item = {"id": "spacer", "type": "document", "title": "spacer"}


def answer(request: Request, binary: Path) -> Answer:
    """Return the formatted citations of a request.

    In a style of notes each citation of form ``note`` is a first one and each of form ``short``
    a later one, whatever else the request holds; items are told apart (2022a, 2022b) over the
    whole request. Raises `ddr.errors.ToolError` if pandoc fails or answers something else.
    """
    texts = [""] * len(request.citations)
    rounds = _rounds(request)
    for numbers in rounds:
        part = request._replace(citations=tuple(request.citations[n] for n in numbers))
        found = _run(part, binary)
        if not numbers:
            return found
        for number, text in zip(numbers, found.texts, strict=True):
            texts[number] = text
    return Answer(tuple(texts))


def _rounds(request: Request) -> list[list[int]]:
    """Share the citations out so that no work comes twice in a round of first notes.

    One round is enough unless first notes are short: there a second copy of a work, which
    makes a second first note of it, would have both print more, to be told apart.
    """
    if request.form != "note" or not request.note or request.full:
        return [list(range(len(request.citations)))]
    rounds: list[list[int]] = []
    used: list[set[str]] = []
    for number, citation in enumerate(request.citations):
        ids = {cite.id for cite in citation}
        at = next((n for n, seen in enumerate(used) if not ids & seen), len(rounds))
        if at == len(rounds):
            rounds.append([])
            used.append(set())
        rounds[at].append(number)
        used[at] |= ids
    return rounds


def _run(request: Request, binary: Path) -> Answer:
    plan = _plan(request)
    arguments = ["-f", "json", "-t", str(_LUA), "--citeproc", "--csl", str(request.style)]
    listed = request.form == "bibliography"
    asked = document(
        plan.items,
        None if listed else plan.citations,
        note=request.note,
        pinpoints=request.pinpoints,
        locale=request.locale,
        writer=WRITERS[request.output],
    )
    count = len(plan.items if listed else plan.citations)
    seconds = pandoc.SECONDS + count / _A_SECOND
    printed = pandoc.run(binary, arguments, json.dumps(asked), seconds)
    pieces = printed.rstrip("\n").split("\x1e")
    if pieces[0] != _HEADER or pieces[-1] != "end" or len(pieces) != count + 2:
        raise pandoc.failure(binary, "it printed something else than the citations asked for")
    if not listed:
        return Answer(tuple(pieces[1 + plan.primers : -1 : plan.stride]))
    entries = [piece.partition("\x1f") for piece in pieces[1:-1]]
    return Answer(tuple(e[2] for e in entries), tuple(plan.names[e[0]] for e in entries))


class _Plan(NamedTuple):
    """The document to format: items under names of our own, and its citations.

    primers: citations before the first that was asked for.
    stride: from one that was asked for to the next.
    """

    items: list[Item]
    citations: list[list[Cite]]
    names: dict[str, str]
    primers: int = 0
    stride: int = 1


def _plan(request: Request) -> _Plan:
    names = {item["id"]: f"i{number}" for number, item in enumerate(request.items)}
    items = [{**item, "id": names[item["id"]]} for item in request.items]
    citations = [[cite._replace(id=names[cite.id]) for cite in c] for c in request.citations]
    back = {name: old for old, name in names.items()}
    if request.form == "note" and request.note:
        return _Plan(*_each_first(items, citations), back)
    if request.form == "bibliography" or not request.positions:
        return _Plan(items, citations, back)
    # The spacers keep "ibid." out; before a short form, each item is cited once in full.
    primers = [[Cite(item["id"])] for item in items] if request.form == "short" else []
    spaced = [part for citation in citations for part in ([Cite(_SPACER["id"])], citation)]
    return _Plan([*items, _SPACER], primers + spaced, back, len(primers) + 1, 2)


def _each_first(
    items: list[Item], citations: list[list[Cite]]
) -> tuple[list[Item], list[list[Cite]]]:
    """Give items cited again in a later citation another name, so that they are new there."""
    by_name = {item["id"]: item for item in items}
    seen: set[str] = set()
    copies: list[Item] = []
    renamed: list[list[Cite]] = []
    for number, citation in enumerate(citations):
        here = {cite.id for cite in citation}
        copies += [{**by_name[name], "id": f"{name}c{number}"} for name in sorted(here & seen)]
        renamed.append([c._replace(id=f"{c.id}c{number}") if c.id in seen else c for c in citation])
        seen |= here
    return [*items, *copies], renamed
