"""Search hits on a terminal: where, and the words in their context."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from ddr.query.search import END, START, Hit
from ddr.views.hits import cite
from ddr.views.terminal.console import console, text


def show(hits: Sequence[Hit]) -> None:
    """Print each hit with its kind, its place, its context and the command that cites it."""
    screen = console()
    for number, hit in enumerate(hits):
        if number:
            screen.print()
        where = f"{hit.id} ¶ {hit.locator}" if hit.locator else hit.id
        head = text(where, style="cyan")
        head.append_text(text(f"  {hit.type}", style="dim"))
        screen.print(head)
        if hit.title:
            screen.print(text(hit.title, style="bold"))
        screen.print(_emphasized(hit.context))
        screen.print(text(cite(hit), style="dim"))


def _emphasized(context: str) -> Text:
    made = Text()
    for number, part in enumerate(context.split(START)):
        found, end, rest = part.partition(END)
        if number and end:
            made.append_text(text(found, style="bold yellow"))
            made.append_text(text(rest))
        else:
            made.append_text(text(part))
    return made
