"""The signing keys as an operator keeps them: newest first, `slot:hex`, and after another colon when each was made."""

import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from mailbot.durable import sync_folder
from mailbot.errors import WrongSetting

SLOTS = 16
_OCTETS = 32


@dataclass(frozen=True, slots=True)
class SigningKey:
    """One key. Its slot is written into everything that it seals."""

    slot: int
    secret: bytes
    made_on: date | None = None
    """None for the one of the first start."""

    def __str__(self) -> str:
        made = f":{self.made_on.isoformat()}" if self.made_on is not None else ""
        return f"{self.slot}:{self.secret.hex()}{made}"

    def __repr__(self) -> str:
        return f"SigningKey({self.slot})"  # no secret of ours on a screen


def read_key(line: str) -> SigningKey:
    """The key of a line. Raises ValueError for anything else."""
    slot, secret, made = (*line.split(":", 2), "", "")[:3]
    key = SigningKey(int(slot), bytes.fromhex(secret), date.fromisoformat(made) if made else None)
    if not 0 <= key.slot < SLOTS or len(key.secret) < _OCTETS:
        raise ValueError("takes slot:hex with a slot from 0 to 15 and at least 64 hexadecimal digits")
    return key


def new_key(keys: Sequence[SigningKey], *, today: date | None) -> SigningKey:
    """A key for a slot that is free. Raises WrongSetting when none is."""
    taken = {key.slot for key in keys}
    free = [slot for slot in (*range(1, SLOTS), 0) if slot not in taken]
    if not free:
        raise WrongSetting("All 16 slots hold a key: retire one first.")
    later = [slot for slot in free if slot > max(taken, default=0)]
    return SigningKey((later or free)[0], secrets.token_bytes(_OCTETS), today)


def first(keys: Sequence[SigningKey], slot: int) -> tuple[SigningKey, ...]:
    """The same keys, of which this one seals from now on."""
    key = _with_slot(keys, slot)
    return (key, *(each for each in keys if each is not key))


def without(
    keys: Sequence[SigningKey], slot: int, *, today: date, life: timedelta, at_once: bool
) -> tuple[SigningKey, ...]:  # fmt: skip
    """The keys less this one. `life`: how long what a key sealed is good for; `at_once`: also when some of it still is.
    Raises WrongSetting when it is the one that seals, or when something that it sealed may still be answered."""
    key = _with_slot(keys, slot)
    if key is keys[0]:
        raise WrongSetting(f"Slot {slot} seals today's letters: make a new key first (mailbot keys new).")
    next_one = keys[list(keys).index(key) - 1]  # it has sealed nothing since this one was made
    sealed_until = next_one.made_on
    if not at_once and (sealed_until is None or today - sealed_until <= life):
        since = f"until {sealed_until:%Y-%m-%d}" if sealed_until is not None else "nobody knows until when"
        raise WrongSetting(
            f"Slot {slot} sealed {since}, and what it sealed may be answered for {life.days} days: "
            "`--now` ends all that at once."
        )
    return tuple(each for each in keys if each is not key)


def write_keys(path: Path, keys: Sequence[SigningKey]) -> None:
    """Put the keys into their file, all of them or none: whatever stops us in the middle, the old ones are there."""
    beside = path.with_name(f"{path.name}.new")
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write("".join(f"{key}\n" for key in keys))
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise WrongSetting(f"{path} cannot be written: {error.strerror}.") from None


def _with_slot(keys: Sequence[SigningKey], slot: int) -> SigningKey:
    for key in keys:
        if key.slot == slot:
            return key
    raise WrongSetting(f"No key has slot {slot}: `mailbot keys list` shows those there are.")
