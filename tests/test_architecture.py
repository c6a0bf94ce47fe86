"""What docs/architecture.md says of the rooms: what may import what, and one name for one thing."""

from __future__ import annotations

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SRC = ROOT / "src"

FLOORS: tuple[tuple[str, ...], ...] = (
    ("root",),
    ("quotations", "spelling", "office"),
    ("corpus",),
    ("index",),
    ("query",),
    ("cite", "manuscript", "curation"),
    ("views",),
    ("interface",),
    ("cli",),
    ("__main__",),
)
"""Each room imports from lower floors alone; `root` is the modules that stand in no room."""

LIBRARIES = {
    "bibtexparser": ("curation.imports",),
    "dateutil": ("when",),
    "filelock": ("curation.disk",),
    "iuliia": ("spelling",),
    "markdown_it": ("manuscript.readers",),
    "pandas": ("interface.record_list",),
    "platformdirs": ("files",),
    "pylatexenc": ("curation.imports",),
    "pypdfium2": ("curation.own_reading",),
    "pyperclip": ("cli.output",),
    "resvg_py": ("views.picture_svg",),
    "rich": ("interface.browse", "views.terminal"),
    "snowballstemmer": ("names",),
    "textual": ("interface.browse",),
    "tomli_w": ("corpus", "curation", "cli.show"),
    "tomllib": ("settings", "corpus", "curation"),
    "typer": ("cli",),
    "typst": ("cite.pandoc.typeset",),
}
"""Where each library may be imported: a room, a wing or a module. `tomllib` is held to it too."""

MIRRORS = {"query", "views", "cli"}
"""The rooms that may call a module alike: what is asked, how it is shown, its command."""

LONGEST = 400


def module_names() -> dict[str, Path]:
    """Return the file of each module, named from `ddr` on."""
    names = {}
    for path in sorted((SRC / "ddr").rglob("*.py")):
        *folders, stem = path.relative_to(SRC).with_suffix("").parts
        names[".".join(folders if stem == "__init__" else [*folders, stem])] = path
    return names


MODULES = module_names()
TREES = {name: ast.parse(path.read_text("utf-8")) for name, path in MODULES.items()}


def room_of(module: str) -> str:
    """Return the room a module stands in."""
    first = module.split(".")[1] if "." in module else ""
    if (SRC / "ddr" / first).is_dir() and first:
        return first
    return "__main__" if first in ("", "__main__") else "root"


def imported(module: str) -> Iterator[str]:
    """Yield what a module imports, inside functions and under conditions too."""
    package = module if MODULES[module].name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(TREES[module]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: package.count(".") + 2 - node.level] if node.level else []
            base = ".".join([*above, *filter(None, [node.module])])
            for alias in node.names:
                full = f"{base}.{alias.name}"
                yield full if full in MODULES else base


IMPORTS = {
    module: {name for name in imported(module) if name in MODULES and name != "ddr"}
    for module in MODULES
}


def test_the_floors_are_few_and_every_room_stands_on_one() -> None:
    rooms = [room for floor in FLOORS for room in floor]
    assert len(FLOORS) <= 10
    assert sorted(rooms) == sorted({room_of(module) for module in MODULES})


def test_no_import_runs_up_or_across() -> None:
    floor = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
    up = {
        f"{module} -> {name}"
        for module, names in IMPORTS.items()
        for name in names
        if room_of(module) != room_of(name) and floor[room_of(module)] <= floor[room_of(name)]
    }
    assert up == set()


def test_no_circle() -> None:
    order = list(TopologicalSorter(IMPORTS).static_order())  # fails on a circle, and names it
    assert len(order) == len(MODULES)


def test_a_library_is_imported_where_it_belongs() -> None:
    others: dict[str, set[str]] = defaultdict(set)
    for module in MODULES:
        for name in imported(module):
            top = name.partition(".")[0]
            if top == "tomllib" or top not in {*sys.stdlib_module_names, "ddr"}:
                others[top].add(module.removeprefix("ddr."))
    assert others.keys() == LIBRARIES.keys()
    for library, modules in others.items():
        inside = tuple(f"{place}." for place in LIBRARIES[library])
        assert {name for name in modules if not f"{name}.".startswith(inside)} == set(), library


def in_two_rooms(places: dict[str, set[str]], alike: set[str]) -> set[str]:
    """Return the names that stand in two rooms, unless all of these may call things alike."""
    rooms = {name: {room_of(module) for module in places[name]} for name in places}
    return {name for name, found in rooms.items() if len(found) > 1 and not found <= alike}


def test_no_module_name_in_two_rooms() -> None:
    places: dict[str, set[str]] = defaultdict(set)
    for module, path in MODULES.items():
        if path.name != "__init__.py":
            places[path.stem].add(module)
    assert in_two_rooms(places, MIRRORS) == set()


def test_no_class_name_in_two_rooms() -> None:
    places: dict[str, set[str]] = defaultdict(set)
    for module, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                places[node.name].add(module)
    assert in_two_rooms(places, set()) == set()


def test_no_module_is_too_long() -> None:
    lines = {module: len(path.read_text("utf-8").splitlines()) for module, path in MODULES.items()}
    assert {module: n for module, n in lines.items() if n > LONGEST} == {}


@pytest.mark.parametrize("room", [room for floor in FLOORS for room in floor if room != "root"])
def test_the_page_on_the_architecture_names_every_room(room: str) -> None:
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    assert f"`{room}" in page


def test_the_page_on_the_architecture_names_every_module_outside_of_rooms() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    told = next(line for line in page.splitlines() if line.startswith("| modules in `src/ddr` |"))
    root = {path.stem for name, path in MODULES.items() if room_of(name) == "root"}
    assert root == set(re.findall(r"`(\w+)`", told.split("|")[2]))


def test_the_page_on_the_architecture_tells_where_things_are() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    rows = re.findall(r"^\| [^|]+ \| `(src/[^`]+)` \| (`.+`) \|$", page, re.MULTILINE)
    assert len(rows) > 30
    for place, told in rows:
        words = set(re.findall(r"\w+", (ROOT / place).read_text("utf-8")))
        assert set(re.findall(r"`(\w+)`", told)) <= words, place
    for place in re.findall(r"`((?:\w+/)+\w+\.py)`", page):
        assert "NAME" in place or (SRC / "ddr" / place).is_file() or (ROOT / place).is_file(), place
