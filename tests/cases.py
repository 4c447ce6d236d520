"""Hundreds of small cases as one test, which names each case that fails."""

import inspect
import traceback
from collections.abc import Callable, Iterable
from typing import Any

import pytest

Test = Callable[..., None]


def every(
    names: str | tuple[str, ...],
    cases: Iterable[Any] | Callable[[], Iterable[Any]],
    *,
    ids: Callable[[Any], str] = repr,
) -> Callable[[Test], Test]:
    """As `pytest.mark.parametrize` has it, in one test: where a case takes no time, the runner's own work for a test
    of its own (5 ms on two workers) would be most of it. All the cases are gone through, whichever fail.
    Cases that take long to make are given as what makes them, when the test is run.
    """
    makes = callable(cases) and not isinstance(cases, type)  # an enumeration is a class that has cases
    ready = [] if makes else _some(cases)  # type: ignore[arg-type]

    def of(test: Test) -> Test:
        def through_all(**given: Any) -> None:
            failed = []
            kept = _some(cases()) if makes else ready  # type: ignore[operator]
            for case in kept:
                values = {names: case} if isinstance(names, str) else dict(zip(names, case, strict=True))
                try:
                    test(**given, **values)
                except (Exception, pytest.fail.Exception) as trouble:
                    failed.append(f"{ids(case)}\n{_told(trouble)}")
            if failed:
                pytest.fail(f"{len(failed)} of {len(kept)} cases:\n\n" + "\n\n".join(failed), pytrace=False)

        taken = {names} if isinstance(names, str) else set(names)
        asked = inspect.signature(test).parameters.values()
        assert taken <= {each.name for each in asked}
        left = [each.replace(kind=each.KEYWORD_ONLY) for each in asked if each.name not in taken]
        vars(through_all).update(vars(test))  # the marks that stand below
        vars(through_all)["__signature__"] = inspect.Signature(left)
        through_all.__name__, through_all.__qualname__ = test.__name__, test.__qualname__
        through_all.__module__, through_all.__doc__ = test.__module__, test.__doc__
        return through_all

    return of


def _some(cases: Iterable[Any]) -> list[Any]:
    kept = list(cases)
    assert kept, "a test of no case proves nothing"
    return kept


def _told(trouble: BaseException) -> str:
    """Where a case failed, and of what."""
    steps = traceback.extract_tb(trouble.__traceback__)[1:]
    where = "\n".join(f"  {step.filename}:{step.lineno}: {step.line}" for step in steps[:1] + steps[1:][-1:])
    return f"{where}\n  {type(trouble).__name__}: {trouble}"
