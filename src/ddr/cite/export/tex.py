"""Text for ``.bib`` files: escaped for TeX, and with the capitals that styles must keep.

Letters of every script stay as they are: all present engines read UTF-8, and no macro of ASCII
letters exists for most of them. So the ten characters that TeX reads as commands, those that
older fonts lack, and pairs that fonts join into another mark are all there is to escape; a
library for the whole of LaTeX would turn letters into macros.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from ddr.cite import headline
from ddr.cite.export.entry import OTHERS, Name, plain_name, surname
from ddr.cite.pandoc import inlines
from ddr.display import primary
from ddr.names import eastern

_ESCAPES = str.maketrans({
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "#": r"\#",
    "$": r"\$",
    "%": r"\%",
    "&": r"\&",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "`": r"\textasciigrave{}",
    '"': '"{}',  # active in several languages of babel
})  # fmt: skip
_UNBALANCED = _ESCAPES | {ord("{"): r"$\lbrace$", ord("}"): r"$\rbrace$"}
_LIGATURES = re.compile(r"([-',])(?=\1)")
_SAFE_IN_URL = "%/:?#[]@!$&'()*+,;=~-._"
LANGUAGES = {
    "ar": "arabic", "cs": "czech", "de": "ngerman", "en": "english", "es": "spanish",
    "fr": "french", "hu": "hungarian", "it": "italian", "ja": "japanese", "ko": "korean",
    "mn": "mongolian", "nl": "dutch", "pl": "polish", "pt": "portuguese", "ru": "russian",
    "uk": "ukrainian", "vi": "vietnamese", "zh": "chinese",
}  # fmt: skip
"""What babel and polyglossia call a language."""

_OPEN, _CLOSE = "\ue000", "\ue001"
"""Stand for the marks of a quotation while a title is put together."""


def escape(text: str) -> str:
    """Return a text that TeX prints as it stands.

    Straight quotation marks that come in pairs are made curly: TeX fonts have closing ones only.
    Braces without a partner go into a formula, since BibTeX counts the escaped ones too.
    """
    if '"' in text or "'" in text:
        text = _curly(inlines.title(text))
    return _escaped(text, balanced=_balanced(text))


def titled(text: str, language: str, *, marks: tuple[str, str] = ("“", "”")) -> str:
    """Return a title in the letters that no style can give it, escaped.

    Styles set English titles in small letters but for the first one, and none raises letters. So
    an English title comes in headline case, its own capitals in braces; of one in another language
    BibTeX would lower the ASCII letters, so those are in braces too.

    A description in square brackets is no title, and stays as it is.

    marks: what opens and closes a quotation.
    """
    english = primary(language) in ("", "en")
    described = text.startswith("[") and text.endswith("]")
    text = _text(inlines.title(text), (_OPEN, _CLOSE))
    balanced = _balanced(text)
    pieces: list[str] = []
    group: list[str] = []
    words = text.split(" ")
    for number, word in enumerate(words):
        kept = _keep(word, first=not number, english=english)
        quoted = _OPEN in word or _CLOSE in word
        if kept and not quoted:
            group.append(word)
        if not kept or quoted or _stopped(word) != word:
            pieces += _braced(group, balanced=balanced)
            group = []
        if kept and quoted:
            parts = re.split(f"([{_OPEN}{_CLOSE}])", word)
            pieces.append("".join(_kept_part(part, balanced=balanced) for part in parts))
        elif not kept:
            raised = (
                headline.raised(words, number) if english and number and not described else word
            )
            pieces.append(_escaped(raised, balanced=balanced))
    whole = " ".join(pieces + _braced(group, balanced=balanced))
    return whole.replace(_OPEN, marks[0]).replace(_CLOSE, marks[1])


def names(people: Iterable[Name]) -> str:
    """Return names joined by "and"; whole ones and parts that could be misread are in braces."""
    return " and ".join(map(_name, people))


def first_letters(text: str) -> str:
    """Return a name or label of which BibTeX takes no part of a letter.

    ``alpha`` takes the first three characters, and BibTeX counts bytes: a letter beyond ASCII is
    one character to it only as a "special" one, a command in braces at the outermost level.
    """
    whole = text.startswith("{") and text.endswith("}")
    bare = text[1:-1] if whole else text
    start, rest = bare[:3], bare[3:]
    if start.isascii() or set("\\{}") & set(start):
        return text
    if whole and not start.isalnum():  # a blank or a comma would part the name
        return f"{{\\relax {bare}}}"
    special = "".join(c if c.isascii() else f"{{\\relax {c}}}" for c in start)
    return f"{special}{{{rest}}}" if whole and rest else special + rest


def listed(text: str) -> str:
    """Return an entry of a list field, in which a bare "and" would begin the next entry."""
    return f"{{{escape(text)}}}" if " and " in text.casefold() else escape(text)


def address(url: str) -> str:
    """Return an address in ASCII (RFC 3986), without braces, backslashes or blanks."""
    from urllib.parse import quote

    return quote(url, safe=_SAFE_IN_URL)


def pages(text: str) -> str:
    """Return page numbers with the dash that .bib files have: "103--127"."""
    return re.sub(r"(?<=\d)\s?[-–]\s?(?=\d)", "--", escape(text))


def written(kind: str, key: str, fields: Iterable[tuple[str, str]]) -> str:
    """Return an entry; `fields` are escaped values, of which empty ones are left out."""
    lines = [f"  {name} = {_delimited(name, value)},\n" for name, value in fields if value]
    return f"@{kind}{{{key},\n{''.join(lines)}}}\n"


def language(code: str) -> str:
    """Return the name that TeX gives to a BCP 47 language, or ""."""
    return "british" if code == "en-GB" else LANGUAGES.get(primary(code), "")


def _escaped(text: str, *, balanced: bool) -> str:
    table = _ESCAPES if balanced else _UNBALANCED
    return _LIGATURES.sub(r"\g<0>{}", text.translate(table))


def _balanced(text: str) -> bool:
    depth = 0
    for sign in text:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0


def _curly(content: list[dict[str, Any]]) -> str:
    """Return the text of inlines, with the quotations in them as curly marks."""
    return _text(content, ("“", "”"))


def _text(content: list[dict[str, Any]], double: tuple[str, str]) -> str:
    """Return the text of inlines; `double` are the marks of a quotation in double marks."""
    text = []
    for inline in content:
        match inline["t"]:
            case "Str":
                text.append(inline["c"].replace(inlines.JOINER, ""))
            case "Space":
                text.append(" ")
            case "Span":
                text.append(_text(inline["c"][1], double))
            case _:
                kind, inner = inline["c"]
                opening, closing = double if kind["t"] == "DoubleQuote" else ("‘", "’")
                text.append(f"{opening}{_text(inner, double)}{closing}")
    return "".join(text)


def _delimited(name: str, value: str) -> str:
    """Return a value in braces; a month has one of BibTeX's own abbreviations and stands bare."""
    return value if name == "month" else f"{{{value}}}"


