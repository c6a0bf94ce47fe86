"""The least that a screen by Textual costs: one line of text."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class Least(App[None]):
    """Shows a line, and ends when it is told to."""

    def compose(self) -> ComposeResult:
        """Show the line."""
        yield Static("Hello")


Least().run()
