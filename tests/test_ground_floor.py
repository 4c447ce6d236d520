"""The ground floor: settings, agencies, blobs, database, clock."""

import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select, text

from mailbot.agency import profile_from_json, profile_from_toml
from mailbot.blobs import FolderBlobs, fingerprint
from mailbot.columns import Base
from mailbot.db import Database
from mailbot.errors import TryAgain, WrongSetting
from mailbot.model import Agency
from mailbot.pictures import Prints
from mailbot.settings import Trust, read_settings
from mailbot.workflow.agencies import next_number, profile_of, save_agency

TOML = (Path(__file__).parent.parent / "mailbot/demo/agency.toml").read_text("utf-8")
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"smtp_port": 99999}, "MAILBOT_SMTP_PORT"),
        ({"database_url": "mysql://x"}, "MAILBOT_DATABASE_URL"),
        ({"keys": "1:abcd"}, "MAILBOT_KEYS"),
        ({"tls_certificate": Path("/nowhere.pem")}, "MAILBOT_TLS_KEY"),
        ({"tls_required": True}, "MAILBOT_TLS_CERTIFICATE"),
        ({"smtps_port": 465}, "MAILBOT_SMTPS_PORT"),
        ({"lmtp_mode": "rw"}, "MAILBOT_LMTP_MODE"),
        ({"relay_url": "smtp://a.example,b.example"}, "MAILBOT_RELAY_URL"),
        ({"relay_tls": "perhaps"}, "MAILBOT_RELAY_TLS"),
        ({"lease_seconds": "soon"}, "MAILBOT_LEASE_SECONDS"),
        ({"authentication": "maybe"}, "MAILBOT_AUTHENTICATION"),
        ({"authentication": "front"}, "MAILBOT_AUTHSERV_ID"),
        ({"authserv_hops": -1}, "MAILBOT_AUTHSERV_HOPS"),
        ({"trusted_forwarders": "lists.example,example"}, "MAILBOT_TRUSTED_FORWARDERS"),
        ({"front_hosts": "mx.agence.example"}, "MAILBOT_FRONT_HOSTS"),
        ({"dns_servers": "dns.example"}, "MAILBOT_DNS_SERVERS"),
        ({"dns_servers": "192.0.2.1:0"}, "MAILBOT_DNS_SERVERS"),
        ({"dns_seconds": 0}, "MAILBOT_DNS_SECONDS"),
    ],
)
def test_a_wrong_setting_is_named_in_one_sentence(given: dict[str, object], named: str) -> None:
    with pytest.raises(WrongSetting) as wrong:
        read_settings(**given)
    assert named in str(wrong.value)
    assert "\n" not in str(wrong.value)


def test_an_empty_setting_that_may_be_none_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LMTP_SOCKET", "METRICS_PORT", "DATABASE_URL", "PUBLIC_URL", "RELAY_TLS"):
        monkeypatch.setenv(f"MAILBOT_{name}", "")
    settings = read_settings()
    assert (settings.lmtp_socket, settings.metrics_port, settings.database_url) == (None, None, None)
    assert (settings.public_url, settings.relay_tls) == (None, None)
    with pytest.raises(WrongSetting):
        read_settings(smtp_port="")


def test_whom_to_believe_is_a_setting_in_the_form_that_is_compared() -> None:
    given = {
        "authentication": "front",
        "authserv_id": "mx.agence.example",
        "trusted_forwarders": "Lists.Example, gérance.fr",
    }
    assert read_settings(**given).trust == Trust(
        "front", "mx.agence.example", 0, ("lists.example", "xn--grance-bva.fr")
    )
    assert read_settings(dns_servers="192.0.2.1, [2001:db8::1]:5353").dns_servers == ("192.0.2.1", "[2001:db8::1]:5353")


def test_the_keys_of_a_house_are_made_once_and_are_nobody_elses_to_read(tmp_path: Path) -> None:
    first = read_settings(data_dir=tmp_path / "data").signing_keys
    again = read_settings(data_dir=tmp_path / "data").signing_keys

    assert first == again
    assert [len(key) for key in first.values()] == [32]
    assert (tmp_path / "data" / "keys").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ('siren = "000 001 107"', 'siren = "000 001 108"', "legal.siren takes a SIREN"),
        ("in_charge = true", "in_chrage = true", "managers.0.in_chrage is not known"),
        ('name = "Agence du Tilleul"', "", "name is missing"),
        ('time_zone = "Europe/Paris"', 'time_zone = "Europe/Lyon"', "time_zone takes a time zone"),
        ('backup = "karim"', 'backup = "nobody"', "who is no manager here"),
        ('key = "tilleul"', "key =", "This is not TOML"),
        ('"#2f6f4f"', '"green"', "accent takes a colour"),
    ],
)
def test_an_agencys_file_is_checked_and_every_wrong_line_named(written: str, instead: str, said: str) -> None:
    with pytest.raises(WrongSetting, match=said):
        profile_from_toml(TOML.replace(written, instead, 1))


