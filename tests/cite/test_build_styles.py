"""The wheel carries the named styles, so that a plain install can cite."""

from __future__ import annotations

import importlib.util
import shutil
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

from ddr.cite.style import finder

ROOT = Path(__file__).parents[2]
OURS = {path.stem for path in finder.MADE.glob("*.csl")}


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    pytest.importorskip("hatchling")
    monkeypatch.setattr(sys, "path", [*sys.path])
    spec = importlib.util.spec_from_file_location("build_styles", ROOT / "build_styles.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_hook_finds_every_named_style_and_its_parent(hook: ModuleType) -> None:
    names = {path.stem for path in hook.style_files(ROOT / "src")}
    assert set(finder.NAMED.values()) - OURS <= names
    assert not names & OURS
    assert finder.find("turabian").path.stem in names
    assert len(names) == len(finder.NAMED)  # one has a parent, one is ours


def test_the_wheel_has_styles_writer_and_licence(hook: ModuleType, tmp_path: Path) -> None:
    wheel = pytest.importorskip("hatchling.builders.wheel")
    built = next(wheel.WheelBuilder(str(ROOT)).build(directory=str(tmp_path)))
    names = set(zipfile.ZipFile(built).namelist())
    for path in hook.style_files(ROOT / "src"):
        assert f"ddr/cite/csl-styles/{path.name}" in names
    assert {"ddr/cite/pandoc/writer.lua", "ddr/cite/csl-styles/LICENSE"} <= names
    assert {f"ddr/cite/csl-styles/{name}.csl" for name in OURS} <= names


def test_the_wheel_has_the_data_and_no_journal(tmp_path: Path) -> None:
    wheel = pytest.importorskip("hatchling.builders.wheel")
    checkout = tmp_path / "checkout"
    skipped = shutil.ignore_patterns("__pycache__", ".ddr")
    for name in ("src", "data"):
        shutil.copytree(ROOT / name, checkout / name, ignore=skipped)
    for name in ("pyproject.toml", "build_styles.py", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, checkout)
    kept = {f"ddr/{path.relative_to(checkout)}" for path in checkout.glob("data/**/*.*")}
    (checkout / "data" / ".ddr").mkdir()
    (checkout / "data" / ".ddr" / "timeline.journal").write_text("{}\n", "utf-8")
    built = next(wheel.WheelBuilder(str(checkout)).build(directory=str(tmp_path)))
    names = {name for name in zipfile.ZipFile(built).namelist() if name.startswith("ddr/data/")}
    assert names == kept | {"ddr/data/LICENSE"}
    assert "ddr/data/timeline.toml" in names


def test_an_editable_install_gets_none(hook: ModuleType, tmp_path: Path) -> None:
    pytest.importorskip("hatchling")
    data: dict[str, dict[str, str]] = {"force_include": {}}
    made = hook.StylesHook(str(ROOT), {}, None, None, str(tmp_path), "wheel")
    made.initialize("editable", data)
    assert data == {"force_include": {}}
    made.initialize("standard", data)
    assert len(data["force_include"]) == len(finder.NAMED)
