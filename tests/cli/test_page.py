"""The page, in a real browser where there is one; and what can be read off its text."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from tests.shared import FIVE

from ddr.cli.app import run
from ddr.corpus.locate import builtin


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("page") / "page.html"
    asked = ["--timeline", str(FIVE), "page", "-o", str(file)]
    assert run(asked) == 0
    return file


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """Return a browser; the tests that need one are skipped, with a notice, where there is none."""
    api = pytest.importorskip("playwright.sync_api", reason="no Playwright: the page is not opened")
    with api.sync_playwright() as playwright:
        program = shutil.which("chromium") or shutil.which("google-chrome")
        try:
            browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        except api.Error:
            pytest.skip("no Chromium: the page is not opened in a browser")
        yield browser
        browser.close()


def _expect(what: Any) -> Any:
    """Return Playwright's waiting assertions, which the page's own content policy does not stop."""
    return pytest.importorskip("playwright.sync_api").expect(what)


def opened(browser: Any, page: Path, **options: Any) -> Any:
    shown = browser.new_context(**options).new_page()
    shown.requests = []
    shown.faults = []
    shown.on("request", lambda request: shown.requests.append(request.url))
    shown.on("pageerror", lambda error: shown.faults.append(str(error)))
    shown.on("console", lambda told: shown.faults.append(told.text))
    shown.goto(page.as_uri())
    if options.get("java_script_enabled", True):
        shown.wait_for_selector("html[data-ready]")
    return shown


class Anchors(HTMLParser):
    """Collects the ids of a page, the links within it, and what is embedded."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.embedded: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if name := values.get("id"):
            self.ids.append(name)
        if tag == "a" and (href := values.get("href")):
            self.links.append(href)
        if source := values.get("src"):
            self.embedded.append(source)


def test_its_links_lead_somewhere_and_nothing_is_fetched(page: Path) -> None:
    found = Anchors()
    found.feed(page.read_text("utf-8"))
    assert len(found.ids) == len(set(found.ids))
    inner = {link[1:] for link in found.links if link.startswith("#")}
    assert inner <= set(found.ids)
    assert found.embedded == []
    outer = [link for link in found.links if not link.startswith("#")]
    assert all(link.startswith(("http://", "https://")) for link in outer)


def test_every_event_is_there_with_what_the_record_says(page: Path) -> None:
    text = page.read_text("utf-8")
    record = (FIVE / "timeline.toml").read_text("utf-8")
    names = re.findall(r"^\[\[event\]\]\n(?:#.*\n)*id = \"([\w-]+)\"", record, re.MULTILINE)
    assert len(names) == 28
    for name in names:
        assert text.count(f'<article id="{name}"') == 1
    assert "As a Korean saying goes, by joining forces, you can move a mountain." in text
    assert "Told differently:" in text


def test_the_data_for_machines_are_those_of_schema_org(page: Path) -> None:
    text = page.read_text("utf-8")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert found
    made = json.loads(found[1])
    assert made["@type"] == "Dataset"
    events = {one["@id"]: one for one in made["hasPart"]}
    assert events["#2000-02-treaty"]["startDate"] == "2000-02"
    assert "startDate" not in events["#1945-liberation"]
    assert "startDate" not in events["#1948-founding"]
    assert events["#1948-founding"]["endDate"] == "1948-10-12"


def test_text_is_never_markup(tmp_path: Path) -> None:
    shutil.copytree(FIVE, tmp_path / "evil")
    file = tmp_path / "evil" / "timeline.toml"
    text = file.read_text("utf-8")
    evil = re.sub(r'^(title|summary) = "', r'\1 = "</script><b>&amp;', text, flags=re.MULTILINE)
    file.write_text(evil, "utf-8")
    made = tmp_path / "evil.html"
    assert run(["--timeline", str(tmp_path / "evil"), "page", "-o", str(made)]) == 0
    written = made.read_text("utf-8")
    assert "&lt;/script&gt;&lt;b&gt;&amp;amp;" in written
    assert "</script><b>" not in written


