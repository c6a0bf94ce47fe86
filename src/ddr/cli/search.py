"""``ddr search``."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from ddr.cli import complete
from ddr.cli.session import (
    Count,
    Fields,
    Format,
    Landmarks,
    Language,
    On,
    Session,
    Since,
    Timeline,
    Until,
    Words,
    bounded,
    joined,
)  # fmt: skip
from ddr.errors import UsageError, counted
from ddr.query.questions import Dates, EventQuestion, StatementQuestion, dates_of, ids
from ddr.query.text.relaxed import answer as ask

if TYPE_CHECKING:
    from ddr.query.text.search import Hit


def search(
    ctx: typer.Context,
    words: Words = None,
    since: Since = "",
    until: Until = "",
    on: On = "",
    by: Annotated[
        str,
        typer.Option(metavar="NAME", autocompletion=complete.PARTY, help="Said by: any name."),
    ] = "",
    source: Annotated[
        str, typer.Option(metavar="ID", autocompletion=complete.SOURCE, help="In this source.")
    ] = "",
    mode: Annotated[
        str, typer.Option(metavar="MODE", autocompletion=complete.MODE, help="direct, reported, …")
    ] = "",
    topic: Annotated[
        str, typer.Option(metavar="TOPIC", autocompletion=complete.TOPIC, help="On this topic.")
    ] = "",
    type: Annotated[  # noqa: A002
        str,
        typer.Option(
            metavar="TYPE",
            autocompletion=complete.settled("ddr.query.text.fields", "TYPES"),
            help="event, statement, paragraph or source.",
        ),
    ] = "",
    landmarks: Landmarks = False,
    limit: Annotated[
        int,
        typer.Option(
            "--limit",
            "-n",
            min=0,
            metavar="N",
            callback=bounded,
            help="At most N hits; 0, and into a pipe: all.",
        ),
    ] = 20,
    context: Annotated[
        int,
        typer.Option(
            "--context", "-C", min=1, metavar="N", callback=bounded, help="Words on either side."
        ),
    ] = 12,
    exact: Annotated[
        bool, typer.Option("--exact", help="Only the words as typed, without inflections.")
    ] = False,
    count: Count = False,
    fields: Fields = "",  # noqa: ARG001 (of the session)
    shown_in: Language = "",
    format: Format = "",  # noqa: A002
    timeline: Timeline = None,
) -> None:
    """Search events, statements, held texts and titles of sources, the best hits first.

    Ask in English, Russian or Korean, in words or in a question. Inflections are found: 'treaty'
    finds treaties; where nothing has all the words, what has most of them is, and a word that
    stands nowhere is taken for the nearest, which is told. Each hit shows the
    words in their context, where they stand, and how to cite them; a paragraph whose words are
    a statement's shows as that statement. The filters may be written among the words too, and
    excluded there: by:"Kim Jong Un" -mode:reported year:1961-1965.
    """
    session = Session(ctx, timeline, shown_in)
    form = session.chosen(format)
    fields_given = {"by": by, "source": source, "mode": mode, "topic": topic, "type": type}
    filters = {name: f'{name}:"{value}"' for name, value in fields_given.items() if value}
    narrowed = list(filters.values())
    if not joined(words).strip() and not narrowed:
        raise UsageError("say what to search for: ddr search WORDS")
    chosen = ctx.get_parameter_source("limit")
    if (chosen and chosen.name == "DEFAULT" and not session.on_terminal()) or count:
        limit = 0
    asked = session.asked(words, since, until, on)
    question = EventQuestion(since=since, until=until, on=on or asked.on)
    days = dates_of(question, session.today)
    sifted = landmarks or days != Dates()
    years = days.years if asked.on else ""
    text = " ".join(filter(None, [asked.words, *narrowed, years]))
    typed = " ".join([joined(words), *narrowed]) if asked.date else ""
    most = 0 if sifted else limit
    found = ask(session.index, text, most, context, exact=exact, words=typed)
    unsifted = len(found)
    if sifted:
        found = _sifted(session, found, days, landmarks=landmarks)[: limit or None]

    from ddr.views.rows import Hits

    if count:
        session.count(len(found), "")
    else:
        session.list(Hits(found, session.labels), form)
    if not found:
        ends: dict[str, str | bool] = {
            "since": since,
            "until": until,
            "on": question.on,
            "landmarks": landmarks,
        }
        left = [f"without {_and(ends)} there are {unsifted}"] if unsifted and not asked.on else []
        if asked.words and not sifted:
            left += _fewer(session, asked.words, filters)
        session.nothing("; ".join(["nothing found", *left[:2]]) if left else _advice(exact=exact))
    if count:
        return
    if limit and len(found) == limit:
        session.notify(f"these are the best {limit}; --limit 0 shows all")
    elif not session.on_terminal() and sys.stderr.isatty():
        session.notify(counted(len(found), "hit"))


def _sifted(
    session: Session, found: "Sequence[Hit]", days: Dates, *, landmarks: bool
) -> "list[Hit]":
    """Return the hits of the days asked for; of landmarks, and what was said there, if asked."""
    dated = [one for one in found if days == Dates() or (one.date and days.covers(one.date))]
    if not landmarks:
        return dated
    asked = EventQuestion(landmarks=True), StatementQuestion(landmarks=True)
    marked = {one for question in asked for one in ids(session.index, question, session.today)}
    return [one for one in dated if one.id in marked]


def _and(given: Mapping[str, str | bool]) -> str:
    return " and ".join(f"--{name}" for name, value in given.items() if value)


def _fewer(session: Session, words: str, filters: Mapping[str, str]) -> Iterator[str]:
    """Tell how many hits there are without each of the filters."""
    from ddr.query.text.search import search as exactly

    for name in filters:
        others = (text for other, text in filters.items() if other != name)
        if number := len(exactly(session.index, " ".join([words, *others]), 0, 1)):
            yield f"without --{name} there {'is' if number == 1 else 'are'} {number}"


def _advice(*, exact: bool) -> str:
    if exact:
        return "nothing found with these very words; without --exact their inflections count too"
    return "nothing found; another word, or a beginning such as treat*, may find more"
