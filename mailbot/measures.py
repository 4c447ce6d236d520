"""What each process counts and times, for Prometheus: the whole list of it. Numbers and codes, never anybody's words.

A name ends in its unit. A label has few values: kinds, fates, steps and codes, never the number of a row.
"""

import time
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Self

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST as METRICS_MEDIA_TYPE
from prometheus_client.metrics_core import GaugeMetricFamily
from prometheus_client.registry import Collector

__all__ = ["METRICS_MEDIA_TYPE", "Count", "Level", "Spread", "exposed", "names", "stand"]

_registry = CollectorRegistry()
ProcessCollector(registry=_registry)

_MOMENTS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Seconds that a step takes."""
_WAITS = (0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1.0, 2.5, 5.0, 15.0, 60.0, 300.0, 600.0, 3600.0)
"""Seconds for which somebody waits."""
_CROWDS = (1, 2, 5, 10, 20, 50, 100, 200)


class Count:
    """Something that is counted since the process began. A label's counter is looked up once."""

    def __init__(self, name: str, said: str, *labels: str) -> None:
        self._all = Counter(name, said, labels, registry=_registry)
        self._of: dict[tuple[str, ...], Counter] = {}
        if not labels:
            self._of[()] = self._all

    def add(self, *labels: str, by: float = 1) -> None:
        """So many more."""
        one = self._of.get(labels)
        if one is None:
            one = self._of[labels] = self._all.labels(*labels)
        one.inc(by)


class Spread:
    """How something is spread, in buckets: seconds, or how many at once."""

    def __init__(self, name: str, said: str, *labels: str, buckets: tuple[float, ...] = _MOMENTS) -> None:
        self._all = Histogram(name, said, labels, registry=_registry, buckets=buckets)
        self._of: dict[tuple[str, ...], Histogram] = {}
        if not labels:
            self._of[()] = self._all

    def note(self, value: float, *labels: str) -> None:
        """One more of this size."""
        one = self._of.get(labels)
        if one is None:
            one = self._of[labels] = self._all.labels(*labels)
        one.observe(value)

    def timed(self, *labels: str) -> "_Timed":
        """The seconds of what stands below it, however it ends."""
        return _Timed(self, labels)


class _Timed:
    __slots__ = ("_began", "_labels", "_spread")

    def __init__(self, spread: Spread, labels: tuple[str, ...]) -> None:
        self._spread, self._labels = spread, labels

    def __enter__(self) -> Self:
        self._began = time.perf_counter()
        return self

    def __exit__(self, *_: object) -> None:
        self._spread.note(time.perf_counter() - self._began, *self._labels)


class Level:
    """What this process has in hand now."""

    def __init__(self, name: str, said: str, *labels: str) -> None:
        self._all = Gauge(name, said, labels, registry=_registry)

    def set(self, value: float, *labels: str) -> None:
        """It is so much now."""
        (self._all.labels(*labels) if labels else self._all).set(value)


# -- The door ---------------------------------------------------------------------------------------------------------

DOOR_ANSWERS = Count("mailbot_door_answers_total", "What mails were answered after their last dot, by code.", "code")
DOOR_SECONDS = Spread("mailbot_door_seconds", "From DATA to its answer, the client's own slowness included.")
DOOR_OCTETS = Count("mailbot_door_bytes_total", "Of the mails that were answered 250.")
DOOR_CONNECTIONS = Level("mailbot_door_connections", "Clients that are inside.")
DOOR_IN_HAND = Level("mailbot_door_in_hand_bytes", "Of the mails that are coming in: memory.")
PUT_OFF = Count("mailbot_turned_away_total", "Who was asked to come later, by reason.", "why")
COMMIT_MAILS = Spread("mailbot_commit_mails", "Mails that one commit of the door keeps.", buckets=_CROWDS)
COMMIT_SECONDS = Spread("mailbot_commit_seconds", "Of one commit of the door, with the wait for its turn.")
CERTIFICATE_ENDS = Level("mailbot_certificate_end_timestamp_seconds", "When the door's certificate ends.")

# -- A mail is taken --------------------------------------------------------------------------------------------------

MAILS = Count("mailbot_mails_settled_total", "Mails that came to their fate, by what they are.", "fate", "kind")
MAIL_WAIT = Spread("mailbot_mail_wait_seconds", "From a mail's 250 to the commit of its fate.", buckets=_WAITS)
MAIL_STEP = Spread("mailbot_mail_step_seconds", "Of each step of a mail's walk; read is a part of take.", "step")
MAILS_PUT_OFF = Count("mailbot_mails_put_off_total", "Mails that are tried again, by the kind of trouble.", "why")
MAILS_TOGETHER = Spread("mailbot_mails_together", "Mails that share one transaction of their walk.", buckets=_CROWDS)

# -- A letter leaves --------------------------------------------------------------------------------------------------

LETTERS = Count("mailbot_letters_tried_total", "What became of each attempt at a letter, by its kind.", "kind", "fate")
LETTER_WAIT = Spread("mailbot_letter_wait_seconds", "From a letter's row to the relay's 250.", buckets=_WAITS)
LETTER_STEP = Spread("mailbot_letter_step_seconds", "Of each step of a letter.", "step")
RELAY_ANSWERS = Count("mailbot_relay_answers_total", "What the relay said to letters.", "answer")
PAPER_SECONDS = Spread("mailbot_paper_seconds", "Of each PDF that was printed.", "kind")

