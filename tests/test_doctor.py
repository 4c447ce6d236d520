"""The doctor: what is wrong is said, and what it says to do mends it."""

import re
import subprocess
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from bench.kills import free_port
from mailbot.db import Database
from mailbot.doctor.examining import examine
from mailbot.doctor.house import look_at_database, look_inside
from mailbot.doctor.machine import (
    look_at_certificate,
    look_at_clock,
    look_at_disk,
    look_at_doors,
    look_at_pages,
    look_at_permissions,
)
from mailbot.doctor.names import (
    look_at_dmarc,
    look_at_host,
    look_at_key,
    look_at_mx,
    look_at_reverse,
    look_at_spf,
    quoted,
)
from mailbot.doctor.store import look_at_sharing, look_at_store
from mailbot.errors import WrongSetting
from mailbot.findings import Finding, Grade
from mailbot.model_mails import InboundMail, MailBytes
from mailbot.outbound.signing import PublishedKey, published_keys
from mailbot.settings import Settings, read_settings
from tests.bucket import Asked, Said, Store, error, line_to
from tests.certifying import Authority
from tests.conftest import NOT_FOR_GOOD
from tests.living import LivingHouse
from tests.names_server import StaticNames
from tests.test_commands import mailbot

HOST, DOMAIN, HERE = "mail.agence.example", "suivi.agence.example", "203.0.113.7"
POINTER = "7.113.0.203.in-addr.arpa"
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
KEY = PublishedKey(DOMAIN, "s2026", "rsa", "A" * 392)
GOOD = {
    HOST: {"A": [HERE]},
    DOMAIN: {"MX": [f"10 {HOST}."], "TXT": ["v=spf1 mx -all"]},
    f"_dmarc.{DOMAIN}": {"TXT": ["v=DMARC1; p=reject"]},
    KEY.name: {"TXT": [KEY.record]},
    POINTER: {"PTR": [f"{HOST}."]},
}
_RECORD = re.compile(r"^(\S+?)\.?  (A|AAAA|MX|TXT|PTR)  (.+)$")


def looked_at(names: StaticNames) -> dict[str, Finding]:
    found = [
        *look_at_host(names, HOST, expected=[HERE]),
        *look_at_reverse(names, HOST, [HERE]),
        look_at_mx(names, DOMAIN, HOST),
        look_at_spf(names, DOMAIN, HOST, [HERE], by="this machine"),
        look_at_key(names, KEY),
        look_at_dmarc(names, DOMAIN),
    ]
    return {each.about.split()[0]: each for each in found}


def zone(**changed: Sequence[str]) -> StaticNames:
    """The good zone, with other records: `MX=[]` is none. TXT is told apart by what it is of."""
    places = {
        "name": (HOST, "A"), "MX": (DOMAIN, "MX"), "SPF": (DOMAIN, "TXT"), "DKIM": (KEY.name, "TXT"),
        "DMARC": (f"_dmarc.{DOMAIN}", "TXT"), "reverse": (POINTER, "PTR"),
    }  # fmt: skip
    names = StaticNames(GOOD)
    for what, records in changed.items():
        name, kind = places[what]
        names.zone[name] = {**names.zone[name], kind: list(records)}
    return names


def publish_instead(names: StaticNames, finding: Finding) -> None:
    """Do what the finding says: its record takes the place of what is there."""
    for line in finding.mend:
        if (record := _RECORD.match(line)) is None:
            continue
        name, kind, value = record.groups()
        if kind == "TXT":
            value = "".join(re.findall(r'"([^"]*)"', value))
        names.zone.setdefault(name, {})[kind] = [value]


def test_nothing_is_wrong_with_a_zone_that_is_right() -> None:
    assert {what: each.grade for what, each in looked_at(zone()).items()} == dict.fromkeys(
        ("name", "reverse", "MX", "SPF", "DKIM", "DMARC"), Grade.GOOD
    )


WRONG: dict[str, Sequence[Sequence[str]]] = {
    "name": [[], ["203.0.113.8"]],
    "reverse": [[], ["elsewhere.example."]],
    "MX": [[], ["10 nowhere.example."]],
    "SPF": [[], ["v=spf1 ip4:203.0.113.99 -all"], ["v=spf1 include:_spf.relay.example -all"], ["v=spf1 ip4:oops -all"]],
    "DKIM": [[], ["v=DKIM1; k=rsa; p=" + "B" * 392], ["v=DKIM1; p="], [KEY.record, KEY.record]],
    "DMARC": [[], ["v=DMARC1; p=perhaps"]],
}


