"""``ddr mcp``."""

import sys
from functools import partial

import typer

from ddr.cli.session import Language, Session, Timeline


def mcp(ctx: typer.Context, shown_in: Language = "", timeline: Timeline = None) -> None:
    """Answer an assistant over the Model Context Protocol, on standard input and output.

    Six read-only tools: search, said, events, read, verify_quote and cite. A client starts this
    command itself; docs/assistants.md tells how.
    """
    session = Session(ctx, timeline)
    if sys.stdin.isatty():
        session.notify("waits for an assistant on standard input; Ctrl-D ends it")

    from ddr.interface.mcp_server import serve
    from ddr.interface.python import open_timeline

    opened = partial(open_timeline, *session.named, language=shown_in)
    serve(opened, sys.stdin.buffer, sys.stdout.buffer)
