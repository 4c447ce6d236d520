"""Claimed mails in their order; those that may do so share one transaction: one commit, and one wait for the disk."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from mailbot.db import look_again
from mailbot.inbound.processing import (
    Opened,
    none_came_before,
    open_claimed,
    process,
    settle_opened,
    tell_of,
    with_copies,
)
from mailbot.inbound.queue import Claimed, give_back
from mailbot.measures import MAILS_TOGETHER
from mailbot.telemetry import logger
from mailbot.world import World

log = logger(__name__)


def take_mails(world: World, claimed: Sequence[Claimed]) -> int:
    """Take claimed mails to their fates, in their order; how many. Never raises, like `process`.

    It begins none once half of their lease is over: those that a slow DNS has left no time for go back, before anybody
    else takes them over and both walk them.
    """
    taken = 0
    for group in _groups(claimed):
        together = _take_together(world, group) if len(group) > 1 else 0
        taken += together
        for mail in group[together:]:
            if taken and _half_is_over(world, mail):
                give_back(world, claimed[taken:])
                return taken
            process(world, mail)
            taken += 1
    return taken


def _groups(claimed: Sequence[Claimed]) -> Iterator[Sequence[Claimed]]:
    """Mails that may share a transaction. One that was tried before or that somebody decided on is alone, and a large
    one: its bytes are among the blobs, and several would fill the memory."""
    group: list[Claimed] = []
    for mail in claimed:
        if mail.content is None or mail.tries > 1 or mail.trail:
            yield from (each for each in (group, [mail]) if each)
            group = []
        else:
            group.append(mail)
    if group:
        yield group


def _take_together(world: World, group: Sequence[Claimed]) -> int:
    """Settle the first mails of a group in one transaction; how many. None when something was in the way: nothing of it
    has happened then, and whoever walks them one by one meets it again, and says so."""
    opened: list[Opened] = []
    fates = []
    try:
        for mail in group:
            if opened and _half_is_over(world, mail):
                break
            opened.append(open_claimed(world, mail))
        opened = with_copies(world, opened)
        with world.database.transaction() as session:
            for each in opened:
                fates.append(settle_opened(world, session, each))
                # The next one finds what this one did in the rows, and nothing that this one remembers of them.
                session.flush()
                session.expunge_all()
                look_again(session)
            none_came_before(world, session, opened)
    except Exception as trouble:
        log.info("mails_one_by_one", mails=len(group), trouble=type(trouble).__name__)
        return 0
    MAILS_TOGETHER.note(len(opened))
    for each, fate in zip(opened, fates, strict=True):
        tell_of(world, each, fate)
    return len(opened)


def _half_is_over(world: World, mail: Claimed) -> bool:
    return world.clock() >= mail.until - timedelta(seconds=world.lease / 2)
