"""A newcomer's path: from nothing to a cited quotation, with what the help and the answers say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ddr.cli.app import run
from ddr.corpus.load import check
from ddr.errors import Exit

PAGE = """\
<html lang="en"><head><title>Speech at the harbour</title></head><body><nav>Home</nav>
<p>Dear friends!</p><p>The railway will be opened in May. We thank our neighbours.</p></body></html>
"""
REPORTS = """\
[[source]]
id = "gazette"
type = "article-newspaper"
title = "Railway opened"
issued = "1955-05-02"
origin = "third-party"

[[source]]
id = "annals"
type = "book"
title = "Annals of the town"
issued = "1960"
origin = "third-party"

[[event]]
date = "1955-05-01"
title = "The railway is opened"
kind = "other"
evidence = [{ source = "gazette", says = "The first train left on 1 May." }]

[[event]]
date = "1955-06"
title = "First freight from abroad"
kind = "other"
evidence = [{ source = "annals", says = "Dates the first freight to June." }]

[[event]]
date = "1957"
title = "The railway is extended"
kind = "other"
evidence = [{ source = "annals", says = "Tells of the extension." }]
"""


def test_from_nothing_to_a_cited_quotation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("page.html").write_text(PAGE, "utf-8")
    Path("reports.toml").write_text(REPORTS, "utf-8")
    commands = 0

    def ddr(*arguments: str) -> str:
        nonlocal commands
        commands += 1
        code = run(arguments)
        told = capsys.readouterr()
        assert code == Exit.OK, told.err
        return told.out

    told = ddr("new", "harbour", "--title", "The harbour railway")
    folder = re.findall(r"export DDR_TIMELINE=(\S+)", told)[0]
    monkeypatch.setenv("DDR_TIMELINE", folder)
    ddr("add", "person", "--name", "Ann Lee")
    made = ddr("add", "source", "--text", "page.html", "--author", "Ann Lee", "--date",
               "3 April 1955", "--origin", "third-party", "--type", "speech")  # fmt: skip
    assert 'title = "Speech at the harbour"' in made
    statement = ddr("add", "statement", "--find", "railway will be", "--mode", "direct")
    record = re.findall(r'^id = "(.*)"$', statement, re.MULTILINE)[0]
    ddr("add", "event", "-d", "3 April 1955", "-t", "Ann Lee speaks at the harbour",
        "--who", "Ann Lee", "--find", "We thank")  # fmt: skip
    ddr("add", "event", "--from", "reports.toml")
    cited = ddr("cite", record)
    assert commands < 10
    assert "Ann Lee, “Speech at the Harbour,” " in cited
    assert "April 3, 1955" in cited
    assert "para. 2" in cited
    corpus = check([Path(folder) / "timeline.toml"])
    assert corpus.problems == []
    kinds = list(corpus.kinds.values())
    assert (kinds.count("source"), kinds.count("event")) == (4, 5)
    assert ddr("fmt", "--check") == ""
    assert "“The railway will be opened in May.”" in ddr("show", record)
