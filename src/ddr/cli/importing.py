"""Bibliographies for ``ddr add source --from``: what other programs write."""

from __future__ import annotations

import json

from ddr.curation.imports.bibliography import Entry, from_csl, is_csl
from ddr.errors import DataError


def bibliography(text: str, form: str) -> tuple[list[Entry], list[str]] | None:
    """Read a bibliography: its entries, and the keys of those that could not be read.

    Returns None for a text that is none, such as records in TOML. Raises `DataError` for one that
    is malformed.
    """
    start = text.lstrip("\ufeff \t\r\n")
    if form == "bibtex" or (not form and start.startswith(("@", "%"))):
        return _bibtex(text)
    if form == "ris" or (not form and start.startswith("TY  -")):
        from ddr.curation.imports.ris import from_ris

        return from_ris(text), []
    if form == "json" or (not form and start.startswith(("[", "{"))):
        try:
            read = json.loads(text)
        except (ValueError, RecursionError):
            return None
        return (from_csl(read), []) if is_csl(read) else None
    return None


def _bibtex(text: str) -> tuple[list[Entry], list[str]]:
    from ddr.cite.pandoc import runner
    from ddr.curation.imports.bibtex import tell_losses

    read = runner.run(runner.find(), ["--from", "biblatex", "--to", "csljson"], text)
    entries = from_csl(json.loads(read))
    missing = tell_losses(entries, text)
    if not entries and not missing:
        raise DataError("what was given holds no entry")
    return entries, missing
