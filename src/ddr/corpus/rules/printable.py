"""What is wrong with an address that nobody would print in a footnote."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

# Parts of an address that stand for a page made for small screens, or for a printer.
_SMALL_HOSTS = frozenset({"m", "mobile", "amp", "wap", "touch"})
_SMALL_QUERY = {"amp": "", "device": "mobile", "outputtype": "amp", "uagent": "m"}
_PRINT_QUERY = frozenset({"print", "printable", "printpage"})
_PRINT_STEP = re.compile(r"print|print-?(able|page|view|version|friendly)|print\d+_?\d*\.html?")

# A page of results: it is asked for by words, or lies below "search".
_SEARCH_STEPS = frozenset({"search", "search-results", "searchresults"})
_SEARCH_QUERY = frozenset({"q", "query", "keyword", "keywords", "search", "text"})

# Services that lend an address for a while, and the short hosts of houses that have a long one.
_SHORTENERS = frozenset({
    "amzn.to", "bbc.in", "bit.ly", "buff.ly", "clck.ru", "cnn.it", "cutt.ly", "dlvr.it", "econ.st",
    "fb.me", "flip.it", "goo.gl", "is.gd", "j.mp", "lnkd.in", "nyti.ms", "on.ft.com", "on.wsj.com",
    "ow.ly", "politi.co", "rb.gy", "reut.rs", "ru.rt.com", "shorturl.at", "t.co", "t.ly", "tiny.cc",
    "tinyurl.com", "trib.al", "v.gd", "vk.cc", "wapo.st",
})  # fmt: skip


def unprintable(url: str, copies: Mapping[str, str]) -> str:
    """Return what is wrong with an address, and what to do about it; nothing for a good one.

    copies: the hosts that copy others, and those that they copy.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    steps = [step.lower() for step in parts.path.split("/") if step]
    home = next((copies[one] for one in _above(host) if one in copies), "")
    asked = {key.lower(): value.lower() for key, value in parse_qsl(parts.query, True)}
    faults = {
        f"the host '{host}' is a bare number: cite the document's own home":
            re.fullmatch(r"[0-9.]+|.*:.*", host),
        f"take the dot off the end of the host '{host}'": host.endswith("."),
        "take the port out of the address: it is the usual one":
            parts.netloc.endswith((":80", ":443")),
        "this address is escaped twice: find the document's own":
            re.search(r"%25[0-9A-Fa-f]{2}", url),
        f"'{host}' shortens addresses: cite the one that it leads to":
            host.removeprefix("www.") in _SHORTENERS,
        f"'{host}' copies {home}: cite the document's own address there": home,
        "this is the page for small screens: cite the ordinary page": _small(host, steps, asked),
        "this is the page for printing: cite the ordinary page":
            _PRINT_QUERY.intersection(asked) or any(map(_PRINT_STEP.fullmatch, steps)),
        "this is a page of search results: cite the document's own page":
            _searched(host, steps, asked),
    }  # fmt: skip
    return next((message for message, fault in faults.items() if fault), "")


def _above(host: str) -> list[str]:
    """Return a host and the hosts that it lies below: `a.b.org`, `b.org`, `org`."""
    labels = host.split(".")
    return [".".join(labels[start:]) for start in range(len(labels))]


def _small(host: str, steps: list[str], asked: dict[str, str]) -> bool:
    """Tell whether a page is one for telephones and the like."""
    last = steps[-1] if steps else ""
    return (
        host.partition(".")[0] in _SMALL_HOSTS
        or "amp" in steps
        or ".amp." in last
        or last.endswith(".amp")
        # A heading "mobile" has articles below it, a page for telephones a program.
        or ("mobile" in steps and bool(re.search(r"\.(aspx?|do|jsp|php)$", last)))
        or any(key in asked and value in ("", asked[key]) for key, value in _SMALL_QUERY.items())
        or (".blogspot." in host and asked.get("m") == "1")
    )


def _searched(host: str, steps: list[str], asked: dict[str, str]) -> bool:
    """Tell whether a page is what somebody's search has found."""
    if host.startswith("search.") and _SEARCH_QUERY.intersection(asked):
        return True
    below = steps if asked else steps[:-1]
    return bool(_SEARCH_STEPS.intersection(below))
