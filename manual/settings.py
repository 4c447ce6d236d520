"""The reference of the settings: default, unit, example and sentence of each, as settings.py has them."""

import ast
import inspect
from pathlib import Path
from typing import Literal, get_args, get_origin

from mailbot.settings import GROUPS, Settings, shown

_INTRODUCTION = """# Settings

Every setting is an environment variable, or a line of `.env` in the folder where `mailbot` is started; the names below
stand behind `MAILBOT_`, as in `MAILBOT_DATA_DIR=/var/lib/mailbot`. A wrong one stops the start with a sentence that
names it, and status 78; `mailbot doctor` finds names in the environment that set nothing (`MAILBOT_SMPT_PORT`). What
is **secret** is for no screen and no log: keep it out of files that others read.

What an agency chooses for itself (its hours, its thresholds, its colour) is no setting: it stands
[in its own file](operating.md#what-an-agency-chooses).
"""


def page() -> str:
    """The whole reference."""
    said, groups = _sentences(), ""
    for name in Settings.model_fields:
        if name in GROUPS:
            groups += f"\n## {GROUPS[name]}\n\n| `MAILBOT_…` | default | |\n|---|---|---|\n"
        groups += f"| `{name.upper()}` | {_default(name)} | {_about(name, said[name])} |\n"
    return _INTRODUCTION + groups


def _sentences() -> dict[str, str]:
    """What stands under each setting."""
    body = ast.parse(inspect.getsource(Settings)).body[0]
    assert isinstance(body, ast.ClassDef)
    found: dict[str, str] = {}
    for field, below in zip(body.body, body.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(below, ast.Expr):
            assert isinstance(below.value, ast.Constant)
            found[field.target.id] = " ".join(str(below.value.value).split())
    return found


def _default(name: str) -> str:
    how, value = shown(name), Settings.model_fields[name].default
    if how.default:
        return how.default
    if value is None or value in ("", ()):
        return "none"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, tuple):
        return f"`{','.join(value)}`"
    plain = f"{value:g}" if isinstance(value, float) else value.as_posix() if isinstance(value, Path) else str(value)
    return f"`{plain}`{' ' if how.unit else ''}{how.unit}{_large(value) if how.unit == 'octets' else ''}"


def _large(octets: int) -> str:
    return f" ({octets // 1024**2} MiB)" if octets % 1024**2 == 0 else f" ({octets // 10**6} MB)"


def _about(name: str, sentence: str) -> str:
    how = shown(name)
    taken = _choices(Settings.model_fields[name].annotation)
    marks = [
        "**Secret.** " if how.secret else "",
        sentence.replace("|", "\\|"),
        f" One of {', '.join(f'`{choice}`' for choice in taken)}." if taken else "",
        f" Example: `{how.example}`" if how.example else "",
    ]
    return "".join(marks)


def _choices(annotation: object) -> list[str]:
    if get_origin(annotation) is Literal:
        return [str(choice) for choice in get_args(annotation)]
    return [choice for part in get_args(annotation) for choice in _choices(part)]
