"""Each guard that is listed still stands in the code, and its test too: bench.guards can take it away."""

from bench.guards.listed import areas, guards_of, trouble_with


def test_every_listed_guard_can_be_taken_away() -> None:
    assert areas()
    assert [f"{guard.name}: {why}" for guard in guards_of() if (why := trouble_with(guard))] == []


def test_no_two_guards_have_one_name() -> None:
    names = [(guard.area, guard.name) for guard in guards_of()]
    assert len(names) == len(set(names))
