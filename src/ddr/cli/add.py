"""``ddr add``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ddr.cli import complete
from ddr.cli.options import Timeline, argument, option
from ddr.cli.progress import busy
from ddr.cli.session import Session
from ddr.cli.writing import DryRun, Why
from ddr.errors import UsageError, choose
from ddr.vocabulary import MODES

RECORDS = ("source", "event", "statement", "person", "place", "organization")
if TYPE_CHECKING:
    from ddr.cli.add_record import Desk

Many = list[str] | None


def add(
    ctx: typer.Context,
    kind: Annotated[str, argument("KIND", ", ".join(RECORDS) + ".", complete.words(*RECORDS))],
    id: Annotated[str, typer.Option(help="Its id; without one, an id is proposed.")] = "",  # noqa: A002
    title: Annotated[str, option("--title -t", "Of a source or an event.")] = "",
    name: Annotated[str, typer.Option(help="Of a person, a place or an organization.")] = "",
    date: Annotated[
        str, option("--date -d", "Of an event or statement; when a source appeared.")
    ] = "",
    type: Annotated[str, typer.Option(help="Of a source: a CSL type, such as speech.")] = "",  # noqa: A002
    event_kind: Annotated[
        str, option("--kind", "Of an event: treaty, visit, …", complete.KIND)
    ] = "",
    summary: Annotated[str, typer.Option(help="Of an event, in your own words.")] = "",
    place: Annotated[
        str, typer.Option(autocompletion=complete.PLACE, help="Of an event: an id or a name.")
    ] = "",
    who: Annotated[
        Many, option("NAME", "Who took part: an id or a name. Repeatable.", complete.PARTY)
    ] = None,
    tag: Annotated[Many, option("TAG", "Of an event. Repeatable.", complete.TAG)] = None,
    speaker: Annotated[str, option("--speaker --by", "Who said it.", complete.PARTY)] = "",
    role: Annotated[str, typer.Option(help="The speaker's office, as the source states it.")] = "",
    mode: Annotated[
        str,
        typer.Option(
            autocompletion=complete.MODE, help=f"How the words reached us: {', '.join(MODES)}."
        ),
    ] = "",
    source: Annotated[
        str, typer.Option(autocompletion=complete.SOURCE, help="The source that attests it: an id.")
    ] = "",
    locator: Annotated[
        str, option("--locator -l", "The paragraph of a held text, or a page.")
    ] = "",
    exact: Annotated[str, typer.Option(help="The words, verbatim in the held text.")] = "",
    says: Annotated[str, typer.Option(help="What the source attests, in your own words.")] = "",
    find: Annotated[
        str,
        option("WORDS", "Look these words up in the held texts: fills source, locator and exact."),
    ] = "",
    url: Annotated[str, option("--url", "The address of a source.")] = "",
    author: Annotated[
        Many, option("NAME", "Of a source: an id or a name. Repeatable.", complete.PARTY)
    ] = None,
    publisher: Annotated[str, typer.Option(help="Of a source.")] = "",
    language: Annotated[str, typer.Option(help="Of a source, such as ru.")] = "",
    origin: Annotated[
        str,
        typer.Option(
            autocompletion=complete.SIDE,
            help="Which side published a source: a declared one, such as dprk, or third-party.",
        ),
    ] = "",
    text: Annotated[str, option("FILE", "Hold the text of a source: a .txt or .html file.")] = "",
    rights: Annotated[str, typer.Option(help="What is known of the rights in a held text.")] = "",
    note: Annotated[str, typer.Option(help="What a reader should know.")] = "",
    set: Annotated[  # noqa: A002
        Many, option("--set -s KEY=VALUE", "Any other field. Repeatable.")
    ] = None,
    take: Annotated[
        str,
        option(
            "--from FILE",
            "Records in TOML, JSON, JSONL or CSV; sources in BibTeX, RIS or CSL-JSON, "
            "with their --origin; - is the input.",
        ),
    ] = "",
    edit: Annotated[bool, option("--edit -e", "Fill it in in your editor.")] = False,
    again: Annotated[bool, option("--again", "Though one like it is there.")] = False,
    why: Why = "",
    dry_run: DryRun = False,
    timeline: Timeline = None,
) -> None:
    """Add a record: from options, from a file, in your editor, or by answering questions.

    It is written only if the whole timeline stays valid. Dates may be words, names stand for ids.
    """
    choose("KIND", kind, RECORDS)
    session = Session(ctx, timeline)

    from ddr.cli import add_record
    from ddr.cli.writing import writable_timelines

    paths = writable_timelines(session)
    desk = add_record.Desk(session, paths, why=why, dry=dry_run, again=again)
    given = add_record.Given(
        own={
            "id": id, "title": title, "name": name, "date": date, "type": type,
            "kind": event_kind, "summary": summary, "place": place, "participants": who or [],
            "tags": tag or [], "speaker": speaker, "role": role, "mode": mode, "URL": url,
            "author": author or [], "publisher": publisher, "language": language,
            "origin": origin, "rights": rights, "note": note,
        },
        words={"source": source, "locator": locator, "exact": exact, "says": says},
        pairs=set or [],
    )  # fmt: skip
    if take:
        others = any(value for key, value in given.own.items() if key != "origin")
        if others or any(given.words.values()) or given.pairs or edit or find:
            raise UsageError("--from brings whole records: no other field goes with it")
        _take(desk, take, kind, add_record.form_of(take), origin)
        return
    values = desk.values(kind, given, find)
    if edit:
        desk.edit(kind, values, text)
    elif _asks():
        desk.ask(kind, values, text)
    else:
        desk.add(kind, values, text)


def _asks() -> bool:
    """Return whether there is somebody to ask."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _take(desk: Desk, name: str, kind: str, form: str, origin: str) -> None:
    text = _input(name)
    from ddr.curation.imports.bibliography import bibliography

    with busy("Reading", text.count("\n")):
        found = bibliography(text, form) if kind == "source" else None
    if found is not None:
        desk.add_bibliography(*found, origin)
    elif origin or form in {"bibtex", "ris"}:
        what = "--origin goes with a bibliography" if origin else "a bibliography brings sources"
        raise UsageError(f"{what}: ddr add source --from FILE --origin …")
    else:
        desk.add_all(text, kind, form, "standard input" if name == "-" else name)


def _input(name: str) -> str:
    from ddr.curation.imports.given_records import read_input

    stream: Any = sys.stdin.buffer
    return read_input(stream if name == "-" else Path(name))
