"""The citation engine: CSL-JSON items and citations in, formatted text out, one run of pandoc."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ddr.cite.csl import Item
from ddr.cite.pandoc import runner
from ddr.cite.pandoc.pandoc_document import document, part
from ddr.cite.pandoc.request import Answer, Cite, Output, Request
from ddr.frozen import Frozen

WRITERS: dict[str, str] = {
    "text": "plain",
    "markdown": "markdown-smart-link_attributes",
    "html": "html",
    "latex": "latex",
    "rtf": "rtf",
    "typst": "typst",
    "org": "org-smart",
    "docx": "docx",
}
_LUA = Path(__file__).with_name("writer.lua")
_A_SECOND = 10  # citations that the slowest machine formats in one
_HEADER, _END = "ddr-citations 2", "end"
_SPACER: Item = {"id": "spacer", "type": "document", "title": "spacer"}


def answer(request: Request, binary: Path) -> Answer:
    """Return the formatted citations of a request; see `answers`."""
    return answers([request], binary)[0]


def answers(requests: Sequence[Request], binary: Path) -> list[Answer]:
    """Return the formatted citations of requests, all from one run of pandoc.

    In a style of notes each citation of form ``note`` is a first one and each of form ``short``
    a later one, whatever else the request holds; items are told apart (2022a, 2022b) over the
    whole request. In docx the requests together are one document. Raises
    `ddr.errors.ToolError` if pandoc fails or answers something else.
    """
    plans = [list(_plans(request)) for request in requests]
    every = [plan for several in plans for plan in several]
    pieces = iter(_run(every, requests[0].output, binary))
    if requests[0].output == "docx":
        ((_, digits),) = pieces
        return [Answer((), (), bytes.fromhex(digits)) for _ in requests]
    made = []
    for request, several in zip(requests, plans, strict=True):
        found = [next(pieces) for plan in several for _ in range(plan.size)]
        if request.form == "bibliography":
            names = several[0].names
            printed = [(names[key], text) for key, text in found if text]
            made.append(Answer(tuple(t for _, t in printed), tuple(name for name, _ in printed)))
        else:
            found.sort(key=lambda piece: int(piece[0]))
            made.append(Answer(tuple(text for _, text in found)))
    return made


def _run(plans: Sequence[_Plan], output: Output, binary: Path) -> list[tuple[str, str]]:
    """Return the pieces that pandoc prints: the number or key of each, and its text."""
    count = sum(plan.size for plan in plans)
    printed = runner.run(
        binary,
        ["-f", "json", "-t", str(_LUA)],
        json.dumps(document([plan.part for plan in plans])),
        runner.SECONDS + count / _A_SECOND,
    )
    pieces = printed.rstrip("\n").split("\x1e")
    wanted = 1 if output == "docx" else count
    if pieces[0] != _HEADER or pieces[-1] != _END or len(pieces) != wanted + 2:
        raise runner.failure(binary, "it printed something else than the citations asked for")
    parts = (piece.partition("\x1f") for piece in pieces[1:-1])
    return [(key, text) for key, _, text in parts]


class _Plan(Frozen):
    """A part of the document to format: items under names of our own, and its citations.

    part: what pandoc is given.
    size: how many citations or entries are asked of it.
    names: the ids of the items by the names they have in it.
    """

    part: dict[str, Any]
    size: int
    names: dict[str, str]


class Arranged(NamedTuple):
    """What is formatted at a stretch: items under names of our own, and their citations.

    citations: None for the list of all items.
    numbers: which of the citations asked for each one is; -1 for one that is not asked for.
    names: the ids of the items by the names they have here.
    """

    items: list[Item]
    citations: list[list[Cite]] | None
    numbers: list[int]
    names: dict[str, str]


def arranged(request: Request) -> Iterator[Arranged]:
    """Yield what is formatted for a request, each citation in its place as first or later one."""
    names = {item["id"]: f"i{number}" for number, item in enumerate(request.items)}
    items = [{**item, "id": names[item["id"]]} for item in request.items]
    citations = [[cite._replace(id=names[cite.id]) for cite in c] for c in request.citations]
    back = {name: old for old, name in names.items()}
    if request.form == "bibliography":
        yield Arranged(items, None, [], back)
        return
    for numbers in _rounds(request):
        chosen = [citations[number] for number in numbers]
        if request.form == "note" and request.note:
            yield Arranged(*_each_first(items, chosen), numbers, back)
        elif not request.positions:
            yield Arranged(items, chosen, numbers, back)
        else:
            # The spacers keep "ibid." out; before a short form, each item is cited once in full.
            primers = [[Cite(item["id"])] for item in items] if request.form == "short" else []
            spaced = [cites for cited in chosen for cites in ([Cite(_SPACER["id"])], cited)]
            order = [-1] * len(primers) + [n for number in numbers for n in (-1, number)]
            yield Arranged([*items, _SPACER], primers + spaced, order, back)


def _plans(request: Request) -> Iterator[_Plan]:
    for items, citations, numbers, names in arranged(request):
        asked = len(items) if citations is None else sum(number >= 0 for number in numbers)
        yield _Plan(_part(request, items, citations, numbers), asked, names)


def _part(
    request: Request,
    items: Sequence[Item],
    citations: Sequence[Sequence[Cite]] | None,
    numbers: Sequence[int],
) -> dict[str, Any]:
    """Return a part of the document."""
    quotes = [request.quotes[n] if request.quotes and n >= 0 else None for n in numbers]
    return part(
        items,
        citations,
        numbers,
        quotes,
        style=str(request.style),
        note=request.note,
        pinpoints=request.pinpoints,
        small=request.small,
        inside=request.inside,
        locale=request.locale,
        writer=WRITERS[request.output],
    )


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
