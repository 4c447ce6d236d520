"""Runs docs/going-live.md in a fresh Debian, and writes to it from outside: `python -m bench.going_live --help`."""
