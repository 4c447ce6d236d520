"""The report of how fast it is: it runs, a part that breaks is told, and what fell is seen."""

import json
import shutil
import sqlite3
import xml.etree.ElementTree as ET  # our own picture
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bench import __main__ as report_of
from bench.comparing import fallen
from bench.figures import Beside, Figure, Report, interleaved
from bench.filling import multiply
from bench.keeping import kept, path_of
from bench.parts import papers
from bench.scale import Scale
from bench.table import BEGIN, END, PAGE, written
from bench.telling import lines_of, verdict

QUICK = Scale(rounds=1, quick=True)


def test_parts_run_and_one_that_breaks_keeps_no_other_from_its_figures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(scale: Scale) -> list[Figure]:
        raise RuntimeError("no such disk")

    monkeypatch.setattr(papers, "measure", broken)
    said: list[str] = []
    found = report_of.run(["papers", "letters", "latency"], QUICK, said.append)

    assert [(fault.part, fault.why) for fault in found.faults] == [("papers", "RuntimeError: no such disk")]
    assert {"letter", "seal", "sign", "seal+sign", "send", "latency.median"} <= {each.code for each in found.figures}
    assert all(each.value > 0 for each in found.figures)
    assert any("1 parts broke: papers" in line for line in said)
    path = report_of.keep(found, "\n".join(said), tmp_path)
    assert json.loads(path.with_suffix(".json").read_text("utf-8"))["faults"][0]["part"] == "papers"
    words = "".join(ET.fromstring(path.with_suffix(".svg").read_text("utf-8")).itertext())  # noqa: S314
    assert "sealing and signing it" in words
    assert path_of(found.as_json(), tmp_path) != path, "a second run of a day stands beside the first"


def test_every_part_that_is_promised_can_be_measured() -> None:
    for part in report_of.PARTS:
        assert callable(report_of.measuring(part)), part


def test_rounds_alternate() -> None:
    order: list[str] = []

    def act(name: str) -> Callable[[], float]:
        return lambda: float(len(order)) if order.append(name) is None else 0.0  # type: ignore[func-returns-value]

    found = interleaved(3, act("a"), act("b"))

    assert order == ["a", "b"] * 3
    assert found == [(1.0, 3.0, 5.0), (2.0, 4.0, 6.0)]


def told(rate: float, peer: float, milliseconds: float) -> dict[str, Any]:
    """A report of a rate beside a peer, and of a time without."""
    peers = (Beside("a peer", (peer,), bar=2.0), Beside("another", (), missing="not installed: so and so"))
    figures = [
        Figure("a", "mails", "mails/s", (rate,), 50.0, peers),
        Figure("b", "a page", "ms", (milliseconds,), 10.0),
    ]
    machine = {
        "name": "m", "cores": 2, "processor": "p", "memory_gb": 8, "kernel": "6", "python": "3", "sqlite": "3",
        "commit": "c", "changed": False,
    }  # fmt: skip
    return Report(f"2026-11-2{int(rate) % 10}T09:00:00+00:00", machine, quick=False, figures=figures).as_json()


def test_ratios_and_bars_say_the_same_of_rates_and_of_times() -> None:
    figure, page = told(101, 50, 12)["figures"]

    assert (figure["held"], figure["beside"][0]["ratio"], figure["beside"][0]["held"]) == (True, 2.02, True)
    assert figure["beside"][1] == {"words": "another", "missing": "not installed: so and so", "bar": None}
    assert page["held"] is False
    assert "MISSED" in next(iter(lines_of(page)))
    assert verdict(told(101, 50, 12)).startswith("2 of 3 bars held; missed:\n  a page")
    slower = Figure("t", "t", "ms", (4.0,), beside=(Beside("twice as fast", (2.0,)),)).as_json()
    assert slower["beside"][0]["ratio"] == 0.5


def test_what_fell_by_a_tenth_is_named_and_nothing_else() -> None:
    before = told(100, 50, 10)

    assert fallen(before, told(55, 27.5, 10.5)) == [], "the machine was slower, and its peer with it"
    assert [line.partition(":")[0] for line in fallen(before, told(90, 50, 10))] == ["mails, beside a peer"]
    assert [line.partition(":")[0] for line in fallen(before, told(100, 50, 11.2))] == ["a page"]
    gone = told(100, 50, 10)
    del gone["figures"][1]
    assert fallen(before, gone) == ["a page: not measured any more"]


def test_the_manual_has_the_newest_result_and_no_figure_by_hand(tmp_path: Path) -> None:
    for report in (told(101, 50, 8), told(102, 40, 9)):
        path_of(report, tmp_path).with_suffix(".json").write_text(json.dumps(report), "utf-8")
    page = written(f"# Speed\n{BEGIN}\nold\n{END}\nMore.\n", kept(tmp_path))

    assert "old" not in page
    assert page.startswith("# Speed\n")
    assert page.endswith(f"{END}\nMore.\n")
    assert "× 2.55 a peer (bar 2: held)<br>another: not installed" in page
    assert written(PAGE.read_text("utf-8"), kept()) == PAGE.read_text("utf-8"), "run python -m bench.table"


def test_a_house_is_filled_with_agencies_like_the_first(tmp_path: Path, sqlite_cast: Path) -> None:
    path = tmp_path / "many.db"
    shutil.copy(sqlite_cast, path)
    with sqlite3.connect(path) as before:
        counted = {name: rows_in(before, name) for name in ("agencies", "people", "reports", "events", "buildings")}
    before.close()

    multiply(path, 7)

    with sqlite3.connect(path) as after:
        assert {name: rows_in(after, name) for name in counted} == {name: 7 * rows for name, rows in counted.items()}
        assert after.execute("PRAGMA foreign_key_check").fetchall() == []
        still_open = "SELECT count(*) FROM reports WHERE status != 'closed' AND agency_id > 1"
        strays = "SELECT count(*) FROM reports r JOIN people p ON p.id = r.author_id WHERE p.agency_id != r.agency_id"
        assert [after.execute(each).fetchone() for each in (still_open, strays)] == [(0,), (0,)]
    after.close()


def rows_in(connection: sqlite3.Connection, table: str) -> int:
    number: int = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
    return number
