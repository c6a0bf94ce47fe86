"""``ddr page``."""

from typing import TYPE_CHECKING, Annotated

from ddr.cli.filters import chosen, filtered, told
from ddr.cli.options import Many, option, style_option
from ddr.cli.output import write
from ddr.cli.session import Session
from ddr.errors import UsageError
from ddr.query.questions import EventQuestion

if TYPE_CHECKING:
    from ddr.cite.pandoc.request import Form
    from ddr.query.bundle import Bundle
    from ddr.views.exports.html_page import Citations

_STYLES = ("chicago", "apa")


@filtered
def page(
    session: Session,
    question: EventQuestion,
    output: Annotated[str, option("--output -o FILE", "The file to write: page.html.")] = "",
    style: Annotated[
        Many, style_option("A style that the reader can choose; repeatable. Else chicago and apa.")
    ] = None,
    title: Annotated[str, option("TEXT", "Title; else that of the timeline.")] = "",
) -> None:
    """Write one web page with the events that the filters choose: no server, no request.

    It has search, filters, permalinks and a picture, and reads without script too. Each event
    comes with its evidence, what was said there and how the words reached us, where it is told
    differently, and a citation in each of the styles, ready to be copied.
    """
    if not output and session.on_terminal():
        raise UsageError("a page is long: name a file with --output, or redirect to one")
    found = chosen(session, question)

    from ddr.query.bundle import bundle
    from ddr.query.chapters import chapters
    from ddr.views.exports.html_page import Contents, html_page

    said = told(session, question, found)
    made = bundle(session.index, found, said)
    lanes = [
        (one.label, [stored.id for stored in one.found])
        for one in chapters(session.index, found, "kind")
    ]
    by_year = chapters(session.index, found, "year")
    styles = [_citations(session, made, name) for name in dict.fromkeys(style or _STYLES)]
    write(html_page(Contents(made, by_year, lanes, said, styles), title), output)


def _citations(session: Session, made: "Bundle", name: str) -> "Citations":
    """Return the citation of every event, statement and source that has one."""
    from ddr.cite.citations import Cited, lookup_in, of_event, of_statement
    from ddr.cite.render import render
    from ddr.cite.style import finder
    from ddr.views.exports.html_page import Citations

    style = finder.find(name)
    lookup = lookup_in(session.index)
    sources = {one.id: one.record for one in made.records["source"]}
    clusters: dict[str, list[Cited]] = {}
    for one in made.records["event"]:
        if cited := of_event(one.record, sources.__getitem__):
            clusters[one.id] = list(cited)
    for one in made.records["statement"]:
        said = one.record
        clusters[said.id] = [of_statement(said, sources[said.source], lookup)]
    form: Form = "note" if style.note else "in-text"
    texts = render(list(clusters.values()), style, form, lookup=lookup).texts
    of = dict(zip(clusters, texts, strict=True))
    if style.bibliography and sources:
        works = [[Cited(source) for source in sources.values()]]
        listed = render(works, style, "bibliography", lookup=lookup)
        of |= dict(zip(listed.ids, listed.texts, strict=True))
    return Citations(name, style.title, of)
