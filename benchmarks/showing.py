"""What a picture, a chronology and a page cost: of every record, beside the least possible."""

from __future__ import annotations

from pathlib import Path

from benchmarks.citing import FIND, found
from benchmarks.compare import Bar, Line, by_turns, lines
from benchmarks.process import Command, run
from benchmarks.subject import Subject

LIST, PICTURE, LINES = "ddr events", "ddr timeline", "ddr timeline --group-by kind"
PICTURES = (Bar(PICTURE, LIST, most=1.5), Bar(LINES, LIST))

CHRONOLOGY, PANDOC = "ddr chronology --to docx", "pandoc, the same text"
"""The least is pandoc writing the finished text with its notes, and formatting no citation."""


def measure(folder: Path, small: Subject, large: Subject, rounds: int) -> list[Line]:
    """Draw every event of a large timeline, and print every one of a small as a chronology."""
    large.warm()
    drawn = [large.command(name, name.split()[1:]) for name in (LIST, PICTURE, LINES)]
    made = lines("A picture of every event", by_turns(drawn, rounds), PICTURES)
    small.warm()
    text, docx = folder / "chronology.md", folder / "chronology.docx"
    run(small.command("text", ["chronology", "--to", "markdown", "-o", str(text)]))
    commands = [
        small.command(CHRONOLOGY, ["chronology", "--to", "docx", "-o", str(docx)]),
        Command(PANDOC, [found(FIND, small), str(text), "-o", str(docx)]),
    ]
    costs = by_turns(commands, max(5, rounds // 3))
    return made + lines("A chronology of every event", costs, (Bar(CHRONOLOGY, PANDOC),))