# -- The line ---------------------------------------------------------------------------------------------------------

CLAIMED = Count("mailbot_claimed_total", "Mails and letters that this process made its own.", "what")
AGAIN = Count("mailbot_claimed_again_total", "Those of them that had been tried before.", "what")
LOST_LEASES = Count("mailbot_lost_leases_total", "Those that somebody else had meanwhile.", "what")

# -- The clock --------------------------------------------------------------------------------------------------------

ON_DUTY = Level("mailbot_on_duty", "1 in the process that keeps the clock for the house, else 0.")
TASKS = Count("mailbot_clock_tasks_total", "What was due by the clock: ran, elsewhere or fault.", "task", "result")
TASKS_DUE = Level("mailbot_clock_tasks_due", "What the last look of this process found due.")

# -- What stands behind -----------------------------------------------------------------------------------------------

STORE_SECONDS = Spread("mailbot_store_seconds", "Of the store of large mails, photos and papers.", "act")
STORE_TROUBLES = Count("mailbot_store_troubles_total", "What the store did not do.", "act")
TURN_SECONDS = Spread("mailbot_database_turn_seconds", "For which a writer waits for its turn (SQLite).")
DATABASE_TROUBLES = Count("mailbot_database_troubles_total", "What the database did not do just now, by kind.", "why")
BELL_AWAY = Level("mailbot_doorbell_away", "1 while the doorbell does not answer this process.", "bell")
PAGE_SECONDS = Spread("mailbot_page_seconds", "Of each request, by the class of its answer.", "method", "answer")
_BUILD = Level("mailbot_build_info", "Always 1: what runs here.", "version", "python", "database")

# -- What the database knows, for all processes -----------------------------------------------------------------------

STANDS: Mapping[str, tuple[str, tuple[str, ...]]] = MappingProxyType(
    {
        "mailbot_up": ("1 when the database answered, else 0: then the others of the house are not told.", ()),
        "mailbot_mails_waiting": ("Accepted mails that wait for a worker.", ()),
        "mailbot_oldest_mail_seconds": ("How long the oldest of them waits.", ()),
        "mailbot_mails_waiting_most": ("How many may: then the door answers 452.", ()),
        "mailbot_letters_waiting": ("Letters that wait for the relay.", ()),
        "mailbot_oldest_letter_seconds": ("How long the oldest of them waits.", ()),
        "mailbot_letters_stopped": ("Those of them that wait because no relay takes any.", ()),
        "mailbot_mails_for_a_person": ("Mails that wait for somebody's decision, by fate.", ("fate",)),
        "mailbot_oldest_mail_for_a_person_seconds": ("How long the oldest of them waits, by fate.", ("fate",)),
        "mailbot_agencies": ("Agencies of the house.", ()),
        "mailbot_agencies_without_digest": ("Those whose daily letter has been due for over a day.", ()),
        "mailbot_last_digest_seconds": ("Since when the last daily letter left, of any agency.", ()),
        "mailbot_clock_unheld_seconds": ("Since when no process keeps the clock; 0 while one does.", ()),
        "mailbot_last_backup_seconds": ("Since when the last backup was made that this machine knows of.", ()),
        "mailbot_disk_free_bytes": ("On the disk of the data folder.", ()),
        "mailbot_disk_reserve_bytes": ("With no more than this, mail is answered 452.", ()),
    }
)
"""What they say and their labels. What is not known is not told."""

Standing = Mapping[tuple[str, ...], float]
"""Values by name and, behind it, the values of its labels."""


class _Stands(Collector):
    values: Standing = MappingProxyType({})

    def collect(self) -> Iterator[GaugeMetricFamily]:
        for name, (said, labels) in STANDS.items():
            found = [(key[1:], value) for key, value in self.values.items() if key[0] == name]
            if found:
                family = GaugeMetricFamily(name, said, labels=labels)
                for of, value in found:
                    family.add_metric(of, value)
                yield family


_stands = _Stands()
_registry.register(_stands)


def stand(values: Standing) -> None:
    """What stands now in the house; what is not named is not told any more. Raises KeyError for a name of no list."""
    for name, *of in values:
        if len(STANDS[name][1]) != len(of):
            raise KeyError(name)
    _stands.values = values


def built(*, version: str, python: str, database: str) -> None:
    """What runs here."""
    _BUILD.set(1, version, python, database)


def exposed() -> bytes:
    """All of it, in the text format of Prometheus."""
    return generate_latest(_registry)


def names() -> frozenset[str]:
    """Every name under which Prometheus finds something here, or may."""
    found = set(STANDS)
    for family in _registry.collect():
        found |= {family.name + end for end in _ENDS[family.type]}
    return frozenset(found)


_ENDS = {"counter": ("_total",), "gauge": ("",), "histogram": ("_bucket", "_sum", "_count")}
"""What Prometheus puts behind the name."""
