"""What an assistant may ask: six read-only tools, each with a short answer in plain text."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple, cast

from ddr.errors import UsageError, counted, cut
from ddr.interface.notices import Notice
from ddr.interface.python import Timeline
from ddr.interface.record_list import Records
from ddr.records import Source, Statement
from ddr.vocabulary import MODES, QUOTED, quoted

LARGEST = 4000
"""Bytes of an answer, in UTF-8."""

_FOOT = 700  # bytes kept for coverage, notices and how to get the rest
_WORDS = 700  # characters of one quotation or summary
_PAGE = 60  # hits that are looked for beyond the offset

_TEXT = {"type": "string"}
_NUMBER = {"type": "integer", "minimum": 0}
_DATES = {"since": _TEXT, "until": _TEXT}
_REST = {"offset": _NUMBER}


class Tool(NamedTuple):
    """One tool.

    description: what it is for, as an assistant reads it.
    properties: its arguments, as JSON Schema.
    required: those that must be given.
    answer: what it says, piece by piece; the last piece that fits ends the answer.
    """

    description: str
    properties: Mapping[str, Any]
    required: tuple[str, ...]
    answer: Callable[..., Iterator[str]]


def call(timeline: Timeline, name: str, arguments: Mapping[str, Any]) -> str:
    """Return what a tool answers, at most `LARGEST` bytes; raises `DdrError` if it cannot."""
    tool = TOOLS.get(name)
    if tool is None:
        raise UsageError(f"there is no tool '{cut(name, 60)}': {', '.join(TOOLS)}")
    _check(tool, arguments)
    with warnings.catch_warnings(record=True) as notices:
        warnings.simplefilter("always", Notice)
        head, *pieces = tool.answer(timeline, **arguments)
    foot = [f"Note: {one.message}" for one in notices]
    if pieces:
        foot.append("Cite what you use: cite(ids=[…]) with the ids in [brackets].")
    return _fitted(head, pieces, [*foot, _coverage(timeline)], int(arguments.get("offset", 0)))


def schema(name: str) -> dict[str, Any]:
    """Return a tool as ``tools/list`` of the Model Context Protocol describes it."""
    tool = TOOLS[name]
    return {
        "name": name,
        "description": tool.description,
        "inputSchema": {
            "type": "object",
            "properties": dict(tool.properties),
            "required": list(tool.required),
            "additionalProperties": False,
        },
        "annotations": {"readOnlyHint": True, "openWorldHint": False},
    }


def _check(tool: Tool, arguments: Mapping[str, Any]) -> None:
    """Raise `UsageError` for an argument that is missing, unknown or of a wrong type."""
    types = {"string": str, "integer": int, "array": list, "boolean": bool}
    for name in tool.required:
        value = arguments.get(name)
        if not (value.strip() if isinstance(value, str) else value):
            raise UsageError(f"'{name}' is required")
    for name, value in arguments.items():
        if name not in tool.properties:
            raise UsageError(f"'{cut(name, 60)}' is not an argument: {', '.join(tool.properties)}")
        kind = tool.properties[name]["type"]
        right = isinstance(value, types[kind]) and isinstance(value, bool) == (kind == "boolean")
        if right and kind == "array":
            right = all(isinstance(one, str) for one in value)
        if not right or (kind == "integer" and value < 0):
            what = {"array": "list of strings", "integer": "number from 0 up"}.get(kind, kind)
            raise UsageError(f"'{name}' must be a {what}")


def _fitted(head: str, pieces: list[str], foot: Iterable[str], offset: int) -> str:
    """Return head, as many pieces as fit, how to get the others, and the foot."""
    shown: list[str] = []
    room = LARGEST - _FOOT - len(head.encode())
    for piece in pieces[offset:]:
        room -= len(piece.encode()) + 1
        if shown and room < 0:
            break
        shown.append(piece)
    end = offset + len(shown)
    rest = [f"{len(pieces) - end} more: ask again with offset={end}."] if end < len(pieces) else []
    text = "\n".join([head, *shown, *rest, "", *foot]).encode()
    return text[:LARGEST].decode(errors="ignore")


def _coverage(timeline: Timeline) -> str:
    held, sources = timeline.coverage
    texts = f"{held} of {counted(sources, 'source')} held as text"
    if own := len(timeline.copies):
        texts += f", {own} of them the reader's own copies"
    elif timeline.left_out:
        texts += "; the reader's own copies are not used"
    return f"Coverage: {texts}; data {timeline.version or 'without a version'}."


def _events(timeline: Timeline, words: str = "", **filters: Any) -> Iterator[str]:
    filters.pop("offset", None)
    found = timeline.events(words, **filters)
    places = timeline.labels({event.place for event in found} - {""})
    yield f"{counted(len(found), 'event')}:"
    for event in found:
        place = f", {places[event.place]}" if event.place in places else ""
        summary = f" {cut(event.summary, _WORDS)}" if event.summary else ""
        differs = " Accounts differ." if event.accounts else ""
        yield f"- {event.date}: {event.title}{place}.{summary}{differs} [{event.id}]"


def _said(timeline: Timeline, words: str = "", **filters: Any) -> Iterator[str]:
    filters.pop("offset", None)
    found = timeline.statements(words, **filters)
    yield f"{counted(len(found), 'statement')}:"
    yield from _statements(timeline, found)


def _statements(timeline: Timeline, found: Records[Statement]) -> Iterator[str]:
    names = timeline.labels({one.speaker for one in found})
    for one in found:
        yield f"- {_statement(one, names.get(one.speaker, one.speaker))}"


def _statement(one: Statement, speaker: str) -> str:
    role = f", {one.role}" if one.role and one.role != speaker else ""
    place = f"{one.source} para. {one.locator}" if one.locator else one.source
    mode = one.mode if one.mode in QUOTED else f"{one.mode}: not to be quoted"
    return f"{one.date}, {speaker}{role}: {_marked(one)} ({mode}; {place}) [{one.id}]"


def _marked(one: Statement) -> str:
    """Return the words, in quotation marks only where they may stand in them."""
    words = one.exact or one.says
    shown = quoted(one.mode, words[:_WORDS])
    return shown if len(words) <= _WORDS else f"{shown} and more, which 'read' shows"


def _search(timeline: Timeline, words: str, offset: int = 0) -> Iterator[str]:
    most = offset + _PAGE
    found = timeline.search(words, limit=most)
    yield f"{counted(len(found), 'hit')}{' or more' if len(found) == most else ''}, best first:"
    for hit in found:
        date = f"{hit.date}: " if hit.date else ""
        place = f" para. {hit.locator}" if hit.locator else ""
        mode = f" ({hit.mode})" if hit.mode else ""
        what = " · ".join(part for part in (hit.title, hit.context, hit.names) if part)
        yield f"- {hit.type} {date}{cut(what, _WORDS)}{mode} [{hit.id}{place}]"


def _read(timeline: Timeline, source: str, para: str = "", **_: int) -> Iterator[str]:
    record = timeline[source]
    if isinstance(record, Source) and not _held(timeline, record):
        at = f" It stands at {record.URL}" if record.URL else ""
        yield f"The text of '{record.id}' is not held, so its words cannot be checked here.{at}"
        return
    paragraphs = timeline.read(source, para)
    yield f"{record.id}, {counted(len(paragraphs), 'paragraph')}:"
    for one in paragraphs:
        yield f"¶ {one.number} {one.text}"


def _held(timeline: Timeline, source: Source) -> bool:
    return bool(source.text) or source.id in timeline.copies


def _verify(timeline: Timeline, words: str, speaker: str = "", source: str = "") -> Iterator[str]:
    record = timeline[source] if source else None
    if isinstance(record, Source) and not _held(timeline, record):
        yield f"CANNOT BE CHECKED: the text of '{record.id}' is not held."
    found = timeline.verify(words, by=speaker or ())
    for number, one in enumerate(found):
        verdict = {"absent": "CANNOT BE CHECKED", "verbatim": "VERBATIM"}.get(one.verdict, "")
        verdict = verdict or f"NOT AS GIVEN ({one.verdict})"
        message = one.message
        if one.verdict == "absent":
            message += "; a text that is not held may have the words: do not call them false"
        place = f" It stands in {one.source} para. {one.paragraph}" if one.source else ""
        who = ""
        if one.statement:
            said = cast("Statement", timeline[one.statement])
            label = timeline.labels([said.speaker]).get(said.speaker, said.speaker)
            who = f": {_statement(said, label)}"
        passage = f" Text: {cut(one.difference or one.passage, _WORDS)}" if one.source else ""
        line = f"{verdict}: {message.rstrip(':.')}.{place}{who}{passage}"
        yield f"{'- ' if number else ''}{line}"


def _cite(timeline: Timeline, ids: list[str], **options: str) -> Iterator[str]:
    yield timeline.cite(*ids, **options)  # type: ignore[arg-type]  # each is a string


TOOLS = {
    "search": Tool(
        "Find words in events, statements, held texts and titles. Start here. Answers end with "
        "ids in [brackets] for the other tools.",
        {"words": _TEXT, **_REST},
        ("words",),
        _search,
    ),
    "said": Tool(
        "Who said what, in order of time. Only words in “…” are the speaker's own; the others "
        "are reports or paraphrases and must not be quoted. Names in any script; dates in words.",
        {
            "words": _TEXT, "by": _TEXT, "office": _TEXT, "about": _TEXT, "topic": _TEXT,
            "mode": {**_TEXT, "enum": list(MODES)}, "quotable": {"type": "boolean"},
            **_DATES, **_REST,
        },
        (),
        _said,
    ),
    "events": Tool(
        "What happened, in order of time. Dates are EDTF: 1950-03/1950-04, 1978?, ../2000-07.",
        {
            "words": _TEXT, "person": _TEXT, "place": _TEXT, "kind": _TEXT, **_DATES,
            "on": _TEXT, **_REST,
        },
        (),
        _events,
    ),
    "read": Tool(
        "Read a held text by paragraph; para: 4 or 4-6.",
        {"source": _TEXT, "para": _TEXT, **_REST},
        ("source",),
        _read,
    ),
    "verify_quote": Tool(
        "Check a quotation before you print it: whether the very words stand in a held text, "
        "where, and whose they are. speaker: who is said to have said them.",
        {"words": _TEXT, "speaker": _TEXT, "source": _TEXT},
        ("words",),
        _verify,
    ),
    "cite": Tool(
        "Format a citation of statements, sources or events by id. Never compose one yourself.",
        {
            "ids": {"type": "array", "items": _TEXT}, "style": _TEXT, "form": _TEXT,
            "to": _TEXT, "locator": _TEXT,
        },
        ("ids",),
        _cite,
    ),
}  # fmt: skip
"""Every tool by its name."""
