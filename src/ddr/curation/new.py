"""`ddr new`: a timeline of one's own, small enough to read and valid from the first minute."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from ddr.corpus import json_schema
from ddr.corpus.declarations import of_head
from ddr.corpus.load import check
from ddr.corpus.locate import FILE
from ddr.corpus.problems import InvalidTimelineError
from ddr.corpus.shapes import check_id
from ddr.curation import disk
from ddr.curation.layout import block, literal
from ddr.errors import UsageError

_NOTE = (
    "This timeline was started on {day}.\n\nA paragraph is a block of text between blank lines.\n"
)
_SHORT = 4
"""Letters of a word that is no abbreviation: "uk", but "egypt"."""
_GIT = ".gitattributes"
_AS_HELD = (
    "# A held text is pinned by its SHA-256: git leaves its line ends alone.\n{files} -text\n"
)
_TIMELINE = """\
#:schema timeline.schema.json
# A timeline for ddr. 'ddr add', 'ddr edit' and 'ddr remove' write to it, and so may you, by hand:
# 'ddr check' then tells what is wrong, with its line, and 'ddr fmt' puts it in order.
#
# A [[source]] is what is cited; a text held in sources/ can be quoted word for word.
# An [[event]] is what happened. It rests on its evidence: words of a held text ('exact', held
# against its paragraph 'locator'), or what a source attests in your own words ('says').
# A [[statement]] is who said what. [[person]], [[organization]] and [[place]] are who and where.
# A [[side]] is a party to the story: 'origin' and 'country' say who is on it, 'name' how it is
# printed. [[kind]], [[topic]] and [[country]] settle other words: 'ddr fmt' tells your editor.
schema = 2
version = "{version}"
title = {title}
language = "en"
{sides}
[[source]]
id = "start-note"
type = "document"
title = "[Note on the start of this timeline]"
issued = "{day}"
language = "en"
{origin}medium = "note"
text = "sources/start-note.txt"
sha256 = "{sha256}"
rights = "not stated"
inferred = ["title"]
note = "An example: 'ddr remove start-said', then start, editors and start-note, takes it out."

[[organization]]
id = "editors"
name = "The editors"
note = "An example, as the note is."

[[event]]
id = "start"
date = "{day}"
title = "This timeline is started"
kind = "other"
evidence = [
  {{ source = "start-note", locator = "1", exact = "This timeline was started on {day}." }},
]
confidence = "low"

[[statement]]
id = "start-said"
speaker = "editors"
date = "{day}"
occasion = "start"
mode = "narrative"
exact = "A paragraph is a block of text between blank lines."
source = "start-note"
locator = "2"
confidence = "low"
"""


def _declared(side: str) -> str:
    """Return a side as a table; raises `UsageError` for an id that none can have."""
    word, _, name = (part.strip() for part in side.partition("="))
    if wrong := check_id(word):
        raise UsageError(f"--side '{side}': {wrong}")
    named = {"name": name or (word.upper() if len(word) < _SHORT else word.capitalize())}
    return block("side", {"id": word, **named, "countries": [word]})


def start(folder: Path, title: str, today: date, sides: Sequence[str] = ()) -> Path:
    """Make a folder with a timeline, a held text, a first event and statement; return the timeline.

    A side is declared by its id, with a country of the same; "uk=United Kingdom" names it too.
    Raises `UsageError` where there is a timeline already, `DataError` where nothing can be written.
    """
    timeline = folder / FILE
    if folder.is_file() or (folder.suffix == timeline.suffix and not folder.is_dir()):
        raise UsageError(f"{folder}: is the name of a file; name the folder that is to be made")
    if timeline.exists() or timeline.is_symlink():
        raise UsageError(f"{timeline} already exists; name it with --timeline {folder}")
    note = _NOTE.format(day=today.isoformat()).encode()
    text = _TIMELINE.format(
        sides="".join(f"\n{_declared(side)}" for side in sides),
        origin='origin = "third-party"\n' if sides else "",
        version=f"{today:%Y.%m.%d}",
        day=today.isoformat(),
        title=literal(" ".join(title.split()) or folder.absolute().name),
        sha256=hashlib.sha256(note).hexdigest(),
    )
    held = folder / disk.TEXTS / "start-note.txt"
    if problems := check([timeline], {timeline: text.encode(), held.resolve(): note}).problems:
        raise InvalidTimelineError(problems)
    made = {held: note, timeline: text.encode()}
    schema = folder / json_schema.FILE
    if not schema.exists() and not schema.is_symlink():
        made = {schema: json_schema.schema_text(of_head(timeline, text.encode())).encode()} | made
    for place, names in (folder, "sources/**"), (held.parent, "*"):  # a rule nearer by comes last
        rule = _AS_HELD.format(files=names).encode()
        if not disk.is_other(place / _GIT, rule):
            made = {place / _GIT: rule} | made
            break
    with disk.locked(timeline), disk.placed(made, timeline):
        return timeline
