"""``ddr cite``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, cast

import typer

from ddr.cli.session import Session, Timeline
from ddr.errors import UsageError, did_you_mean
from ddr.settings import Setting, settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ddr.cite.csl import Lookup
    from ddr.cite.render import Cited
    from ddr.cite.request import Form, Output

FORMS = ("note", "short", "bibliography", "in-text")
MARKUPS = ("text", "markdown", "html", "latex", "rtf", "typst", "org")


def cite(
    ctx: typer.Context,
    ids: Annotated[
        list[str], typer.Argument(metavar="ID...", help="Sources, statements or events.")
    ],
    style: Annotated[
        str,
        typer.Option(
            "--style",
            "-s",
            metavar="STYLE",
            help="chicago (the default), chicago-author-date, apa, mla; a CSL id or a .csl file.",
        ),
    ] = "",
    form: Annotated[
        str,
        typer.Option(
            "--form",
            metavar="FORM",
            help="note, short, bibliography or in-text; by default what the style cites by.",
        ),
    ] = "",
    locator: Annotated[
        str,
        typer.Option(
            "--locator", "-l", metavar="PLACE", help="Place in a source: 4, 'para. 4-6', 'p. 12'."
        ),
    ] = "",
    source: Annotated[
        list[str] | None,
        typer.Option("--source", metavar="ID", help="For an event: cite only this source."),
    ] = None,
    to: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="MARKUP",
            help="text (the default), markdown, html, latex, rtf, typst or org; a key to paste: "
            "pandoc-key, latex-key or typst-key; or an export as 'ddr bib' makes it.",
        ),
    ] = "",
    language: Annotated[
        str,
        typer.Option(
            "--language", metavar="TAG", help="Language of the citation: en-US, en-GB, ru-RU, …"
        ),
    ] = "",
    timeline: Timeline = None,
) -> None:
    """Format a citation of a source, a statement or an event.

    A statement brings its paragraph, and says so where its words were reported or translated; an
    event is cited by each source that attests it. Several ids make one citation, or one list.
    """  # fmt: skip
    session = Session(ctx, timeline)
    flags = {"style": style, "form": form, "to": to, "language": language}
    found = settings(flags)
    wanted = cast("Form", _word("--form", found["form"], FORMS))

    from ddr.cite import styles
    from ddr.cite.collect import collect, lookup_in
    from ddr.cite.render import render
    from ddr.index.place import cache_folder

    if found["to"].value not in MARKUPS:
        cited = collect(session.index, ids, locator, source or ())
        sys.stdout.write(_pasted(cited, found["to"], lookup_in(session.index)))
        return
    output = cast("Output", found["to"].value)

    chosen = styles.find(found["style"].value)
    if found["language"].value:
        chosen = chosen._replace(locale=found["language"].value)
    if found["form"].origin == "default" and not chosen.note:
        wanted = "in-text"
    cited = collect(session.index, ids, locator, source or ())
    answer = render(
        [cited], chosen, wanted, output, lookup=lookup_in(session.index), folder=cache_folder()
    )
    for remark in answer.remarks:
        session.notify(remark)
    for text in answer.texts:
        sys.stdout.write(f"{text}\n")


def _pasted(cited: Sequence[Cited], target: Setting, lookup: Lookup) -> str:
    """Return a key to paste, or an export of what is cited."""
    from ddr.cite.export.formats import EXPORTS, KEYS, export, keys

    name = _word("--to", target, (*MARKUPS, *KEYS, *EXPORTS))
    if name in KEYS:
        return f"{keys(cited, name)}\n"
    return export({one.source.id: one.source for one in cited}.values(), name, lookup)


def _word(option: str, setting: Setting, known: tuple[str, ...]) -> str:
    if setting.value in known:
        return setting.value
    hint = did_you_mean(setting.value, known) or f": one of {', '.join(known)}"
    where = "" if setting.origin == "flag" else f" (from the {setting.origin})"
    raise UsageError(f"{option} '{setting.value}'{where} is not known here{hint}")
