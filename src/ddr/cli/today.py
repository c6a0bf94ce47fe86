"""``ddr today``."""

from datetime import date
from functools import partial
from typing import Annotated

from ddr.cli import complete
from ddr.cli.filters import filtered
from ddr.cli.options import Fields, format_option, option
from ddr.cli.output import of_suffix, write
from ddr.cli.session import Session
from ddr.errors import UsageError, counted
from ddr.query.questions import EventQuestion
from ddr.views.lists import FORMATS

CALENDAR = "ics"
FORMS = (*FORMATS, CALENDAR)

_YEARS = 10
_MOST_AHEAD = 366


@partial(filtered, without=("on",))
def today(
    session: Session,
    question: EventQuestion,
    day: Annotated[
        str, option("--date DATE", "Another day: 2027-10-12, 12 October.", complete.DATE)
    ] = "",
    ahead: Annotated[
        int, option("--ahead DAYS", "So many days ahead; 30.", min=0, max=_MOST_AHEAD)
    ] = 30,
    output: Annotated[str, option("--output -o FILE", "Write the calendar to a file.")] = "",
    fields: Fields = "",  # noqa: ARG001 (of the session)
    format: Annotated[  # noqa: A002
        str,
        format_option(
            complete.settled("ddr.cli.today", "FORMS"),
            "table, tsv, json, jsonl, csv or markdown; or ics, ten years of anniversaries.",
        ),
    ] = "",
) -> None:
    """What happened on this day of the year, how many years ago, and what comes next.

    Only dates that are known to the day have an anniversary. An event of several days counts on
    each of them; ahead, on its first.
    """
    form = session.chosen(of_suffix(format, output, {".ics": (CALENDAR,)}), FORMS)
    if output and form != CALENDAR:
        raise UsageError("--output takes a calendar: give it the suffix .ics")
    on = _day(session, day)
    if form == CALENDAR:
        write(_calendar(session, question, on), output)
        return
    from ddr.query.anniversaries import anniversaries
    from ddr.views.rows import Anniversaries

    found = anniversaries(session.index, question, on, ahead, session.today)
    session.list(Anniversaries(found, on, session.labels), form)
    if not found:
        until = f" or in the {counted(ahead, 'day')} after it" if ahead else ""
        _none(session, question, f"nothing is known to have happened on this day{until}")


def _none(session: Session, question: EventQuestion, what: str) -> None:
    """Say that nothing is known to the day, and what is near."""
    from ddr.query.questions import ids

    if number := len(ids(session.index, question, session.today)):
        days = "--ahead 366 tells of other days"
        session.nothing(f"{what}; 'ddr events' lists {counted(number, 'event')}, {days}")
    session.none(question, what)


def _day(session: Session, given: str) -> date:
    """Return the day asked for; raises `UsageError` for what is not one day."""
    if not given:
        return session.today
    from ddr import when

    read = when.parse_day(given, today=session.today)
    if isinstance(read, when.MonthDay):
        from ddr.query.anniversaries import in_year

        month, day = map(int, str(read).split("-"))
        return in_year(date(2000, month, day), session.today.year)
    if read.earliest != read.latest:
        raise UsageError(f"--date '{given}' is not one day: write it like 2027-10-12 or 10-12")
    return date.fromordinal(read.earliest)


def _calendar(session: Session, question: EventQuestion, on: date) -> str:
    from ddr import edtf
    from ddr.display import shown
    from ddr.query.anniversaries import yearly
    from ddr.query.questions import events
    from ddr.views.exports.ical import CalendarEntry, calendar, stamp

    entries = []
    for stored in events(session.index, question, session.today):
        event = stored.record
        kind = session.index.terms.label("kind", event.kind, shown())
        for one in yearly(stored, on, _YEARS):
            title = f"{counted(one.years, 'year')} ago: {event.title}"
            body = f"{edtf.words(edtf.parse(event.date))}. {event.summary}"
            uid = f"{event.id}-{one.on.year}"
            entries.append(CalendarEntry(uid, one.on, one.on, title, body, "", kind))
    if not entries:
        _none(session, question, "no event found that is known to the day")
    entries.sort(key=lambda entry: entry.first)
    meta = session.index.meta
    return calendar(entries, f"Anniversaries: {meta('title')}", stamp(meta("version")))
