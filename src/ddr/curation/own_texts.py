"""Holding, and letting go of, the reader's own copies of texts.

The list of them is replaced whole, the texts are there before it names them, and what it was before
is kept beside it: whatever stops a write, the old list stands or the new one.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from ddr.corpus.texts import OwnCopy, read_copies, text_file
from ddr.curation import disk
from ddr.curation.own_reading import OwnText
from ddr.errors import NotFoundError, UsageError, did_you_mean

_BEFORE = "before.json"
Copies = dict[str, OwnCopy]


def hold(listed: Path, texts: Mapping[str, OwnText], day: date) -> dict[str, str]:
    """Hold texts by the ids of their sources; return the word for each: new, changed or same.

    listed: the list of copies; it and its folder are made where they are missing.
    Raises `DataError` for what cannot be written.
    """
    told: dict[str, str] = {}

    def change(copies: Copies) -> Copies:
        for name, text in texts.items():
            content = text.content
            digest = hashlib.sha256(content).hexdigest()
            old = copies.get(name)
            told[name] = "new" if old is None else "same" if old.sha256 == digest else "changed"
            copy = OwnCopy(digest, day.isoformat(), text.origin, text.original, text.pages)
            disk.put(text_file(listed, copy), content, of=listed)
            copies[name] = copy
        return copies

    _write(listed, change)
    return told


def let_go(listed: Path, names: list[str]) -> None:
    """Take copies out of the list; raise `NotFoundError` for one that is not there."""

    def change(copies: Copies) -> Copies:
        for name in names:
            if name not in copies:
                hint = did_you_mean(name, copies)
                raise NotFoundError(f"you hold no copy of '{name}'{hint}; see 'ddr hold --list'")
            del copies[name]
        return copies

    _write(listed, change)


def take_back(listed: Path) -> tuple[list[str], list[str]]:
    """Undo the last change of the list; return the ids that are there again, and those gone.

    To undo once more does it again. Raises `UsageError` where there is nothing to take back.
    """
    before = listed.with_name(_BEFORE)
    if not before.is_file():
        raise UsageError("there is no change of your copies to take back")
    old: Copies = read_copies(before)
    there: Copies = {}

    def change(copies: Copies) -> Copies:
        there.update(copies)
        return old

    _write(listed, change)
    back = [name for name, copy in old.items() if there.get(name) != copy]
    return back, [name for name in there if name not in old]


def _write(listed: Path, change: Callable[[Copies], Copies]) -> None:
    try:
        listed.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise disk.not_written(listed.parent, error) from None
    with disk.locked(listed):
        now = read_copies(listed)
        kept = dict(now)
        changed = change(now)
        if changed == kept:
            return
        disk.put(listed.with_name(_BEFORE), _content(kept), of=listed)
        disk.put(listed, _content(changed), of=listed)
        _prune(listed, {copy.sha256 for copy in (*kept.values(), *changed.values())})


def _content(copies: Copies) -> bytes:
    values = {name: copy._asdict() for name, copy in sorted(copies.items())}
    return (json.dumps({"copies": values}, ensure_ascii=False, indent=1) + "\n").encode()


def _prune(listed: Path, kept: set[str]) -> None:
    """Take away the texts that neither the list names nor the one before it."""
    for path in listed.parent.glob("*.txt"):
        if path.stem not in kept:
            with contextlib.suppress(OSError):
                path.unlink()
