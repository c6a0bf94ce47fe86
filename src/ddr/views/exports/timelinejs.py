"""The JSON that TimelineJS of the Knight Lab draws."""

from __future__ import annotations

import json
from html import escape
from typing import Any

from ddr import edtf
from ddr.query.bundle import Bundle


def timelinejs(bundle: Bundle) -> str:
    """Return the events of a bundle; each shows its date in words, as precise as it is known."""
    titles = {one.id: one.record for one in bundle.records["source"]}
    events = []
    for one in bundle.records["event"]:
        event = one.record
        date = edtf.parse(event.date)
        start, end = _ends(date)
        sources = dict.fromkeys(piece.source for piece in event.evidence)
        links = [_link(titles[name]) for name in sources if name in titles]
        cited = f"<p>{'; '.join(links)}</p>" if links else ""
        made = {
            "unique_id": one.id,
            "start_date": start,
            "display_date": edtf.words(date),
            "group": bundle.kind(event),
            "text": {
                "headline": escape(event.title, quote=False),
                "text": f"<p>{escape(event.summary, quote=False)}</p>{cited}",
            },
        }
        events.append(made if start == end else made | {"end_date": end})
    head = {"headline": escape(bundle.title), "text": f"<p>Data version {bundle.version}</p>"}
    return json.dumps({"scale": "human", "title": {"text": head}, "events": events},
                      ensure_ascii=False, indent=1) + "\n"  # fmt: skip


def _ends(date: edtf.Date) -> tuple[dict[str, int], dict[str, int]]:
    """Return the ends of a date; an open one is the other end, for it must be drawn somewhere."""
    start = date.end if date.start.precision == "open" else date.start
    end = date.start if date.end.precision == "open" else date.end
    last = {"decade": 9, "century": 99}.get(end.precision, 0)
    return _point(start, 0), _point(end, last)


def _point(point: edtf.Point, more: int) -> dict[str, int]:
    parts = {"year": point.year + more, "month": point.month, "day": point.day}
    return {name: value for name, value in parts.items() if value}


def _link(source: Any) -> str:
    title = escape(source.title, quote=False)
    return f'<a href="{escape(source.URL)}">{title}</a>' if source.URL else title
