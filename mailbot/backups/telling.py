"""What an operator is told of a backup, and of what is to be done after a restore."""

from collections.abc import Callable, Sequence

from mailbot.backups.after import ROOM, SERIES_ROOM, Afterwards
from mailbot.backups.checking import Checked
from mailbot.backups.making import Made
from mailbot.backups.restoring import Restored

_MOST = 20


def tell_made(made: Made, say: Callable[[str], None], *, keys_are_set: bool) -> bool:
    """What it holds. False when something that should be in it is not in this house any more."""
    files = f"{_files(made.blobs)}, {made.octets / 1e6:.1f} MB of files" if made.has_files else "no files"
    say(f"{made.path}: {made.rows} rows, {files}.")
    if not made.has_files:
        say("Photos, papers and large mails are where they were: see that nobody empties that store, nor its copy.")
    if made.has_keys:
        say(
            "It holds the keys: whoever has it can make addresses that this service believes. Keep it as keys are kept."
        )
    elif keys_are_set:
        say("MAILBOT_KEYS is set where the service runs, and is not in it: keep it beside.")
    else:
        say("It holds no keys: without them, no answer to a letter already sent finds its way.")
    if made.erased:
        say(f"{len(made.erased)} files were erased while it was made, and are not in it.")
    for name in made.lost[:_MOST]:
        say(f"The file {name} is named by a row, and is missing or damaged.")
    if made.lost:
        say(f"{len(made.lost)} files of this house are missing or damaged: look for them in an older backup.")
    return not made.lost


def tell_checked(checked: Checked, say: Callable[[str], None]) -> None:
    """That it is whole, and what it holds."""
    blobs, sums = checked.manifest["blobs"], checked.manifest["sums"]
    say(
        f"Whole: {checked.rows} rows as of {checked.made_at}, "
        f"{_files(blobs['count']) if checked.has_files else 'its files left where they were'}, "
        f"{'with' if sums else 'without'} keys; tables of {checked.revision}."
    )
    if lost := checked.manifest["lost"]:
        say(f"{len(lost)} files were missing or damaged when it was made.")


def tell_restored(
    restored: Restored, afterwards: Afterwards, say: Callable[[str], None], *, set_keys: Sequence[str], is_sqlite: bool
) -> None:
    """What was done, and what is left to the operator."""
    say(f"Restored as of {restored.checked.made_at}: {restored.checked.rows} rows.")
    if not afterwards.moved:
        say("Mails that were accepted after that are not in it: their senders believe that they arrived.")
        say(
            f"Row numbers go on {ROOM} further, numbers of cases and papers {SERIES_ROOM} further: none is given twice."
        )
    if not restored.checked.has_files:
        say("Its files were left where they were: MAILBOT_BLOBS_URL, or the blobs folder, must lead there.")
    if restored.letters_due:
        what = "are taken for sent" if afterwards.settle_letters else "leave once the service runs"
        say(f"{restored.letters_due} letters were due then; they {what}.")
    if restored.keys is None:
        say("The backup holds no keys: set MAILBOT_KEYS, or put the keys file back, before the service runs.")
    elif set_keys and not {line.split(":")[1] for line in restored.keys.read_text().split()} <= {
        line.split(":")[1] for line in set_keys
    }:
        say(f"MAILBOT_KEYS lacks keys of the backup: set it to the lines of {restored.keys}, separated by commas.")
    elif not set_keys and not is_sqlite:
        say(f"Set MAILBOT_KEYS for every process to the lines of {restored.keys}, separated by commas.")
    say("Run `mailbot retention`, and forget again whoever was forgotten since.")


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count} files"
