"""All processes are started again in the middle of a busy day."""

from pathlib import Path

import pytest

from bench.restart import run


@pytest.mark.long
def test_everything_is_started_again_while_mails_wait_and_each_writers_stay_in_order_once(tmp_path: Path) -> None:
    count = run(tmp_path, 30, lease=12)

    assert (count.taken, count.lost, count.doubled, count.out_of_order) == (30, 0, 0, 0)
    assert (count.letters_lost, count.letters_doubled) == (0, 0)
    assert count.letters > 0
