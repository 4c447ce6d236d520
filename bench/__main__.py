"""`make bench`: accepting mail, the whole path, letters, reading; ratios of one run on one machine."""

import argparse
import subprocess
import sys

_PARTS = (
    ("Durable accept against a stock server that keeps nothing, 18 kB a mail",
     ["bench.accept", "--keeper", "bench.sinks:keeping_in_sqlite"]),
    ("The whole path on SQLite: reply, comment, two letters delivered", ["bench.whole"]),
    ("Letters", ["bench.letters"]),
    ("Papers for a company", ["bench.papers"]),
    ("Parsing", ["bench.parsing"]),
    ("Proof of a sender, the DNS warm", ["bench.authentication"]),
    ("Reading", ["bench.reading"]),
    ("An agency's 50,000 lines", ["bench.importing"]),
)  # fmt: skip


def main() -> None:
    """Run every part, or those whose module is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("only", nargs="*", help="the last word of a module: accept, whole, reading…")
    chosen = parser.parse_args()
    for title, command in _PARTS:
        if not chosen.only or command[0].removeprefix("bench.") in chosen.only:
            print(f"\n{title}", flush=True)
            subprocess.run([sys.executable, "-m", *command], check=True)


if __name__ == "__main__":
    main()
