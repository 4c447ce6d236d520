"""Where commands speak, and how each begins."""

from typing import Any

import typer
from rich.console import Console
from rich.text import Text

from mailbot.settings import Settings, read_settings
from mailbot.telemetry import harmless, set_up_logs


class Terminal(Console):
    """Where commands speak: what people wrote is text there, no markup and no command of a terminal."""

    def render_str(self, text: str, **how: Any) -> Text:
        """A text as it is shown."""
        return super().render_str(harmless(text), **how)


def say(text: str) -> None:
    """A line that may hold what people wrote."""
    typer.echo(harmless(text))


out = Terminal(markup=False, emoji=False)


def start() -> Settings:
    """The settings of this command, once its log is set up."""
    settings = read_settings()
    set_up_logs(settings.log_level)
    return settings
