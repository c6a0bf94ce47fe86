"""Timelines of any size, the same every time, and valid: material to measure with.

``python -m benchmarks.generate FOLDER --events N`` writes ``timeline.toml`` and its texts.

What a query prints does not depend on the size: half of all events are visits, half are attended
by Ada Common, half lie in Northland, half speak of friendship, and 20 events, spread over all
years, are attended by Vera Needle and speak of friendship at a lighthouse. Every other event is
attended by Basil Even, the others by Olga Odd; only the 20 bring the two together.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

NEEDLES = 20
FIRST_YEAR, LAST_YEAR = 1945, 2024
_KINDS = ("agreement", "talks", "treaty", "summit", "aid", "culture", "declaration", "reception")
_SYLLABLES = (
    "ka", "len", "mor", "ti", "vas", "do", "rin", "sel", "pa", "gor", "hun", "be", "zam", "lo",
    "wir", "nes", "ju", "tar", "fe", "cos",
)  # fmt: skip
_WORDS = (
    "the", "of", "and", "to", "in", "both", "sides", "cooperation", "delegation", "signed",
    "embassy", "minister", "border", "trade", "railway", "mutual", "assistance", "protocol",
    "exchange", "culture", "economic", "agreed", "anniversary", "relations", "ambassador",
    "visited", "capital", "talks", "peace", "region", "development", "plan", "joint", "science",
    "students", "timber", "harbour", "credit", "machines", "grain",
)  # fmt: skip
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_CYRILLIC = str.maketrans("abcdefghijklmnoprstuvwz", "абцдефгхийклмнопрстуввз")


def generate(folder: Path, events: int) -> Path:
    """Write a timeline of so many events, half as many statements, and what they rest on."""
    (folder / "texts").mkdir(parents=True, exist_ok=True)
    made = _Maker(events)
    path = folder / "timeline.toml"
    with path.open("w", encoding="utf-8") as file:
        title = f"Generated: {events} events"
        file.write(f'schema = 1\nversion = "1"\ntitle = "{title}"\nlicense = "CC0-1.0"\n')
        tables = (made.sources(folder), made.agents(), made.places(), made.events())
        for records in (*tables, made.statements()):
            for table, record in records:
                file.write(f"\n[[{table}]]\n")
                file.writelines(f"{key} = {_toml(value)}\n" for key, value in record.items())
    return path


class _Maker:
    """The records of one timeline; each is drawn from a generator of its own seed."""

    def __init__(self, events: int) -> None:
        self.count = events
        self.persons = max(8, events // 20)
        self.towns = max(8, events // 50)
        self.cited = max(8, events // 10)
        self.held = max(4, self.cited // 10)
        self.texts: list[list[str]] = []

    def sources(self, folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield the sources; the first ones are held, and their texts are written."""
        for number in range(self.cited):
            draw = draw_for("source", number)
            record = {
                "id": f"source-{number}",
                "type": "article-newspaper",
                "title": f"Report {number} on {_name(number)}",
                "container-title": f"The {_name(number % 50)} Gazette",
                "issued": str(draw.randint(FIRST_YEAR, LAST_YEAR)),
                "URL": f"https://example.org/{number}",
                "language": "en",
                "origin": "third-party",
                "medium": "press report",
            }
            if number < self.held:
                paragraphs = [sentence(draw, 60) for _ in range(10)]
                self.texts.append(paragraphs)
                content = ("\n\n".join(paragraphs) + "\n").encode()
                name = f"texts/{number}.txt"
                (folder / name).write_bytes(content)
                digest = hashlib.sha256(content).hexdigest()
                record |= {"text": name, "sha256": digest, "rights": "not stated"}
            yield "source", record

    def agents(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield the persons; four of them are known by name."""
        known = {0: "Ada Common", 1: "Vera Needle", 2: "Basil Even", 3: "Olga Odd"}
        for number in range(self.persons):
            name = known.get(number) or f"{_name(number)} {_name(number * 7 + 1)}"
            given, family = name.split(" ")
            forms = [f"{family} {given}", name.lower().translate(_CYRILLIC).title()]
            yield "person", {
                "id": f"person-{number}", "name": name, "family": family, "given": given,
                "names": [{"text": form} for form in forms],
                "roles": [{"title": f"Envoy {number}", "from": "1940"}],
            }  # fmt: skip

    def places(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield two lands, four provinces and the towns in them."""
        for land in ("Northland", "Southland"):
            yield "place", {"id": land.lower(), "name": land}
        for number in range(4):
            within = ("northland", "southland")[number % 2]
            yield "place", {"id": f"province-{number}", "name": f"P{number}", "within": within}
        for number in range(self.towns):
            name, within = f"{_name(number)}grad", f"province-{number % 4}"
            yield "place", {"id": f"town-{number}", "name": name, "within": within}

    def events(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield the events in order of time."""
        dates = sorted((_date(draw_for("date", n)) for n in range(self.count)), key=lambda d: d[1:])
        needles = {(2 * n + 1) * self.count // (2 * NEEDLES) for n in range(NEEDLES)}
        for number, (date, _, _) in enumerate(dates):
            draw = draw_for("event", number)
            told = (self._evidence(draw, number), self._evidence(draw, number * 3 + 1))
            yield "event", {
                "id": f"event-{number}",
                "date": date,
                "title": f"{sentence(draw, 5).rstrip('.')} in {_name(number % 97)}",
                "kind": "visit" if draw.random() < 1 / 2 else draw.choice(_KINDS),
                "summary": self._summary(draw, number in needles),
                "place": f"town-{self._town(draw, number)}",
                "participants": self._attending(draw, number, number in needles),
                "tags": [f"tag {draw.randrange(30)}"],
                "evidence": list(told),
                "confidence": draw.choice(("high", "medium", "low")),
            }  # fmt: skip

    def statements(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield the statements in order of time: half are quotations from the held texts."""
        total = max(100, self.count // 2)
        dates = sorted((_date(draw_for("said", n)) for n in range(total)), key=lambda d: d[1:])
        for number, (date, _, _) in enumerate(dates):
            draw = draw_for("statement", number)
            record = {
                "id": f"statement-{number}",
                "speaker": f"person-{0 if draw.random() < 1 / 2 else self._person(draw, number)}",
                "date": date,
                "about": [f"event-{draw.randrange(self.count)}"],
                "topics": [f"topic {draw.randrange(20)}"],
                "confidence": "high",
            }
            if draw.random() < 1 / 2:
                source, paragraph = draw.randrange(self.held), draw.randrange(10)
                first = self.texts[source][paragraph].partition(".")[0] + "."
                record |= {"mode": "direct", "exact": first, "locator": str(paragraph + 1)}
            else:
                source, said = draw.randrange(self.cited), sentence(draw, 25)
                record |= {"mode": "paraphrase", "says": said, "locator": "1"}
            yield "statement", record | {"source": f"source-{source}"}

    @staticmethod
    def _summary(draw: random.Random, needle: bool) -> str:
        rare = " They met at a lighthouse." if needle else ""
        common = " Friendship was spoken of." if needle or draw.random() < 1 / 2 else ""
        return sentence(draw, 25) + common + rare

    def _attending(self, draw: random.Random, number: int, needle: bool) -> list[str]:
        found = [2 + number % 2, self._person(draw, number)]
        if draw.random() < 1 / 2:
            found.append(0)
        if needle:
            found += [1, 3 - number % 2]
        return [f"person-{who}" for who in dict.fromkeys(found)]

    def _person(self, draw: random.Random, number: int) -> int:
        """Return anyone but the known; each in turn, so that nobody is left out."""
        return 4 + (number if number < self.persons else draw.randrange(10**6)) % (self.persons - 4)

    def _town(self, draw: random.Random, number: int) -> int:
        return (number if number < self.towns else draw.randrange(10**6)) % self.towns

    def _evidence(self, draw: random.Random, number: int) -> dict[str, str]:
        said = sentence(draw, 20)
        return {"source": f"source-{number % self.cited}", "locator": "1", "says": said}


def draw_for(what: str, number: int) -> random.Random:
    """Return a generator of its own for each thing that is made."""
    return random.Random(f"{what} {number}")  # noqa: S311 (nothing secret)


def _name(number: int) -> str:
    """Return a name of its own for every number."""
    number += len(_SYLLABLES) ** 2
    parts = []
    while number:
        number, digit = divmod(number, len(_SYLLABLES))
        parts.append(_SYLLABLES[digit])
    return "".join(parts).title()


def sentence(draw: random.Random, length: int) -> str:
    """Return so many words, common and rare ones as a language has them, in short sentences."""
    words = []
    for number in range(length):
        rank = int(20_000 ** draw.random()) - 1
        word = _WORDS[rank] if rank < len(_WORDS) else _name(rank).lower()
        words.append(f"{word}." if number % 12 == 11 else word)  # noqa: PLR2004
    text = " ".join(words).rstrip(".") + "."
    return text[0].upper() + text[1:]


def _date(draw: random.Random) -> tuple[str, str, str]:
    """Return an EDTF date with its first and its last day, as precise as a document may be."""
    year, month, day = draw.randint(FIRST_YEAR, LAST_YEAR), draw.randint(1, 12), draw.randint(1, 28)
    exact, ten = f"{year}-{month:02}-{day:02}", f"{year // 10}"
    forms = (
        (0.6, exact, exact, exact),
        (0.8, exact[:7], f"{exact[:7]}-01", f"{exact[:7]}-{_LENGTHS[month - 1]}"),
        (0.94, str(year), f"{year}-01-01", f"{year}-12-31"),
        (0.98, f"{year}/{year + 2}", f"{year}-01-01", f"{year + 2}-12-31"),
        (0.995, f"{ten}X", f"{ten}0-01-01", f"{ten}9-12-31"),
        (0.999, f"{year}/..", f"{year}-01-01", "9999-13"),
        (1, "19XX", "1900-01-01", "1999-12-31"),
    )
    share = draw.random()
    return next(form[1:] for form in forms if share < form[0])


def _toml(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key} = {_toml(part)}' for key, part in value.items())} }}"
    return json.dumps(value, ensure_ascii=False)


def main() -> None:
    """Write one timeline."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.generate", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--events", type=int, default=1000)
    given = parser.parse_args()
    print(generate(given.folder, given.events))


if __name__ == "__main__":
    main()
