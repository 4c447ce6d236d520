"""What is counted and timed: the dashboard and the alerts ask for nothing else, and each alert says what to do."""

import json
import re
import socket
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import event

from mailbot import measures
from mailbot.errors import WrongSetting
from mailbot.levels import Levels, people_and_digests, queues
from mailbot.metrics_page import family_of, metrics_page
from mailbot.model import Agency
from mailbot.model_mails import Duty, InboundMail, ScheduledRun
from mailbot.settings import Settings
from mailbot.vocabulary import InboundFate
from mailbot.world import World, make_world
from tests.cases import every

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HERE = Path(__file__).parent.parent
DASHBOARD = json.loads((HERE / "deploy" / "grafana-mailbot.json").read_text("utf-8"))
ALERTS = yaml.safe_load((HERE / "deploy" / "prometheus-alerts.yml").read_text("utf-8"))
RULES = [rule for group in ALERTS["groups"] for rule in group["rules"]]
OF_PROMETHEUS = frozenset({"up"})
_NAME = re.compile(r"\b(?:mailbot|process)_[a-z_]+|\bup\b")
"""What an expression asks for, of ours and of the library's own."""


def panels() -> Iterator[dict[str, Any]]:
    for panel in DASHBOARD["panels"]:
        yield panel
        yield from panel.get("panels", ())


def expressions() -> Iterator[str]:
    for panel in panels():
        yield from (target["expr"] for target in panel.get("targets", ()))
    yield from (rule["expr"] for rule in RULES)


@every("expression", list(expressions()))
def test_the_dashboard_and_the_alerts_ask_for_what_there_is(expression: str) -> None:
    asked = set(_NAME.findall(expression))
    assert asked, "it asks for nothing of ours"
    assert asked <= measures.names() | OF_PROMETHEUS


def test_whatever_an_operator_should_see_is_on_the_dashboard_or_wakes_somebody() -> None:
    asked = {name for each in expressions() for name in _NAME.findall(each)}
    without = {name for name in measures.STANDS if name not in asked}
    assert without == set()


@every("rule", RULES)
def test_an_alert_says_what_it_is_and_where_it_is_written_what_to_do(rule: dict[str, Any]) -> None:
    assert rule["annotations"]["summary"].strip().endswith(".")
    assert rule["labels"]["severity"] in ("page", "look")
    page, _, anchor = rule["annotations"]["runbook"].partition("#")
    assert page == "docs/operating.md"
    assert anchor in anchors(HERE / page)


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as Markdown readers make them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-") for each in headings}


def test_the_dashboard_can_be_imported() -> None:
    assert DASHBOARD["title"]
    assert DASHBOARD["uid"]
    assert DASHBOARD["id"] is None, "an imported dashboard has no number yet"
    assert DASHBOARD["schemaVersion"] >= 36
    [source] = [each for each in DASHBOARD["templating"]["list"] if each["type"] == "datasource"]
    numbers = [panel["id"] for panel in panels()]
    assert len(numbers) == len(set(numbers))
    for panel in panels():
        at = panel["gridPos"]
        assert 0 <= at["x"] <= at["x"] + at["w"] <= 24
        if panel["type"] != "row":
            assert panel["datasource"] == {"type": "prometheus", "uid": f"${{{source['name']}}}"}
            assert panel["description"]
            assert len({target["refId"] for target in panel["targets"]}) == len(panel["targets"])
    assert [panel["title"] for panel in panels() if panel["type"] == "row"] == [
        "Is all well?", "Mail in", "Reading", "Letters out", "Queue ages", "Agencies' clock", "Store and database",
        "Processes",
    ]  # fmt: skip


def test_every_name_ends_in_its_unit_and_no_label_can_be_a_persons() -> None:
    shown = measures.exposed().decode()
    for name, kind in re.findall(r"^# TYPE (mailbot_\w+) (\w+)$", shown, re.MULTILINE):
        assert (kind == "counter") == name.endswith("_total"), name
    counted = [
        each for each in vars(measures).values() if isinstance(each, measures.Count | measures.Spread | measures.Level)
    ]
    labels = {label for each in counted for label in each._all._labelnames}
    assert labels | {label for _, of in measures.STANDS.values() for label in of} == {
        "code", "why", "fate", "kind", "step", "answer", "what", "task", "act", "bell", "method", "result", "version",
        "python", "database",
    }  # fmt: skip
    with pytest.raises(KeyError):
        measures.stand({("mailbot_not_in_the_list",): 1.0})


@pytest.fixture
def house(tmp_path: Path) -> Iterator[tuple[World, Settings]]:
    from mailbot.db import Database
    from mailbot.migrating import migrate

    settings = Settings(data_dir=tmp_path, metrics_port=0, disk_reserve=1_000)
    database = Database(settings.database)
    migrate(database.engine)
    database.close()
    world = make_world(settings, lambda: NOW)
    yield world, settings
    world.database.close()


def asked(port: int, path: str, host: str = "127.0.0.1") -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://{host}:{port}{path}", timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.read().decode()


