"""`import ddr`: the engine for scripts and notebooks, the same answers as the command line."""

from __future__ import annotations

import doctest
import inspect
import json
import shlex
import subprocess
import sys
import warnings
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from tests.e2e.test_forty_questions import EXACT

import ddr
from ddr.cli.app import command as command_line
from ddr.cli.app import run
from ddr.query.questions import EventQuestion, SearchQuestion, StatementQuestion
from ddr.query.sources import SourceQuestion

ROOT = Path(__file__).parents[2]
LISTS = {"events": "events", "said": "statements"}
QUESTIONS: dict[str, Any] = {
    "events": EventQuestion,
    "said": StatementQuestion,
    "search": SearchQuestion,
    "sources": SourceQuestion,
}


@pytest.fixture(scope="module")
def timeline() -> Iterator[ddr.Timeline]:
    with ddr.open("builtin") as opened:
        yield opened


def names(command: str) -> dict[str, str]:
    """Return the name in Python of every filter of a command: of ``--topic``, `topic`."""
    found = {}
    for one in command_line().get_command(None, command).params:
        if one.name in QUESTIONS[command]._fields:
            found[one.name] = {"as": "office"}.get(option := one.opts[0].lstrip("-"), option)
    return found


@pytest.mark.parametrize("command", QUESTIONS)
def test_every_filter_of_a_command_is_an_argument_of_the_same_name(command: str) -> None:
    signature = inspect.signature(getattr(ddr.Timeline, LISTS.get(command, command)))
    assert set(signature.parameters) - {"self"} == set(names(command).values())
    assert names(command).keys() == set(QUESTIONS[command]._fields) - {"said", "typed"}


@pytest.mark.parametrize(
    "line",
    [
        "sanctions",
        "visit 1961",
        "treaty --since 1990 --until 2001 --limit 3",
        "peace --by Putin --mode direct",
        "korea --on 10-12 --type event",
        "--topic sanctions --source matsegora-2017 --limit 2 --context 3",
        "freindship treeaty",
        "signed --exact",
    ],
)
def test_a_search_finds_what_the_command_does(
    timeline: ddr.Timeline, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = ["search", *shlex.split(line), "--format", "json", "--timeline", "builtin"]
    assert run(typed) == 0
    printed = capsys.readouterr()
    context = command_line().get_command(None, "search").make_context("search", typed[1:])
    given = {key: context.params[key] for key in names("search") if context.params[key]}
    words = " ".join(given.pop("words", ()))
    given["limit"] = given["limit"] if "--limit" in line else 0  # into a pipe all are printed
    with warnings.catch_warnings(record=True) as notices:
        warnings.simplefilter("always")
        found = timeline.search(words, **given)
    hits = [(one.type, one.id, one.locator, one.title, one.context) for one in found]
    shown = ("type", "id", "paragraph", "title", "context")
    assert hits
    assert hits == [tuple(one[key] for key in shown) for one in json.loads(printed.out)]
    assert all(str(one.message) in " ".join(printed.err.split()) for one in notices)


@pytest.mark.parametrize(
    "line",
    [
        "treaty",
        "--held --language en --reverse",
        "--by Putin --since 2000",
        "--side Russia --type speech --until 2020 --limit 3",
        "--landmarks --on 2019 kim",
    ],
)
def test_sources_are_those_that_the_command_lists(
    timeline: ddr.Timeline, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = ["sources", *shlex.split(line), "--timeline", "builtin"]
    assert run([*typed, "--format", "json"]) == 0
    printed = [one["id"] for one in json.loads(capsys.readouterr().out)]
    context = command_line().get_command(None, "sources").make_context("sources", typed[1:])
    given = {key: value for key in names("sources") if (value := context.params[key])}
    found = timeline.sources(" ".join(given.pop("name", ())), **given)
    assert found.ids == printed != []


def test_a_source_that_there_is_not_is_an_error_and_a_filter_may_find_none(
    timeline: ddr.Timeline,
) -> None:
    with pytest.raises(ddr.NotFoundError, match="no source is called 'zzzz'"):
        timeline.sources("zzzz")
    assert timeline.sources("zzzz", held=True).ids == []


@pytest.mark.parametrize(("question", "command", "ids"), EXACT)
def test_the_questions_of_a_historian_are_answered(
    timeline: ddr.Timeline, question: str, command: str, ids: list[str]
) -> None:
    name, *typed = shlex.split(command)
    if name not in LISTS:
        pytest.skip(f"{name} lists neither events nor statements")
    context = command_line().get_command(None, name).make_context(name, typed)
    known = names(name)
    given = {known[key]: value for key, value in context.params.items() if value and key in known}
    words = " ".join(given.pop("words", ()))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ddr.Notice)
        found = getattr(timeline, LISTS[name])(words, **given)
    assert found.ids == ids, question


def test_the_page_says_what_is_so() -> None:
    told = doctest.testfile(str(ROOT / "docs" / "python.md"), module_relative=False)
    assert told.attempted > 15
    assert told.failed == 0


def test_importing_it_loads_nothing_else() -> None:
    script = (
        f"import sys; sys.path[:0] = {sys.path!r}; before = set(sys.modules)\n"
        "import ddr; print(*set(sys.modules) - before)"
    )
    done = subprocess.run([sys.executable, "-S", "-c", script], capture_output=True, check=True)
    assert done.stdout.split() == [b"ddr"]


def test_a_typed_script_passes(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import ddr\n"
        "with ddr.open() as timeline:\n"
        "    titles: list[str] = [event.title for event in timeline.events(kind='treaty')]\n"
        "    modes: set[str] = {said.mode for said in timeline.statements(by=['Putin'])}\n"
        "    cited: str = timeline.cite('kremlin-2019', style='apa')\n"
        "    years: list[str] = [one.issued for one in timeline.sources()[:5]]\n"
    )
    wrong = tmp_path / "wrong.py"
    wrong.write_text("import ddr\nnumber: int = ddr.open().events()[0].title\nddr.nothing\n")
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--no-incremental",
        str(script),
        str(wrong),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert [line.partition(":")[0] for line in done.stdout.splitlines()[:-1]] == ["wrong.py"] * 2


def test_years_are_those_of_the_records(timeline: ddr.Timeline) -> None:
    """A year begins on its first day: 1948-01-01 is no day of 1947."""
    found = timeline.events()
    frame = found.to_pandas()
    dated = [start or end for start, end in zip(frame["start"], frame["end"], strict=True)]
    assert timeline.years(found) == Counter(int(day[:4]) for day in dated) == timeline.years()


def test_a_notice_points_at_the_script(timeline: ddr.Timeline) -> None:
    with pytest.warns(ddr.Notice, match="'Russian ambassador' is") as told:
        timeline.people("Russian ambassador", on="2016")
    assert told[0].filename == __file__


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda timeline: timeline.events(person="Nobody Atall"), ddr.NotFoundError),
        (lambda timeline: timeline.events(since="gestern"), ddr.UsageError),
        (lambda timeline: timeline.statements(mode="loud"), ddr.UsageError),
        (lambda timeline: timeline.people("Nobody Atall"), ddr.NotFoundError),
        (lambda timeline: timeline.read("mid-1948", "99"), ddr.NotFoundError),
        (lambda timeline: timeline.cite(), ddr.UsageError),
        (lambda timeline: timeline.cite("kremlin-2019", to="docx"), ddr.UsageError),
        (lambda timeline: timeline.cite("kremlin-2019", style="chicgo"), ddr.UsageError),
        (lambda timeline: timeline.bibliography("kremlin-2019", to="bibltex"), ddr.UsageError),
        (lambda timeline: timeline["nobody"], ddr.NotFoundError),
        (lambda _: ddr.open("/nowhere/at/all.toml"), ddr.DataError),
    ],
)
def test_what_is_wrong_is_told_in_a_line(timeline: ddr.Timeline, call: Any, error: Any) -> None:
    with pytest.raises(error) as caught:
        call(timeline)
    assert "\n" not in str(caught.value)


