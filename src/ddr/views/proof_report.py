"""What is found in manuscripts as one page of HTML: each quotation beside its passage."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING, TextIO

from ddr.views.lists import clean

if TYPE_CHECKING:
    from ddr.manuscript.findings import Judged, ProofFinding

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 75rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100% }
td, th { border-top: 1px solid #bbb; padding: .5rem; text-align: left; vertical-align: top }
td:nth-child(1), td:nth-child(2) { white-space: nowrap }
p { margin: 0 0 .4rem }
ins { text-decoration: none; background: #d8f3d8 }
del { background: #fbdada }
.mend, .error { color: #a40000 }
.near, .warning { color: #8a5200 }
.verbatim { color: #1a6b1a }
@media (prefers-color-scheme: dark) {
  body { background: #181818; color: #eee }
  ins { background: #2c5530 }
  del { background: #632f2f }
  .mend, .error { color: #ff9090 }
  .near, .warning { color: #ffc46b }
  .verbatim { color: #86d986 }
}
""".strip()
_MARKED = re.compile(r"\[-(.*?)-\]|\{\+(.*?)\+\}")


def write_report(
    findings: Sequence[ProofFinding],
    judged: Iterable[Judged],
    standings: dict[str, str],
    tally: str,
    stream: TextIO,
) -> None:
    """Write the page: the sum, findings on citations, and a row for each quotation.

    standings: how what becomes of a quotation is told.
    """
    rows = list(judged)
    of_quotations = {finding.message for row in rows for finding in row.findings}
    others = [finding for finding in findings if finding.message not in of_quotations]
    stream.write(
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width"><title>Proof</title><style>\n{_STYLE}\n</style></head><body>\n'
        f"<h1>Proof</h1>\n<p>{_words(tally)}</p>\n"
    )
    for finding in others:
        place = f"{finding.file}:{finding.line}"
        told = f"{place}: {finding.message} {finding.sign}"
        stream.write(f'<p class="{finding.severity}">{_words(told)}</p>\n')
    stream.write(
        "<table><thead><tr><th>place</th><th>standing</th><th>quotation</th><th>passage</th></tr>"
        "</thead><tbody>\n"
    )
    stream.writelines(_row(row, standings[row.standing]) for row in rows)
    stream.write("</tbody></table></body></html>\n")


def _row(row: Judged, standing: str) -> str:
    quotation = row.quotation
    told = "".join(
        f'<p class="{one.severity}">{_words(one.message.partition("”: ")[2] or one.message)}</p>'
        for one in row.findings
    )
    passage = row.passage or next((one.nearest for one in row.findings if one.nearest), "")
    differs = next((one.difference for one in row.findings if one.difference), "")
    place = " · ".join(filter(None, (str(row.place or ""), row.copy)))
    where = f"<p>{_words(place)}</p>" if place else ""
    shown = _difference(differs) if differs else _words(passage)
    cells = (
        _words(f"{quotation.file}:{quotation.line}"),
        f'<span class="{row.standing}">{_words(standing)}</span>',
        f"<p>{_words(quotation.words)}</p>{told}",
        f"{where}<p>{shown}</p>" if shown else where,
    )
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>\n"


def _words(text: str) -> str:
    return escape(clean(text))


def _difference(text: str) -> str:
    def marked(match: re.Match[str]) -> str:
        ours, theirs = match.groups()
        return f"<del>{ours}</del>" if ours is not None else f"<ins>{theirs}</ins>"

    return _MARKED.sub(marked, _words(text))
