"""Exports, opened by the programs that they are for.

Two of them need ``npm install --prefix FOLDER PACKAGE``, with ``NODE_PATH=FOLDER/node_modules``:
`validate-web-annotation`, and `@knight-lab/timelinejs`, which also needs a browser.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.shared import FIVE

from ddr.cli.app import run

Export = Callable[[str], Path]


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Export:
    """Return a function that exports the timeline in a format and returns the file."""
    folder = tmp_path_factory.mktemp("elsewhere")

    def export(form: str) -> Path:
        file = folder / form
        if not file.exists():
            call = ["--timeline", str(FIVE), "export", "--format", form, "-o", str(file)]
            assert run(call) == 0
        return file

    return export


def package(name: str) -> Path:
    """Return the folder of a package of Node, or skip."""
    for folder in os.environ.get("NODE_PATH", "").split(os.pathsep):
        if folder and (found := Path(folder, name)).is_dir():
            return found
    return pytest.skip(f"NODE_PATH holds no {name}")


@pytest.mark.skipif(not shutil.which("khal"), reason="khal is not installed")
def test_khal_reads_the_calendar(exported: Export, tmp_path: Path) -> None:
    calendar = tmp_path / "calendar"
    calendar.mkdir()
    settings = tmp_path / "config"
    settings.write_text(
        f"[calendars]\n[[history]]\npath = {calendar}\n[sqlite]\npath = {tmp_path}/khal.db\n"
        "[locale]\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n",
        "utf-8",
    )

    def khal(*arguments: str) -> str:
        call = ["khal", "-c", str(settings), *arguments]
        done = subprocess.run(call, capture_output=True, text=True, timeout=300, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    khal("import", "--batch", "-a", "history", str(exported("ics")))
    assert "Establishment of diplomatic relations" in khal("list", "1948-10-12", "1d")
    shown = khal("list", "--format", "{title}: {start-date} {end-date}", "2019-04-25", "1d")
    title = "Summit of Vladimir Putin and Kim Jong Un at Vladivostok"
    assert f"{title}: 2019-04-25 2019-04-25" in shown


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # those of Datasette itself
def test_datasette_shows_the_database_with_its_description(exported: Export) -> None:
    app = pytest.importorskip("datasette.app", reason="Datasette is not installed")
    file = exported("sqlite")
    described = json.loads(file.with_suffix(".metadata.json").read_text("utf-8"))
    served = app.Datasette([str(file)], immutables=[], metadata=described)

    async def ask(path: str) -> Any:
        answer = await served.client.get(path)
        assert answer.status_code == 200, path
        return answer

    async def asked() -> None:
        await served.invoke_startup()
        for path in ("/", "/sqlite"):
            assert described["title"] in (await ask(path)).text
        for name, table in described["databases"]["sqlite"]["tables"].items():
            shown = (await ask(f"/sqlite/{name}")).text
            assert table["description"].split("'")[0] in shown
        rows = (await ask("/sqlite/event.json?kind=summit&_shape=array")).json()
        assert {row["kind"] for row in rows} == {"summit"}
        evidence = (await ask("/sqlite/evidence?event=2019-04-25-vladivostok-summit")).text
        assert 'href="/sqlite/source/kremlin-2019"' in evidence

    asyncio.run(asked())


IRI = {"type": "string", "pattern": "^[a-z]+:"}
TEXTUAL = {
    "required": ["type", "value"],
    "properties": {
        "type": {"const": "TextualBody"},
        "value": {"type": "string"},
        "format": {"type": "string"},
        "language": {"type": "string"},
        "purpose": {"enum": ["describing", "tagging"]},
    },
    "additionalProperties": False,
}
QUOTED = {
    "required": ["source", "selector"],
    "properties": {
        "source": IRI,
        "selector": {
            "required": ["type", "exact"],
            "properties": {
                "type": {"const": "TextQuoteSelector"},
                "exact": {"type": "string", "minLength": 1},
                "prefix": {"type": "string"},
                "suffix": {"type": "string"},
            },
            "additionalProperties": False,
        },
    },
    "additionalProperties": False,
}
COLLECTION = {
    "required": ["@context", "id", "type", "total", "first"],
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "id": IRI,
        "type": {"const": "AnnotationCollection"},
        "label": {"type": "string"},
        "total": {"type": "integer", "minimum": 0},
        "first": {
            "required": ["id", "type", "items"],
            "properties": {
                "id": IRI,
                "type": {"const": "AnnotationPage"},
                "partOf": IRI,
                "startIndex": {"const": 0},
                "items": {
                    "type": "array",
                    "items": {
                        "required": ["id", "type", "target"],
                        "properties": {
                            "id": IRI,
                            "type": {"const": "Annotation"},
                            "motivation": {"const": "highlighting"},
                            "body": {"type": "array", "items": TEXTUAL},
                            "target": {
                                "oneOf": [QUOTED, {"type": "array", "items": QUOTED, "minItems": 2}]
                            },
                        },
                        "additionalProperties": False,
                    },
                },
            },
            "additionalProperties": False,
        },
    },
    "additionalProperties": False,
}
"""What the Web Annotation Data Model asks of a collection (5.1), its page (5.2), an annotation
(3.1), a textual body (3.2.4), a specific resource (4) and a text quote selector (4.2.4).
"""


def test_the_annotations_are_as_the_model_asks(exported: Export) -> None:
    made = json.loads(exported("web-annotation").read_text("utf-8"))
    jsonschema.Draft202012Validator(COLLECTION).validate(made)
    names = [one["id"] for one in made["first"]["items"]]
    assert len(set(names)) == len(names) == made["total"] > 100
    assert made["first"]["partOf"] == made["id"]


def test_a_validator_of_web_annotations_accepts_each(exported: Export) -> None:
    package("validate-web-annotation")
    script = (
        "const valid = require('validate-web-annotation');"
        "const {first} = JSON.parse(require('fs').readFileSync(0, 'utf8'));"
        "const context = {'@context': 'http://www.w3.org/ns/anno.jsonld'};"
        "const bad = (more) => first.items.filter((one) => !valid({...context, ...one, ...more}));"
        "console.log(bad({}).length, bad({target: {}}).length === first.items.length)"
    )
    done = subprocess.run(
        ["node", "-e", script], input=exported("web-annotation").read_bytes(), capture_output=True,
        timeout=300, check=True,
    )  # fmt: skip
    assert done.stdout.split() == [b"0", b"true"]


def test_timelinejs_draws_every_event(exported: Export, tmp_path: Path) -> None:
    api = pytest.importorskip("playwright.sync_api", reason="no Playwright")
    dist = (package("@knight-lab/timelinejs") / "dist").as_uri()
    data = exported("timelinejs").read_text("utf-8")
    page = tmp_path / "page.html"
    page.write_text(
        f'<meta charset="utf-8"><link rel="stylesheet" href="{dist}/css/timeline.css">'
        f'<script src="{dist}/js/timeline.js"></script>'
        '<div id="line" style="width: 100%; height: 600px"></div>'
        f"<script>window.shown = new TL.Timeline('line', {data},"
        f" {{script_path: '{dist}/js/'}});</script>",
        "utf-8",
    )
    with api.sync_playwright() as playwright:
        program = shutil.which("chromium") or shutil.which("google-chrome")
        try:
            browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        except api.Error:
            pytest.skip("no Chromium")
        shown = browser.new_page()
        faults: list[str] = []
        shown.on("pageerror", lambda error: faults.append(str(error)))
        shown.goto(page.as_uri())
        shown.wait_for_selector(".tl-timemarker", state="attached")
        markers = shown.locator(".tl-timemarker").count()
        heads = shown.locator(".tl-timemarker .tl-headline").all_text_contents()
        told = shown.locator(".tl-message").all_text_contents()
        browser.close()
    assert faults == []
    assert markers == len(json.loads(data)["events"])
    assert "error" not in " ".join(told).lower()
    assert any("diplomatic relations" in one for one in heads)
