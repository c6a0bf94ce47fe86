"""The text that a new source holds: named, pinned, and put beside the timeline."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ddr.corpus.texts import TextError, text_path
from ddr.curation import disk
from ddr.curation.intake import Taken, take_in
from ddr.errors import DataError, UsageError


class HeldText:
    """A text taken in, and the file it is going to be."""

    def __init__(self, taken: Taken) -> None:
        self._taken = taken
        self._path: Path | None = None

    @classmethod
    def read(cls, path: Path) -> HeldText:
        """Take a file in; raises what `take_in` raises."""
        return cls(take_in(path.expanduser()))

    @property
    def cleaning(self) -> list[str]:
        """What was changed or left out, and how much is left."""
        count = len(self._taken.paragraphs)
        return [*self._taken.cleaning, f"{count} paragraphs taken in"]

    def fill(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Give a source the title and language of its page, where it has none, and the hash."""
        found = dict(values)
        if self._taken.title:
            found.setdefault("title", self._taken.title)
        if self._taken.language:
            found.setdefault("language", self._taken.language)
        found.setdefault("rights", "not stated")
        return found | {"sha256": self._taken.sha256}

    def named(self, timeline: Path, values: Mapping[str, Any]) -> dict[str, Any]:
        """Give a source the name of the file that holds its text.

        Raises `DataError` where that would leave the timeline's folder or is there already.
        """
        name = f"sources/{values['id']}.txt"
        try:
            self._path = text_path(timeline, name)
        except TextError as error:
            raise DataError(str(error)) from None
        if disk.is_other(self._path, self._taken.content):
            raise UsageError(f"{self._path}: is there already; choose another --id")
        return dict(values) | {"text": name}

    @property
    def files(self) -> dict[Path, bytes]:
        """What is to be written: the text, by its whole path, once it has been `named`."""
        return {self._path: self._taken.content} if self._path else {}
