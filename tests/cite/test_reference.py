"""What a record is cited by: whose words they are must be in the citation."""

from __future__ import annotations

import pytest

from ddr.cite.citations import Cited, of_event, of_source, of_statement
from ddr.parts import Contributor, Evidence
from ddr.records import Event, Source, Statement

from .desk import Desk

MODES = {
    ("direct", "matsegora-2017"): "(Matsegora, ca. 2017, para. 2)",
    ("direct", "kremlin-2019"): "(Putin & Kim, 2019, para. 2, Vladimir Putin speaking)",
    ("translated", "matsegora-2022"):
        "(Matsegora, 2022, para. 2, unattributed English translation)",
    ("interpreted", "kremlin-2019"):
        "(Putin & Kim, 2019, para. 2, Kim Jong Un through an interpreter)",
    ("reported", "kcna-2024"):
        "(Choe Son Hui, as reported by Korean Central News Agency, [2024], para. 2)",
    ("narrative", "mfa-2021"): "(Invariable Friendship, [2021], para. 2)",
    ("paraphrase", "kremlin-2019"): "(Putin & Kim, 2019, para. 2)",
}  # fmt: skip
SPEAKERS = {
    ("direct", "matsegora-2017"): "alexander-matsegora",
    ("direct", "kremlin-2019"): "vladimir-putin",
    ("translated", "matsegora-2022"): "alexander-matsegora",
    ("interpreted", "kremlin-2019"): "kim-jong-un",
    ("reported", "kcna-2024"): "choe-son-hui",
    ("narrative", "mfa-2021"): "dprk-mfa",
    ("paraphrase", "kremlin-2019"): "vladimir-putin",
}


def said(mode: str, speaker: str, source: str) -> Statement:
    return Statement(
        id="s", speaker=speaker, date="2019", mode=mode, source=source, locator="2"  # type: ignore[arg-type]  # the modes of the table
    )  # fmt: skip


@pytest.mark.parametrize(("mode", "source"), MODES)
def test_how_the_words_came_is_said(desk: Desk, mode: str, source: str) -> None:
    statement = said(mode, SPEAKERS[mode, source], source)
    cited = of_statement(statement, desk.source(source), desk.lookup)
    assert desk.render([[cited]], "apa", "in-text").texts == (MODES[mode, source],)


def test_every_mode_is_covered() -> None:
    from ddr.vocabulary import MODES as ALL

    assert {mode for mode, _ in MODES} == set(ALL)


def test_a_note_names_the_reporter_after_the_speaker(desk: Desk) -> None:
    cited = of_statement(
        said("reported", "choe-son-hui", "kcna-2024"), desk.source("kcna-2024"), desk.lookup
    )
    note = desk.render([[cited]], "chicago").texts[0]
    assert note.startswith("Choe Son Hui, as reported by Korean Central News Agency, “Russian")
    assert desk.render([[cited]], "mla", "in-text").texts == (
        "(Choe Son Hui, as reported in “Russian Ambassador”)",
    )


def test_a_translation_with_several_speakers_names_the_one(desk: Desk) -> None:
    cited = of_statement(
        said("translated", "kim-jong-un", "kremlin-2019"),
        desk.source("kremlin-2019"),
        desk.lookup,
    )
    assert cited.suffix == "Kim Jong Un in an unattributed English translation"


def test_every_shipped_statement_of_indirect_speech_says_who_reported_it(desk: Desk) -> None:
    statements = desk.statements("reported")
    assert statements
    for statement in statements:
        cited = of_statement(statement, desk.source(statement.source), desk.lookup)
        assert cited.reported == desk.lookup(statement.speaker).name


def test_no_shipped_statement_cites_a_paraphrase_as_speech(desk: Desk) -> None:
    for statement in desk.statements("paraphrase"):
        cited = of_statement(statement, desk.source(statement.source), desk.lookup)
        assert (cited.prefix, cited.suffix, cited.reported) == ("", "", "")


SOURCES = {
    name: Source(
        id=name, type="webpage", title=name, origin="russia", author=(Contributor(literal="X"),)
    )
    for name in ("a", "b", "c")
}


def event(*evidence: Evidence) -> Event:
    return Event(id="e", date="2000", title="T", kind="other", evidence=evidence)


def test_an_event_is_cited_by_each_source_that_attests_it() -> None:
    happened = event(
        Evidence(source="b", locator="9"),
        Evidence(source="a", locator="4-5"),
        Evidence(source="b", locator="2"),
        Evidence(source="b", locator="9"),
        Evidence(source="c"),
    )
    assert of_event(happened, SOURCES.__getitem__) == (
        Cited(SOURCES["b"], "2, 9"),
        Cited(SOURCES["a"], "4-5"),
        Cited(SOURCES["c"], ""),
    )
    assert of_event(happened, SOURCES.__getitem__, ["a"]) == (Cited(SOURCES["a"], "4-5"),)
    assert of_event(event(), SOURCES.__getitem__) == ()


def test_places_in_words_are_cited_one_by_one() -> None:
    happened = event(Evidence(source="a", locator="p. 4"), Evidence(source="a", locator="doc. 9"))
    assert of_event(happened, SOURCES.__getitem__) == (
        Cited(SOURCES["a"], "p. 4"),
        Cited(SOURCES["a"], "doc. 9"),
    )


def test_every_shipped_event_can_be_cited(desk: Desk) -> None:
    events = [record for record in desk.records.values() if isinstance(record, Event)]
    clusters = [of_event(record, desk.source) for record in events]
    texts = desk.render([c for c in clusters if c], "chicago").texts
    assert len(texts) == len([c for c in clusters if c])
    assert all(text.endswith(".") for text in texts)


def test_a_source_is_cited_at_the_place_given(desk: Desk) -> None:
    kcna = desk.source("kcna-2024")
    assert of_source(kcna, "2") == Cited(kcna, "2")
