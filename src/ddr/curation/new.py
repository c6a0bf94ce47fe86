"""`ddr new`: a timeline of one's own, small enough to read and valid from the first minute."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

from ddr.corpus import json_schema
from ddr.corpus.load import check
from ddr.corpus.locate import FILE
from ddr.corpus.problems import InvalidTimelineError
from ddr.curation import disk
from ddr.curation.layout import literal
from ddr.errors import UsageError

_NOTE = (
    "This timeline was started on {day}.\n\nA paragraph is a block of text between blank lines.\n"
)
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
schema = 1
version = "{version}"
title = {title}

[[source]]
id = "start-note"
type = "document"
title = "[Note on the start of this timeline]"
issued = "{day}"
language = "en"
origin = "third-party"
medium = "note"
text = "sources/start-note.txt"
sha256 = "{sha256}"
rights = "not stated"
inferred = ["title"]
note = "An example: 'ddr remove start' and 'ddr remove start-note' take it out again."

[[event]]
id = "start"
date = "{day}"
title = "This timeline is started"
kind = "other"
evidence = [
  {{ source = "start-note", locator = "1", exact = "This timeline was started on {day}." }},
]
confidence = "low"
"""


def start(folder: Path, title: str, today: date) -> Path:
    """Make a folder with a timeline, a held text and a first event; return the timeline.

    Raises `UsageError` where there is a timeline already, `DataError` where nothing can be written.
    """
    timeline = folder / FILE
    if folder.is_file() or (folder.suffix == timeline.suffix and not folder.is_dir()):
        raise UsageError(f"{folder}: is the name of a file; name the folder that is to be made")
    if timeline.exists() or timeline.is_symlink():
        raise UsageError(f"{timeline}: is there already; name it with --timeline {folder}")
    note = _NOTE.format(day=today.isoformat()).encode()
    text = _TIMELINE.format(
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
        made = {schema: json_schema.schema_text().encode()} | made
    for place, names in (folder, "sources/**"), (held.parent, "*"):  # a rule nearer by comes last
        rule = _AS_HELD.format(files=names).encode()
        if not disk.is_other(place / _GIT, rule):
            made = {place / _GIT: rule} | made
            break
    with disk.locked(timeline), disk.placed(made, timeline):
        return timeline
