"""CSL items as GOST R 7.0.5-2008 describes documents, where its CSL style cannot tell.

The style is ``data/gost-r-7-0-5-2008-notes.csl``. CSL tests neither the language of an item nor
the kind of its authors; this module puts what follows from them into variables of the item.
"""

from __future__ import annotations

import re
from typing import Any

from ddr.cite.csl import Item, is_russian
from ddr.display import primary
from ddr.locators import Locator
from ddr.names import eastern, full
from ddr.parts import Contributor
from ddr.records import Source

_LATIN = frozenset({
    "ca", "cs", "da", "de", "en", "es", "et", "fi", "fr", "hr", "hu", "id", "is", "it", "la",
    "lt", "lv", "ms", "nl", "no", "pl", "pt", "ro", "sk", "sl", "sv", "tr", "vi",
})  # fmt: skip
_FIRST_NOT_LATIN = "\u0250"  # the first letter after the alphabets of Latin script
_HEADED = 3  # authors that a reference may begin with
_MONTHS = {
    "ru": (
        "Янв.", "Февр.", "Март", "Апр.", "Май", "Июнь", "Июль", "Авг.", "Сент.", "Окт.", "Нояб.",
        "Дек.",
    ),
    "la": (
        "Jan.", "Febr.", "March", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.",
        "Dec.",
    ),
}  # fmt: skip
_DATED_WHOLE = frozenset({
    "bill", "legal_case", "legislation", "regulation", "report", "treaty",
})  # fmt: skip
_WORDS = {
    "appendix": ("App.", "Прил."), "article-locator": ("Art.", "Ст."), "page": ("P.", "С."),
    "section": ("Sec.", "Разд."), "table": ("Table", "Табл."), "timestamp": ("", ""),
}  # fmt: skip
_GENRES = {
    "address": "обращение", "agreement": "соглашение", "interview": "интервью",
    "joint declaration": "совместная декларация", "joint statement": "совместное заявление",
    "letter": "письмо", "message": "послание", "minutes": "протокол", "note": "нота",
    "news item": "новостное сообщение", "press release": "пресс-релиз", "protocol": "протокол",
    "remarks to the press": "выступление перед прессой", "report": "доклад", "speech": "речь",
    "statement": "заявление", "telegram": "телеграмма", "transcript": "стенограмма",
    "treaty text": "текст договора",
}  # fmt: skip
_PLACES = {
    "Beijing": "Пекин", "Khabarovsk": "Хабаровск", "Moscow": "Москва", "Pyongyang": "Пхеньян",
    "Seoul": "Сеул", "Vladivostok": "Владивосток", "Wonsan": "Вонсан",
}  # fmt: skip
_ARCHIVES = {
    "AVPRF": "АВП РФ", "APRF": "АП РФ", "GARF": "ГАРФ", "RGANI": "РГАНИ", "RGASPI": "РГАСПИ",
    "RGAE": "РГАЭ", "TsAMO": "ЦАМО РФ", "TsKhSD": "ЦХСД",
}  # fmt: skip
_UNITS = {
    "fond": "Ф.", "f": "Ф.", "opis": "Оп.", "op": "Оп.", "papka": "Папка", "delo": "Д.",
    "d": "Д.", "list": "Л.", "listy": "Л.", "l": "Л.", "ll": "Л.", "p": "С.", "pp": "С.",
}  # fmt: skip
_NUMBERS = re.compile(r"[0-9]+(?:\s*[-–,&]\s*[0-9]+)*")
_ORDER = ("Ф.", "Оп.", "Папка", "Д.", "Л.", "С.")
_UNIT = re.compile(r"([A-Za-z]+)\.?\s+([0-9]+)([a-z]?)((?:\s*[-–]\s*[0-9]+)?)")
_CYRILLIC = str.maketrans("abvgd", "абвгд")


def describe(csl: Item, source: Source) -> None:
    """Change the item of `source` for the style of the standard.

    - `annote` marks a document in a language of Latin script, whose notes the standard gives in
      Latin: Ibid., P., Vol.; `keyword` marks a reference that begins with a Latin letter, which
      is listed after those in Cyrillic.
    - Bodies, and the authors of a work that has more than three, follow the title after a slash
      (`authority`); only up to three persons head a reference.
    - `status` is the month of a date that has no day; that of an event follows its place.
    - Of a title, the shorter form is kept only if the title begins with it, since the standard
      shortens a title by leaving out its end; our translation of a Russian title is left out.
    - A kind of document that its title names is not named again, nor the day of an event that
      was also the day of publication; of a Russian document both are in Russian.
    - A number counts in the series, where there is one, and that of a document in an edition is
      named as such.
    - A Russian archive and its shelfmark stand in Russian: АВП РФ. Ф. 0102. Оп. 18. Д. 5.
    """
    latin = _is_latin(source)
    if latin:
        csl["annote"] = "latin"
    _responsibility(csl, source, latin=latin)
    _title(csl, source)
    _occasion(csl)
    _number(csl, latin=latin)
    _month(csl, "la" if latin else "ru")
    _shelfmark(csl)
    first: dict[str, str] = next(iter(csl.get("author", ())), {})
    if _begins_latin(first.get("family") or first.get("literal") or csl["title"]):
        csl["keyword"] = "latin"


