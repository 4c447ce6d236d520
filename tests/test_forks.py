"""What is read once for several processes, and what each of them needs beside it."""

import subprocess
import sys

_GAPS = """
import ctypes
from mailbot.forks import for_good

libc = ctypes.CDLL(None)
libc.malloc.restype, libc.free.argtypes = ctypes.c_size_t, [ctypes.c_size_t]
with for_good():
    taken = [libc.malloc(600) for _ in range(2_000)]
    for each in taken[::2]:
        libc.free(each)
gaps = set(taken[::2])
print(sum(libc.malloc(600) in gaps for _ in range(1_000)))
"""


def test_what_a_copy_needs_later_is_not_put_into_the_gaps_of_what_is_shared() -> None:
    found = subprocess.run([sys.executable, "-c", _GAPS], capture_output=True, text=True, check=True)
    assert int(found.stdout) == 0