def test_what_is_wrong_is_found_and_the_record_that_is_printed_mends_it() -> None:
    failed = []
    for what, cases in WRONG.items():
        for records in cases:
            names = zone(**{what: records})
            found = looked_at(names)[what]
            if found.grade is not Grade.WRONG or not found.mend:
                failed.append((what, records, found))
                continue
            publish_instead(names, found)
            again = looked_at(names)[what]
            mended = again.grade is Grade.GOOD or (what == "SPF" and "oops" in records[0])
            if not mended:
                failed.append((what, records, again))
    assert not failed


def test_what_may_be_right_is_to_be_looked_at() -> None:
    elsewhere = zone(MX=["10 mx.provider.example."])
    elsewhere.publish("mx.provider.example", "A", "203.0.113.50")
    assert looked_at(elsewhere)["MX"].grade is Grade.DOUBTFUL
    assert looked_at(zone(DMARC=["v=DMARC1; p=none"]))["DMARC"].grade is Grade.DOUBTFUL
    assert looked_at(zone(DKIM=[KEY.record + "; t=y"]))["DKIM"].grade is Grade.DOUBTFUL
    named = zone(reverse=["other.agence.example."])
    named.publish("other.agence.example", "A", HERE)
    assert looked_at(named)["reverse"].grade is Grade.DOUBTFUL
    [local] = look_at_host(zone(), "localhost", expected=[])
    assert local.grade is Grade.WRONG


def test_a_dns_that_is_silent_is_said_and_nothing_is_called_wrong() -> None:
    names = zone()
    names.silent |= {HOST, DOMAIN, KEY.name, POINTER, f"_dmarc.{DOMAIN}"}
    assert {each.grade for each in looked_at(names).values()} == {Grade.UNKNOWN}


def test_of_two_policies_of_spf_one_is_printed_that_allows_what_both_do() -> None:
    names = zone(SPF=["v=spf1 mx -all", "V=SPF1 include:_spf.other.example -all"])
    found = looked_at(names)["SPF"]
    assert (found.grade, found.mend) == (
        Grade.WRONG, (f'{DOMAIN}.  TXT  "v=spf1 mx include:_spf.other.example ~all"',)
    )  # fmt: skip


def test_a_policy_that_is_there_keeps_what_it_allows_and_is_cut_where_it_is_long() -> None:
    there = " ".join(f"ip4:198.51.{number}.0/24" for number in range(30))
    names = zone(SPF=[f"V=SPF1 {there} redirect=_spf.other.example"])
    found = looked_at(names)["SPF"]
    strings = re.findall(r'"([^"]*)"', found.mend[0])
    assert max(map(len, strings)) <= 255
    assert "".join(strings) == f"v=spf1 ip4:{HERE} {there} redirect=_spf.other.example"
    publish_instead(names, found)
    assert looked_at(names)["SPF"].grade is Grade.GOOD


def test_a_relay_elsewhere_is_not_taken_for_where_letters_leave_from() -> None:
    by = {"senders": ["198.51.100.9"], "by": "the relay"}
    found = look_at_spf(zone(SPF=["v=spf1 include:_spf.relay.example -all"]), DOMAIN, HOST, **by)  # type: ignore[arg-type]
    assert (found.grade, found.mend) == (Grade.DOUBTFUL, ())
    none = look_at_spf(zone(SPF=[]), DOMAIN, HOST, **by)  # type: ignore[arg-type]
    assert none.grade is Grade.WRONG
    assert "include:" in none.mend[0]
    assert "198.51.100.9" not in none.mend[0]


def test_a_policy_of_the_organisation_is_said_to_be_its() -> None:
    names = zone(DMARC=[])
    names.publish("_dmarc.agence.example", "TXT", "v=DMARC1; p=reject; sp=quarantine")
    found = look_at_dmarc(names, DOMAIN)
    assert (found.grade, "quarantine" in found.says, "of agence.example" in found.says) == (Grade.GOOD, True, True)
    twice = look_at_dmarc(zone(DMARC=["v=DMARC1; p=reject", "v=DMARC1; p=none"]), DOMAIN)
    assert (twice.grade, "2 records" in twice.says) == (Grade.WRONG, True)


