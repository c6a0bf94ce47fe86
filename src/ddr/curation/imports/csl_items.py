"""CSL-JSON, as Zotero, Crossref and citation processors write it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from ddr import edtf
from ddr.corpus.shapes import shape
from ddr.curation.imports.drafts import DATES, NAMES, PARTS, Draft
from ddr.errors import DataError
from ddr.records import Source

_MANNER = ("static-ordering", "comma-suffix", "parse-names")
"""What CSL has beside the parts of a name."""


def is_csl(rows: Any) -> bool:
    """Return whether this is CSL-JSON, not records of ours, which say whose voice they are."""
    first = rows[0] if isinstance(rows, list) and rows else None
    return isinstance(first, dict) and "type" in first and "origin" not in first


def from_csl(items: Any) -> list[Draft]:
    """Read CSL-JSON items; raise `DataError` for what is no list of them."""
    if not isinstance(items, list) or not all(isinstance(one, dict) for one in items):
        raise DataError("CSL-JSON is a list of objects")
    return [_draft(item) for item in items]


def _draft(item: Mapping[str, Any]) -> Draft:
    keys = (item.get("citation-key"), item.get("id"))
    draft = Draft(next((str(key) for key in keys if key not in (None, "")), ""))
    fields = shape(Source)
    renamed = {"event": "event-title", "annote": "note"}
    ours = fields.keys() - {"id", "origin", "text", "sha256", "citation-key"}
    for name, value in item.items():
        key = renamed.get(name, name)
        if key in {"id", "citation-key"} or value in ("", None, [], {}):
            continue
        if key == "type":
            draft.put_type(str(value))
        elif key in NAMES and isinstance(value, list):
            for one in value:
                _put_name(draft, key, one)
        elif key in DATES:
            _put_date(draft, key, value)
        elif key in ours and not fields[key].many and _are_words(value):
            for one in value if isinstance(value, list) else [value]:
                draft.put(key, str(one))
        else:
            draft.note(name, value if isinstance(value, str) else _json(value))
    if draft.values.get("title", "").endswith("]"):
        _part_translation(draft)
    return draft


def _are_words(value: Any) -> bool:
    """Return whether this is a text or a number, or several, as Crossref has them."""
    if isinstance(value, list):
        return all(isinstance(one, str) for one in value)
    return isinstance(value, str | int) and not isinstance(value, bool)


def _put_name(draft: Draft, role: str, name: Any) -> None:
    """Add a name; note one that has none of the parts of CSL, tell what else stands with them."""
    if not isinstance(name, dict):
        draft.name(role, {"literal": name})
    elif name.keys() & {*PARTS}:
        draft.name(role, name)
        draft.lost += [f"{key} of {role}" for key in name if key not in (*PARTS, *_MANNER)]
    else:
        draft.note(role, _json(name))


def _part_translation(draft: Draft) -> None:
    """Part "Title [translation]", as ddr itself writes it, where the short title is the title."""
    short = str(draft.values.get("title-short", ""))
    title = str(draft.values["title"])
    if short and title.startswith(f"{short} ["):
        draft.values["title"] = short
        draft.values["title-short"] = title[len(short) + 2 : -1]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _put_date(draft: Draft, key: str, value: Any) -> None:
    if not isinstance(value, dict):
        if not draft.put_date(key, str(value)):
            draft.note(key, str(value))
        return
    if text := _edtf(value):
        draft.put(key, text)
        if value.get("season"):
            draft.note(f"{key} season", str(value["season"]))
        return
    said = str(value.get("raw") or value.get("literal") or "")
    if not said or not draft.put_date(key, said):
        draft.put(key, _edtf(value, years=True))
        draft.note(key, said or _json(value))


def _edtf(value: Mapping[str, Any], *, years: bool = False) -> str:
    """Return a CSL date, or its `years` alone, as EDTF, ``""`` where it is none."""
    mark = "~" if value.get("circa") else ""
    most = 1 if years else None
    try:
        ends = [_point([*map(int, parts[:most])]) for parts in value.get("date-parts", [])]
        text = "/".join(f"{end}{mark}" if end != ".." else end for end in ends)
        return edtf.parse(text).text
    except (ValueError, TypeError, OverflowError):
        return ""


def _point(parts: Sequence[int]) -> str:
    year, *rest = parts
    if not year and not any(rest):
        return ".."
    known = rest[: next((at for at, part in enumerate(rest) if not part), len(rest))]
    return "-".join([f"{year:04}", *(f"{part:02}" for part in known)])
