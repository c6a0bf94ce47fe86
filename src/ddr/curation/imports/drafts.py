"""An entry of a bibliography on its way to become a source, whatever program wrote it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ddr.corpus.shapes import FORMS, check_plain, shape, tidied
from ddr.errors import UsageError
from ddr.names import full
from ddr.records import Source
from ddr.unseen import visible
from ddr.vocabulary import SOURCE_TYPES
from ddr.when import parse_when

NAMES = ("author", "editor", "translator")
PARTS = ("family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal")
DATES = ("issued", "event-date", "accessed")
_MARKUP = re.compile(r"</?(?:i|b|em|strong|sup|sub|sc|span)(?:\s[^<>]*)?>|\u2060(?=/?\w+>|$)")
_TODAYS = (date(2000, 1, 1), date(1871, 5, 7))
_SEASON = re.compile(
    r"(?P<year>\d{4})-(?P<season>2[1-4])"
    r"|(?P<season_>spring|summer|autumn|fall|winter|весна|лето|осень|зима),? (?P<year_>\d{4})",
    re.IGNORECASE,
)

_LANGUAGES = {
    "english": "en", "american": "en-US", "usenglish": "en-US", "british": "en-GB",
    "ukenglish": "en-GB", "russian": "ru", "русский": "ru", "korean": "ko", "한국어": "ko",
    "german": "de", "ngerman": "de", "austrian": "de-AT", "deutsch": "de", "french": "fr",
    "français": "fr", "spanish": "es", "español": "es", "italian": "it", "japanese": "ja",
    "chinese": "zh", "ukrainian": "uk", "polish": "pl", "czech": "cs", "hungarian": "hu",
    "portuguese": "pt", "vietnamese": "vi", "mongolian": "mn", "arabic": "ar", "dutch": "nl",
    "swedish": "sv", "latin": "la", "greek": "el", "eng": "en", "rus": "ru", "kor": "ko",
    "ger": "de", "deu": "de", "fre": "fr", "fra": "fr", "jpn": "ja", "chi": "zh", "zho": "zh",
}  # fmt: skip


@dataclass(slots=True)
class Draft:
    """An entry of a bibliography, on its way to become a source.

    key: as its program names it.
    line: where it begins in the file; 0 where the format has no lines.
    values: those of a source, by its TOML keys; names as their CSL parts.
    noted: what has no field here and is kept in the note, each as ``name: value``.
    lost: what is not kept at all.
    wrong: why the entry cannot be taken in, "" where it can.
    """

    key: str
    line: int = 0
    values: dict[str, Any] = field(default_factory=dict)
    noted: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    wrong: str = ""

    @property
    def place(self) -> str:
        """The key, and the line that it stands in."""
        line = f"line {self.line}" if self.line else "an entry without a key"
        return f"{self.key} ({line})" if self.key and self.line else self.key or line

    def put(self, key: str, value: str) -> None:
        """Keep a value, or note it: where it is malformed, or its field has one already."""
        text = " ".join(_MARKUP.sub("", value).split())
        if not text:
            return
        if wrong := check_plain(text):
            self.wrong = self.wrong or f"{key}: {wrong}"
            return
        if key == "language":
            text = _language(text)
        form = shape(Source)[key].form
        check = FORMS.get(form)
        if check and (plain := visible(text)) != text:
            self.lost.append(f"invisible characters in {key}")
            text = plain
        text = tidied(form, text) or text
        if self.values.get(key) == text:
            return
        if key == "note":
            text = f"{self.values.pop(key, '')} {text}".lstrip()
        if key in self.values or (check and check(text)):
            self.note(key, text)
        else:
            self.values[key] = text

    def note(self, name: str, value: str) -> None:
        """Keep in the note what has no field."""
        text = " ".join(value.split())
        if wrong := check_plain(text):
            self.wrong = self.wrong or f"{name}: {wrong}"
        elif text:
            self.noted.append(f"{name}: {text}")

    def name(self, role: str, parts: Mapping[str, Any]) -> None:
        """Add a name to a role, given in its CSL parts."""
        kept = {key: " ".join(str(parts[key]).split()) for key in PARTS if parts.get(key)}
        if wrong := check_plain("".join(kept.values())):
            self.wrong = self.wrong or f"{role}: {wrong}"
        if not kept.keys() & {"family", "literal"} or len(kept) == 1:
            kept = {"literal": full({"family": ""} | kept)}
        elif "literal" in kept:
            kept = {"literal": kept["literal"]}
        elif parts.get("static-ordering") is True:
            kept["order"] = "family-first"
        if any(kept.values()):
            self.values.setdefault(role, []).append(kept)

    def put_type(self, kind: str) -> None:
        """Keep a CSL type, or note one that sources do not have."""
        if kind in SOURCE_TYPES:
            self.values["type"] = kind
        elif kind:
            self.note("type", kind)

    def put_date(self, key: str, text: str) -> bool:
        """Keep a date given in words, in EDTF, or with slashes; return whether it is one."""
        plain = "-".join(part for part in text.strip().strip("/").split("/") if part)
        for form in (text, plain):
            try:
                found = {parse_when(form, today=today).text for today in _TODAYS}
            except UsageError:
                continue
            if len(found) == 1:  # "yesterday" is another date each day
                self.put(key, *found)
                return True
        if (season := _SEASON.fullmatch(plain)) and key not in self.values:
            self.put(key, season["year"] or season["year_"])
            self.note(f"{key} season", season["season"] or season["season_"])
            return True
        return not text.strip()


def _language(text: str) -> str:
    """Return the BCP 47 tag of a language, however it is written; else the text itself."""
    plain = text.strip().replace("_", "-")
    head, _, tail = plain.partition("-")
    if plain.lower() in _LANGUAGES or not head.isascii() or len(head) > 3:  # noqa: PLR2004
        return _LANGUAGES.get(plain.lower(), text)
    return "-".join(filter(None, (_LANGUAGES.get(head.lower(), head.lower()), tail)))