def test_a_domain_without_mx_and_one_that_takes_no_mail() -> None:
    assert "null MX" in looked_at(zone(MX=["0 ."]))["MX"].says
    itself = zone(MX=[])
    itself.publish(DOMAIN, "A", HERE)
    assert look_at_mx(itself, DOMAIN, HOST).grade is Grade.DOUBTFUL
    assert look_at_mx(zone(MX=[]), DOMAIN, "localhost").mend == (f"{DOMAIN}.  MX  10 mail.agence.example.",)


def test_of_several_keys_the_one_that_signs_must_be_published(tmp_path: Path) -> None:
    from tests.signing import signer

    for selector in ("s2025", "s2026"):
        (tmp_path / f"{DOMAIN}.{selector}.pem").write_bytes(signer(DOMAIN).private)
    old, new = published_keys(tmp_path)
    names = StaticNames({new.name: {"TXT": [new.record]}})
    assert (old.signs, new.signs) == (False, True)
    assert [look_at_key(names, each).grade for each in (old, new)] == [Grade.DOUBTFUL, Grade.GOOD]
    named_otherwise = StaticNames({new.name: {"TXT": [new.record.replace("k=rsa", "k=ed25519")]}})
    assert look_at_key(named_otherwise, new).grade is Grade.WRONG


def test_an_address_of_the_other_family_is_nothing_against_a_host() -> None:
    names = zone()
    [translated] = look_at_host(names, HOST, expected=["2001:db8::1"])
    assert translated.grade is Grade.GOOD
    names.publish(HOST, "AAAA", "2001:db8::9")
    [stray] = look_at_host(names, HOST, expected=[HERE, "2001:db8::1"])
    assert (stray.grade, "2001:db8::9" in stray.says) == (Grade.DOUBTFUL, True)
    assert f"{HOST}.  AAAA  2001:db8::1" in stray.mend


def test_whatever_is_wrong_the_doctor_says_so_and_goes_on(tmp_path: Path) -> None:
    (tmp_path / "damaged.db").write_bytes(b"no database at all" * 500)
    away = tmp_path / "away"
    for given in (
        {"database_url": f"sqlite:///{tmp_path / 'damaged.db'}"},
        {"database_url": f"sqlite:///{away / 'nowhere.db'}"},
        {"database_url": "postgresql+psycopg://127.0.0.1:1/nothing"},
        {"database_url": "postgresql+psycopg://127.0.0.1:one/nothing"},
        {"relay_url": "smtp://"},
        {"dkim_dir": away},
        {"public_url": "https://" + "a" * 70 + ".example"},
    ):
        found = list(examine(settings_of(tmp_path, hostname=HOST, **given), zone(), addresses=[HERE], now=NOW))
        assert Grade.WRONG in {each.grade for each in found}, given
        assert any(each.about.startswith("name ") for each in found), given
    with pytest.raises(WrongSetting, match="--address"):
        list(examine(settings_of(tmp_path), zone(), addresses=["mail.agence.example"], now=NOW))


def test_a_long_record_is_cut_into_strings_that_fit() -> None:
    strings = re.findall(r'"([^"]*)"', quoted(KEY.record))
    assert "".join(strings) == KEY.record
    assert max(map(len, strings)) <= 255


def test_the_key_to_publish_is_the_one_that_signs(tmp_path: Path) -> None:
    from tests.signing import ED25519, signer

    made = signer(DOMAIN)
    (tmp_path / f"{DOMAIN}.s2026.pem").write_bytes(made.private)
    [found] = published_keys(tmp_path)
    assert (found.name, found.record) == (KEY.name, made.record)
    assert signer(DOMAIN, algorithm=ED25519).record.startswith("v=DKIM1; k=ed25519; p=")


def settings_of(folder: Path, **given: object) -> Settings:
    return read_settings(data_dir=folder, **given)