def test_a_process_without_pages_tells_its_metrics_and_the_houses(house: tuple[World, Settings]) -> None:
    world, settings = house
    with world.database.transaction() as session:
        session.add(a_mail("held", fate=InboundFate.HELD, since=timedelta(hours=3)))
        session.add(a_mail("waits", fate=None, since=timedelta(minutes=20)))
        session.add(Duty(name="schedule", holder="somebody", until=NOW - timedelta(minutes=7)))
    with metrics_page(world, settings) as port:
        code, told = asked(port, "/metrics")
        assert code == 200
        for line in (
            "mailbot_up 1.0",
            "mailbot_mails_waiting 1.0",
            "mailbot_oldest_mail_seconds 1200.0",
            'mailbot_mails_for_a_person{fate="held"} 1.0',
            'mailbot_oldest_mail_for_a_person_seconds{fate="held"} 10800.0',
            'mailbot_mails_for_a_person{fate="parked"} 0.0',
            "mailbot_clock_unheld_seconds 420.0",
            "mailbot_disk_reserve_bytes 1000.0",
        ):
            assert line in told.splitlines(), line
        assert 'database="sqlite"' in told
        assert asked(port, "/healthz") == (200, "ok\n")
        assert asked(port, "/anything") == (404, "not here\n")
        taken = settings.model_copy(update={"metrics_port": port})
        with pytest.raises(WrongSetting, match="MAILBOT_METRICS_HOST and _PORT"), metrics_page(world, taken):
            pass


def test_metrics_are_told_at_a_name_and_at_an_address_of_either_kind(house: tuple[World, Settings]) -> None:
    world, settings = house
    with metrics_page(world, settings.model_copy(update={"metrics_host": "localhost"})) as port:
        assert asked(port, "/healthz", "localhost") == (200, "ok\n")
    assert [family_of(host, 0) for host in ("::1", "127.0.0.1")] == [socket.AF_INET6, socket.AF_INET]


def test_a_host_of_metrics_that_is_no_address_is_a_wrong_setting(house: tuple[World, Settings]) -> None:
    world, settings = house
    nowhere = settings.model_copy(update={"metrics_host": "2001:db8::7"})
    with pytest.raises(WrongSetting, match="MAILBOT_METRICS_HOST and _PORT 2001:db8::7"), metrics_page(world, nowhere):
        pass


def test_a_database_that_is_away_is_told_and_what_it_knew_is_not(house: tuple[World, Settings]) -> None:
    world, settings = house
    levels = Levels(world, settings)
    levels.look()
    assert b"mailbot_up 1.0" in measures.exposed()
    Path(settings.database.removeprefix("sqlite:///")).write_bytes(b"no database" * 1000)
    for each in ("-wal", "-shm"):
        Path(settings.database.removeprefix("sqlite:///") + each).unlink(missing_ok=True)
    world.database.engine.dispose()
    Levels(world, settings).look()
    told = measures.exposed()
    assert b"mailbot_up 0.0" in told
    assert b"mailbot_mails_waiting" not in told


def test_an_agency_whose_daily_letter_is_missing_is_counted(house: tuple[World, Settings]) -> None:
    world, _ = house
    with world.database.transaction() as session:
        for number, on in ((1, date(2026, 11, 1)), (2, None), (3, date(2026, 11, 22))):
            began = NOW - timedelta(days=90)
            session.add(
                Agency(id=number, key=f"a{number}", mail_domain=f"a{number}.example", name="", created_at=began)
            )
            session.flush()
            if on is not None:
                session.add(ScheduledRun(agency_id=number, task="digests", on=on, ran_at=began))
    with world.database.looking() as session:
        told = people_and_digests(session, now=NOW)
    assert told["mailbot_agencies",] == 3
    assert told["mailbot_agencies_without_digest",] == 2


def test_however_often_it_is_asked_the_database_is_asked_now_and_then(house: tuple[World, Settings]) -> None:
    world, settings = house
    said: list[str] = []
    event.listen(world.database.engine, "before_cursor_execute", lambda *given: said.append(given[2]))
    levels = Levels(world, settings)
    for _ in range(20):
        levels.look()
    asking = [each for each in said if each.startswith("SELECT")]
    assert 0 < len(asking) <= 12


def test_what_is_asked_of_the_queues_is_found_by_an_index(house: tuple[World, Settings]) -> None:
    world, _ = house
    said: list[tuple[str, Any]] = []
    event.listen(world.database.engine, "before_cursor_execute", lambda *given: said.append((given[2], given[3])))
    with world.database.looking() as session:
        queues(session, now=NOW)
        people_and_digests(session, now=NOW)
        plans = [
            str(row.detail)
            for words, values in said.copy()
            if words.startswith("SELECT")
            for row in session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {words}", values)
        ]
    assert plans
    assert {each for each in plans if each.startswith("SCAN") and "INDEX" not in each} <= {"SCAN agencies"}


def a_mail(name: str, *, fate: InboundFate | None, since: timedelta) -> InboundMail:
    return InboundMail(
        fingerprint=name.ljust(64, "0"), message_id=name, recipient="x@y.example", mail_from="a@b.example", peer="",
        helo="", size=1, received_at=NOW - since, due_at=NOW if fate is None else None, fate=fate,
    )  # fmt: skip
