"""Papers written by hand, as authors write, and what is to be said of each of their quotations.

The texts stand in ``papers``; ``findings.tsv`` was written from the held texts and the rules of
``docs/proof.md``, before the program read them: paper, standing, place, how the quotation begins.
``python -m tests.manuscript.papers_by_hand`` prints how well they are read.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from ddr.index.open import Index
from ddr.manuscript.manuscript import read
from ddr.manuscript.proofread import proof
from ddr.manuscript.works import Works

from .forty_papers import BY_HAND, Figures, Paper, Wanted, compare, report
from .office_files import note, opendocument, paragraph, run, word

PAPERS = Path(__file__).with_name("papers")
_FORMS = {".md": "markdown", ".tex": "latex", ".typ": "typst", ".org": "org"}


def papers_by_hand() -> Iterator[tuple[str, Paper]]:
    """Yield the papers with their names."""
    wanted: dict[str, list[Wanted]] = {}
    for line in (PAPERS / "findings.tsv").read_text("utf-8").splitlines():
        name, standing, place, words = line.split("\t")
        wanted.setdefault(name, []).append(Wanted(words, standing, place, kind=BY_HAND))
    made = {"embassy.docx": _embassy(), "letters.odt": _letters()}
    for name, listed in wanted.items():
        suffix = Path(name).suffix
        content = made.get(name) or (PAPERS / name).read_bytes()
        yield name, Paper(_FORMS.get(suffix, suffix[1:]), suffix, content, tuple(listed))


def measure_by_hand(index: Index, folder: Path) -> tuple[dict[str, Figures], list[str]]:
    """Proofread the papers; return the figures by paper, and a line on each failure."""
    figures: dict[str, Figures] = {}
    failures: list[str] = []
    for name, paper in papers_by_hand():
        path = folder / name
        path.write_bytes(paper.content)
        figures[name] = Figures()
        found = proof(index, [read(path, known=Works(index))])
        compare(figures[name], paper, found, failures, name)
    return figures, failures


_WELCOME = "Alexander Matsegora, “Ambassador's welcome word,” Embassy of Russia, 2017, para."
_ADDRESS = (
    "http://www.redstartv.org/news/anniversary_of_the_establishment_of_diplomatic_relations"
    "/2022-10-18-3078"
)


def _embassy() -> bytes:
    """A paper in Word whose notes print titles and addresses, as historians write."""
    body = [
        paragraph(run("An ambassador complains"), properties='<w:pStyle w:val="Heading1"/>'),
        paragraph(
            run("The welcome of 2017 is a text of “long-"),
            run("standing", "<w:i/>"),
            run(" traditions”, and of complaint."),
            note(1),
        ),
        paragraph(
            run("Its first complaint: “not everything planned was implemented in the past year "),
            run("2016, when two new UNSC resolutions were adopted.”"),
            note(2),
            run(
                " Its second: the resolutions put “the participants of economic relations in even "
            ),
            run("harsher conditions”."),
            note(3),
            run(" But:"),
        ),
        paragraph(
            run("We had some achievements, though. We successfully held a 2nd National Russian "),
            run("Language Contest among the Russian language students of the DPRK [...]"),
            note(4),
            properties='<w:pStyle w:val="Quote"/>',
        ),
        paragraph(
            run("At the reception of 2022 he was “glad to see you at the reception hosted by the "),
            run("Russian Embassy”."),
            note(5),
            run(" The „global coronavirus epidemic“ was nearly over."),
        ),
        paragraph(run("Nobody said that “the embassy will be closed for good by next summer”.")),
        paragraph(
            run("“He was the head of our Embassy here in 2001-2006,” he wrote of Karlov, with no "),
            run("note here."),
        ),
        "<w:tbl><w:tr>",
        f"<w:tc>{paragraph(run('Hope'))}</w:tc>",
        f"<w:tc>{paragraph(run('“solving problems that arise in front of us in 2017”'), note(6))}",
        "</w:tc></w:tr></w:tbl>",
    ]
    notes = {
        1: run(f"{_WELCOME} 3."),
        2: run("Ibid., para. 5."),
        3: run("Ibid., para. 6."),
        4: run("Ibid., para. 7."),
        5: run(
            "“Anniversary of the Establishment of Diplomatic Relations,” Red Star TV, "
            f"October 18, 2022, {_ADDRESS}, para. 9."
        ),
        6: run(f"{_WELCOME} 8."),
    }
    styles = (
        '<w:styles ROOT><w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/>'
        "</w:style></w:styles>"
    )
    return word("".join(body), notes, styles=styles)


def _letters() -> bytes:
    """A paper in LibreOffice with keys as typed, in the text and in notes."""
    noted = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>[@kremlin-2019, para. 15]; compare “strategic cooperation with "
        "regard to the issue of bilateral relations” [@mfa-2021, para. 12].</text:p>"
        "</text:note-body></text:note>"
    )
    body = (
        (
            "Kim thanked his hosts “for their care and the enormous <text:span>efforts</text:span> "
            "taken to successfully organise my first visit to Russia” [@kremlin-2019, para. 10]."
        ),
        (
            "The government shared “the unwavering strategic commitment to consistently promote as "
            f"well as to strengthen strategic relations and traditional friendship”.{noted}"
        ),
        "",
        (
            "„It is a great joy for us to witness this success as if it was our own“ "
            "(kremlin-2019, para. 17)."
        ),
        "“Dear Russian friends” was how he began (kremlin-2019, para. 16).",
        (
            "His toast: “I raise this toast for the development and prosperity of the Russian "
            "Federation”, and so on."
        ),
        "Others preferred “relations of friendship and cooperation”.",
        "“Dear Russian friends,",
        (
            "“The brotherly people of Russia supports Mr Putin’s proactive leadership” "
            "[@kremlin-2019, paras. 16-17]."
        ),
    )
    block = (
        '<text:p text:style-name="Quotations">The brotherly people of Russia supports Mr Putin’s '
        "proactive leadership, commitment and strong will [@kremlin-2019, para. 17]</text:p>"
    )
    return opendocument("".join(f"<text:p>{one}</text:p>" if one else block for one in body))


if __name__ == "__main__":
    sys.exit(report(measure_by_hand))