def test_a_secret_that_others_may_read_is_found_and_the_printed_command_mends_it(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    assert settings.signing_keys
    settings.keys_file.chmod(0o644)
    found = {each.about: each for each in look_at_permissions(settings)}
    about = f"file {settings.keys_file}"
    assert found[about].grade is Grade.WRONG
    subprocess.run(found[about].mend[0].split(), check=True)
    assert {each.about: each for each in look_at_permissions(settings)}[about].grade is Grade.GOOD


def test_a_file_that_cannot_be_looked_at_is_said(tmp_path: Path) -> None:
    away = tmp_path / ("a" * 300)  # a name that no disk takes, as a folder that may not be entered
    with pytest.raises(WrongSetting, match="MAILBOT_RELAY_CA"):
        settings_of(tmp_path, relay_ca=away)


def test_a_disk_is_measured(tmp_path: Path) -> None:
    [found] = look_at_disk(settings_of(tmp_path))
    assert "GB are free" in found.says
    [gone] = look_at_disk(settings_of(tmp_path / "nowhere"))
    assert gone.grade is Grade.WRONG


def test_the_clock_is_asked_of_the_kernel() -> None:
    found = look_at_clock(NOW)
    assert "09:00:00" in found.says
    assert found.grade in (Grade.GOOD, Grade.DOUBTFUL, Grade.UNKNOWN)


def test_who_listens_is_seen(sqlite_house: LivingHouse, tmp_path: Path) -> None:
    [open_] = look_at_doors(settings_of(tmp_path, smtp_port=sqlite_house.smtp_port))
    assert open_.grade is Grade.GOOD
    found = list(look_at_doors(settings_of(tmp_path, smtp_port=free_port(), lmtp_socket=tmp_path / "lmtp")))
    assert [each.grade for each in found] == [Grade.WRONG, Grade.WRONG]


def test_a_certificate_that_ends_or_is_of_another_name_is_found(tmp_path: Path) -> None:
    assert look_at_certificate(settings_of(tmp_path), now=NOW).grade is Grade.GOOD  # nobody comes from outside
    assert look_at_certificate(settings_of(tmp_path, smtp_host="0.0.0.0"), now=NOW).grade is Grade.WRONG  # noqa: S104
    graded = []
    for name, later in ((HOST, 0), (HOST, 4000), ("other.example", 0)):
        path = Authority(tmp_path).sign(name)
        settings = settings_of(tmp_path, smtp_host="0.0.0.0", hostname=HOST, tls_certificate=path, tls_key=path)  # noqa: S104
        graded.append(look_at_certificate(settings, now=datetime.now(UTC) + timedelta(days=later)).grade)
    assert graded == [Grade.GOOD, Grade.WRONG, Grade.DOUBTFUL]


def test_pages_that_only_this_machine_sees_are_found(tmp_path: Path) -> None:
    assert look_at_pages(settings_of(tmp_path), now=NOW).grade is Grade.WRONG
    away = settings_of(tmp_path, public_url="https://127.0.0.1:1")
    assert "cannot be reached" in look_at_pages(away, now=NOW).says


def test_a_database_that_is_old_damaged_or_full_of_what_waits(sqlite_house: LivingHouse, tmp_path: Path) -> None:
    database = sqlite_house.world.database
    assert [each.grade for each in look_at_database(database, now=NOW)] == [Grade.GOOD]
    assert {each.grade for each in look_inside(database, now=NOW)} == {Grade.GOOD}

    with database.transaction() as session:
        session.add(MailBytes(fingerprint="f" * 64, content=b"x"))
        session.add(
            InboundMail(
                fingerprint="f" * 64, message_id="", recipient="a@b.example", mail_from="", peer="", helo="", sender="",
                size=1, received_at=NOW, due_at=NOW, tries=0, trouble="", trail=[],
            )
        )  # fmt: skip
    late = {each.about: each for each in look_inside(database, now=NOW + timedelta(hours=1))}
    assert late["waiting mails"].grade is Grade.DOUBTFUL
    back = {each.about: each for each in look_inside(database, now=NOW - timedelta(hours=1))}
    assert back["clock"].grade is Grade.WRONG

    empty = Database(f"sqlite:///{tmp_path / 'empty.db'}")
    [old] = look_at_database(empty, now=NOW)
    assert (old.grade, old.mend) == (Grade.WRONG, ("mailbot migrate",))
    empty.close()


def eventually_good(database: Database) -> bool:
    """A server takes a moment to read its settings again."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if [each.grade for each in look_at_database(database, now=datetime.now(UTC))] == [Grade.GOOD]:
            return True
        time.sleep(0.05)
    return False


def test_a_database_that_is_not_there_is_named_in_the_words_of_its_server(postgres_url: str) -> None:
    with pytest.raises(WrongSetting, match='database "elsewhere" does not exist'):
        Database(make_url(postgres_url).set(database="elsewhere").render_as_string(False)).must_answer()


def test_postgresql_is_asked_whether_it_keeps_its_word(postgres_url: str) -> None:
    database = Database(postgres_url)
    autocommit = database.engine.execution_options(isolation_level="AUTOCOMMIT")
    [found] = look_at_database(database, now=datetime.now(UTC))
    assert found.grade is Grade.WRONG  # a server for tests does not wait for its disk
    with autocommit.connect() as connection:
        try:
            for line in found.mend:
                connection.execute(text(line))
            assert eventually_good(database)
            [away] = look_at_database(database, now=datetime.now(UTC) + timedelta(hours=1))
            assert away.about == "clock"
        finally:
            for setting in NOT_FOR_GOOD:
                connection.execute(text(f"ALTER SYSTEM SET {setting}"))
            connection.execute(text("SELECT pg_reload_conf()"))
    database.close()


def test_a_relay_that_lets_nothing_out_is_found(sqlite_house: LivingHouse, tmp_path: Path) -> None:
    def relays(url: str) -> list[Finding]:
        settings = settings_of(tmp_path, relay_url=url, hostname=HOST)
        found = examine(settings, zone(), addresses=[HERE], now=NOW)
        return [each for each in found if each.about.startswith("relay")]

    [good, bad] = relays(f"smtp://127.0.0.1:{sqlite_house.relay_port},smtp://127.0.0.1:{free_port()}")
    assert (good.grade, bad.grade) == (Grade.GOOD, Grade.WRONG)


def test_the_command_says_all_and_ends_with_a_status(tmp_path: Path) -> None:
    found = mailbot("doctor", folder=tmp_path)
    assert found.returncode == 1, found.stderr
    assert "mailbot migrate" in found.stdout
    assert "MAILBOT_HOSTNAME=mail.agence.example" in found.stdout
    assert "Traceback" not in found.stderr


def test_a_store_is_tried_out_and_what_it_refuses_is_said_in_words(store: Store) -> None:
    bucket = store.bucket()

    def looked_at(port: int | None = None, *, name: str = bucket) -> Finding:
        settings = read_settings(blobs_url=store.url(name, port), blobs_key="k", blobs_secret="s")
        [found] = look_at_store(settings, now=datetime.now(UTC))
        return found

    assert looked_at().grade is Grade.GOOD
    assert store.keys(bucket) == [], "the probe is gone"
    assert "no bucket of this name" in looked_at(name="nobodys-bucket").says

    with line_to(store.port) as line:
        for step, method, code, mend in (
            ("write", "PUT", "AccessDenied", "s3:ListBucket"),
            ("write", "PUT", "InvalidAccessKeyId", "MAILBOT_BLOBS_KEY"),
            ("read", "GET", "AccessDenied", "s3:GetObject"), ("remove", "DELETE", "AccessDenied", "s3:DeleteObject"),
            ("list", "LIST", "AccessDenied", "s3:ListBucket"),
        ):  # fmt: skip

            def refuse(asked: Asked, go_on: Callable[..., Said], method: str = method, code: str = code) -> Said:
                is_it = (
                    "list-type" in asked[1] if method == "LIST" else asked[0] == method and "list-type" not in asked[1]
                )
                return error(403, code) if is_it else go_on()

            line.spoil = refuse
            found = looked_at(line.port)
            assert found.grade is Grade.WRONG
            assert f"We cannot {step}: " in found.says
            assert mend in found.mend[0]
    assert "We cannot write: it does not answer." in looked_at(line.port).says


def test_a_store_that_keeps_versions_or_has_another_clock_is_said(store: Store) -> None:
    bucket = store.bucket()
    settings = read_settings(blobs_url=store.url(bucket), blobs_key="k", blobs_secret="s")
    late = datetime.now(UTC) + timedelta(minutes=5)
    assert [each.grade for each in look_at_store(settings, now=late)] == [Grade.WRONG, Grade.GOOD]
    store.client.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    [found] = look_at_store(settings, now=datetime.now(UTC))
    assert found.grade is Grade.DOUBTFUL
    assert "versions" in found.says


def test_a_house_on_one_database_is_told_what_other_machines_would_not_see(tmp_path: Path) -> None:
    shared = "postgresql+psycopg://db.example/mailbot"
    assert list(look_at_sharing(settings_of(tmp_path))) == []
    found = list(look_at_sharing(settings_of(tmp_path, database_url=shared)))
    assert [each.mend[0].partition("=")[0] for each in found] == [
        "MAILBOT_BLOBS_URL", "MAILBOT_KEYS", "MAILBOT_DOORBELL_URL",
    ]  # fmt: skip
    wide = settings_of(
        tmp_path / "none", database_url=shared, blobs_url="s3://photos", doorbell_url="redis://cache.example",
        keys=f"1:{'ab' * 32}",
    )  # fmt: skip
    assert [*look_at_sharing(wide), *look_at_disk(wide)] == []
    assert not [each for each in look_at_permissions(wide) if each.about.startswith("folder")]
