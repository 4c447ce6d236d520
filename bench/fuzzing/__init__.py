"""Inputs that nobody would send, by the hundred thousand, from a seed: `python -m bench.fuzzing --help`."""