@pytest.fixture(scope="module")
def russian(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("russian") / "page.html"
    asked = ["--timeline", str(FIVE), "page", "--style", "apa", "-o", str(file)]
    assert run([*asked, "--language", "ru"]) == 0
    return file


def test_its_own_words_are_in_the_language_asked_for_and_those_of_records_say_theirs(
    russian: Path,
) -> None:
    text = russian.read_text("utf-8")
    assert '<html lang="ru">' in text
    for said in ("К событиям</a>", "<label>Слова ", '"">все</option>', "Все события</button>"):
        assert said in text, said
    assert re.search(r"<summary>\d+ свидетельств", text)
    articles = re.findall(r"<article.*?</article>", text, re.DOTALL)
    ours = [
        one for article in articles for one in re.findall(r"<p( lang=[^>]*)?>(?=[A-Z])", article)
    ]
    assert ours
    assert set(ours) == {' lang="en"'}
    for english in (">Words <", ">any<", ">From <", "piece of evidence", "Told differently"):
        assert english not in text, english


def test_it_counts_in_the_language_asked_for(chromium: Any, russian: Path) -> None:
    shown = opened(chromium, russian)
    assert re.fullmatch(r"событий: (\d+) из \1", shown.locator("output").text_content())
    assert shown.locator(".copy").first.text_content() == "Копировать"


def test_nothing_is_requested_and_nothing_fails(chromium: Any, page: Path) -> None:
    shown = opened(chromium, page)
    assert shown.requests == [page.as_uri()]
    assert shown.faults == []


def test_all_records_are_one_and_a_half_megabytes_and_ask_for_nothing(
    request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    whole = tmp_path / "whole.html"
    assert run(["--timeline", str(builtin()), "page", "-o", str(whole)]) == 0
    assert whole.stat().st_size <= 1_500_000
    shown = opened(request.getfixturevalue("chromium"), whole)
    assert shown.requests == [whole.as_uri()]
    assert shown.faults == []


def test_it_reads_without_script(chromium: Any, page: Path) -> None:
    shown = opened(chromium, page, java_script_enabled=False)
    assert shown.locator("article:visible").count() == 28
    assert shown.locator("#filters").is_hidden()
    assert shown.locator(".works > li .cite:visible").count() > 3


def test_words_and_filters_choose(chromium: Any, page: Path) -> None:
    shown = opened(chromium, page)
    shown.fill("[name=q]", "MOUNTAIN saying")
    assert shown.locator("article:visible").count() == 1
    assert shown.inner_text("output") == "1 of 28 events"
    shown.fill("[name=q]", "")
    shown.select_option("[name=kind]", "summit")
    shown.fill("[name=from]", "2019")
    names = shown.locator("article:visible").evaluate_all("all => all.map(one => one.id)")
    assert names == ["2019-04-25-vladivostok-summit"]
    again = opened(chromium, page)
    again.goto(shown.url)
    again.reload()
    assert again.locator("article:visible").count() == 1
    again.click("[type=reset]")
    _expect(again.locator("article:visible")).to_have_count(28)
    assert "#" not in again.url


def test_a_permalink_leads_to_its_event(chromium: Any, page: Path) -> None:
    shown = opened(chromium, page)
    shown.goto(f"{page.as_uri()}#2024-06-19-treaty")
    _expect(shown.locator("[id='2024-06-19-treaty']")).to_be_in_viewport()


def test_a_citation_is_the_one_of_cite_and_can_be_copied(
    chromium: Any, page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "2019-04-25-vladivostok-summit"
    shown = opened(chromium, page, permissions=["clipboard-read", "clipboard-write"])
    for style in ("chicago", "apa"):
        capsys.readouterr()
        form = "note" if style == "chicago" else "in-text"
        asked = ["cite", name, "--style", style, "--form", form]
        assert run(["--timeline", str(FIVE), *asked]) == 0
        cited = capsys.readouterr().out.strip()
        shown.select_option("[name=style]", style)
        shown.locator(f"[id='{name}']").scroll_into_view_if_needed()
        button = shown.locator(f"[id='{name}'] > .cite .copy")
        button.click()
        assert shown.evaluate("navigator.clipboard.readText()") == cited


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(chromium: Any, page: Path, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe-core")
    found = axe.Axe().run(opened(chromium, page, color_scheme=scheme))
    assert [(one["id"], one["nodes"][0]["html"]) for one in found.response["violations"]] == []


def test_at_four_hundred_per_cent_nothing_runs_out(chromium: Any, page: Path) -> None:
    shown = opened(chromium, page, viewport={"width": 320, "height": 256})
    assert shown.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_keyboard_is_enough(chromium: Any, page: Path) -> None:
    shown = opened(chromium, page)
    reached = []
    told = "document.activeElement.name || document.activeElement.textContent.slice(0, 20)"
    for _ in range(10):
        shown.keyboard.press("Tab")
        reached.append(shown.evaluate(told))
    assert reached[:7] == ["To the events", "q", "kind", "who", "from", "to", "style"]


@pytest.fixture
def folded(chromium: Any, page: Path) -> Any:
    """Return the page as it is before the browser has had leisure for what is far below."""
    shown = chromium.new_page(viewport={"width": 1000, "height": 600})
    shown.add_init_script("window.requestIdleCallback = () => {}")
    shown.goto(page.as_uri())
    shown.locator("article").first.wait_for()
    assert shown.locator("article").count() < 28
    return shown


def test_years_far_below_are_searched_before_they_are_unfolded(folded: Any) -> None:
    assert folded.locator("[id='2024-06-19-treaty']").count() == 0
    folded.fill("[name=q]", "Kumsusan & nothing")
    assert folded.inner_text("output") == "0 of 28 events"
    folded.fill("[name=q]", "comprehensive strategic partnership")
    folded.locator("[id='2024-06-19-treaty']").wait_for(state="visible")
    assert 0 < folded.locator("article:visible").count() < 28


@pytest.mark.parametrize("name", ["2024-06-19-treaty", "kremlin-2019-5b", "s1"])
def test_an_address_leads_into_what_is_not_unfolded_yet(folded: Any, name: str) -> None:
    folded.evaluate(f"location.hash = '#{name}'")
    there = folded.locator(f"[id='{name}']")
    there.wait_for(state="visible")
    _expect(there).to_be_in_viewport()


def test_what_is_not_unfolded_yet_is_printed(folded: Any) -> None:
    folded.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert folded.locator("article:visible").count() == 28


def test_print_shows_events_with_their_evidence_and_no_controls(chromium: Any, page: Path) -> None:
    shown = opened(chromium, page)
    shown.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    shown.emulate_media(media="print")
    assert shown.locator("form:visible, nav:visible, button:visible").count() == 0
    assert shown.locator("article:visible").count() == 28
    assert shown.locator("details:not([open])").count() == 0
    assert shown.locator("article > .cite:visible").count() > 20


def test_what_cannot_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base = ["--timeline", str(FIVE), "page"]
    for wrong, says, code in (
        (["nothing-like-that"], "no event found", 1),
        (["--style", "chicagoo", "-o", str(tmp_path / "p.html")], "chicago", 2),
        (["-o", str(tmp_path / "no" / "p.html")], "cannot be written", 4),
    ):
        assert run([*base, *wrong]) == code
        assert says in capsys.readouterr().err
