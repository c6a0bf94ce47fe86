"""``ddr chronology``."""

from typing import TYPE_CHECKING, Annotated

from ddr.cli import complete
from ddr.cli.filters import chosen, filtered, told
from ddr.cli.options import Output, format_option, language_option, option, style_option
from ddr.cli.output import DOCUMENTS, of_suffix, refuse_terminal, write
from ddr.cli.session import Session
from ddr.errors import UsageError, choose
from ddr.query.questions import EventQuestion

if TYPE_CHECKING:
    from ddr.query.stored import Stored
    from ddr.records import Event, Statement
    from ddr.views.chronology import Material


@filtered
def chronology(
    session: Session,
    question: EventQuestion,
    statements: Annotated[
        bool, option("--statements", "With what was said there, set off.")
    ] = False,
    group_by: Annotated[
        str,
        option(
            "--group-by WHAT",
            "In chapters: by year (the default), side, person, place or kind.",
            complete.settled("ddr.query.chapters", "CHAPTERS"),
        ),
    ] = "year",
    form: Annotated[
        str,
        format_option(
            complete.settled("ddr.cite.pandoc.typeset", "WRITERS"),
            "text (the default), markdown, html, docx, odt, pdf, latex or typst.",
        ),
    ] = "",
    output: Output = "",
    style: Annotated[
        str, style_option("Style of the citations: see 'ddr styles'; chicago by default.")
    ] = "",
    language: Annotated[
        str, language_option("Language of titles, dates and citations: ru, en-GB.")
    ] = "",
    template: Annotated[
        str,
        option(
            "--template FILE",
            "A template of pandoc; for docx and odt, a document whose styles are taken.",
        ),
    ] = "",
    page: Annotated[
        str,
        option(
            "--page SIZE",
            "a4 (the default) or letter; with --template, that of the template.",
            complete.settled("ddr.cite.pandoc.typeset", "PAGES"),
        ),
    ] = "",
    title: Annotated[str, option("TEXT", "Title; else that of the timeline.")] = "",
    author: Annotated[str, option("WHO", "Who hands it out.")] = "",
) -> None:
    """Write a chronology with footnotes, from the events that the filters choose.

    Each event has its date, its summary, and a note that cites what attests it: in full at first,
    then short, as the style has it. Where sources differ, the note says how. A style without
    notes cites in the text. The same data give the same file, to the byte.
    """
    from ddr.cite.pandoc.typeset import BINARY, PAGES, WRITERS, Layout, typeset
    from ddr.views.chronology import Imprint, document

    form = of_suffix(form, output, DOCUMENTS) or "text"
    choose("--format", form, WRITERS)
    page = page or ("" if template else "a4")
    if page:
        choose("--page", page, PAGES)
    refuse_terminal(form, output, BINARY)
    layout = Layout(form, page, _template(template), _seconds(session.index.meta("version")))
    found = chosen(session, question)
    said = told(session, question, found) if statements else {}
    material = _material(session, found, said, group_by, style, language)
    meta = session.index.meta
    edition = Imprint(title, author, (meta("title"), meta("version"), meta("license")))
    blocks, head, remarks = document(material, edition)
    for remark in remarks:
        session.notify(remark)
    made = typeset(blocks, head, layout)
    write(made if form in BINARY else made.decode(), output)


def _template(name: str) -> str:
    """Return the path of a template; raises `UsageError` where there is no such file."""
    from ddr.files import home

    if name and not home(name).is_file():
        raise UsageError(f"--template '{name}' is not a file: name one, or leave it out")
    return str(home(name)) if name else ""


def _seconds(version: str) -> int:
    """Return the day of a version of the data in seconds since 1970, or 0 where it names none."""
    from calendar import timegm

    from ddr.corpus.editions import day_of

    day = day_of(version)
    return timegm(day.timetuple()) if day else 0


def _material(
    session: Session,
    found: "list[Stored[Event]]",
    said: "dict[str, list[Stored[Statement]]]",
    group_by: str,
    style: str,
    language: str,
) -> "Material":
    from ddr.cite.citations import lookup_in
    from ddr.cite.style import finder
    from ddr.query.chapters import chapters
    from ddr.query.stored import fetch
    from ddr.settings import settings
    from ddr.views.chronology import Material

    preferences = settings({"style": style, "language": language})
    formatted = finder.find(preferences["style"].value, preferences["language"].value)
    attested = [one.record for one in found]
    ids = {piece.source for event in attested for piece in event.evidence}
    ids |= {account.source for event in attested for account in event.accounts}
    ids |= {one.record.source for several in said.values() for one in several}
    sources = {name: one.record for name, one in fetch(session.index, sorted(ids)).items()}
    in_chapters = chapters(session.index, found, group_by)
    return Material(in_chapters, said, sources.__getitem__, lookup_in(session.index), formatted)
