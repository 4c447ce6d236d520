"""Many cases in one test lose no failure: each is named, with where and why."""

import pytest

from tests.cases import every


def test_each_case_that_fails_is_named_and_the_others_are_gone_through() -> None:
    seen = []

    @every(("number", "half"), [(2, 1), (4, 3), (6, 3), (8, 3)])
    def check(number: int, half: int) -> None:
        seen.append(number)
        assert number == 2 * half, "not the half"

    with pytest.raises(pytest.fail.Exception) as told:
        check()

    assert seen == [2, 4, 6, 8]
    said = str(told.value)
    assert said.startswith("2 of 4 cases:")
    assert "(4, 3)" in said
    assert "(8, 3)" in said
    assert "(2, 1)" not in said
    assert "not the half" in said
    assert "test_cases.py" in said


def test_whatever_goes_wrong_in_a_case_is_its_failure() -> None:
    @every("table", [{}, {"x": 1}])
    @every("raises", [KeyError, IndexError])
    def check(table: dict[str, int], raises: type[Exception]) -> None:
        with pytest.raises(raises):
            table["x"]

    with pytest.raises(pytest.fail.Exception) as told:
        check()

    said = str(told.value)
    assert said.startswith("2 of 2 cases:")
    assert "<class 'IndexError'>" in said
    assert "KeyError: 'x'" in said
    assert "DID NOT RAISE" in said


def test_a_test_without_a_case_is_refused() -> None:
    with pytest.raises(AssertionError, match="no case"):
        every("word", [])
