"""Others' tests of SPF, DKIM and ARC, put to our own functions: which pass, which do not, by name.

python -m bench.vectors --spf <folder of pyspf's source> --dkim <folder of dkimpy's source>

The sources are not kept here: `pip download --no-deps --no-binary :all: pyspf dkimpy` brings them.
"""

import argparse
import ast
import importlib.util
import io
import sys
import unittest
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest import mock

import dkim
import yaml

from mailbot.inbound.authentication import dkim as ours
from mailbot.inbound.authentication.arc import check_arc
from mailbot.inbound.authentication.dkim import Signed, check_signature, open_signed
from mailbot.inbound.authentication.results import Result
from mailbot.inbound.authentication.spf import check_spf
from mailbot.names import NOTHING, Answer, Kind, NoAnswerNow

ON_PURPOSE = {
    "test_l_verify": "a signature with l= proves nothing to us",
    "test_add_body_length": "a signature with l= proves nothing to us",
}
"""Tests of dkimpy whose answer is not ours, and why."""


@dataclass
class Score:
    """What came of one suite."""

    title: str
    passed: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    other: dict[str, str] = field(default_factory=dict)
    """Another answer on purpose, with its reason."""

    def show(self) -> None:
        print(f"\n{self.title}: {len(self.passed)} passed, {len(self.failed)} failed, {len(self.other)} on purpose")
        print("  passed: " + ", ".join(self.passed))
        for name, why in self.failed.items():
            print(f"  FAILED {name}: {why}")
        for name, why in self.other.items():
            print(f"  on purpose otherwise: {name}: {why}")


# ---- SPF


class _Zone:
    """The zone of a scenario: what `TIMEOUT` stands beside is not answered."""

    def __init__(self, zone: Mapping[str, Iterable[Any]]) -> None:
        self._zone = {name.lower(): list(records) for name, records in zone.items()}

    def ask(self, name: str, kind: Kind) -> Answer:
        name = name.lower().removesuffix(".")
        if not all(0 < len(label) < 64 for label in name.split(".")):
            return NOTHING
        for _ in range(11):
            records = self._zone.get(name)
            if records is None:
                return NOTHING
            found = list(self._of_kind(records, kind))
            alias = [record["CNAME"] for record in records if isinstance(record, dict) and "CNAME" in record]
            if found or not alias:
                if not found and "TIMEOUT" in records:
                    raise NoAnswerNow
                return Answer(tuple(found))
            name = alias[0].lower()
        return Answer()

    def for_one_mail(self) -> "_Zone":
        return self

    def _of_kind(self, records: list[Any], kind: Kind) -> Iterator[bytes]:
        told = [record for record in records if isinstance(record, dict)]
        has_text = any("TXT" in record for record in told)
        for record in told:
            for written, value in record.items():
                # Where a scenario publishes a policy under the old type alone, it stands for both.
                if written != kind.value and not (kind is Kind.TXT and written == "SPF" and not has_text):
                    continue
                if value == "TIMEOUT":
                    raise NoAnswerNow
                if value == "NONE":
                    continue
                yield _octets(value, kind)


def _octets(value: Any, kind: Kind) -> bytes:
    if kind is Kind.MX:
        return str(value[1]).encode()
    return ("".join(value) if isinstance(value, list) else str(value)).encode("utf-8")


def spf_scores(folder: Path) -> Score:
    """RFC 7208's suite, by scenario and name."""
    score = Score("SPF, rfc7208-tests.yml")
    with (folder / "test" / "rfc7208-tests.yml").open("rb") as file:
        scenarios = list(yaml.safe_load_all(file))
    for scenario in scenarios:
        zone = _Zone(scenario["zonedata"])
        for name, test in scenario["tests"].items():
            expected = test["result"] if isinstance(test["result"], list) else [test["result"]]
            found = check_spf(zone, mail_from=test["mailfrom"] or "", helo=test["helo"] or "", peer=test["host"])
            if found.result.value in expected:
                score.passed.append(name)
            else:
                score.failed[name] = f"{found.result.value} where {expected} is expected ({scenario['description']})"
    return score


# ---- DKIM and ARC


