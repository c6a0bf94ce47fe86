"""What is measured: ddr as pip would install it, and timelines with a fresh index."""

from __future__ import annotations

import compileall
import shutil
import sys
import time
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import generate
from benchmarks.process import Command, run

ROOT = Path(__file__).resolve().parents[1]
OLDER = "ddr-of-an-older-pip"
FLOORS = Path(__file__).with_name("floors")

_LAUNCHER = """\
#!{python}
import sys
sys.path.append({site!r})
from ddr.__main__ import main
if __name__ == '__main__':
    sys.argv[0] = sys.argv[0].removesuffix('.exe')
    sys.exit(main())
"""
_OLDER_LAUNCHER = """\
#!{python}
# -*- coding: utf-8 -*-
import re
import sys
sys.path.append({site!r})
from ddr.__main__ import main
if __name__ == '__main__':
    sys.argv[0] = re.sub(r'(-script\\.pyw|\\.exe)?$', '', sys.argv[0])
    sys.exit(main())
"""
"""What pip writes for a command, and what it wrote before; only the line with the path is ours."""

_SETTLED = 2.5  # seconds after which ddr trusts the time of a file


def install(folder: Path) -> Path:
    """Copy the package and its data into a folder, compiled; return the launcher ``ddr``.

    Beside it stands the launcher of an older pip.
    """
    site = folder / "site"
    shutil.rmtree(site, ignore_errors=True)
    shutil.copytree(ROOT / "src" / "ddr", site / "ddr")
    shutil.copytree(ROOT / "data", site / "ddr" / "data", dirs_exist_ok=True)
    compileall.compile_dir(site, quiet=1)
    for name, text in (("ddr", _LAUNCHER), (OLDER, _OLDER_LAUNCHER)):
        launcher = folder / name
        launcher.write_text(text.format(python=sys.executable, site=str(site)), "utf-8")
        launcher.chmod(0o755)
    return folder / "ddr"


@dataclass(frozen=True, slots=True)
class Subject:
    """A timeline and the launcher that reads it.

    launcher: the command ``ddr``.
    timeline: a folder with a timeline; None for the built-in one.
    home: the home of the user who runs it, and so the place of the index.
    """

    launcher: Path
    timeline: Path | None
    home: Path

    def command(
        self, name: str, arguments: Sequence[str], *, terminal: bool = False, code: int = 0
    ) -> Command:
        """Return a call of ddr on this timeline."""
        variables = {"HOME": str(self.home)}
        if self.timeline:
            variables["DDR_TIMELINE"] = str(self.timeline)
        return Command(name, [str(self.launcher), *arguments], variables, terminal, code)

    def cold(self) -> Command:
        """Remove the index, and return a call that builds it anew."""
        shutil.rmtree(self.home, ignore_errors=True)
        return self.command("build", ["events", "--limit", "1"])

    def warm(self) -> None:
        """Have the index built, and its age settled, so that it is fresh for every later run."""
        opened = self.command("open", ["events", "--limit", "1"])
        run(opened)
        newest = max((path.stat().st_ctime for path in self._files()), default=time.time())
        time.sleep(max(0.0, newest + _SETTLED - time.time()))
        run(opened)

    def _files(self) -> list[Path]:
        folder = self.timeline or self.launcher.parent / "site" / "ddr" / "data"
        return [path for path in folder.rglob("*") if path.suffix in {".toml", ".txt"}]


def builtin(folder: Path, launcher: Path) -> Subject:
    """Return the built-in timeline."""
    return Subject(launcher, None, folder / "home")


def corpus(folder: Path, launcher: Path, events: int) -> Subject:
    """Return a generated timeline; one that stands in the folder already is used again."""
    source = Path(generate.__file__).read_bytes()
    made = folder / f"corpus-{events}-{zlib.crc32(source):08x}"
    if not (made / "complete").exists():
        shutil.rmtree(made, ignore_errors=True)
        generate.generate(made, events)
        (made / "complete").touch()
    return Subject(launcher, made, made / "home")
