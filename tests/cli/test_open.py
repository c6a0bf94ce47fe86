"""``ddr open``: the address of a source, down to the words that are quoted."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from tests.e2e.running import Ddr, records

from ddr.views.profile import at_words


@pytest.fixture(scope="module")
def ddr(tmp_path_factory: pytest.TempPathFactory) -> Ddr:
    """The command over the frozen timeline."""
    made = Ddr(tmp_path_factory.mktemp("cache"))
    made("events", "--limit", "1")
    return made


SOURCES = {one["id"]: one for one in records("source")}


def ends(address: str) -> tuple[str, str]:
    """Return what a browser looks for: how the words begin, and how they end."""
    directive = urlsplit(address).fragment.partition(":~:text=")[2]
    assert not set(directive) & set(" -&")  # the grammar of a text directive keeps them for itself
    first, _, last = directive.partition(",")
    return unquote(first), unquote(last)


@pytest.mark.parametrize("one", records("statement"), ids=lambda one: one["id"])
def test_the_address_of_a_statement_leads_to_its_words(one: dict[str, str]) -> None:
    page = SOURCES[one["source"]]["URL"]
    address = at_words(page, one["exact"])
    assert address.startswith(page)
    first, last = ends(address)
    words = " ".join(one["exact"].split())
    assert words.startswith(first)
    assert words.endswith(last)
    assert first


@pytest.mark.parametrize(("words", "directive"), [
    ("We are few, but-strong", "We%20are%20few%2C%20but%2Dstrong"),
    (" ".join("abcdefghijklmn" * 4), "a%20b%20c%20d%20e,j%20k%20l%20m%20n"),
    ("One part […] another", "One%20part,another"),
    ("One […] two […] three", "One,three"),
])  # fmt: skip
def test_words_are_named_whole_or_by_their_ends(words: str, directive: str) -> None:
    assert at_words("https://a.org/b", words) == f"https://a.org/b#:~:text={directive}"
    assert at_words("https://a.org/b#c", words) == f"https://a.org/b#c:~:text={directive}"


def test_every_kind_of_id_has_an_address(ddr: Ddr) -> None:
    page = SOURCES["kremlin-2019"]["URL"]
    answer = ddr(
        "open", "kremlin-2019", "kremlin-2019-4e", "kremlin-2019:4", "1948-10-12-relations"
    )
    whole, statement, paragraph, event = answer.lines
    assert whole == page
    assert statement.startswith(f"{page}#:~:text=We%20welcome%20DPRK%E2%80%99s")
    assert ends(paragraph)[0].startswith("Let me remind you")
    assert event.startswith("http")


@pytest.mark.parametrize(
    ("call", "code", "said"),
    [
        (("open", "kim-jong-un"), 2, "no address"),
        (("open", "kremlin-2019:99"), 1, "18 paragraphs"),
        (("open", "nothing-of-the-kind"), 1, "nothing-of-the-kind"),
    ],
)
def test_what_has_no_address_is_told(ddr: Ddr, call: tuple[str, ...], code: int, said: str) -> None:
    answer = ddr(*call)
    assert (answer.code, answer.out) == (code, "")
    assert said in answer.err


def test_a_browser_is_opened_on_a_terminal(ddr: Ddr, tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {seen}\n', "utf-8")
    browser.chmod(0o755)
    shown = ddr.show("open", "kremlin-2019", env={"BROWSER": f"{browser} %s"})
    assert (shown.code, shown.text) == (0, "")
    assert seen.read_text("utf-8").strip() == SOURCES["kremlin-2019"]["URL"]


def test_a_page_of_an_event_leads_to_the_words(ddr: Ddr) -> None:
    links = ddr.show("show", "1948-10-12-relations").links
    assert any(":~:text=" in link for link in links)
    assert {link.partition("#:~:")[0] for link in links} <= {s.get("URL") for s in SOURCES.values()}


CLAUSES = {
    "kremlin-2019-4e": "Vladimir Putin, President of Russia, said at a reception in Vladivostok on "
    "25 April 2019, according to a transcript published by the President of Russia\n",
    "kcna-2024-5a": "Alexander Matsegora, Russian ambassador to the DPRK, said at a reception in ",
}


@pytest.mark.parametrize("name", CLAUSES)
def test_an_attribution_is_a_clause(ddr: Ddr, name: str) -> None:
    assert ddr("cite", name, "--form", "attribution").out.startswith(CLAUSES[name])


def test_words_of_our_own_stand_in_no_quotation_marks(ddr: Ddr) -> None:
    for one in records("statement"):
        if one["mode"] in ("reported", "interpreted"):
            text = ddr("cite", one["id"], "--form", "attribution", "--quote").out
            assert text.startswith("“") == (one["mode"] == "interpreted")
            assert ("not a quotation" in text) == (one["mode"] == "reported")
            assert ("through an interpreter" in text) == (one["mode"] == "interpreted")


def test_an_attribution_is_text(ddr: Ddr) -> None:
    assert ddr("cite", "kremlin-2019", "--form", "attribution", "--format", "html").code == 2
