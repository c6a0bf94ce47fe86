"""The expected texts as they are kept: one file a style, one line a rendering.

A cell begins with ``@ form shelf``; a line is ``source``, the checksum of what was asked for it,
and what citeproc-js printed. Where ours differs, a line ``!= kinds`` with our text follows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from ddr.cite.pandoc.request import Request

from .corpus import Cell

_FOLDER = Path(__file__).with_name("corpus")
_HEAD = "# What citeproc-js prints, and after != what ddr prints. Made by tests/cite/oracle."


class Line(NamedTuple):
    """One rendering.

    checksum: of the item and of how it was cited.
    theirs: what citeproc-js prints.
    ours: what we print.
    kinds: names of what sets the two apart, see `kinds`; none if nothing does.
    """

    checksum: str
    theirs: str
    ours: str
    kinds: tuple[str, ...] = ()


Kept = dict[Cell, dict[str, Line]]


def read(style: str) -> Kept:
    """Return what is kept of a style, in the order in which citeproc-js lists the works."""
    kept: Kept = {}
    path = _FOLDER / f"{style}.txt"
    name = ""
    here: dict[str, Line] = {}
    for text in path.read_text("utf-8").splitlines()[1:] if path.is_file() else ():
        if text.startswith("@ "):
            _, form, shelf = text.split()
            here = kept.setdefault(Cell(style, form, int(shelf)), {})  # type: ignore[arg-type]
        elif text.startswith("!= "):
            kinds, _, ours = text[3:].partition("\t")
            here[name] = here[name]._replace(ours=ours, kinds=tuple(kinds.split("+")))
        else:
            name, checksum, theirs = text.split("\t")
            here[name] = Line(checksum, theirs, theirs)
    return kept


def write(style: str, kept: Kept) -> None:
    """Write what is to be kept of a style."""
    lines = [_HEAD]
    for cell in sorted(kept, key=lambda c: (c.shelf, c.form)):
        lines.append(f"@ {cell.form} {cell.shelf}")
        for name, line in kept[cell].items():
            lines.append(f"{name}\t{line.checksum}\t{line.theirs}")
            if line.ours != line.theirs:
                lines.append(f"!= {'+'.join(line.kinds)}\t{line.ours}")
    _FOLDER.mkdir(exist_ok=True)
    (_FOLDER / f"{style}.txt").write_text("\n".join(lines) + "\n", "utf-8")


def checksums(request: Request) -> dict[str, str]:
    """Return for each source what changes when anything does that is asked of the engine."""
    cited = {citation[0].id: citation[0] for citation in request.citations}
    return {
        item["id"]: _checksum([request.locale, item, cited.get(item["id"])])
        for item in request.items
    }


def changed(lines: dict[str, Line], request: Request) -> list[str]:
    """Return the sources of a cell that are new, gone, or asked for otherwise than when kept."""
    now = checksums(request)
    then = {name: line.checksum for name, line in lines.items()}
    return sorted(name for name in {*now, *then} if now.get(name) != then.get(name))


def _checksum(parts: Iterable[object]) -> str:
    return sha256(json.dumps(list(parts), sort_keys=True).encode()).hexdigest()[:8]