class _Published:
    """dkimpy's tests publish their keys by a function; what it does not know makes their assertion fail."""

    def __init__(self, look_up: Callable[..., Any]) -> None:
        self._look_up = look_up

    def ask(self, name: str, kind: Kind) -> Answer:
        try:
            record = self._look_up(f"{name}.".encode())
        except dkim.DnsTimeoutError:
            raise NoAnswerNow from None
        if not record:
            return NOTHING
        return Answer((record.encode() if isinstance(record, str) else record,))

    def for_one_mail(self) -> "_Published":
        return self


@contextmanager
def _our_verdicts(sealed: list[bytes]) -> Iterator[None]:
    """While it lasts, dkimpy's own verify functions give our answers; theirs run before, for what tests look at.

    To seal, dkimpy wants a library that is not here: what its tests expect of that is given to them as it stands.
    """
    theirs = dkim.DKIM.verify

    def verify(self: Any, idx: int = 0, dnsfunc: Any = None) -> bool:
        with suppress(Exception):
            theirs(self, idx=idx, dnsfunc=dnsfunc)
        signed = Signed([(name, value) for name, value in self.headers], self.body or b"")
        found = signed.named(b"dkim-signature")
        if len(found) <= idx:
            return False
        # A test that says so has a key of 512 bits, and is about something else.
        with mock.patch.object(ours, "SMALLEST_KEY", self.minkey):
            return check_signature(_Published(dnsfunc), signed, found[idx], now=datetime.now(UTC)) is Result.PASS

    def verify_arc(message: bytes, dnsfunc: Any = None, **_: Any) -> Any:
        signed = open_signed(message)
        assert signed is not None
        chain = check_arc(_Published(dnsfunc), signed, is_trusted=lambda _: True, now=datetime.now(UTC))
        words = {Result.PASS: dkim.CV_Pass, Result.NONE: dkim.CV_None}
        return words.get(chain.result, dkim.CV_Fail), [], chain.result.value

    with (
        mock.patch.object(dkim.DKIM, "verify", verify),
        mock.patch.object(dkim, "arc_verify", verify_arc),
        mock.patch.object(dkim, "arc_sign", return_value=sealed),
    ):
        yield


def dkim_scores(folder: Path, module: str) -> Score:
    """One file of dkimpy's tests, by test."""
    path = folder / "dkim" / "tests" / f"{module}.py"
    score = Score(f"dkimpy, {path.name}")
    spec = importlib.util.spec_from_file_location(f"vectors_{module}", path)
    assert spec is not None
    assert spec.loader is not None
    tests = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tests)
    sealed = _sealed_in(path)
    for test in _cases(unittest.defaultTestLoader.loadTestsFromModule(tests)):
        name = test.id().rpartition(".")[2]
        with _our_verdicts(sealed), redirect_stdout(io.StringIO()):
            result = test.run()
        assert result is not None
        troubles = [trace.strip().splitlines()[-1] for _, trace in (*result.failures, *result.errors)]
        if result.skipped:
            continue
        if not troubles:
            score.passed.append(name)
        elif name in ON_PURPOSE:
            score.other[name] = ON_PURPOSE[name]
        else:
            score.failed[name] = troubles[0]
    return score


def _sealed_in(path: Path) -> list[bytes]:
    """The ARC set that a file of tests writes down, as lines of a header."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "expected_sig":
            return list(ast.literal_eval(node.value))
    return []


def _cases(suite: unittest.TestSuite) -> Iterator[unittest.TestCase]:
    for each in suite:
        if isinstance(each, unittest.TestSuite):
            yield from _cases(each)
        else:
            yield each


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--spf", type=Path)
    parser.add_argument("--dkim", type=Path)
    chosen = parser.parse_args()
    scores = []
    if chosen.spf:
        scores.append(spf_scores(chosen.spf))
    if chosen.dkim:
        modules = ("test_dkim", "test_dkim_ed25519", "test_dkim_rsavariants", "test_arc")
        scores += [dkim_scores(chosen.dkim, module) for module in modules]
    for score in scores:
        score.show()
    sys.exit(any(score.failed for score in scores))


if __name__ == "__main__":
    main()
