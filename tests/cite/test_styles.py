"""Finding styles: short names, CSL ids, files; and the words for what is not there."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from ddr.cite.style import finder
from ddr.cite.style.finder import NAMED, find
from ddr.errors import Exit, ToolError, UsageError
from ddr.frozen import replace

CSL = "{http://purl.org/net/xbiblio/csl}"


@pytest.mark.parametrize("name", sorted(NAMED))
def test_what_we_read_of_a_style_is_what_an_xml_parser_reads(name: str) -> None:
    style = find(name)
    tree = ET.parse(style.path).getroot()  # noqa: S314 - a file of the package under test
    assert tree.get("class") == ("note" if style.note else "in-text")
    category = tree.find(f"{CSL}info/{CSL}category[@citation-format]")
    assert category is not None
    assert style.numeric == (category.get("citation-format") == "numeric")
    assert style.bibliography == (tree.find(f"{CSL}bibliography") is not None)
    assert tree.find(f".//{CSL}info/{CSL}link[@rel='independent-parent']") is None
    if name != "turabian":
        assert style.title == tree.findtext(f"{CSL}info/{CSL}title")
        assert style.id == style.path.stem


def test_every_style_of_the_package_is_read_as_an_xml_parser_reads_it() -> None:
    """Heads are read without a parser for speed; here is the parser, on a tenth of all styles."""
    package = finder.styles_package()
    assert package
    paths = sorted(package.rglob("*.csl"))
    assert len(paths) > 10_000
    for path in paths[::10]:
        text = path.read_text("utf-8")
        root = ET.fromstring(text)  # noqa: S314 - as above
        link = root.find(f"{CSL}info/{CSL}link[@rel='independent-parent']")
        parent = link.get("href", "").rpartition("/")[2] if link is not None else ""
        assert finder.parent_id(text) == parent, path
        assert finder.attribute(finder.root_tag(text), "class") == root.get("class", ""), path
        assert finder.attribute(finder.root_tag(text), "default-locale") == root.get(
            "default-locale", ""
        ), path


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("chicago", "Chicago Manual of Style 18th edition (notes and bibliography)"),
        ("chicago-author-date", "Chicago Manual of Style 18th edition (author-date)"),
        ("apa", "APA Style 7th edition"),
        ("mla", "MLA Handbook 9th edition (in-text citations)"),
        ("mhra", "MHRA Style Guide 4th edition (notes)"),
        ("turabian", "Turabian 9th edition (notes and bibliography)"),
        ("harvard", "Cite Them Right 12th edition (author-date/Harvard)"),
    ],
)
def test_a_short_name_is_the_newest_edition(name: str, title: str) -> None:
    assert find(name).title == title


def test_no_id_is_longer_than_the_longest_that_is_looked_for() -> None:
    package = finder.styles_package()
    assert package
    assert max(len(path.stem) for path in package.rglob("*.csl")) < finder._LONGEST


def test_case_is_nothing() -> None:
    assert find("APA").path == find("apa").path
    assert find("Modern-Language-Association").path == find("mla").path


def test_the_default_is_chicago_notes() -> None:
    assert find() == find("chicago")
    assert find().note


def test_a_dependent_style_is_its_parent_under_its_own_name() -> None:
    style = find("turabian")
    assert style.id == "turabian-notes-bibliography"
    assert style.path.stem.startswith("chicago-notes-bibliography")
    assert style.note
    assert style.manner == replace(find("chicago").manner, small=True, raised=False)  # Chicago 17


def test_a_renamed_style_is_found() -> None:
    assert find("chicago-fullnote-bibliography").id == "chicago-notes-bibliography"


def test_the_locale_is_the_style_s_own() -> None:
    assert find("chicago").locale == "en-US"
    assert find("mhra").locale == "en-GB"
    assert find("harvard").locale == "en-GB"
    assert find("chicago-author-date-de").locale == "de-DE"


def test_a_file(tmp_path: Path) -> None:
    copy = tmp_path / "my own.csl"
    copy.write_bytes(find("apa").path.read_bytes())
    style = find(str(copy))
    assert (style.path, style.id, style.note) == (copy, "my own", False)


def test_a_dependent_file_leads_to_its_parent(tmp_path: Path) -> None:
    package = finder.styles_package()
    assert package
    copy = tmp_path / "mine.csl"
    copy.write_bytes((package / "dependent" / "turabian-notes-bibliography.csl").read_bytes())
    assert find(str(copy)).note
    lost = copy.read_text("utf-8").replace(
        'styles/chicago-notes-bibliography-subsequent-author-title-17th-edition" rel="indep',
        'styles/no-such-parent" rel="indep',
    )
    copy.write_text(lost, "utf-8")
    with pytest.raises(UsageError, match="depends on 'no-such-parent', which is not installed"):
        find(str(copy))


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("chicgo", "there is no citation style 'chicgo'; did you mean 'chicago'"),
        ("modern-language-asociation", "did you mean 'modern-language-association'"),
        ("zzzzzzzzzzzz", "there is no citation style 'zzzzzzzzzzzz'; `ddr styles` lists them"),
        ("", "there is no citation style ''"),
        ("nowhere/x.csl", "there is no style file 'nowhere/x.csl'; check the path"),
        ("../dependent/vancouver-nlm", "there is no style file"),
        ("x" * 10_000, f"there is no citation style '{'x' * 150}…'; `ddr styles` lists them"),
        ("CHICGO", "there is no citation style 'CHICGO'; did you mean 'chicago'"),
        (f"{'x' * 10_000}.csl", f"there is no style file '{'x' * 150}…'; check the path"),
        ("/".join("x" * 3_000), "there is no style file 'x/x/x"),
        ("~nobody-has-this-name/x.csl", "there is no style file '~nobody-has-this-name/x.csl'"),
        ("nul\0byte.csl", "there is no style file"),
    ],
)
def test_what_is_not_there(name: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        find(name)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300
    assert caught.value.code == Exit.USAGE


@pytest.mark.parametrize(
    "content", [b"", b"not a style", b"<style class='other'></style>", b"\xff\xfe\x00<style>"]
)
def test_a_file_that_is_no_style(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.csl"
    path.write_bytes(content)
    with pytest.raises(UsageError):
        find(str(path))


def test_without_the_extra_the_named_styles_are_ddr_s_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in finder.files(NAMED):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(finder, "_OWN", tmp_path)
    monkeypatch.setattr(finder, "styles_package", lambda: None)
    for name in NAMED:
        assert find(name).path.parent == (finder.MADE if name == "gost" else tmp_path)
    with pytest.raises(UsageError, match="pip install 'ddr-timeline\\[styles\\]'"):
        find("zzzzzzzzzzzz")
    with pytest.raises(UsageError, match="did you mean 'chicago'"):
        find("chicag")


def test_without_any_style_file_the_installation_is_at_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finder, "_OWN", tmp_path)
    monkeypatch.setattr(finder, "styles_package", lambda: None)
    with pytest.raises(ToolError, match="lacks the style 'apa'"):
        find("apa")
    assert find("gost").note  # a file of the package itself
