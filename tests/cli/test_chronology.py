"""A chronology: one footnote an event, each as `ddr cite` gives it, and files that others open."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from tests.shared import FIVE

from ddr.cite.citations import lookup_in, of_event, of_source
from ddr.cite.render import render_forms
from ddr.cite.style import finder
from ddr.cli.app import run
from ddr.corpus.locate import builtin
from ddr.index.open import Index
from ddr.query.stored import every, fetch

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NOTES = (
    "chicago", "mhra", "turabian", "gost", "chicago-shortened-notes-bibliography",
    "chicago-notes-bibliography-17th-edition", "mhra-shortened-notes", "iso690-full-note-en",
    "new-harts-rules-notes", "bluebook-law-review",
)  # fmt: skip
IN_TEXT = ("apa", "mla", "harvard", "ieee", "vancouver", "chicago-author-date")
SOME = ("--since", "2000", "--until", "2002")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return a function that writes a chronology of a timeline and returns its file."""
    folder = tmp_path_factory.mktemp("made")

    def write(name: str, *arguments: str, timeline: Path = FIVE) -> Path:
        file = folder / name
        asked = ["--timeline", str(timeline), "chronology", *arguments, "-o", str(file)]
        assert run(asked) == 0
        return file

    return write


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Any:
    def refuse(message: str) -> None:
        pytest.fail(message)

    opened = Index([builtin()], tmp_path_factory.mktemp("index"), refuse)
    yield opened
    opened.close()


def footnotes(docx: Path) -> list[list[str]]:
    """Return the footnotes of a Word document, paragraph by paragraph."""
    with zipfile.ZipFile(docx) as file:
        root = ET.fromstring(file.read("word/footnotes.xml"))  # noqa: S314
    notes = [note for note in root if not note.get(f"{WORD}type")]
    return [
        ["".join(t.text or "" for t in p.iter(f"{WORD}t")).strip() for p in note.iter(f"{WORD}p")]
        for note in notes
    ]


def simple(text: str) -> str:
    """Return a citation without what its place in a note decides: the last stop, note numbers."""
    text = re.sub(r"[<>\[\]]", "", " ".join(text.split()))
    return re.sub(r"\bnote \d+", "note #", text).strip()


@pytest.mark.parametrize("style", NOTES)
def test_each_footnote_is_what_cite_gives_there(made: Any, index: Index, style: str) -> None:
    document = made(f"{style}.docx", *SOME, "--style", style, timeline=builtin())
    notes = footnotes(document)
    found = [e.record for e in every(index, "event") if "2000" <= e.record.date[:4] <= "2002"]
    found.sort(key=lambda event: (event.date, event.id))
    ids = {p.source for event in found for p in (*event.evidence, *event.accounts)}
    sources = {name: one.record for name, one in fetch(index, sorted(ids)).items()}
    by_title = {event.title: event for event in found}
    cited: list[list[Any]] = []
    with zipfile.ZipFile(document) as file:
        text = file.read("word/document.xml").decode()
    order = sorted(
        by_title, key=lambda title: text.index(title.replace("&", "&amp;").replace("'", "’"))
    )
    for event in (by_title[title] for title in order):
        if event.evidence:
            accounts = [of_source(sources[a.source], a.locator) for a in event.accounts]
            cited.append([*of_event(event, sources.__getitem__), *accounts])
    assert len(notes) == len(cited) > 10
    flat = [[one] for several in cited for one in several]
    chosen = finder.find(style)
    forms = render_forms(flat, chosen, ("note", "short"), lookup=lookup_in(index))
    first, short = (iter(form.texts) for form in forms)
    seen: set[str] = set()
    for note, several in zip(notes, cited, strict=True):
        rest = simple(" ".join(note))
        for one in several:
            full, later = next(first), next(short)
            wanted = simple(later if one.source.id in seen else full).rstrip(".”’")
            at = rest.casefold().find(wanted.casefold())
            seen.add(one.source.id)
            assert at >= 0, (wanted, rest)
            rest = rest[at + len(wanted) :]


@pytest.mark.parametrize(("style", "again"), [
    ("gost", "see Ibid. Para. 3."),
    ("iso690-full-note-en", "see ibid., para. 3."),
    ("bluebook-law-review", "see Id. at 3."),
    ("chicago-notes-bibliography-17th-edition", "see Matsegora, para. 3."),
    ("chicago", "see Matsegora, “Anniversary,” para. 3."),
])  # fmt: skip
def test_a_work_cited_just_before_is_ibid_where_the_style_has_it(
    made: Any, style: str, again: str
) -> None:
    notes = footnotes(made(f"again-{style}.docx", "taedong", "--style", style, timeline=builtin()))
    assert again in " ".join(notes[0]).replace("\N{NO-BREAK SPACE}", " ")


