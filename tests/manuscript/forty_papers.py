"""Forty papers in six forms, two hundred quotations, and what is to be said of each.

``python -m tests.manuscript.forty_papers`` writes the papers into a folder that nobody keeps, has
them proofread, and prints how many quotations were found, judged and located, by form.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ddr.index.open import Index
from ddr.manuscript.findings import Judged
from ddr.manuscript.manuscript import read
from ddr.manuscript.proofread import Proof, proof
from ddr.manuscript.works import Works

from .held import DIRECT, FIVE, PARAGRAPHS
from .office_files import note, opendocument, paragraph, run, word
from .writing import LATEX, MARKDOWN, ORG, TYPST

PAPERS, EACH = 40, 5
BY_HAND = "by hand"
"""The kind of a quotation of which only the beginning is given."""
_CLAIMED = re.compile(r"\bthose of [A-Z]|\bcite [\[@:\\(]")
FORMS = ("markdown", "latex", "typst", "org", "docx", "odt")
_FILLING = (
    "The archive shows that both governments met before spring and discussed timber.",
    "Little of this was made public at the time, as the letters of the embassy tell.",
    "What followed is told in many books, and in some of them with care.",
    "The delegation left on the next day, and nobody recorded what it took along.",
)
_NOBODY = (
    "harvest", "violet", "thirteen", "sailors", "ordinary", "window", "beneath", "copper",
    "singing", "ladder", "morning", "without", "yellow", "paper", "engine", "slowly",
)  # fmt: skip


@dataclass(frozen=True)
class Wanted:
    """A quotation that a paper has, and what is to be said of it.

    words: as quoted.
    standing: what becomes of it.
    place: where the words stand, or those that it nearly is: "kremlin-2019 para. 4", or "".
    source, number: what it is cited to; none for one without a key.
    kind: what the generator did.
    set_off: as a block; noted: the citation stands in a note.
    """

    words: str
    standing: str
    place: str
    source: str = ""
    number: int = 0
    kind: str = ""
    set_off: bool = False
    noted: bool = False

    @property
    def size(self) -> int:
        return len(self.words.split())


@dataclass(frozen=True)
class Paper:
    """A paper: its form, what its file holds, and its quotations in their order."""

    form: str
    suffix: str
    content: bytes
    wanted: tuple[Wanted, ...]


def papers() -> Iterator[Paper]:
    """Yield the papers; the same ones each time."""
    draw = random.Random(1948)
    makers = [*_CITED, *_UNCITED] * (PAPERS * EACH // len((*_CITED, *_UNCITED)))
    draw.shuffle(makers)
    for number in range(PAPERS):
        wanted = [make(draw) for make in makers[number * EACH : (number + 1) * EACH]]
        yield _written(FORMS[number % len(FORMS)], wanted, draw)


_LONG = [
    (source, number, text)
    for source, number, text in DIRECT
    if len(text.split()) > 30 and not re.search('[“”"«»‘]', text)
]


def _passage(draw: random.Random, least: int, most: int) -> tuple[str, int, list[str]]:
    """Draw words in a row that stand in one place alone."""
    while True:
        source, number, text = draw.choice(_LONG)
        words = text.split()
        size = draw.randint(least, most)
        start = draw.randint(0, len(words) - size)
        found = words[start : start + size]
        plain = " ".join(found).strip(",;.")
        if sum(plain in other for _, _, other in PARAGRAPHS) == 1 and plain.split() == found:
            return source, number, found


def _place(source: str, number: int) -> str:
    return f"{source} para. {number}"


def _right(draw: random.Random) -> Wanted:
    source, n, words = _passage(draw, 6, 18)
    chosen = draw.random()
    shape = {"set_off": chosen < 0.3, "noted": 0.3 <= chosen < 0.6}
    place = _place(source, n)
    return Wanted(" ".join(words), "verbatim", place, source, n, "right", **shape)


def _shortened(draw: random.Random) -> Wanted:
    source, n, words = _passage(draw, 16, 24)
    text = " ".join([*words[:6], "[…]", *words[-6:]])
    return Wanted(text, "verbatim", _place(source, n), source, n, "shortened")


def _altered(draw: random.Random) -> Wanted:
    source, n, words = _passage(draw, 8, 16)
    return Wanted(_changed(draw, words), "mend", _place(source, n), source, n, "altered")


def _changed(draw: random.Random, words: list[str]) -> str:
    at = draw.randint(2, len(words) - 3)
    return " ".join([*words[:at], draw.choice(_NOBODY), *words[at + 1 :]])


def _dropped(draw: random.Random, words: list[str]) -> str:
    at = draw.randint(2, len(words) - 3)
    return " ".join([*words[:at], *words[at + 1 :]])


def _misplaced(draw: random.Random) -> Wanted:
    source, n, words = _passage(draw, 7, 16)
    other = n - 1 if n > 1 else n + 1
    return Wanted(" ".join(words), "mend", _place(source, n), source, other, "misplaced")


def _bare(draw: random.Random) -> Wanted:
    source, n, words = _passage(draw, 5, 18)
    return Wanted(" ".join(words), "verbatim", _place(source, n), kind="right, no key")


def _near(draw: random.Random) -> Wanted:
    source, n, words = _passage(draw, 8, 16)
    change = _changed if draw.random() < 0.5 else _dropped
    return Wanted(change(draw, words), "near", _place(source, n), kind="altered, no key")


def _elsewhere(draw: random.Random) -> Wanted:
    words = " ".join(draw.choices(_NOBODY, k=draw.randint(6, 12)))
    return Wanted(words, "absent", "", kind="of no held text")


def _so_called(draw: random.Random) -> Wanted:
    return Wanted(" ".join(draw.choices(_NOBODY, k=2)), "short", "", kind="short")


Maker = Callable[[random.Random], Wanted]
_CITED: tuple[Maker, ...] = (_right, _altered, _right, _misplaced, _shortened)
_UNCITED: tuple[Maker, ...] = (_bare, _near, _bare, _elsewhere, _so_called)


def _written(form: str, wanted: list[Wanted], draw: random.Random) -> Paper:
    """Write a paper in a form."""
    if form in ("docx", "odt"):
        return _document(form, wanted, draw)
    w = {one.form: one for one in (MARKDOWN, LATEX, TYPST, ORG)}[form]
    styles = list(w.styles)
    parts = []
    for one in wanted:
        before, after = draw.sample(_FILLING, 2)
        cited = w.beside(one.source, f"para. {one.number}") if one.source else ""
        if one.set_off:
            words = w.escape(one.words)
            parts.append(f"{before} It says:\n\n{w.block(f'{words} {cited}')}\n\n{after}")
            continue
        words = w.quote(one.words, draw.choice(styles)).replace(w.escape("[…]"), w.omission[0])
        tail = w.note(f"See {cited}.") if one.noted else f" {cited}" if cited else ""
        point = "." if one.noted else ""
        text = f"{before} It was said that {words}{point}{tail} in those days. {after}"
        parts.append(wrapped(text, draw.choice((50, 72, 2000))))
    return Paper(form, w.suffix, ("\n\n".join(parts) + "\n").encode(), tuple(wanted))


def wrapped(text: str, width: int) -> str:
    """Break lines as an editor does, but never before what would begin a list."""
    lines, line = [], ""
    for one in text.split(" "):
        if len(line) + len(one) > width and one[:1].isalpha():
            lines.append(line)
            line = one
        else:
            line = f"{line} {one}" if line else one
    return "\n".join([*lines, line])


def _document(form: str, wanted: list[Wanted], draw: random.Random) -> Paper:
    body: list[str] = []
    notes: dict[int, str] = {}
    for number, one in enumerate(wanted, 1):
        before, after = draw.sample(_FILLING, 2)
        cited = f"[@{one.source}, para. {one.number}]" if one.source else ""
        marks = draw.choice(("“”", "„“", "«»", '""'))
        words = f"{marks[0]}{one.words}{marks[1]}"
        if form == "docx":
            if one.set_off:
                indented = '<w:ind w:left="720" w:right="720"/>'
                body.append(paragraph(run(f"{before} It says:")))
                body.append(paragraph(run(f"{one.words} {cited}"), properties=indented))
                body.append(paragraph(run(after)))
                continue
            half = len(words) // 2
            runs = [
                run(f"{before} It was said that "),
                run(words[:half], "<w:i/>"),
                run(words[half:]),
            ]
            if one.noted:
                notes[number] = run(f"See {cited}.")
                runs += [run("."), note(number)]
            elif cited:
                runs.append(run(f" {cited}"))
            body.append(paragraph(*runs, run(f" in those days. {after}")))
        elif one.set_off:
            body.append(f"<text:p>{before} It says:</text:p>")
            body.append(f'<text:p text:style-name="Quotations">{one.words} {cited}</text:p>')
            body.append(f"<text:p>{after}</text:p>")
        else:
            tail = f" {cited}" if cited else ""
            if one.noted:
                tail = (
                    '.<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
                    f"<text:note-body><text:p>See {cited}.</text:p></text:note-body></text:note>"
                )
            line = f"{before} It was said that {words}{tail} in those days. {after}"
            body.append(f"<text:p>{line}</text:p>")
    content = word("".join(body), notes) if form == "docx" else opendocument("".join(body))
    return Paper(form, f".{form}", content, tuple(wanted))


@dataclass
class Figures:
    """How well papers were read.

    quotations: that they have; found: that were read as quotations, word for word.
    judged: of those found, with the standing that is right.
    to_locate: of five words or more that stand in a held text, or nearly; located: at their place.
    misgiven: said to be somebody's, or to be cited, where they do not stand.
    """

    quotations: int = 0
    found: int = 0
    judged: int = 0
    to_locate: int = 0
    located: int = 0
    misgiven: int = 0


def measure(index: Index, folder: Path) -> tuple[dict[str, Figures], list[str]]:
    """Proofread the papers; return the figures by form, and a line on each failure."""
    figures = {form: Figures() for form in FORMS}
    failures: list[str] = []
    for number, paper in enumerate(papers()):
        path = folder / f"paper-{number}{paper.suffix}"
        path.write_bytes(paper.content)
        found = proof(index, [read(path, known=Works(index))])
        compare(figures[paper.form], paper, found, failures, path.name)
    return figures, failures


def exact(found: Proof) -> bool:
    """Return whether the last line adds up."""
    total, _, rest = found.tally.partition(": ")
    numbers = re.findall(r"(\d+) (?!of the verbatim)", rest.partition(";")[0])
    return sum(map(int, numbers)) == int(total.split()[0]) == len(found.judged)


def compare(
    figures: Figures, paper: Paper, proofread: Proof, failures: list[str], name: str
) -> None:
    """Count how well a paper was read, and add a line on each failure."""
    if not exact(proofread):
        failures.append(f"{name}: the sum is not that of the quotations")
    left = list(proofread.judged)
    for one in paper.wanted:
        figures.quotations += 1
        found = next((other for other in left if _same(other.quotation.words, one)), None)
        size = len(found.quotation.words.split()) if found else one.size
        locatable = bool(one.place) and size >= 5
        figures.to_locate += locatable
        if found is None:
            failures.append(f"{name}: not found: {one}")
            continue
        left.remove(found)
        figures.found += 1
        figures.judged += found.standing == one.standing
        if found.standing != one.standing:
            failures.append(f"{name}: {found.standing}: {one}")
        if any(_CLAIMED.search(m) and (not one.place or one.place not in m) for m in _said(found)):
            figures.misgiven += 1
            failures.append(f"{name}: given wrongly: {one}: {_said(found)}")
        if locatable and one.place in _told(found):
            figures.located += 1
        elif locatable:
            failures.append(f"{name}: not located: {one}: {_told(found)}")
    failures += [f"{name}: is no quotation: {one.quotation.words}" for one in left]


def _same(words: str, wanted: Wanted) -> bool:
    """Return whether words are those that are wanted, or begin with them where it is told so."""
    ours, theirs = (re.sub(r"[\W_]+", " ", one).strip() for one in (words, wanted.words))
    return ours.startswith(theirs) if wanted.kind == BY_HAND else ours == theirs


def _said(found: Judged) -> list[str]:
    return [finding.message for finding in found.findings]


def _told(found: Judged) -> set[str]:
    """Return the places that are told of a quotation."""
    told = {str(found.place)}
    for finding in found.findings:
        told.add(finding.found)
        told.update(re.findall(r"[\w-]+ paras?\. \d+(?:-\d+)?", finding.message))
    return told


def table(figures: dict[str, Figures]) -> list[str]:
    """Return the figures as lines of a table in Markdown."""
    total = Figures(*map(sum, zip(*(vars(one).values() for one in figures.values()), strict=True)))
    lines = [
        "| papers | quotations | found | judged rightly | to locate | located | given wrongly |",
        "|---|---|---|---|---|---|---|",
    ]
    for form, one in {**figures, "all": total}.items():
        lines.append("| " + " | ".join([form, *map(str, vars(one).values())]) + " |")
    return lines


def report(measured: Callable[[Index, Path], tuple[dict[str, Figures], list[str]]]) -> int:
    """Measure papers in a folder that nobody keeps; print the table, and what failed."""
    with tempfile.TemporaryDirectory() as name:
        index = Index([FIVE], Path(name) / "cache", print)
        figures, failures = measured(index, Path(name))
        index.close()
    sys.stdout.write("\n".join([*table(figures), "", *failures]) + "\n")
    return bool(failures)


if __name__ == "__main__":
    kinds = Counter(one.kind for paper in papers() for one in paper.wanted)
    sys.stdout.write(", ".join(f"{count} {kind}" for kind, count in kinds.items()) + "\n\n")
    sys.exit(report(measure))
