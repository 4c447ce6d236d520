"""The named points of both walks: killed at any of them, the house loses nothing and does nothing twice."""

from collections.abc import Callable
from enum import StrEnum


class Point(StrEnum):
    """A place in the code where something stands on disk, or is about to, and the next thing does not yet."""

    # A mail is let in.
    DATA_GATHERED = "data_gathered"
    """The final dot was read; nothing is kept."""
    BLOB_WRITTEN = "blob_written"
    """Bytes are on disk beside their place, under no name yet."""
    BLOB_NAMED = "blob_named"
    """They have their name; the folder that holds it may not be on disk."""
    ARRIVALS_WRITTEN = "arrivals_written"
    """The rows of a group stand in an open transaction."""
    ARRIVALS_COMMITTED = "arrivals_committed"
    """They are on disk; no sender has heard so."""
    ARRIVALS_ANSWERED = "arrivals_answered"
    """Whoever waits is being told; no worker has heard a ring."""
    ARRIVAL_KEPT = "arrival_kept"
    """The conversation knows; its 250 is not said."""

    # It is taken.
    MAILS_CLAIMED = "mails_claimed"
    MAIL_PARSED = "mail_parsed"
    MAIL_PROVEN = "mail_proven"
    """The DNS was asked about its sender; the answer is nowhere yet."""
    MAIL_FILES_KEPT = "mail_files_kept"
    """Its photos and papers are blobs that no row names."""
    MAIL_TAKEN = "mail_taken"
    """Comment, changes, events and letters stand in an open transaction; the mail has no fate."""
    MAIL_SETTLED = "mail_settled"
    """The fate stands in the same transaction, still open."""
    MAIL_COMMITTED = "mail_committed"

    # A letter leaves.
    LETTERS_CLAIMED = "letters_claimed"
    PAPER_PRINTED = "paper_printed"
    """A PDF is made, and kept nowhere."""
    PAPER_KEPT = "paper_kept"
    """It is a blob that its row does not name."""
    PAPER_RECORDED = "paper_recorded"
    LETTER_SEALED = "letter_sealed"
    """Written and signed; the relay has heard nothing."""
    ENVELOPE_OPENED = "envelope_opened"
    """The relay waits for the letter's own octets."""
    LETTER_SAID = "letter_said"
    """The final dot is sent; the relay's answer is not read."""
    LETTER_ACCEPTED = "letter_accepted"
    """The relay has it; our row does not know."""
    FATES_WRITTEN = "fates_written"
    """What became of a batch stands in an open transaction."""
    FATES_COMMITTED = "fates_committed"

    # The clock, the pages, what is let go.
    TASK_RUN = "task_run"
    """All that a task of the clock caused stands in an open transaction."""
    TASK_COMMITTED = "task_committed"
    PRESS_FILES_KEPT = "press_files_kept"
    """The files of a form are blobs that no row names."""
    PRESS_DONE = "press_done"
    """What a button did stands in an open transaction."""
    PRESS_COMMITTED = "press_committed"
    """It is done; whoever pressed has no answer."""
    BYTES_REMOVED = "bytes_removed"
    """Erased bytes are gone; the row that asked for it waits still."""

    # Old mails leave the database.
    BYTES_MARKED = "bytes_marked"
    """It is written down that the bytes of old mails may be in two places from now on."""
    BYTES_COPIED = "bytes_copied"
    """They are in both."""
    BYTES_LET_GO = "bytes_let_go"
    """Their rows are gone in a transaction that stands open."""


def reach(point: Point) -> None:
    """The walk has come this far. Nobody is told, but for a watcher."""
    if _watcher is not None:
        _watcher(point)


def watch(watcher: Callable[[Point], None] | None) -> None:
    """Tell somebody of every point that this process reaches, before it goes on; None: nobody. Threads of every kind
    call it. Only tests watch: to kill the process there, or to hold it."""
    global _watcher  # noqa: PLW0603
    _watcher = watcher


_watcher: Callable[[Point], None] | None = None
