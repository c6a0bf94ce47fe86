"""``ddr hold``: the reader's own copies of texts."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ddr.cli import complete
from ddr.cli.options import Many, Timeline, argument, option
from ddr.cli.session import Session
from ddr.corpus.problems import InvalidTimelineError
from ddr.errors import DataError, DdrError, Exit, UsageError, a, counted, did_you_mean
from ddr.files import copies_path, home

if TYPE_CHECKING:
    from ddr.curation.own_reading import OwnText
    from ddr.manuscript.works import Works

_HEAD = ("source", "held", "paragraphs", "pages", "from")


def hold(
    ctx: typer.Context,
    what: Annotated[
        Many,
        argument(
            "[SOURCE FILE | FOLDER]",
            "A source and the file of its text ('-': standard input), or a folder of files.",
            complete.SOURCE,
        ),
    ] = None,
    list_: Annotated[bool, option("--list", "List the copies that you hold.")] = False,
    remove: Annotated[Many, option("--remove SOURCE", "Let go of a copy. Repeatable.")] = None,
    undo: Annotated[bool, option("--undo", "Take the last change of your copies back.")] = False,
    yes: Annotated[bool, option("--yes -y", "Of a folder, take every match unasked.")] = False,
    timeline: Timeline = None,
) -> None:
    """Keep your own copy of a source's text, privately, so that it is read, searched and proofread.

    Text, HTML, EPUB, Word, LibreOffice, Markdown and other markup; PDF with the extra 'pdf', whose
    pages are then locators. Files of a folder are matched by address, title or file name, and each
    match is shown. Copies lie in your data folder, belong to no timeline, are in no export, and
    nothing leaves the machine.
    """
    session = Session(ctx, timeline)
    listed = copies_path()
    given = what or []
    if sum(map(bool, (given, list_, remove, undo))) != 1:
        raise UsageError("give a source and a file, a folder, --list, --remove or --undo")
    if list_:
        _list(session, listed)
    elif remove:
        from ddr.curation.own_texts import let_go

        let_go(listed, remove)
        session.notify(f"removed {', '.join(remove)}; 'ddr hold --undo' brings back")
    elif undo:
        from ddr.curation.own_texts import take_back

        back, gone = take_back(listed)
        session.notify(
            f"held again: {', '.join(back) or 'none'}; gone: {', '.join(gone) or 'none'}"
        )
    elif len(given) == 1 and home(given[0]).is_dir():
        _folder(session, listed, home(given[0]), yes=yes)
    elif len(given) == 2:  # noqa: PLR2004
        _one(session, listed, *given)
    else:
        raise UsageError("give a source and the file of its text, or one folder")


def _list(session: Session, listed: Path) -> None:
    from ddr.corpus.texts import read_copies
    from ddr.views.lists import clean

    rows = []
    counts = dict(session.index.rows("SELECT source, count(*) FROM paragraph GROUP BY source"))
    for name, copy in read_copies(listed).items():
        number = str(counts.get(name, "not of this timeline"))
        rows.append((name, copy.day, number, str(max(copy.pages, default="")), copy.origin))
    if not rows:
        session.nothing("you hold no copies of your own")
    for row in [_HEAD, *rows]:
        sys.stdout.write("\t".join(map(clean, row)) + "\n")


def _one(session: Session, listed: Path, name: str, file: str) -> None:
    from ddr.cli.own import text_of
    from ddr.curation.own_texts import hold as keep
    from ddr.manuscript.works import Works

    try:
        source = _source(session, Works(session.index), name)
    except InvalidTimelineError as error:
        _awaited(session, listed, name, file, error)
        return
    given = sys.stdin.buffer.read() if file == "-" else None
    text = text_of(home(file), given)
    _tell(session, source, text)
    _refuse_held(session, source, text)
    told = keep(listed, {source: text}, session.today)[source]
    pages = f", {counted(max(text.pages), 'page')}" if text.pages else ""
    size = f"{counted(len(text.paragraphs), 'paragraph')}{pages}"
    words = {"new": "held", "changed": "held in place of the one before", "same": "held already"}
    session.notify(f"your copy of {source} is {words[told]}: {size}; see 'ddr read {source}'")


def _awaited(
    session: Session, listed: Path, name: str, file: str, error: InvalidTimelineError
) -> None:
    """Hold a text that quotations of the reader's own timeline wait for; else raise the error."""
    from ddr.cli.own import text_of
    from ddr.corpus.load import check
    from ddr.corpus.locate import timelines
    from ddr.curation.own_texts import hold as keep
    from ddr.records import Source

    corpus = check(timelines(session.named))
    if name in corpus.held or not isinstance(corpus.records.get(name), Source):
        raise error
    text = text_of(home(file), sys.stdin.buffer.read() if file == "-" else None)
    keep(listed, {name: text}, session.today)
    session.notify(f"your copy of {name} is held; 'ddr check' tells whether all quotations stand")


