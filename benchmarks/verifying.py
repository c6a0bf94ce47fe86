"""What looking up a quotation costs, by how many texts are held."""

from __future__ import annotations

import hashlib
from pathlib import Path

from benchmarks.compare import Bar, Line, by_turns, lines
from benchmarks.generate import draw_for, sentence
from benchmarks.process import Command
from benchmarks.subject import Subject

HELD = (5, 1_000)
"""How many texts are held: as many as the built-in timeline holds, and a reader's shelf of them."""
PARAGRAPHS, WORDS = 20, 150
"""What a text has: some 20 kB, so that a thousand are 20 MB."""
MOST = 1.5
_HEAD = """\
schema = 2
title = "Held"

[[event]]
id = "talks"
date = "1990"
title = "Talks"
kind = "negotiation"
evidence = [{ source = "source-0", says = "They took place." }]
"""
_SOURCE = """
[[source]]
id = "source-{0}"
type = "book"
title = "Book {0}"
issued = "1990"
origin = "third-party"
text = "texts/{0}.txt"
sha256 = "{1}"
rights = "not stated"
"""


def measure(folder: Path, launcher: Path, rounds: int) -> list[Line]:
    """Ask for the same words where few texts are held and where many are."""
    shelves = {held: _shelf(folder / f"held-{held}", launcher, held) for held in HELD}
    for shelf in shelves.values():
        shelf.warm()
    made: list[Line] = []
    for what, (words, code) in _asked().items():
        commands: list[Command] = [
            shelf.command(f"{held:,} texts", ["said", "--verify", words], code=code)
            for held, shelf in shelves.items()
        ]
        few, many = (command.name for command in commands)
        bars = [Bar(many, few, most=MOST), Bar(many, few, "peak", MOST)]
        made += lines(f"ddr said --verify, {what}", by_turns(commands, rounds), bars)
    return made


def _shelf(folder: Path, launcher: Path, held: int) -> Subject:
    (folder / "texts").mkdir(parents=True, exist_ok=True)
    records = []
    for number in range(held):
        content = ("\n\n".join(_text(number)) + "\n").encode()
        (folder / "texts" / f"{number}.txt").write_bytes(content)
        records.append(_SOURCE.format(number, hashlib.sha256(content).hexdigest()))
    (folder / "timeline.toml").write_text(_HEAD + "".join(records), "utf-8")
    return Subject(launcher, folder, folder / "home")


def _text(number: int) -> list[str]:
    draw = draw_for("held", number)
    return [sentence(draw, WORDS) for _ in range(PARAGRAPHS)]


def _asked() -> dict[str, tuple[str, int]]:
    """Return quotations by what is to be found of them, each with the exit code that tells it."""
    words = _text(3)[7].split()[20:32]
    altered = [*words[:5], "never", *words[6:]]
    shortened = [*words[:4], "[…]", *words[8:]]
    return {
        "words that stand": (" ".join(words), 0),
        "shortened": (" ".join(shortened), 0),
        "a word altered": (" ".join(altered), 1),
        "of no text": (sentence(draw_for("nobody", 1), 12), 1),
    }
