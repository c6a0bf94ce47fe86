"""``ddr browse``."""

import gc
import os
import sys
from functools import partial
from typing import Any, NamedTuple

import typer

from ddr.cli.filters import filtered
from ddr.cli.session import Session
from ddr.errors import ToolError, UsageError
from ddr.query.questions import EventQuestion, ids


@filtered
def browse(session: Session, question: EventQuestion) -> None:
    """Browse on a screen of its own: narrow, follow, compare, take citations away.

    '?' shows the keys; 'y' copies the command that lists what you see. Needs the extra 'tui'.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("'ddr browse' needs a terminal; 'ddr events' lists the same into a pipe")
    os.environ.setdefault("ESCDELAY", "50")
    gc.disable()  # what is loaded now stays; the browser enables it again when it has drawn
    try:
        from ddr.interface.browse.browser import Browser
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "textual":
            raise
        raise ToolError("'ddr browse' needs Textual: pip install 'ddr-timeline[tui]'") from None
    from ddr.interface.python import open_timeline

    if question != EventQuestion() and not ids(session.index, question, session.today):
        session.none(question, "no event found")
    given = {"events": _given(question)}
    words = str(given["events"].pop("words", ""))
    view = "events"
    if said := given["events"].pop("said", None):
        alike = {k: v for k, v in given["events"].items() if k not in ("person", "whole")}
        view, given["statements"] = "statements", alike | _given(said)
    opened = partial(open_timeline, *session.named, language=session.language or "")
    browser = Browser(opened, view, words, given, session.named)
    gc.freeze()
    browser.run()
    gc.freeze()  # what is left goes with the process, and need not be cleared
    raise typer.Exit(browser.return_code or 0)


def _given(question: NamedTuple) -> dict[str, Any]:
    """Return the filters that are given, under their names in `ddr.Timeline`."""
    filters = question._asdict()
    empty = question._field_defaults
    given = {name: value for name, value in filters.items() if value != empty[name]}
    return {{"tag": "topic"}.get(name, name): value for name, value in given.items()}