def test_what_an_agency_chose_is_kept_whole(database_url: str) -> None:
    database = Database(database_url)
    profile = profile_from_toml(TOML)
    with database.transaction() as session:
        save_agency(session, profile, now=NOW)
    with database.transaction() as session:
        agency = session.scalars(select(Agency)).one()
        assert profile_of(session, agency) == profile == profile_from_json(profile.to_json())
    database.close()


def test_two_agencies_do_not_share_a_mail_domain(database_url: str) -> None:
    database = Database(database_url)
    with database.transaction() as session:
        save_agency(session, profile_from_toml(TOML), now=NOW)
    with pytest.raises(WrongSetting, match="already the one of tilleul"), database.transaction() as session:
        save_agency(session, profile_from_toml(TOML.replace('key = "tilleul"', 'key = "other"')), now=NOW)
    database.close()


def test_blobs_keep_the_same_bytes_once(tmp_path: Path) -> None:
    blobs = FolderBlobs(tmp_path)
    name = blobs.put(b"a photo")

    assert name == blobs.put(b"a photo") == fingerprint(b"a photo")
    assert blobs.get(name) == b"a photo"
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1
    with pytest.raises(KeyError):
        blobs.get(fingerprint(b"another"))


def test_the_migrations_lead_to_the_model(database_url: str) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext

    database = Database(database_url)
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, Base.metadata) == []
    database.close()


def test_numbers_have_no_gap_and_no_double_when_many_take_them_at_once(database_url: str) -> None:
    database = Database(database_url)
    with database.transaction() as session:
        agency_id = save_agency(session, profile_from_toml(TOML), now=NOW).id
        next_number(session, agency_id, "SIG")
    taken: list[int] = []

    def take() -> None:
        for _ in range(20):
            with database.transaction() as session:
                taken.append(next_number(session, agency_id, "SIG"))

    threads = [threading.Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == list(range(2, 82))
    database.close()


def test_a_naive_instant_is_refused(database_url: str) -> None:
    database = Database(database_url)
    with pytest.raises(Exception, match="naive"), database.transaction() as session:
        save_agency(session, profile_from_toml(TOML), now=NOW.replace(tzinfo=None))
    database.close()


def test_a_locked_database_is_trouble_that_passes(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    database.engine.dispose()
    other = Database(sqlite_url)
    with other.engine.connect() as holder:
        holder.execute(text("SELECT 1"))  # BEGIN IMMEDIATE: the write lock is held
        with database.engine.connect().execution_options(mailbot_reads_only=True) as impatient:
            impatient.exec_driver_sql("PRAGMA busy_timeout=50")
        with pytest.raises(TryAgain), database.transaction() as session:
            session.execute(text("SELECT 1"))
    database.close()
    other.close()


@pytest.mark.parametrize(
    ("question", "index"),
    [
        (
            "SELECT id FROM inbound_mails WHERE due_at <= '2026-01-01' ORDER BY due_at, id LIMIT 5",
            "ix_inbound_mails_due",
        ),
        (
            "SELECT id FROM outbound_mails WHERE due_at <= '2026-01-01' ORDER BY due_at, id LIMIT 5",
            "ix_outbound_mails_due",
        ),
        ("SELECT * FROM comments WHERE report_id = 7 ORDER BY id", "ix_comments_report_id_id"),
        ("SELECT * FROM events WHERE report_id = 7 ORDER BY id DESC LIMIT 15", "ix_events_report_id_id"),
        ("SELECT * FROM reports WHERE agency_id = 1 AND status = 'todo' ORDER BY id", "ix_reports_agency_id_status_id"),
        ("SELECT * FROM participants WHERE thread_id = 7", "sqlite_autoindex_participants"),
        ("SELECT * FROM person_addresses WHERE agency_id = 1 AND address = 'a@b'", "sqlite_autoindex_person_addresses"),
        ("SELECT * FROM occupancies WHERE person_id = 7", "ix_occupancies_person_id_starts_on"),
    ],
)
def test_what_every_mail_asks_is_answered_by_an_index(sqlite_url: str, question: str, index: str) -> None:
    database = Database(sqlite_url)
    with database.engine.connect() as connection:
        plan = " ".join(str(row) for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {question}"))
    assert index in plan
    assert "SCAN" not in plan
    assert "TEMP B-TREE" not in plan
    database.close()


def test_a_photo_that_leaves_in_several_letters_is_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[bytes] = []

    def draw(content: bytes) -> bytes:
        drawn.append(content)
        return b"drawn " + content

    monkeypatch.setattr("mailbot.pictures.for_others", draw)
    prints = Prints(most=2)
    assert [prints.of(name, name.encode()) for name in "aab"] == [b"drawn a", b"drawn a", b"drawn b"]
    assert drawn == [b"a", b"b"]
    prints.of("c", b"c")  # the one that was asked for the longest ago makes room
    prints.of("b", b"b")
    prints.of("a", b"a")
    assert drawn == [b"a", b"b", b"c", b"a"]
