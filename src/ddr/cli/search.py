"""``ddr search``."""

import sys
from collections.abc import Iterator
from typing import Annotated

import typer

from ddr.cli import complete, options
from ddr.cli.options import bounded, option
from ddr.cli.session import Session, joined
from ddr.errors import counted
from ddr.query.questions import FILTERS, SearchQuestion, filtered
from ddr.query.questions import search as ask


def search(
    ctx: typer.Context,
    words: options.Words = None,
    since: options.Since = "",
    until: options.Until = "",
    on: options.On = "",
    by: Annotated[str, option("NAME", "Said by: any name.", complete.PARTY)] = "",
    source: Annotated[str, option("ID", "In this source.", complete.SOURCE)] = "",
    mode: Annotated[str, option("MODE", "direct, reported, …", complete.MODE)] = "",
    topic: Annotated[str, option("TOPIC", "On this topic.", complete.TOPIC)] = "",
    type: Annotated[  # noqa: A002
        str,
        option(
            "TYPE",
            "event, statement, paragraph or source.",
            complete.settled("ddr.query.text.fields", "TYPES"),
        ),
    ] = "",
    landmarks: options.Landmarks = False,
    limit: Annotated[
        int,
        option("--limit -n N", "At most N hits; 0, and into a pipe: all.", min=0, callback=bounded),
    ] = 20,
    context: Annotated[
        int, option("--context -C N", "Words on either side.", min=1, callback=bounded)
    ] = 12,
    exact: Annotated[
        bool, option("--exact", "Only the words as typed, without inflections.")
    ] = False,
    count: options.Count = False,
    fields: options.Fields = "",  # noqa: ARG001 (of the session)
    shown_in: options.Language = "",
    format: options.Format = "",  # noqa: A002
    timeline: options.Timeline = None,
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
    chosen = ctx.get_parameter_source("limit")
    if (chosen and chosen.name == "DEFAULT" and not session.on_terminal()) or count:
        limit = 0
    asked = session.asked(words, since, until, on)
    question = SearchQuestion(
        words=asked.words, typed=joined(words) if asked.date else "",
        since=since, until=until, on=on or asked.on,
        by=by, source=source, mode=mode, topic=topic, type=type, landmarks=landmarks,
        limit=limit, context=context, exact=exact,
    )  # fmt: skip
    found = ask(session.index, question, session.today)

    from ddr.views.rows import Hits

    if count:
        session.count(len(found), "")
    else:
        session.list(Hits(found, session.labels), form)
    if not found:
        left = list(_without(session, question))
        session.nothing("; ".join(["nothing found", *left[:2]]) if left else _advice(exact=exact))
    if count:
        return
    if limit and len(found) == limit:
        session.notify(f"these are the best {limit}; --limit 0 shows all")
    elif not session.on_terminal() and sys.stderr.isatty():
        session.notify(counted(len(found), "hit"))


def _without(session: Session, question: SearchQuestion) -> Iterator[str]:
    """Tell how many hits there are without what sifts them, or without each other filter."""
    from ddr.query.text.search import search as exactly

    sifting = [name for name in ("since", "until", "on", "landmarks") if getattr(question, name)]
    if sifting:
        others = question._replace(since="", until="", on="", landmarks=False)
        if not question.typed and (number := len(ask(session.index, others, session.today))):
            yield f"without {' and '.join(f'--{name}' for name in sifting)} there are {number}"
    elif question.words:
        for name in FILTERS:
            text = filtered(question, without=name)
            if getattr(question, name) and (number := len(exactly(session.index, text, 0, 1))):
                yield f"without --{name} there {'is' if number == 1 else 'are'} {number}"


def _advice(*, exact: bool) -> str:
    if exact:
        return "nothing found with these very words; without --exact their inflections count too"
    return "nothing found; another word, or a beginning such as treat*, may find more"
