"""``ddr browse``."""

import gc
import os
import sys
from functools import partial

from ddr.cli.filters import chosen, filtered
from ddr.cli.session import Session
from ddr.errors import ToolError, UsageError
from ddr.query.questions import EventQuestion


@partial(filtered, statements=False)
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

    if question != EventQuestion():
        chosen(session, question)
    empty = EventQuestion()._asdict()
    given = {name: value for name, value in question._asdict().items() if value != empty[name]}
    words = str(given.pop("words", ""))
    opened = partial(open_timeline, *session.named, language=session.language or "")
    browser = Browser(opened, "events", words, given, session.named)
    gc.freeze()
    browser.run()
