"""`python -m manual reference | pictures`: what the code says of itself, and how it looks."""

import argparse
from pathlib import Path

from manual import references

DOCS = Path(__file__).parent.parent / "docs"


def main() -> None:
    """Write what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m manual", description=__doc__)
    parser.add_argument("what", choices=("reference", "pictures"))
    parser.add_argument("only", nargs="*", help="of the pictures, by their names")
    chosen = parser.parse_args()
    if chosen.what == "reference":
        for path in references.write(DOCS.parent):
            print(f"{path} was written.")
        return
    from manual import pictures  # it wants Chromium

    pictures.take(DOCS / "pictures", only=frozenset(chosen.only))


if __name__ == "__main__":
    main()
