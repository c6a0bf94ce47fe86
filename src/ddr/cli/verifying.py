"""``ddr said --verify``: where words found somewhere stand, and whose they are."""

from __future__ import annotations

from collections.abc import Sequence

import typer

from ddr.cli.session import Session, write_list
from ddr.errors import Exit


def verifying(session: Session, form: str, words: str, by: Sequence[str]) -> None:
    """Print what is found of the words; end with 1 unless they are verbatim, and the speaker's."""
    from ddr.manuscript.verify import verify
    from ddr.query.stored import labels
    from ddr.views import verifications as view

    found = verify(session.index, words, by)

    def table() -> None:
        from ddr.views.terminal import verifications as terminal

        terminal.show(found, labels(session.index, {one.speaker for one in found}))

    write_list(form, lambda: view.bodies(found), view.HEADER, lambda: view.rows(found), table)
    if not any(one.verdict == "verbatim" for one in found):
        raise typer.Exit(Exit.NOTHING)
