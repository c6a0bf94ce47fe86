"""Batches of citations: forms, clusters, and that no citation depends on its neighbours."""

from __future__ import annotations

from pathlib import Path

import pytest

from ddr.cite.citations import Cited
from ddr.cite.pandoc import runner
from ddr.cite.pandoc.request import Form
from ddr.cite.style import finder
from ddr.errors import UsageError
from ddr.frozen import replace
from ddr.parts import Contributor
from ddr.records import Source

from .desk import FIVE, Desk

NAMED = ["chicago", "chicago-author-date", "apa", "mla", "harvard", "mhra", "turabian"]
LETTER = Source(
    id="letter", type="document", title="Letter to Kim", origin="russia",
    author=(Contributor(person="kim-jong-un"),), issued="2001",
)  # fmt: skip


@pytest.mark.parametrize("style", ["chicago", "mhra", "chicago-shortened-notes-bibliography"])
@pytest.mark.parametrize("form", ["note", "short"])
def test_a_batch_prints_what_each_prints_alone(desk: Desk, style: str, form: Form) -> None:
    """Ibid., short forms for a second note, and marks to tell works apart must not creep in."""
    kremlin, kcna = desk.source("kremlin-2019"), desk.source("kcna-2024")
    cited = [Cited(kremlin, "4"), Cited(kremlin, "4"), Cited(kcna, "2"), Cited(kremlin, "9")]
    together = desk.render([[c] for c in cited], style, form).texts
    alone = tuple(desk.render([[c]], style, form).texts[0] for c in cited)
    assert together == alone


def test_a_repeated_citation_in_the_text_is_not_ibid(desk: Desk) -> None:
    kremlin = desk.source("kremlin-2019")
    texts = desk.render([[Cited(kremlin, "4")]] * 2, "deutsche-sprache", "in-text").texts
    assert texts[0] == texts[1]
    assert "ebd" not in texts[1]


@pytest.mark.parametrize(
    ("style", "asked", "given", "told"),
    [
        ("chicago", "note", "note", ""),
        ("chicago", "short", "short", ""),
        ("chicago", "in-text", "note", "chicago cites in notes: this is its note"),
        ("apa", "note", "in-text", "apa has no notes: this is its form in the text"),
        ("apa", "short", "in-text", ""),
        ("apa", "in-text", "in-text", ""),
        ("apa", "bibliography", "bibliography", ""),
    ],
)
def test_a_form_that_a_style_lacks(
    desk: Desk, style: str, asked: Form, given: str, told: str
) -> None:
    done = desk.render([[Cited(desk.source("kcna-2024"))]], style, asked)
    assert done.form == given
    assert done.remarks == ((told,) if told else ())


