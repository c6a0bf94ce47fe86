"""``ddr cite``."""

import os
from collections.abc import Mapping
from typing import Annotated

import typer

from ddr.cite import memory
from ddr.cite.memory import Asked
from ddr.cli import complete, options
from ddr.cli.options import Many, argument, format_option, language_option, option, style_option
from ddr.cli.output import BINARY, of_suffix, refuse_terminal, to_clipboard, write
from ddr.cli.session import Session
from ddr.errors import UsageError
from ddr.files import cache_folder
from ddr.settings import Setting, settings


def cite(
    ctx: typer.Context,
    ids: Annotated[
        Many, argument("ID...", "Sources, statements or events.", complete.CITABLE)
    ] = None,
    style: Annotated[
        str,
        style_option(
            "A name or CSL id that 'ddr styles' lists, or a .csl file; chicago by default."
        ),
    ] = "",
    form: Annotated[
        str,
        option(
            "--form FORM",
            "note, short, bibliography or in-text, by default what the style cites by; "
            "all: each of them, labelled; attribution: a clause for a newspaper.",
            complete.settled("ddr.cite.pandoc.request", "FORM_WORDS"),
        ),
    ] = "",
    locator: Annotated[
        str, option("--locator -l PLACE", "Place in a source: 4, 'para. 4-6', 'p. 12'.")
    ] = "",
    source: Annotated[
        Many, option("--source ID", "For an event: cite only this source.", complete.SOURCE)
    ] = None,
    quote: Annotated[
        bool,
        option(
            "--quote -q",
            "Of a statement, its words before the citation: in quotation marks, or set off "
            "above 40 words; a paraphrase without marks.",
        ),
    ] = False,
    dataset: Annotated[
        bool, option("--dataset", "Cite the timeline itself, with its version and date.")
    ] = False,
    to: Annotated[
        str,
        format_option(
            complete.settled("ddr.cite.pandoc.request", "MARKUPS_AND_KEYS"),
            "text (the default), markdown, html, latex, rtf, typst, org or docx; a key to "
            "paste: pandoc-key, latex-key or typst-key; or an export as 'ddr bib' makes it.",
        ),
    ] = "",
    language: Annotated[
        str,
        language_option(
            "Language of the citation, and of the quotation marks: en-US, en-GB, ru-RU, …"
        ),
    ] = "",
    copy: Annotated[bool, option("--copy -c", "Put it on the clipboard as well.")] = False,
    output: options.Output = "",
    timeline: options.Timeline = None,
) -> None:
    """Format a citation of a source, a statement or an event.

    A statement brings its paragraph, and says so where its words were reported or translated; an
    event is cited by each source that attests it. Several ids make one citation, or one list.
    """
    session = Session(ctx, timeline)
    to = of_suffix(to, output)
    preferences = settings({"style": style, "form": form, "to": to, "language": language})
    markup = preferences["to"].value
    asked = Asked(tuple(ids or ()), locator, tuple(source or ()), dataset, quote)
    _check(asked, markup, copy=copy)
    refuse_terminal(markup, output)
    printed = _printed(session, asked, preferences, labels=not output and session.on_terminal())
    for remark in printed.remarks:
        session.notify(remark)
    write(printed.content, output)
    if copy and isinstance(printed.content, str):
        session.notify(to_clipboard(printed.content.rstrip("\n")))


def _check(asked: Asked, markup: str, *, copy: bool) -> None:
    """Raise `UsageError` for what does not go together."""
    memory.check(asked)
    if copy and markup == BINARY:
        raise UsageError(f"--copy takes text to the clipboard: leave it out, or --format {markup}")


def _printed(
    session: Session, asked: Asked, preferences: Mapping[str, Setting], *, labels: bool
) -> memory.Printed:
    """Return what is printed: as it was kept, or made anew."""
    index, folder = session.index, cache_folder()
    style = preferences["style"].value
    question = memory.question(
        index.meta("fingerprint"),
        asked,
        *(f"{name} {value} {origin}" for name, (value, origin) in preferences.items()),
        os.path.abspath(style) if style.endswith(".csl") or os.sep in style else "",  # noqa: PTH100  # costs less
        f"{labels}",
    )
    if kept := memory.read(folder, question):
        return kept
    from ddr.cite.command import answer

    printed, files = answer(index, asked, preferences, labels=labels)
    memory.write(folder, question, printed, files)
    return printed