def test_a_short_form_tells_the_works_of_the_document_apart(made: Any) -> None:
    document = made("apart.docx", "--on", "2014-11", "--style", "mhra", timeline=builtin())
    text = str(footnotes(document))
    assert "see news report in German on Putin receiving Choe Ryong Hae, " in text


@pytest.mark.parametrize("form", ["md", "docx"])
def test_a_family_name_that_stands_first_does_so_in_notes_and_works(made: Any, form: str) -> None:
    document = made(f"kim.{form}", "--on", "2019-04-25", timeline=builtin())
    if form == "md":
        text = document.read_text("utf-8")
    else:
        with zipfile.ZipFile(document) as file:
            body = file.read("word/document.xml").decode()
        text = re.sub(r"<[^>]+>", "", body) + str(footnotes(document))
    assert "Vladimir Putin and Kim Jong Un, “Speeches" in text
    assert "Putin and Kim, “Speeches" in text
    assert "Putin, Vladimir, and Kim Jong Un. “Speeches" in text
    assert "Jong Un Kim" not in text
    assert not re.search("[\ue000-\uf8ff]", text)


def test_each_event_with_evidence_has_one_footnote(made: Any) -> None:
    text = (FIVE / "timeline.toml").read_text("utf-8")
    events = [part for part in re.split(r"\n\[\[", text) if part.startswith("event]]")]
    attested = [part for part in events if "\nevidence" in part]
    document = made("five.docx")
    assert len(footnotes(document)) == len(attested) > 20
    with zipfile.ZipFile(document) as file:
        body = file.read("word/document.xml").decode()
    assert body.count("<w:footnoteReference ") == len(attested)


def test_each_source_stands_once_in_the_list_of_works(made: Any) -> None:
    text = made("works.md").read_text("utf-8")
    works = text[text.index("# Sources") :]
    names = re.findall(r"\{#ref-([\w-]+)", works)
    events = re.split(r"\n\[\[", (FIVE / "timeline.toml").read_text("utf-8"))
    events = [part for part in events if part.startswith("event]]")]
    cited = {name for part in events for name in re.findall(r'source = "([\w-]+)"', part)}
    assert len(names) == len(set(names))
    assert set(names) == cited


@pytest.mark.parametrize("style", IN_TEXT)
def test_a_style_without_notes_cites_in_the_text(made: Any, style: str) -> None:
    text = made(f"{style}.txt", "--style", style).read_text("utf-8")
    assert "[^" not in text
    assert "\n[1] " not in text[: text.index("\nSources\n")]
    cited = re.findall(r"[\])]\.$", text[: text.rindex("Sources")], re.MULTILINE)
    assert len(cited) > 20


def test_ibid_stands_where_the_style_has_it(made: Any) -> None:
    with_it = made("ibid.txt", "--style", "chicago-notes-bibliography-subsequent-ibid")
    without = made("no-ibid.txt", "--style", "chicago")
    assert "Ibid." in with_it.read_text("utf-8")
    assert "Ibid." not in without.read_text("utf-8")


def test_what_a_note_adds(made: Any) -> None:
    text = " ".join(made("notes.txt").read_text("utf-8").split())
    notes = text[text.index(" [1] ") :]
    assert "Told differently: " in notes
    assert "Told differently: " not in text[: text.index(" [1] ")]


def test_statements_are_set_off_with_speaker_office_and_mode(made: Any) -> None:
    text = made("said.md", "--statements", "--on", "2019-04-25").read_text("utf-8")
    lead = "Vladimir Putin, President of Russia, 25 April 2019, own words:"
    assert (
        f"{lead}\n\n> As a Korean saying goes, by joining forces, you can move a mountain.[^"
        in text
    )
    plain = made("unsaid.md", "--on", "2019-04-25").read_text("utf-8")
    assert "Korean saying" not in plain


def test_a_paraphrase_is_not_set_off(made: Any) -> None:
    asked = ("--statements", *SOME)
    text = made("told.md", *asked, timeline=builtin()).read_text("utf-8")
    told = [line for line in text.splitlines() if "in our words; the text is not held: " in line]
    assert len(told) > 5
    assert not any(line.startswith(">") for line in told)


@pytest.mark.parametrize("form", ["docx", "odt", "html", "tex", "typ", "md", "txt", "pdf"])
def test_two_runs_give_the_same_bytes(made: Any, form: str) -> None:
    if form == "pdf":
        pytest.importorskip("typst", reason="a PDF needs Typst")
    first = made(f"one.{form}", "--on", "2019").read_bytes()
    assert first == made(f"two.{form}", "--on", "2019").read_bytes()
    assert len(first) > 500


@pytest.mark.parametrize(("form", "entry", "size"), [
    ("docx", "word/document.xml", 'w:w="11906" w:h="16838"'),
    ("odt", "styles.xml", 'fo:page-width="210.0mm"'),
])  # fmt: skip
def test_the_page_is_a4(made: Any, form: str, entry: str, size: str) -> None:
    with zipfile.ZipFile(made(f"page.{form}", "--on", "2019")) as file:
        assert size in file.read(entry).decode()


