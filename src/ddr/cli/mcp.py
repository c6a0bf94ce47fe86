"""``ddr mcp``."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from ddr.cli.options import Language, Timeline, option
from ddr.cli.session import Session
from ddr.errors import DataError

if TYPE_CHECKING:
    from ddr.interface.python import Timeline as Opened


def mcp(
    ctx: typer.Context,
    copies: Annotated[
        bool, option("--copies", "Let the assistant read your own copies of texts too.")
    ] = False,
    shown_in: Language = "",
    timeline: Timeline = None,
) -> None:
    """Answer an assistant over the Model Context Protocol, on standard input and output.

    Six read-only tools: search, said, events, read, verify_quote and cite. A client starts this
    command itself; docs/assistants.md tells how. Your own copies of texts ('ddr hold') are left
    out, since an assistant may pass on what it reads.
    """
    session = Session(ctx, timeline)
    if sys.stdin.isatty():
        session.notify("waits for an assistant on standard input; Ctrl-D ends it")

    from ddr.corpus.problems import InvalidTimelineError
    from ddr.interface.mcp_server import serve
    from ddr.interface.python import open_timeline

    def opened() -> "Opened":
        try:
            return open_timeline(*session.named, language=shown_in, copies=copies)
        except InvalidTimelineError as error:
            unheld = {problem.code for problem in error.problems} == {"quotation-not-held"}
            if copies or not unheld:
                raise
            how = "if it quotes your own copies, 'ddr mcp --copies' lets the assistant read them"
            raise DataError(f"{error}; {how}") from None

    serve(opened, sys.stdin.buffer, sys.stdout.buffer)
