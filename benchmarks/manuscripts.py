"""What proofreading a manuscript costs, by its length."""

from __future__ import annotations

import random
import re
from pathlib import Path

from benchmarks.compare import Bar, Line, by_turns, lines
from benchmarks.process import Command, python
from benchmarks.startup import HELLO
from benchmarks.subject import FLOORS, ROOT, Subject

PAGE = 400
"""Words of a page."""
LENGTHS = (1, 30, 300)
_MARKS = re.compile(r"[“”\"«»:;.()&%$#_*@\[\]]")
_WRONG = 10  # one quotation in so many is not what its source says
_WITHOUT_KEYS = 1.5
"""How many times as much quotations may cost of which none has a key, and all are looked up."""
_MARKED = {"md": "“{}”", "tex": "``{}''", "typ": '"{}"'}
_FILLING = (
    "the", "archive", "shows", "that", "both", "governments", "met", "before", "spring", "and",
    "discussed", "trade", "borders", "timber", "of", "which", "little", "was", "made", "public.",
)  # fmt: skip


def measure(folder: Path, subject: Subject, rounds: int) -> list[Line]:
    """Measure manuscripts of each length in each markup, two quotations on a page."""
    subject.warm()
    commands = [Command(HELLO, python(str(FLOORS / "hello.py")))]
    for suffix in ("md", "tex", "typ"):
        for pages in LENGTHS:
            path = folder / f"paper-{pages}.{suffix}"
            path.write_text(manuscript(pages, suffix), "utf-8")
            name = f"ddr proof, {pages} page{'s' * (pages > 1)}, .{suffix}"
            found = pages > 1
            commands.append(subject.command(name, ["proof", str(path)], code=int(found)))
    told = [Bar(command.name, HELLO) for command in commands[1:]]
    for suffix in ("md", "tex"):
        path = folder / f"bare.{suffix}"
        path.write_text(manuscript(LENGTHS[-1], suffix, keys=False), "utf-8")
        with_keys = f"ddr proof, {LENGTHS[-1]} pages, .{suffix}"
        commands.append(subject.command(f"{with_keys}, without keys", ["proof", str(path)]))
        told.append(Bar(commands[-1].name, with_keys, most=_WITHOUT_KEYS))
    return lines("Proofreading", by_turns(commands, rounds), told)


def manuscript(pages: int, suffix: str, *, keys: bool = True) -> str:
    """Return a manuscript with two quotations of held texts on each page; one in ten is wrong.

    keys: a citation stands beside each; otherwise beside none.
    """
    draw = random.Random(pages)  # noqa: S311
    texts = {
        path.stem: path.read_text("utf-8").split("\n\n")
        for path in sorted((ROOT / "data" / "sources").glob("*-20*.txt"))
    }
    places = [(key, n) for key, text in texts.items() for n in range(1, len(text) + 1)]
    written = []
    for number in range(2 * pages):
        words: list[str] = []
        while len(words) < 4:  # noqa: PLR2004
            key, n = draw.choice(places)
            words = _MARKS.split(texts[key][n - 1])[0].split()
        if number % _WRONG == _WRONG - 1:
            words[len(words) // 2] = "never"
        quoted = " ".join(words)
        filling = " ".join(draw.choices(_FILLING, k=PAGE // 2 - len(words)))
        cited = _cited(key, n, suffix) if keys else ""
        written.append(f"{filling} {_MARKED[suffix].format(quoted)}{cited}.")
    return "\n\n".join(written) + "\n"


def _cited(key: str, n: int, suffix: str) -> str:
    if suffix == "tex":
        return rf" \autocite[para.~{n}]{{{key}}}"
    if suffix == "typ":
        return f" @{key}[para. {n}]"
    return f" [@{key}, para. {n}]"
