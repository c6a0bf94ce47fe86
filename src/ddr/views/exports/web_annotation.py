"""Verbatim statements as annotations of their sources (W3C Web Annotation Data Model, 2017)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ddr.locators import paragraph_span
from ddr.query.bundle import Bundle
from ddr.quotations.exact import OMISSION, tidied, where
from ddr.views.statements import reached

_AROUND = 32  # letters before and after, by which a reader finds the words again


def collection(bundle: Bundle) -> str:
    """Return an annotation collection with one page, which has every statement with exact words.

    An omission parts the words; each part is a target of its own, with what stands around it.
    """
    sources = {one.id: one.record for one in bundle.records["source"]}
    names = bundle.names()
    texts: dict[str, dict[int, str]] = {}
    for source, number, body in bundle.paragraphs:
        texts.setdefault(source, {})[number] = tidied(body)
    items = [
        _annotation(one.record, sources[one.record.source], names, texts)
        for one in bundle.records["statement"]
        if one.record.exact and one.record.source in sources
    ]
    name = f"urn:ddr:annotations:{bundle.version}"
    page: dict[str, Any] = {
        "type": "AnnotationPage",
        "partOf": name,
        "startIndex": 0,
        "items": items,
    }
    made = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": name,
        "type": "AnnotationCollection",
        "label": f"{bundle.title}: verbatim statements, version {bundle.version}",
        "total": len(items),
        "first": {"id": f"{name}:1"} | page,
    }
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def _annotation(
    said: Any, source: Any, names: dict[str, str], texts: dict[str, dict[int, str]]
) -> dict[str, Any]:
    who = ", ".join(filter(None, (names.get(said.speaker, said.speaker), said.role)))
    bodies = [
        {
            "type": "TextualBody",
            "value": f"{who}, {said.date}: {reached(said.mode)}",
            "format": "text/plain",
            "language": "en",
            "purpose": "describing",
        }
    ]
    bodies += [
        {"type": "TextualBody", "value": topic, "purpose": "tagging"} for topic in said.topics
    ]
    address = source.URL or f"urn:ddr:{source.id}"
    text = _paragraphs(said.locator, texts.get(said.source, {}))
    targets = [
        {"source": address, "selector": {"type": "TextQuoteSelector"} | selector}
        for selector in _selectors(said.exact, text)
    ]
    return {
        "id": f"urn:ddr:{said.id}",
        "type": "Annotation",
        "motivation": "highlighting",
        "body": bodies,
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _paragraphs(locator: str, text: dict[int, str]) -> str:
    span = paragraph_span(locator)
    if span is None:
        return ""
    return " ".join(text[number] for number in range(span[0], span[1] + 1) if number in text)


def _selectors(exact: str, text: str) -> Iterator[dict[str, str]]:
    at = 0
    for part in filter(None, (piece.strip() for piece in exact.split(OMISSION))):
        selector = {"exact": part}
        if found := where(part, text[at:]):
            first, last = found[0] + at, found[1] + at
            selector["exact"] = text[first:last]
            selector["prefix"] = text[max(first - _AROUND, 0) : first]
            selector["suffix"] = text[last : last + _AROUND]
            at = last
        yield {key: value for key, value in selector.items() if value}