def located(locator: Locator, source: Source) -> Locator:
    """Return a place in `source` as the style prints it in its place, before the address.

    What has no number or a label that pandoc does not know is sent as words with its label.
    """
    label, value = locator
    if not value or {"{", "}"} & set(value) or (label and label not in _WORDS):
        return locator
    if label == "page" and _NUMBERS.fullmatch(value):
        return locator
    word = _WORDS[label][0 if _is_latin(source) else 1] if label else ""
    return Locator("page", f"{word} {value}".lstrip())


def _is_latin(source: Source) -> bool:
    if source.language:
        return primary(source.language) in _LATIN
    return _begins_latin(source.title)


def _begins_latin(words: str) -> bool:
    return next((c for c in words if c.isalpha()), _FIRST_NOT_LATIN) < _FIRST_NOT_LATIN


def _responsibility(csl: Item, source: Source, *, latin: bool) -> None:
    names = list(zip(csl.pop("author", ()), source.author, strict=False))
    persons = [name for name, record in names if not _is_body(record)]
    named = [full(name) for name, record in names if _is_body(record)]
    if len(persons) > _HEADED:
        others = "[et al.]" if latin else "[и др.]"
        named.insert(0, f"{_initials_first(persons[0])} {others}")
    elif persons:
        csl["author"] = persons
    if named:
        csl["authority"] = " ; ".join(named)


def _is_body(contributor: Contributor) -> bool:
    return bool(contributor.organization)


def _initials_first(name: dict[str, str]) -> str:
    if "given" not in name or eastern(name["family"]):
        return full(name)
    parts = [part for part in re.split(r"[\s.]+", name["given"]) if part]
    initials = ("-".join(f"{word[0]}." for word in part.split("-") if word) for part in parts)
    keys = ("dropping-particle", "non-dropping-particle", "family", "suffix")
    return " ".join((*initials, *(name[key] for key in keys if key in name)))


def _title(csl: Item, source: Source) -> None:
    short = csl.pop("title-short", "")
    if is_russian(source.language):
        csl["title"] = re.sub(r'"([^"]*)"', r"«\1»", source.title)
    if short and short != source.title and source.title.casefold().startswith(short.casefold()):
        csl["title-short"] = short


def _occasion(csl: Item) -> None:
    genre = csl.get("genre", "")
    if genre and re.search(rf"\b{re.escape(genre)}\b", csl["title"], re.IGNORECASE):
        del csl["genre"]
    if "event-date" in csl and csl["event-date"] == csl.get("issued"):
        csl["issued"] = {"date-parts": [parts[:1] for parts in csl["issued"]["date-parts"]]}
    if is_russian(csl.get("language", "")):
        for key, known in (("genre", _GENRES), ("event-place", _PLACES)):
            if key in csl:
                csl[key] = known.get(csl[key], csl[key])


def _number(csl: Item, *, latin: bool) -> None:
    number = csl.get("number", "")
    if number.startswith("document "):
        csl["part-number"] = f"Doc. {csl.pop('number').removeprefix('document ')}"
    elif number.isdigit() and "collection-title" in csl and "container-title" not in csl:
        csl["collection-title"] += f" ; {'no.' if latin else '№'} {csl.pop('number')}"


def _month(csl: Item, script: str) -> None:
    if word := _months(csl.get("issued", {}), script):
        csl["issued"] = {"date-parts": [csl["issued"]["date-parts"][0][:1]]}
        beside = "archive" in csl or csl["type"] in _DATED_WHOLE
        csl["status"] = word.lower() if beside and script == "ru" else word
    held = csl.get("event-date", {})
    if word := _months(held, script):
        del csl["event-date"]
        year = held["date-parts"][0][0]
        day = f"{word} {year}" if script == "la" else f"{word.lower()} {year} г."
        csl["event-place"] = ", ".join(filter(None, (csl.get("event-place", ""), day)))


def _months(date: dict[str, Any], script: str) -> str:
    """Return the month, or the months of one year, of a date without a day; else ""."""
    match date.get("date-parts"):
        case _ if "circa" in date:
            return ""
        case [[_, month]]:
            return _MONTHS[script][month - 1]
        case [[year, first], [last_year, last]] if year == last_year:
            end = _MONTHS[script][last - 1]
            return f"{_MONTHS[script][first - 1]}–{end if script == 'la' else end.lower()}"
    return ""


def _shelfmark(csl: Item) -> None:
    russian = _ARCHIVES.get(csl.get("archive", "").partition(" ")[0])
    if russian is None:
        return
    csl["archive"] = russian
    keys = ("archive_collection", "archive_location")
    parts = [part.strip() for key in keys for part in csl.pop(key, "").split(",") if part.strip()]
    csl["archive_location"] = ". ".join(sorted(map(_unit, parts), key=_rank))


def _unit(part: str) -> str:
    """Return one step of a shelfmark in Russian: "opis 5a" as "Оп. 5а"."""
    match = _UNIT.fullmatch(part)
    unit = _UNITS.get(match[1].lower()) if match else None
    if match is None or unit is None:
        return part
    last = re.sub(r"\s*[-–]\s*", "–", match[4])
    return f"{unit} {match[2]}{match[3].translate(_CYRILLIC)}{last}"


def _rank(unit: str) -> int:
    return next((n for n, word in enumerate(_ORDER) if unit.startswith(word)), len(_ORDER))
