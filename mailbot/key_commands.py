"""The commands of the keys that seal addresses and links: which there are, a new one, one that goes."""

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from mailbot.settings import Settings, read_settings
from mailbot.terminal import out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mailbot.keys import SigningKey

keys_app = typer.Typer(help="The keys that seal addresses and links.", no_args_is_help=True)
_RESTART = "Restart every process of this service: each keeps the keys with which it began."


@keys_app.command("list")
def list_keys() -> None:
    """Which slots hold a key, since when, and which of them seals. Never a secret."""
    listed = Table("slot", "made", "")
    for place, key in enumerate(read_settings().dated_keys):
        made = key.made_on.isoformat() if key.made_on is not None else "at the first start"
        listed.add_row(str(key.slot), made, "opens what it sealed" if place else "seals and opens")
    out.print(listed)


@keys_app.command("new")
def new_signing_key(
    spare: Annotated[
        bool, typer.Option("--spare", help="It only opens until `keys use`: for several machines.")
    ] = False,
) -> None:
    """Make a key that seals from the next start on. The old ones still open what they closed."""
    from mailbot.clock import system_clock
    from mailbot.keys import new_key

    settings = read_settings()
    keys = settings.dated_keys
    made = new_key(keys, today=system_clock().date())
    _keep_keys(settings, (*keys, made) if spare else (made, *keys), f"Slot {made.slot} holds a new key.")


@keys_app.command("use")
def use_key(slot: Annotated[int, typer.Argument(min=0, max=15)]) -> None:
    """Let the key of this slot seal from the next start on."""
    from mailbot.keys import first

    settings = read_settings()
    _keep_keys(settings, first(settings.dated_keys, slot), f"Slot {slot} seals.")


@keys_app.command("retire")
def retire_key(
    slot: Annotated[int, typer.Argument(min=0, max=15)],
    at_once: Annotated[
        bool, typer.Option("--now", help="Also while what it sealed may be answered: it leaked.")
    ] = False,
) -> None:
    """Forget a key. What it sealed opens nothing any more, from the next start on."""
    from mailbot.clock import system_clock
    from mailbot.keys import without
    from mailbot.workflow.agencies import longest_address_life
    from mailbot.world import make_world

    settings = read_settings()
    life = timedelta()
    if not at_once:
        with make_world(settings).database.looking() as session:
            life = longest_address_life(session)
    left = without(settings.dated_keys, slot, today=system_clock().date(), life=life, at_once=at_once)
    _keep_keys(settings, left, f"Slot {slot} is free.")


def _keep_keys(settings: Settings, keys: "Sequence[SigningKey]", done: str) -> None:
    from mailbot.keys import write_keys

    if settings.keys:
        # They are the operator's to keep: what this process could write, no other one would read.
        typer.echo(f"MAILBOT_KEYS={','.join(str(key) for key in keys)}")
        typer.echo(f"Set this for every process. {_RESTART}", err=True)
        return
    write_keys(settings.keys_file, keys)
    typer.echo(f"{done} {_RESTART}")
