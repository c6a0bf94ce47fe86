"""The least that a table of Rich in a program on Typer can cost: it computes nothing."""

from __future__ import annotations

from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def table(rows: Path) -> None:
    """Print the rows of a tab-separated file, header first."""
    header, *lines = rows.read_text("utf-8").splitlines()
    made = Table(*header.split("\t"), box=None)
    for line in lines:
        made.add_row(*line.split("\t"))
    Console(highlight=False, markup=False, emoji=False).print(made)


if __name__ == "__main__":
    app()