def test_no_citations_need_no_pandoc(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DDR_PANDOC", "/nowhere")
    assert desk.render([], "chicago").texts == ()


def test_one_run_formats_a_whole_batch(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[str] = []
    real = runner.run

    def counted(binary: Path, arguments: list[str], text: str, seconds: float) -> str:
        runs.append(text)
        return real(binary, arguments, text, seconds)

    monkeypatch.setattr(runner, "run", counted)
    citations = [[Cited(desk.source(name), "4")] for name in FIVE] * 3
    assert len(desk.render(citations, "chicago").texts) == 15
    assert len(runs) == 1


def test_a_cluster_is_one_citation(desk: Desk) -> None:
    cluster = [Cited(desk.source(name), "2") for name in ("kremlin-2019", "matsegora-2017")]
    assert desk.render([cluster], "apa", "in-text").texts == (
        "(Matsegora, ca. 2017, para. 2; Putin & Kim, 2019, para. 2)",
    )
    note = desk.render([cluster], "chicago").texts[0]
    assert note.count("; ") == 1
    assert desk.render([cluster], "chicago", "short").texts == (
        "Putin and Kim, “Speeches,” para. 2; Matsegora, “Welcome Word,” para. 2.",
    )


def test_a_work_cited_twice_in_a_cluster_is_short_the_second_time(desk: Desk) -> None:
    kcna = desk.source("kcna-2024")
    note = desk.render([[Cited(kcna, "2"), Cited(kcna, "8")]], "chicago").texts[0]
    assert note.startswith("Korean Central News Agency, “Russian Ambassador Hosts Reception,”")
    assert note.count("https://") == 1
    assert "para. 8" in note


def test_words_before_and_after(desk: Desk) -> None:
    cited = Cited(desk.source("matsegora-2017"), "2", prefix="see also", suffix="in English")
    assert desk.render([[cited]], "apa", "in-text").texts == (
        "(see also Matsegora, ca. 2017, para. 2, in English)",
    )
    assert desk.render([[cited]], "chicago", "short").texts == (
        "See also Matsegora, “Welcome Word,” para. 2 (in English).",
    )


def test_a_remark_is_never_read_as_a_locator(desk: Desk) -> None:
    cited = Cited(desk.source("matsegora-2017"), suffix="paragraph 9 is missing")
    assert desk.render([[cited]], "apa", "in-text").texts == (
        "(Matsegora, ca. 2017, paragraph 9 is missing)",
    )


@pytest.mark.parametrize("style", NAMED)
def test_a_bibliography_has_each_source_once_in_the_style_s_order(desk: Desk, style: str) -> None:
    citations = [[Cited(desk.source(name), "4")] for name in (*FIVE, *FIVE)]
    done = desk.render(citations, style, "bibliography")
    assert sorted(done.ids) == sorted(FIVE)
    assert len(done.texts) == 5
    for name, text in zip(done.ids, done.texts, strict=True):
        assert desk.source(name).URL in text


def test_two_works_of_one_year_are_told_apart(desk: Desk) -> None:
    one = desk.source("matsegora-2022")
    other = replace(one, id="other", title="Another speech of the year", title_short="")
    citations = [[Cited(one)], [Cited(other)]]
    assert desk.render(citations, "apa", "in-text").texts == (
        "(Matsegora, 2022a)",
        "(Matsegora, 2022b)",
    )
    listed = desk.render(citations, "apa", "bibliography")
    assert "(2022a, October 12)" in listed.texts[listed.ids.index("matsegora-2022")]


def test_two_persons_of_one_family_name_are_told_apart_by_the_whole_name(desk: Desk) -> None:
    other = replace(LETTER, id="other", author=(Contributor(person="kim-jong-il"),))
    citations = [[Cited(LETTER)], [Cited(other)]]
    assert desk.render(citations, "chicago", "short").texts == (
        "Kim Jong Un, “Letter to Kim.”",
        "Kim Jong Il, “Letter to Kim.”",
    )
    assert desk.render(citations[:1], "chicago", "short").texts == ("Kim, “Letter to Kim.”",)


def test_host_names_keep_their_small_letters(desk: Desk) -> None:
    for style in NAMED:
        for text in desk.render([[Cited(desk.source("mfa-2021"))]], style, "bibliography").texts:
            assert "Foreignpolicywatchdog" not in text


def test_a_style_without_a_bibliography_says_so(desk: Desk, tmp_path: Path) -> None:
    text = finder.find("apa").path.read_text("utf-8")
    bare = tmp_path / "bare.csl"
    bare.write_text(text[: text.index("<bibliography")] + "</style>", "utf-8")
    with pytest.raises(UsageError, match="has no bibliography"):
        desk.render([[Cited(LETTER)]], str(bare), "bibliography")
    assert desk.render([[Cited(LETTER)]], str(bare), "in-text").texts == ("(Kim, 2001)",)


def test_mla_is_told_once_why_a_paragraph_is_missing(desk: Desk) -> None:
    citations = [[Cited(desk.source(name), "4")] for name in FIVE]
    assert len(desk.render(citations, "mla", "in-text").remarks) == 1
    paged = [[Cited(desk.source("kcna-2024"), "p. 4")]]
    assert desk.render(paged, "mla", "in-text").texts == ("(“Russian Ambassador” 4)",)
