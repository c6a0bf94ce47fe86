"""What LaTeX commands stand for, as far as the words of a quotation need it."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from ddr.quotations.marks import CLOSE, OPEN


def _names(words: str) -> list[str]:
    return words.split()


SYMBOLS = {
    "ldots": "…", "dots": "…", "textellipsis": "…", "dotso": "…", "dotsc": "…",
    "textendash": "–", "textemdash": "—", "textquotedblleft": "“", "textquotedblright": "”",
    "textquoteleft": "‘", "textquoteright": "’", "quotedblbase": "„", "quotesinglbase": "‚",
    "glqq": "„", "grqq": "“", "glq": "‚", "grq": "‘", "flqq": "«", "frqq": "»", "lq": "‘",
    "rq": "’", "guillemotleft": "«", "guillemotright": "»", "guillemetleft": "«", "og": "«",
    "guillemetright": "»", "fg": "»", "guilsinglleft": "‹", "guilsinglright": "›",
    "textasciigrave": "`", "textquotedbl": "\ue012", "textquotesingle": "\ue013",
    "textless": "<", "textgreater": ">", "lbrace": "{", "rbrace": "}",
    "ss": "ß", "SS": "ẞ", "ae": "æ",
    "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å", "AA": "Å", "l": "ł", "L": "Ł",
    "i": "ı", "j": "ȷ", "dh": "ð", "th": "þ", "dj": "đ", "S": "§", "P": "¶", "pounds": "£",
    "euro": "€", "texteuro": "€", "copyright": "©", "textdegree": "°", "textbackslash": "\\",
    "textasciitilde": "~", "textasciicircum": "^", "textbar": "|", "slash": "/", "quad": " ",
    "qquad": " ", "thinspace": " ", "enspace": " ", "space": " ", "nobreakspace": " ",
    "newline": " ", "linebreak": " ", "TeX": "TeX", "LaTeX": "LaTeX", "textperiodcentered": "·",
    "sic": "[sic]", "textnumero": "№", "openautoquote": OPEN, "closeautoquote": CLOSE,
    "openinnerquote": OPEN, "closeinnerquote": CLOSE, "textooquote": OPEN, "textcoquote": CLOSE,
    "textoiquote": OPEN, "textciquote": CLOSE, "textquotedblbase": "„",
}  # fmt: skip
CONTROL = {
    ",": " ", ";": " ", ":": " ", " ": " ", "\n": " ", "\t": " ", "\\": " ", "!": "", "/": "",
    "-": "", "@": "", "&": "&", "%": "%", "$": "$", "#": "#", "_": "_", "{": "{", "}": "}",
}  # fmt: skip
"""Commands of one character other than a letter."""

_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
    ".": "\u0307", '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323",
    "c": "\u0327", "k": "\u0328", "b": "\u0331",
}  # fmt: skip
ACCENTS = frozenset(_ACCENTS)

DROPPED = {
    **dict.fromkeys(
        _names(
            "label ref pageref autoref cref Cref eqref nameref vref url nolinkurl includegraphics "
            "includeonly bibliography bibliographystyle addbibresource "
            "usepackage documentclass RequirePackage index glossary vspace hspace pagestyle "
            "thispagestyle pagenumbering setcounter selectlanguage hypersetup hypertarget href "
            "textcolor color foreignlanguage gls Gls acrshort graphicspath hyphenation "
            "setstretch setmainfont setsansfont setmonofont setmainlanguage setdefaultlanguage "
            "bibitem ExecuteBibliographyOptions captionsetup tag rule"
        ),
        1,
    ),
    **dict.fromkeys(
        _names(
            "setlength addtolength addtocounter newcommand renewcommand providecommand newcounter "
            "newtheorem DeclareRobustCommand addcontentsline newacronym colorbox"
        ),
        2,
    ),
    "newenvironment": 3,
    "renewenvironment": 3,
    "footnotemark": 0,
}
"""Commands whose first arguments are no words, with their number; any after them are words."""

BREAKS = frozenset(
    _names(
        "par part chapter section subsection subsubsection paragraph subparagraph title author "
        "date caption captionof item maketitle clearpage newpage tableofcontents bigskip medskip"
    )
)
INCLUDES = {
    **dict.fromkeys(_names("input include subfile subfileinclude InputIfFileExists"), 1),
    **dict.fromkeys(
        _names("import subimport inputfrom subinputfrom includefrom subincludefrom"), 2
    ),
}
"""Commands that include a file, with the number of arguments that name it."""
CODE = frozenset(
    _names("code lstinline mintinline Verb path cs Sexpr verbatiminput lstinputlisting")
)
"""Commands whose argument is printed as it is typed."""
NOTES = frozenset(_names("footnote endnote footnotetext sidenote"))
VERBATIM = frozenset(
    _names(
        "verbatim verbatim* Verbatim BVerbatim LVerbatim SaveVerbatim Verbatim* alltt lstlisting "
        "minted semiverbatim comment filecontents filecontents* tcblisting ltxcode ltxexample "
        "luacode luacode* pycode sagesilent thebibliography tikzpicture"
    )
)
MATHS = frozenset(
    name + star
    for name in ("equation", "align", "gather", "multline", "eqnarray", "displaymath", "math")
    for star in ("", "*")
)
QUOTES = frozenset(_names("quote quotation displayquote displaycquote blockquote verse quoting"))
ARGUMENTS = {"tabular": 1, "tabular*": 2, "tabularx": 2, "longtable": 1, "minipage": 1}
"""Environments whose arguments are no words, with their number."""

SHORTHANDS = frozenset(
    _names(
        "german ngerman austrian naustrian swissgerman nswissgerman russian ukrainian polish czech "
        "slovak dutch danish italian norsk nynorsk finnish spanish catalan portuguese brazilian "
        "bulgarian croatian slovene"
    )
)
"""Languages whose quotation marks babel writes with a straight one: "`words"' or "<words">."""


def accented(accent: str, letter: str) -> str:
    """Return a letter with its accent: ``accented("'", "e")`` is "é"."""
    base = {"ı": "i", "ȷ": "j"}.get(letter, letter)
    return unicodedata.normalize("NFC", base + _ACCENTS[accent])


_CITE = re.compile(r"(?!citetext$)[A-Za-z]*?[cC]ite(?!style|reset|setup|tracker|index|count)[a-z]*")
NAMED = re.compile(r"[tT]ext|[cC]ite(?:t|alt|author|title|year|date|name)")
"""Commands of citation that are a part of the sentence."""
_QUOTE = re.compile(
    r"(?:foreign|hyphen|hybrid)?(?:text|block)c?quote|(?:en|foreign|hyphen)quote|say"
)


@cache
def kind(name: str) -> str:
    """Return what a command does: "cite", "quote", "note" or another word; "" for unknown ones."""
    if _CITE.fullmatch(name):
        return "list" if name == "nocite" else "cite"
    if _QUOTE.fullmatch(name):
        return "quote"
    kinds = {
        "note": NOTES,
        "insert": ("textelp", "textins", "textdel"),
        "epigraph": ("epigraph", "qitem", "dictum"),
        "symbol": SYMBOLS,
        "accent": ACCENTS,
        "drop": DROPPED,
        "code": CODE,
        "include": INCLUDES,
        "hide": ("iffalse",),
        "break": BREAKS,
    }
    return next((kind for kind, names in kinds.items() if name in names), "")
