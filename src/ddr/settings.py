"""What a user prefers: by a flag, else the environment, else ``config.toml``, else the default."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from ddr.errors import UsageError, did_you_mean
from ddr.files import config_path


class Key(NamedTuple):
    """A preference: the environment variable that sets it, its default, and what it means."""

    variable: str
    default: str
    meaning: str


KEYS = {
    "style": Key("DDR_STYLE", "chicago", "citation style"),
    "form": Key("DDR_FORM", "note", "form of a citation"),
    "to": Key("DDR_TO", "text", "markup of a citation"),
    "timeline": Key("DDR_TIMELINE", "builtin", "timelines that are read"),
    "language": Key("DDR_LANGUAGE", "", "language of lists and citations, such as ru or en-GB"),
    "pager": Key("DDR_PAGER", "", "program that shows long answers; PAGER's, or less"),
    "accessible": Key("ACCESSIBLE", "no", "yes: sentences and not tables, for screen readers"),
}


class Setting(NamedTuple):
    """A value in force, and where it comes from: flag, environment, file or default."""

    value: str
    origin: str


def settings(
    flags: Mapping[str, str] | None = None, environment: Mapping[str, str] = os.environ
) -> dict[str, Setting]:
    """Return every preference; an empty flag counts as not given.

    Raises `UsageError`, with the file and the key, for a file that cannot be used.
    """
    given, kept = flags or {}, _read(config_path(environment))
    found = {}
    for name, key in KEYS.items():
        if given.get(name):
            found[name] = Setting(given[name], "flag")
        elif environment.get(key.variable):
            found[name] = Setting(environment[key.variable], f"environment, {key.variable}")
        elif name in kept:
            found[name] = Setting(kept[name], "file")
        else:
            found[name] = Setting(key.default, "default")
    return found


def accessible() -> bool:
    """Return whether a screen reader reads the answers: ACCESSIBLE, which others know too."""
    return settings()["accessible"].value not in ("", "0", "no", "false")


def keep(name: str, value: str, environment: Mapping[str, str] = os.environ) -> Path:
    """Write a preference into the file, or take it out where the value is ""; return the file.

    All other lines stay as they are. Raises `UsageError` for a file that cannot be used, also one
    that would hold something else than was meant.
    """
    import json
    import re
    import tomllib

    path = config_path(environment)
    kept = _read(path)
    text = path.read_text("utf-8-sig") if path.exists() else ""
    line = f"{name} = {json.dumps(value, ensure_ascii=False)}\n" if value else ""
    own = re.compile(rf"^[ \t]*{name}[ \t]*=.*\n?", re.MULTILINE)
    if name in kept:
        text = own.sub(lambda _: line, text, count=1)
    elif line:
        text = f"{text}{'' if text.endswith(chr(10)) or not text else chr(10)}{line}"
    wanted = {key: one for key, one in {**kept, name: value}.items() if one or key != name}
    try:
        same = tomllib.loads(text) == wanted
    except ValueError:
        same = False
    if not same:
        raise UsageError(f"{path}: '{name}' is written in a way that only an editor can change")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror or error}") from None
    return path


def _read(path: Path) -> dict[str, str]:
    try:
        content = path.read_text("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from None
    import tomllib

    try:
        values = tomllib.loads(content)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path} is not valid TOML: {error}") from None
    for name, value in values.items():
        if name not in KEYS:
            hint = did_you_mean(name, KEYS) or f"; known are {', '.join(KEYS)}"
            raise UsageError(f"{path}: there is no preference '{name}'{hint}")
        if not isinstance(value, str):
            raise UsageError(f"{path}: '{name}' must be text in quotation marks")
    return values