class Cells(HTMLParser):
    """Counts what a table holds."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_a_list_is_a_table_in_a_notebook(tmp_path: Path) -> None:
    path = tmp_path / "timeline.toml"
    title = "<script>alert(1)</script> & more"
    head = 'schema = 1\n[[source]]\nid = "s"\ntype = "book"\ntitle = "S"\norigin = "third-party"\n'
    one = (
        '[[event]]\nid = "e{0}"\ndate = "19{0}"\ntitle = {1}\nkind = "visit"\nconfidence = "low"\n'
        'evidence = [{{ source = "s", says = "So." }}]\n'
    )
    events = [one.format(number, json.dumps(title)) for number in range(10, 99)]
    events += [
        one.format(number, '"Open"').replace('"19', '"../20').replace('"e', '"o')
        for number in range(10, 30)
    ]
    path.write_text(head + "".join(events), "utf-8")
    with ddr.open(path) as timeline:
        found = timeline.events()
        page = Cells()
        page.feed(found._repr_html_())
        frame = found.to_pandas()
        assert frame.index.to_list() == found.ids == [one["id"] for one in found.to_dicts()]
        assert [one.id for one in found] == found.ids
        assert [one.id for one in found[::-40]] == found.ids[::-40]
        assert found[-1].id == found.ids[-1]
        with pytest.raises(IndexError):
            found[109]
    assert len(found) == 109
    assert page.tags.count("tr") == 101
    assert "script" not in page.tags
    assert title in page.texts
    assert "100 of 109 records" in page.texts
    assert frame.loc["e10", ["start", "end"]].to_list() == ["1910-01-01", "1910-12-31"]
    with pytest.raises(ddr.UsageError, match="was closed"):
        found.to_dicts()
    assert frame[frame["title"] == "Open"]["start"].unique().tolist() == [""]


def test_titles_and_names_are_in_the_language_asked_for() -> None:
    bridge = Path(__file__).parents[1] / "data" / "bridge"
    with ddr.open(bridge, language="en-GB") as timeline:
        found = timeline.events(kind="dispute")
        assert found[-1].title == "Dispute over the dates of the bridge"
        assert [(one.text, one.lang) for one in found[-1].titles] == [("Спор о сроках моста", "ru")]
        assert found[0].title == "Заседание о мосте"  # it has no other
        assert timeline.people("lebedev").to_pandas()["name"].to_list() == ["Ivan Lebedev"]
        assert timeline.search("осенью", limit=1)[0].id
        with ddr.open(bridge) as other:
            assert other.labels(["reka"]) == {"reka": "Тихая"}
        assert timeline.labels(["reka"]) == {"reka": "the Quiet"}
        assert found.to_dicts()[-1]["title"] == "Спор о сроках моста"
