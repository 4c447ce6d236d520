"""The reference of the commands: what each is for, what it takes, as cli.py has them."""

import inspect
from typing import Any

import typer

from mailbot.cli import app

_INTRODUCTION = """# Commands

`mailbot COMMAND --help` says the same. In the folder of the source the command is `.venv/bin/mailbot`. Settings come
from the environment ([settings](settings.md)). What takes long shows how far it is, on the error stream: a bar on a
terminal, a plain line now and then elsewhere.

| status | of every command |
|---|---|
| 0 | it is done |
| 1 | it was looked at, and something is wrong: what is wrong has been said |
| 2 | the command line cannot be understood |
| 78 | a setting or a file is wrong, or something cannot be had: one sentence says which, and nothing was changed |
"""


def page() -> str:
    """The whole reference."""
    command = typer.main.get_command(app)
    return _INTRODUCTION + "".join(_section(path, each) for path, each in _walk("mailbot", command))


def _walk(path: str, command: object) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for name, each in getattr(command, "commands", {}).items():
        if each.hidden:
            continue
        found += _walk(f"{path} {name}", each) if hasattr(each, "commands") else [(f"{path} {name}", each)]
    return found


def _section(path: str, command: Any) -> str:
    shown = [each for each in command.params if not getattr(each, "hidden", False)]
    usage = " ".join([path, *(_usage(each) for each in shown)])
    rows = "".join(f"| {_name(each)} | {_help(each)} |\n" for each in shown)
    table = f"\n| | |\n|---|---|\n{rows}" if rows else ""
    text = " ".join(inspect.cleandoc(command.help or "").split())
    return f"\n## {path.removeprefix('mailbot ')}\n\n```\n{usage}\n```\n\n{text}\n{table}"


def _usage(each: Any) -> str:
    if each.param_type_name == "argument":
        name = (each.name or "").upper().rstrip("_")
        name = f"{name}…" if each.nargs == -1 else name
        return name if each.required else f"[{name}]"
    flag = each.opts[0]
    return f"[{flag}]" if getattr(each, "is_flag", False) else f"[{flag} …]"


def _name(each: Any) -> str:
    if each.param_type_name == "argument":
        return f"`{(each.name or '').upper().rstrip('_')}`"
    return ", ".join(f"`{name}`" for name in [*each.opts, *each.secondary_opts])


def _help(each: Any) -> str:
    text = str(getattr(each, "help", None) or "").replace("|", "\\|")
    default = each.default
    plain = isinstance(default, str | int | float) and not isinstance(default, bool) and default not in ("", 0)
    return f"{text} Default: `{default}`." if plain else text or "–"
