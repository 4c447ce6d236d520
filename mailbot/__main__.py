"""`python -m mailbot`."""

import sys


def main() -> None:
    """Run a command. The one that lasts is not told through a library that reads commands: it would keep it."""
    if sys.argv[1:] == ["serve"]:
        from mailbot.serving import serve

        serve()
    from mailbot.cli import main as run_command

    run_command()


if __name__ == "__main__":
    main()