def _keep(word: str, *, first: bool, english: bool) -> bool:
    capitals = [c.isupper() and (english or c.isascii()) for c in word]
    if first and english:
        return any(capitals[1:]) or word[:1].islower()
    return any(capitals[first:])


def _stopped(text: str) -> str:
    """Return words without the stop after them; that of an abbreviation is its own."""
    text = text.rstrip(",;:") or text
    if headline.is_abbreviated(text.rpartition(" ")[2]):
        return text
    return text.rstrip(".") or text


def _kept_part(text: str, *, balanced: bool) -> str:
    if any(map(str.isupper, text)):
        return _braced([text], balanced=balanced)[0]
    return _escaped(text, balanced=balanced)


def _braced(words: list[str], *, balanced: bool) -> list[str]:
    if not words:
        return []
    text = " ".join(words)
    bare = _stopped(text)
    inner, after = _escaped(bare, balanced=balanced), text[len(bare) :]
    # Right after a brace, a backslash would begin one of BibTeX's accented characters.
    return [f"{{{{{inner}}}}}{after}" if inner.startswith("\\") else f"{{{inner}}}{after}"]


def _name(name: Name) -> str:
    if name == OTHERS:
        return "others"
    if "given" not in name or eastern(name["family"]):
        return f"{{{escape(plain_name(name))}}}"
    before = surname(name).removesuffix(name["family"])
    before = before if before.islower() and before.replace(" ", "").isalpha() else ""
    family = surname(name).removeprefix(before)
    parts = [before + _part(family), *map(_part, filter(None, [name.get("suffix")]))]
    return ", ".join([*parts, _part(name["given"])])


def _part(text: str) -> str:
    plain = re.fullmatch(r"[^\W\d_][\w.'’ -]*", text) and " and " not in text.casefold()
    small = any(word[:1].islower() for word in text.split())
    return escape(text) if plain and not small else f"{{{escape(text)}}}"
