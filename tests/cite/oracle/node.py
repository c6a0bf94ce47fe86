"""Runs citeproc-js on what our engine is asked, with the same style and locale files."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from ddr import locators
from ddr.cite.csl import Item
from ddr.cite.pandoc import engine, inlines, runner
from ddr.cite.pandoc.pandoc_document import _KEPT, _RAW, _suffix
from ddr.cite.pandoc.request import Answer, Cite, Request
from ddr.cite.style import wording
from ddr.cite.style.dating import BEFORE_LINK, SUPPLIED

PACKAGE = "citeproc@2.4.63"
SCRIPT = Path(__file__).with_name("run.cjs")
# Dates that the document does not print stand in brackets: words of ours, as those before a link.
_LISTED = re.compile(r"\(ca\. (\d{4}[^()]*)\)")
_CITED = re.compile(r"\bca\. (\d{4}[a-z]?)")
# Our translation of a title stands after its marks.
_TRANSLATED = re.compile(rf" {inlines.ASIDE}(\[[^\]]*\])([.,]?)([”’])")
_LOCALE = rb'<locale [^>]*version="1.0"[^>]*xml:lang="%s"[^>]*>.*?</locale>'


@cache
def missing() -> str:
    """Return why citeproc-js cannot be run here, or "" if it can."""
    if shutil.which("node") is None:
        return "Node is not installed"
    done = subprocess.run(
        ["node", "-e", "require('citeproc')"], capture_output=True, check=False, cwd=SCRIPT.parent
    )
    if done.returncode:
        return (
            f"Node finds no citeproc-js: npm install --prefix FOLDER {PACKAGE}, "
            "then NODE_PATH=FOLDER/node_modules"
        )
    return ""


class _Run(NamedTuple):
    """One run of the processor; which citation asked for each of its texts is, or -1."""

    body: dict[str, Any]
    numbers: Sequence[int]
    names: dict[str, str]


def answers(requests: Sequence[Request]) -> list[Answer]:
    """Return what citeproc-js answers to each request, in one run of Node.

    Works are cited first and again as our engine arranges them. The words that we put before an
    address, which are no part of CSL, it is given with the address.
    """
    runs = [_runs(request) for request in requests]
    languages = {request.locale for request in requests} | {"en-US", "en-GB"}
    job = {
        "locales": {language: locale(language) for language in sorted(languages)},
        "runs": [run.body for some in runs for run in some],
    }
    done = subprocess.run(
        ["node", str(SCRIPT)], input=json.dumps(job).encode(), capture_output=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr.decode())
    text = done.stdout.decode().replace(wording.HYPHEN, "-").replace(wording.BLANK, " ")
    text = _TRANSLATED.sub(r"\3 \1\2", text).replace(inlines.ASIDE, "")
    printed = iter(json.loads(text))
    return [
        _joined(request, [(run, next(printed)) for run in some])
        for request, some in zip(requests, runs, strict=True)
    ]


@cache
def locale(language: str) -> str:
    """Return the CSL locale file of a language as pandoc holds it."""
    found = re.search(_LOCALE % language.encode(), _binary(), re.DOTALL)
    if found is None:
        raise RuntimeError(f"{runner.find()} holds no locale file for {language}")
    return found[0].decode()


@cache
def _binary() -> bytes:
    return runner.find().read_bytes()


def _runs(request: Request) -> list[_Run]:
    style = request.style.read_text("utf-8")
    found = []
    for items, citations, numbers, names in engine.arranged(request):
        body = {
            "style": style,
            "locale": request.locale,
            "items": [_item(item, listed=citations is None) for item in items],
            "clusters": None
            if citations is None
            else [[_cite(cite, request) for cite in cluster] for cluster in citations],
        }
        found.append(_Run(body, numbers, names))
    return found


def _joined(request: Request, parts: list[tuple[_Run, dict[str, Any]]]) -> Answer:
    supplied = {item["id"] for item in request.items if SUPPLIED in item}
    if request.form == "bibliography":
        run, printed = parts[0]
        ids = tuple(run.names[name] for name in printed["ids"])
        pairs = zip(ids, printed["texts"], strict=True)
        return Answer(
            tuple(_LISTED.sub(r"([\1])", t) if i in supplied else t for i, t in pairs), ids
        )
    texts = [""] * len(request.citations)
    for run, printed in parts:
        for number, text in zip(run.numbers, printed["texts"], strict=True):
            if number >= 0:
                every = all(cite.id in supplied for cite in request.citations[number])
                texts[number] = _CITED.sub(r"[\1]", text) if every else text
    return Answer(tuple(texts))


def _item(item: Item, *, listed: bool) -> Item:
    """Return an item as CSL-JSON, with what pandoc is told of small letters as CSL's own tags."""
    own = (BEFORE_LINK, SUPPLIED)
    plain = {key: _value(key, value) for key, value in item.items() if key not in own}
    if words := item.get(BEFORE_LINK, ("", ""))[listed]:
        plain["URL"] = f"{words} {item['URL']}"
    return plain


def _value(key: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    title, aside, after = value.partition(inlines.ASIDE)
    if aside:
        apart = "" if after.startswith(",") else " "
        return f'{_value(key, title)}{apart}<span class="nocase">{inlines.ASIDE}{after}</span>'
    text = inlines.clean(value)
    if key in _KEPT or text.startswith(inlines.MID_SENTENCE):
        return f'<span class="nocase">{text.removeprefix(inlines.MID_SENTENCE)}</span>'
    if key in _RAW:
        return text
    words = text.split(" ")
    kept = [inlines.is_protected(words, number, small=False) for number in range(len(words))]
    marked = zip(words, kept, strict=True)
    return " ".join(f'<span class="nocase">{w}</span>' if keep else w for w, keep in marked)


def _cite(cite: Cite, request: Request) -> dict[str, str]:
    braced = locators.in_braces(cite.locator, request.locale[:2]) if request.pinpoints else ""
    said = {"id": cite.id}
    if braced:
        said |= {"locator": cite.locator.value, "label": cite.locator.label}
    if cite.prefix:
        said["prefix"] = f"{cite.prefix} "
    if suffix := _suffix(cite, placed=bool(braced), note=request.note):
        said["suffix"] = suffix
    return said