def test_notes_are_numbered_through_in_libreoffice_too(made: Any) -> None:
    """It takes a new count in each section, of which there is one, for one in each chapter."""
    with zipfile.ZipFile(made("numbers.docx")) as file:
        document = ET.fromstring(file.read("word/document.xml"))  # noqa: S314
    restarts = [one.get(f"{WORD}val") for one in document.iter(f"{WORD}numRestart")]
    assert restarts == ["continuous"]


def test_chapters(made: Any) -> None:
    def heads(by: str) -> list[str]:
        text = made(f"by-{by}.md", "--by", by).read_text("utf-8")
        return re.findall(r"^# (.*?)(?: \{.*)?$", text, re.MULTILINE)[:-2]

    assert heads("year")[-3:] == ["2019", "2022", "2024"]
    assert heads("side")[0] == "USSR and Russia"
    assert "Kim Jong Un" in heads("person")
    assert "DPRK" not in heads("person")
    assert "Pyongyang" in heads("place")


def test_what_cannot_be_written(capsys: pytest.CaptureFixture[str]) -> None:
    base = ["--timeline", str(FIVE), "chronology"]
    for wrong, says in (
        (["--format", "rtf"], "--format 'rtf' is not known here"),
        (["--by", "yaer"], "did you mean 'year'"),
        (["--page", "a5"], "one of a4, letter"),
        (["--template", "/nowhere"], "is not a file"),
        (["-o", "x.pdf", "--to", "docx"], "does not go into a .pdf file"),
    ):
        assert run([*base, *wrong]) == 2
        assert says in capsys.readouterr().err
    assert run([*base, "nothing-like-it"]) == 1


def test_without_typst_and_latex_a_pdf_is_refused_in_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def find(name: str) -> Any:
        return None if name == "typst" else find_spec(name)

    monkeypatch.setattr("importlib.util.find_spec", find)
    monkeypatch.setattr("ddr.cite.pandoc.typeset.which", lambda _: None)
    asked = ["--timeline", str(FIVE), "chronology", "-o", str(tmp_path / "x.pdf")]
    assert run(asked) == 4
    assert "ddr-timeline[pdf]" in capsys.readouterr().err


def test_word_documents_are_read_again(made: Any) -> None:
    docx = pytest.importorskip("docx", reason="python-docx is not installed")
    document = made("again.docx", "--title", "A hand-out", "--author", "A. Lecturer")
    read = docx.Document(str(document))
    assert (read.core_properties.title, read.core_properties.author) == (
        "A hand-out", "A. Lecturer",
    )  # fmt: skip
    heads = [one.text for one in read.paragraphs if one.style.name == "Heading 2"]
    titles = [head.partition(". ")[2] for head in heads]
    assert "Establishment of diplomatic relations between the USSR and the DPRK" in titles
    assert len(titles) == 28
    parts = {part.partname: part for part in read.part.package.iter_parts()}
    for name, part in parts.items():
        for relation in part.rels.values():
            assert relation.is_external or relation.target_part.partname in parts, name
    ids = [note.get(f"{WORD}id") for note in read.element.iter(f"{WORD}footnoteReference")]
    defined = {
        note.get(f"{WORD}id")
        for note in ET.fromstring(parts["/word/footnotes.xml"].blob)  # noqa: S314
    }
    assert len(ids) == len(set(ids)) == len(footnotes(document))
    assert set(ids) <= defined
    styles = {style.style_id for style in read.styles}
    used = {one.get(f"{WORD}val") for one in read.element.iter(f"{WORD}pStyle", f"{WORD}rStyle")}
    assert used <= styles


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("form", ["docx", "odt"])
def test_libreoffice_opens_it(made: Any, tmp_path: Path, form: str) -> None:
    document = made(f"office.{form}")
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/user", "--headless",
         "--convert-to", "txt:Text", "--outdir", str(tmp_path), str(document)],
        check=True, capture_output=True, timeout=600,
    )  # fmt: skip
    text = (tmp_path / "office.txt").read_text("utf-8-sig")
    assert "USSR and DPRK establish diplomatic relations" in text or "diplomatic relations" in text


def test_a_description_is_short_in_later_notes_and_whole_in_the_list_and_the_text(
    made: Any,
) -> None:
    whole = "eport on the exchange of the instruments of ratification of the 2000 treaty"
    notes = made("described.txt", *SOME, timeline=builtin()).read_text("utf-8")
    _, _, works = " ".join(notes.split()).partition(" Sources ")
    assert works.count(whole) == 2  # of them one in its first note
    assert works.count("Tongil News, instruments of ratification") == 1
    in_text = made("apa.txt", *SOME, "--style", "apa", timeline=builtin()).read_text("utf-8")
    assert " ".join(in_text.split()).count(f"[News r{whole}") == 3
