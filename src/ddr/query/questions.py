"""The questions that historians ask most: what happened, who said what, where does it say so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ddr import names
from ddr.errors import NotFoundError, UsageError, first
from ddr.index.open import Index
from ddr.index.schema import TOPIC
from ddr.query.names.office import Days, Offices
from ddr.query.names.resolve import AGENTS, Match, find, resolve
from ddr.query.select import Filter, Selection, Term, declared, listed, select, source, tallied
from ddr.query.stored import Stored, fetch, labels
from ddr.query.text import fields, syntax
from ddr.vocabulary import CONFIDENCES, MODES, QUOTED

if TYPE_CHECKING:
    from ddr.query.text.search import Hit
    from ddr.records import Event, Statement


class StatementQuestion(NamedTuple):
    """Who said what? Of several values of one field any will do; every field may be empty."""

    words: str = ""
    since: str = ""
    until: str = ""
    on: str = ""
    source: Sequence[str] = ()
    confidence: Sequence[str] = ()
    limit: int = 0
    reverse: bool = False
    by: Sequence[str] = ()
    about: Sequence[str] = ()
    mode: Sequence[str] = ()
    topic: Sequence[str] = ()
    to: Sequence[str] = ()
    side: Sequence[str] = ()
    office: Sequence[str] = ()
    quotable: bool = False
    held: bool = False
    place: Sequence[str] = ()
    kind: Sequence[str] = ()
    landmarks: bool = False


class EventQuestion(NamedTuple):
    """What happened? All persons must have taken part; of kinds, places and tags any will do.

    Every field is as a user writes it, and may be empty. `said` asks for events to which one of
    the statements that it finds belongs.
    """

    words: str = ""
    since: str = ""
    until: str = ""
    on: str = ""
    source: Sequence[str] = ()
    confidence: Sequence[str] = ()
    limit: int = 0
    reverse: bool = False
    person: Sequence[str] = ()
    place: Sequence[str] = ()
    kind: Sequence[str] = ()
    tag: Sequence[str] = ()
    landmarks: bool = False
    whole: bool = False
    said: StatementQuestion | None = None


class SearchQuestion(NamedTuple):
    """Where does it say so? Every field may be empty.

    typed: the words with the date among them that became another field, which may be of a name.
    context: words of context on either side.
    exact: only the words as they are typed, without inflections.
    """

    words: str = ""
    since: str = ""
    until: str = ""
    on: str = ""
    by: str = ""
    source: str = ""
    mode: str = ""
    topic: str = ""
    type: str = ""
    landmarks: bool = False
    limit: int = 0
    context: int = 12
    exact: bool = False
    typed: str = ""


_NAMED = (*AGENTS, "place")
Question = EventQuestion | StatementQuestion


def events(
    index: Index, question: EventQuestion, today: date, days: Sequence[str] = ()
) -> list[Stored[Event]]:
    """Return the events asked for, in order of time; raises `UsageError` or `NotFoundError`.

    days: of any year, such as ``"04-25"``, on one of which an event must have been.
    """
    selection = _events(index, question, today)
    if days:
        selection = selection._replace(filters=(*selection.filters, ("day", tuple(days))))
    return list(fetch(index, _selected(index, selection, question, today)).values())


def _selected(
    index: Index, selection: Selection, question: EventQuestion, today: date
) -> list[str]:
    """Return the ids that a selection finds, and that all of the question holds of."""
    if not question.whole and question.said is None:
        return select(index, selection)
    found = select(index, selection._replace(limit=0))
    if question.whole:
        from ddr.query.wholes import wholes, without_parts

        found = without_parts(found, wholes(index))
    if question.said is not None:
        from ddr.query.chapters import statements_of

        told = statements_of(index, found, ids(index, question.said, today))
        found = [one for one in found if one in told]
    return found[: selection.limit or None]


def ids(index: Index, question: Question, today: date) -> list[str]:
    """Return the ids of what is asked for, in order of time; no record is read. Raises likewise."""
    if isinstance(question, EventQuestion):
        return _selected(index, _events(index, question, today), question, today)
    return select(index, _statements(index, question, today))


def _events(index: Index, question: EventQuestion, today: date) -> Selection:
    dates = dates_of(question, today)
    filters = [
        *(_named(index, "agent", [name], "--person", dates) for name in question.person),
        *_of_events(index, question),
        tallied(index, "event", "tag", question.tag),
    ]
    return _selection(index, "event", question, filters, dates)


def _of_events(index: Index, question: Question) -> list[Filter]:
    """Return the filters by which events are chosen for what they are and where they were."""
    at = tuple(resolve(index, one, ("place",), "--place") for one in question.place)
    marked = ("yes",) if question.landmarks else ()
    return [("place", at), declared(index, "kind", question.kind, "--kind"), ("landmark", marked)]


def statements(index: Index, question: StatementQuestion, today: date) -> list[Stored[Statement]]:
    """Return the statements asked for, in order of time; raises `UsageError` or `NotFoundError`."""
    return list(fetch(index, ids(index, question, today)).values())


def search(index: Index, question: SearchQuestion, today: date) -> list[Hit]:
    """Return the best hits, or where nothing has all the words what comes near, which is told.

    Raises `UsageError` and `NotFoundError`.
    """
    from ddr.query.text.relaxed import answer

    text, typed = filtered(question), filtered(question._replace(words=question.typed))
    if not (text + typed).strip():
        raise UsageError("say what to search for: ddr search WORDS")
    days = dates_of(question, today)
    years = days.years if question.typed and question.on else ""
    found = answer(
        index,
        f"{text} {years}".strip(),
        0 if question.landmarks or days != Dates() else question.limit,
        question.context,
        exact=question.exact,
        words=typed if question.typed else "",
    )
    if days != Dates():
        found = [hit for hit in found if hit.date and days.covers(hit.date)]
    if question.landmarks:
        asked = EventQuestion(landmarks=True), StatementQuestion(landmarks=True)
        marked = {one for either in asked for one in ids(index, either, today)}
        found = [hit for hit in found if hit.id in marked]
    return found[: question.limit or None]


FILTERS = ("by", "source", "mode", "topic", "type")
"""The filters of a search that may stand among its words."""


def filtered(question: SearchQuestion, without: str = "") -> str:
    """Return the words of a search with its filters among them, or all but one: ``by:"NAME"``."""
    kept = [name for name in FILTERS if name != without and getattr(question, name)]
    given = [f'{name}:"{getattr(question, name)}"' for name in kept]
    return " ".join([question.words, *given])


def _statements(index: Index, question: StatementQuestion, today: date) -> Selection:
    dates = dates_of(question, today)
    filters = [
        _named(index, "agent", question.by, "--by", dates),
        _about(index, question.about),
        _named(index, "to", question.to, "--to", dates),
        declared(index, "side", question.side, "--side"),
        listed("mode", question.mode, MODES, "--mode"),
        tallied(index, "statement", "topic", question.topic),
        ("mode", QUOTED if question.quotable else ()),
        ("held", ("yes",) if question.held else ()),
        ("occasion", _occasions(index, question)),
    ]
    selection = _selection(index, "statement", question, filters, dates)
    if not question.office:
        return selection
    return selection._replace(terms=tuple(in_office(index, question.office)))


def _occasions(index: Index, question: StatementQuestion) -> tuple[str, ...]:
    """Return the events of the places and kinds asked for, on which something may be said."""
    filters = tuple(one for one in _of_events(index, question) if one[1])
    if not filters:
        return ()
    return tuple(select(index, Selection("event", filters))) or (_NO_EVENT,)


_NO_EVENT = "-"
_ANY_DAY = (0, date.max.toordinal())
_NAMED_HOLDERS = 6


def in_office(index: Index, given: Sequence[str]) -> Iterator[Term]:
    """Yield what shows that a statement was made in one of the offices, told in a notice.

    The days on which its holders had it, and the offices that statements are printed with.
    Raises `NotFoundError` for one that nobody held.
    """
    offices = index.once(Offices)
    sql = "SELECT value FROM tally WHERE type = 'statement' AND field = 'role'"
    printed = [row[0] for row in index.rows(sql)]
    for name in given:
        terms = offices.terms(name)
        roles = [role for role in printed if offices.fits(name, role)]
        if not (terms or roles):
            holders = offices.holders(name)
            why = "no day is known" if holders else "nobody here held it"
            raise NotFoundError(f"--as '{name[:60]}': {why}; 'ddr people NAME' tells offices")
        who = labels(index, [holder.id for holder, _ in terms])
        known = dict.fromkeys(who[holder.id] for holder, _ in terms)
        if known:
            index.notify(f"--as: '{name[:60]}' was {first(list(known), _NAMED_HOLDERS)}")
        yield from (("agent", holder.id, *days) for holder, days in terms)
        yield from (("role", role, *_ANY_DAY) for role in roles)


def _selection(
    index: Index, table: str, question: Question, filters: list[Filter], dates: Dates
) -> Selection:
    filters += [
        ("source", tuple(source(index, name, "--source") for name in question.source)),
        listed("confidence", question.confidence, CONFIDENCES, "--confidence"),
    ]
    filters.append(("day", dates.yearly))
    return Selection(
        table=table,
        filters=tuple(one for one in filters if one[1]),
        match=syntax.match(index, question.words),
        since=dates.since,
        until=dates.until,
        limit=question.limit,
        reverse=question.reverse,
    )


class Dates(NamedTuple):
    """The days that are asked for.

    since, until: the first and the last; None for no bound.
    yearly: days of any year, such as ``"04-25"``.
    on: the first and the last day of ``--on``, which names the holder of an office; None for none.
    """

    since: int | None = None
    until: int | None = None
    yearly: tuple[str, ...] = ()
    on: Days | None = None

    @property
    def during(self) -> Days | None:
        """The days within which records are asked for; None for any."""
        if self.since is self.until is None:
            return None
        first = date.min.toordinal() if self.since is None else self.since
        return first, date.max.toordinal() if self.until is None else self.until

    @property
    def years(self) -> str:
        """The years asked for as a field of a search, such as ``"year:1961-1965"``; "" for any."""
        ends = (self.since, self.until)
        if not all(day and 1 <= day <= date.max.toordinal() for day in ends):
            return ""
        first, last = (date.fromordinal(day).year for day in ends if day)
        return f"year:{first}-{last}" if last - first <= fields.MOST_YEARS else ""

    def covers(self, date: str) -> bool:
        """Return whether a date in EDTF may be one of these days."""
        from ddr import edtf

        day = edtf.parse(date)
        return (
            (self.since is None or day.latest >= self.since)
            and (self.until is None or day.earliest <= self.until)
            and (not self.yearly or bool({*edtf.month_days(day)} & {*self.yearly}))
        )


def dates_of(question: Question | SearchQuestion, today: date) -> Dates:
    """Read the dates of a question; raises `UsageError` for one that cannot be understood."""
    if not (question.since or question.until or question.on):
        return Dates()
    from ddr import when

    since = when.parse_when(question.since, today=today).earliest if question.since else None
    until = when.parse_when(question.until, today=today).latest if question.until else None
    if since is not None and until is not None and since > until:
        raise UsageError("--since is later than --until: swap the two dates")
    if not question.on:
        return Dates(since, until)
    day = when.parse_day(question.on, today=today)
    if isinstance(day, when.MonthDay):
        return Dates(since, until, (str(day),))
    first = day.earliest if since is None else max(since, day.earliest)
    last = day.latest if until is None else min(until, day.latest)
    return Dates(first, last, on=(day.earliest, day.latest))


def _named(index: Index, field: str, given: Sequence[str], option: str, dates: Dates) -> Filter:
    return field, agents(index, given, option, dates)


def agents(index: Index, given: Sequence[str], option: str, dates: Dates) -> tuple[str, ...]:
    """Return the ids of the persons and organizations that names mean, as `resolve` does."""
    return tuple(resolve(index, name, AGENTS, option, dates.on, dates.during) for name in given)


def _about(index: Index, given: Sequence[str]) -> Filter:
    """The id of an event, a topic, or the name of who or what else; a word may be several."""
    found: list[str] = []
    for name in given:
        topic = f"{TOPIC}{names.key(index.terms.means('topic', name))}"
        meant = [topic] if _known(index, "statement", "about", topic) else []
        if index.rows("SELECT 1 FROM record WHERE id = ? AND type <> 'source'", (name,)):
            found += [*meant, name]
            continue
        matches = find(index, name, _NAMED)
        if not meant or (matches and matches[0].how == "exact"):
            meant += _namesakes(index, name, matches) or [resolve(index, name, _NAMED, "--about")]
        found += meant
    return "about", tuple(found)


def _namesakes(index: Index, name: str, matches: Sequence[Match]) -> list[str]:
    """Return a state and the land of the same name: records of different kinds, so called."""
    kinds = [stored.table for stored in fetch(index, [match.id for match in matches]).values()]
    forms = {names.fold(match.form) for match in matches}
    alike = forms == {names.fold(name)} or (len(forms) == 1 and matches[0].how == "romanized")
    return [match.id for match in matches] if alike and len(set(kinds)) == len(kinds) else []


def _known(index: Index, table: str, field: str, value: str) -> bool:
    sql = "SELECT 1 FROM tally WHERE type = ? AND field = ? AND value = ?"
    return bool(index.rows(sql, (table, field, value)))