def _source(session: Session, works: Works, name: str) -> str:
    """Return the id of a source; raise `UsageError` for what is none."""
    from ddr.query.lookup import lookup

    if name not in works:
        raise UsageError(f"there is no source '{name}'{did_you_mean(name, works.keys)}")
    stored = lookup(session.index, name)
    if stored.table != "source":
        raise UsageError(f"'{stored.id}' is {a(stored.table)}: name a source")
    return stored.id


def _tell(session: Session, source: str, text: OwnText) -> None:
    for line in text.told:
        session.notify(f"{text.origin}: {line}")
    from ddr.query.stored import fetch

    record = fetch(session.index, [source])[source].record
    if record.sha256 and not record.text:
        import hashlib

        same = hashlib.sha256(text.content).hexdigest() == record.sha256
        session.notify(f"{source}: {'the same text as' if same else 'not the text of'} its pin")


def _refuse_held(session: Session, source: str, text: OwnText) -> None:
    """Raise `UsageError` for a source whose text the timeline holds itself; tell the difference."""
    if source in session.index.copies():
        return
    rows = session.index.rows(
        "SELECT body FROM paragraph WHERE source = ? ORDER BY number", (source,)
    )
    if rows:
        alike = [row[0] for row in rows] == list(text.paragraphs)
        same = "the same as yours" if alike else "another than yours: compare with 'ddr read'"
        raise UsageError(f"the timeline holds the text of '{source}' itself, and it is {same}")


def _folder(session: Session, listed: Path, folder: Path, *, yes: bool) -> None:
    from ddr.cli.own import text_of
    from ddr.curation.own_texts import hold as keep
    from ddr.manuscript.works import Works
    from ddr.views.lists import clean

    works = Works(session.index)
    texts: dict[str, OwnText] = {}
    left = 0
    for path in sorted(one for one in folder.iterdir() if one.is_file()):
        try:
            text = text_of(path)
            source, why = _match(works, path, text)
            if not source:
                raise DataError(f"{path}: matches no source by address, title or file name")
            source = _source(session, works, source)
            _refuse_held(session, source, text)
        except DdrError as error:
            session.notify(f"{error}: left out")
            left += 1
            continue
        size = counted(len(text.paragraphs), "paragraph")
        sys.stdout.write("\t".join(map(clean, (path.name, source, f"by its {why}", size))) + "\n")
        for told in text.told:
            session.notify(f"{path.name}: {told}")
        if yes or (sys.stdin.isatty() and typer.confirm("take it?", err=True)):
            texts[source] = text
    if texts:
        done = keep(listed, texts, session.today)
        session.notify(f"{counted(len(done), 'text')} held; {counted(left, 'file')} left out")
    else:
        session.notify(
            f"nothing is held; {counted(left, 'file')} left out; --yes takes every match"
        )
        raise typer.Exit(Exit.NOTHING)


def _match(works: Works, path: Path, text: OwnText) -> tuple[str, str]:
    """Return the source of a file, and by what it was known; "" for none."""
    if text.address and (found := works.of_address(text.address)):
        return found, "address"
    for title in (text.title, text.title.partition(" | ")[0], text.paragraphs[0]):
        if title and (found := works.of_title(title)):
            return found, "title"
    return (path.stem, "file name") if path.stem in works else ("", "")
