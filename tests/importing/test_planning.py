"""What files change in what is on file: each contradiction is named, what is the same stays, nobody is told twice."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bench.importing import Place, errors_named, files_of, generate, plant
from mailbot.db import Database
from mailbot.demo.cast import load_cast
from mailbot.importing.known import agency_with_key, known_to
from mailbot.importing.planning import Plan, plan, read_files
from mailbot.importing.writing import write
from mailbot.model import (
    Building,
    Dwelling,
    Favourite,
    Landlord,
    LandlordContact,
    Mandate,
    Occupancy,
    Ownership,
    Person,
    PersonAddress,
    Provider,
)
from mailbot.vocabulary import DecisionRule

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@dataclass
class Office:
    """A database with the cast in it, and files that are brought in."""

    database: Database

    def bring(self, *, welcome: bool = False, **files: str) -> Plan:
        """Bring in files by their kind; nothing is written when a line is wrong."""
        return self.take(named(files), welcome=welcome)

    def take(self, files: list[tuple[str, bytes]], *, welcome: bool = False) -> Plan:
        read = read_files(files, lambda *_: None)
        with self.database.transaction() as session:
            known = known_to(session, agency_with_key(session, "tilleul"))
            planned = plan(read, known, now=NOW, welcome=welcome)
            if not planned.troubles:
                write(session, planned.changes, known.profile, lambda *_: None)
        return planned

    def wrong(self, **files: str) -> list[str]:
        """What is wrong with files."""
        return [str(each) for each in self.take(named(files)).troubles]


def named(files: dict[str, str]) -> list[tuple[str, bytes]]:
    return [(f"{kind}.csv", said.encode()) for kind, said in files.items()]


@pytest.fixture
def office(tmp_path: Path, sqlite_cast: Path) -> Iterator[Office]:
    shutil.copy(sqlite_cast, tmp_path / "mailbot.db")
    database = Database(f"sqlite:///{tmp_path / 'mailbot.db'}")
    yield Office(database)
    database.close()


@pytest.fixture
def any_office(database_url: str) -> Iterator[Office]:
    database = Database(database_url)
    with database.transaction() as session:
        load_cast(session, now=NOW)
    yield Office(database)
    database.close()


@pytest.mark.feature("S1-69")
def test_two_thousand_lines_come_in_once_and_of_forty_errors_each_is_named_once(any_office: Office) -> None:
    sheets = generate(2000)
    first, again = any_office.take(files_of(sheets)), any_office.take(files_of(sheets))
    planted = plant(sheets, 40)

    with_errors = any_office.take(files_of(sheets))

    assert first.troubles == ()
    assert again.changes.statements() == 0
    assert len(set(planted)) == 40
    assert {Place(each.file, each.line, each.column) for each in with_errors.troubles} == set(planted)
    assert errors_named("\n".join(map(str, with_errors.troubles)), planted) == (40, 0)
    with any_office.database.looking() as session:
        assert session.scalar(select(func.count()).where(Occupancy.agency_id == 1)) == 31 * 20 + 14


LOTS = "lot;nom;adresse;code postal;ville;syndic;gestionnaire\n"


def test_the_homes_of_one_address_are_in_one_building(office: Office) -> None:
    office.bring(
        lots=LOTS
        + "N-1;T1;5 rue Neuve;69003;Lyon;Syndic A;sophie\nN-2;T2;5 RUE NEUVE;69003;LYON;;Karim HADDAD\n"
        + "N-3;T3;5 rue Neuve;69009;Lyon;;karim.haddad@agence-tilleul.example\nN-4;T4;12 rue des Lilas;69003;Lyon;;\n"
    )

    with office.database.looking() as session:
        homes = {home.key: home for home in session.scalars(select(Dwelling))}
        building = session.get_one(Building, homes["N-1"].building_id)
        assert homes["N-1"].building_id == homes["N-2"].building_id != homes["N-3"].building_id
        assert (building.name, building.street, building.syndic) == ("5 rue Neuve, Lyon", "5 rue Neuve", "Syndic A")
        assert homes["N-4"].building_id == homes["L-A12"].building_id
        assert homes["N-2"].manager_id == homes["N-3"].manager_id != homes["N-1"].manager_id


def test_an_empty_cell_says_nothing_a_dash_empties_and_what_differs_is_brought_up_to_date(office: Office) -> None:
    office.bring(lots="lot;nom;adresse;code postal;ville;achevé en\nl-a12;T2 Lilas neuf;;;;-\n")

    with office.database.looking() as session:
        home = session.scalars(select(Dwelling).where(Dwelling.key == "L-A12")).one()
        assert (home.name, home.completed_on, home.access["code"]) == ("T2 Lilas neuf", "", "45B12")
        assert session.get_one(Building, home.building_id).syndic == "Syndic de l’Exemple"


def test_homes_that_contradict_each_other_are_named(office: Office) -> None:
    assert office.wrong(
        lots=LOTS + "N-1;T1;5 rue Neuve;69003;Lyon;A;personne\nN-2;T2;5 rue Neuve;69003;Lyon;B;\n"
        "n-1;T1;5 rue Neuve;69003;Lyon;;\nN-3;;5 rue Neuve;69003;;;\n"
        "L-A12;;5 rue Neuve;69003;;;\nN-4;T;x;1000;Bourg;;\n"
    ) == [
        "lots.csv, line 2, column « gestionnaire »: « personne » is no manager of the agency: "
        "it takes a key, an address or a name.",
        "lots.csv, line 3, column « syndic »: « B » is not the syndic that line 2 of lots.csv "
        "gives to the same building: A.",
        "lots.csv, line 4, column « lot »: « n-1 » is on line 2 of lots.csv already.",
        "lots.csv, line 5, column « nom »: the cell is empty, and a new home takes a name.",
        "lots.csv, line 5, column « ville »: the cell is empty, and a new home takes a town.",
        "lots.csv, line 6, column « ville »: the cell is empty, and the rest of the address is there.",
        "lots.csv, line 7, column « code postal »: « 1000 » is no French postcode: it has five digits "
        "(a spreadsheet drops a 0 in front).",
    ]


LANDLORDS = "bailleur;civilité;prénom;nom;interlocuteur;e-mails;règle\n"
MANDATES = "mandat;bailleur;signé le;plafond TTC;urgence\n"
OWNERSHIPS = "lot;bailleur;mandat;du;au;part %\n"


def test_a_company_of_two_owners_has_two_people_one_mandate_and_half_a_home(office: Office) -> None:
    done = office.bring(
        bailleurs=LANDLORDS + "sci;;;SCI Exemple;Ali Benali;ali@mail.example a.b@travail.example;tous\n"
        "sci;;;;Lise Garnier;lise@mail.example;\njeanne;Mme;Jeanne;Aubry;;jeanne@mail.example;\n",
        mandats=MANDATES + "9001;sci;01/02/2020;;prévu\n9002;jeanne;01/02/2020;99,5;\n",
        proprietes=OWNERSHIPS + "L-A12;sci;9001;;31/12/2020;50 %\nL-A12;jeanne;9002;01/02/2020;;50\n"
        "L-A12;sci;9001;01/01/2021;;50 %\n",
    )

    assert done.troubles == ()
    with office.database.looking() as session:
        sci, jeanne = (session.scalars(select(Landlord).where(Landlord.key == key)).one() for key in ("sci", "jeanne"))
        mandate = session.scalars(select(Mandate).where(Mandate.number == "9001")).one()
        speaking = session.scalars(
            select(Person.name).join(LandlordContact, LandlordContact.person_id == Person.id)
            .where(LandlordContact.landlord_id == sci.id).order_by(Person.id)
        ).all()  # fmt: skip
        assert (sci.rule, speaking, jeanne.name) == (DecisionRule.ALL, ["Ali Benali", "Lise Garnier"], "Jeanne Aubry")
        assert (mandate.limit_incl_tax, mandate.emergency_works) == (Decimal("150.00"), "provided")
        owned = session.scalars(select(Ownership).where(Ownership.landlord_id == sci.id).order_by(Ownership.id)).all()
        assert [(each.starts_on, each.ends_on, each.share) for each in owned] == [
            (date(2020, 2, 1), date(2020, 12, 31), Decimal("50.00")), (date(2021, 1, 1), None, Decimal("50.00")),
        ]  # fmt: skip
        person = session.scalars(select(Person).where(Person.name == "Jeanne Aubry")).one()
        assert (person.civility, person.family_name, person.addresses[0].address) == (
            "Mme",
            "Aubry",
            "jeanne@mail.example",
        )


def test_owners_that_contradict_each_other_or_what_is_on_file_are_named(office: Office) -> None:
    wrong = office.wrong(
        bailleurs=LANDLORDS + "a;;;A;;a@mail.example;un\na;;;;;b@mail.example;\na;;;Autre;B;c@mail.example;\n"
        "b;;;B;Paul;;\nc;;;C;;nadia.belkacem@gmail.example;\nvasseur;;;Bernard Vasseur;;;\n",
        mandats=MANDATES + "1187;a;01/02/2020;;\n9001;nobody;01/02/2020;;\n9002;b;;;\n9003;a;01/01/2020;;\n",
        proprietes=OWNERSHIPS + "L-A12;a;9003;;;60\nL-A12;vasseur;1187;01/01/2000;;\nL-B04;a;1203;;;\nL-Z;a;9003;;;\n"
        "L-C07;a;9003;01/01/2020;31/12/2019;\nL-A12;b;9002;01/01/2021;;60\nL-C07;a;9003;;;\nL-C07;a;9003;01/06/2021;;\n",
    )

    assert [each.partition(":")[0] for each in wrong] == [
        "bailleurs.csv, line 3, column « bailleur »",
        "bailleurs.csv, line 4, column « nom »",
        "bailleurs.csv, line 5, column « e-mails »",
        "bailleurs.csv, line 6, column « e-mails »",
        "mandats.csv, line 2, column « bailleur »",
        "mandats.csv, line 3, column « bailleur »",
        "mandats.csv, line 4, column « signé le »",
        "proprietes.csv, line 4, column « mandat »",
        "proprietes.csv, line 5, column « lot »",
        "proprietes.csv, line 6, column « au »",
        "proprietes.csv, line 7, column « part % »",
        "proprietes.csv, line 9, column « du »",
    ]
    assert any("makes 120.00 % of this home on one day" in each for each in wrong)
    assert any("Nadia Belkacem, on file" in each for each in wrong)


TENANTS = "lot;code locataire;civilité;prénom;nom;e-mail;téléphone;langue;arrivée;départ\n"


def test_one_person_of_several_lines_is_one_and_two_of_one_address_are_named(office: Office) -> None:
    wrong = office.wrong(
        locataires=TENANTS + "L-A12;;Mme;;BELKACEM Nadia;Nadia.Belkacem@gmail.example;;;01/09/2021;\n"
        "L-B04;;M.;Hugo;Pires;pires@mail.example;06 39 98 31 02;;01/01/2024;\n"
        "L-C07;;;Hugo;Pires;pires@mail.example;;en;01/01/2024;\n"
        "L-B04;;Mme;Zoé;Pires;pires@mail.example;;;01/01/2024;\n"
        "L-D21;;M.;Hugo;Pires;pires@mail.example;06 39 98 31 09;;01/01/2024;\n"
        "L-D21;;M.;Hugo;Pires;pires@mail.example;;fr;01/01/2024;\n"
        "L-B04;;;Hugo;Pires;pires@mail.example;;;01/06/2024;\n"
        "L-B04;sophie;;Eva;Lang;eva@mail.example;;;01/06/2024;\n"
        "L-B04;;;Eva;Lang;b.vasseur@orange.example;;;01/06/2024;31/05/2024\n"
        "L-B04;;;Eva;Lang;eva@suivi.agence-tilleul.example;;;01/06/2024;\n"
    )

    assert [each.partition("locataires.csv, ")[2] for each in wrong] == [
        "line 5, column « e-mail »: « pires@mail.example » is the address of somebody else: "
        "Hugo Pires, line 3 of locataires.csv.",
        "line 6, column « téléphone »: « 06 39 98 31 09 » is not what line 3 of locataires.csv "
        "says of the same person.",
        "line 7, column « langue »: « fr » is not what line 4 of locataires.csv says of the same person.",
        "line 8, column « arrivée »: « 01/06/2024 » meets another stay of the same person in the same home: "
        "one day is said twice.",
        "line 9, column « code locataire »: « sophie » is the key of a manager.",
        "line 10, column « e-mail »: « b.vasseur@orange.example » is the address of somebody else: "
        "Bernard Vasseur, on file.",
        "line 11, column « e-mail »: « eva@suivi.agence-tilleul.example » is an address of this service: "
        "a letter to it would come back to us.",
    ]


def stay_of(office: Office, address: str) -> Occupancy:
    with office.database.looking() as session:
        return session.scalars(
            select(Occupancy)
            .join(PersonAddress, PersonAddress.person_id == Occupancy.person_id)
            .where(PersonAddress.address == address)
        ).one()


@pytest.mark.feature("S1-69")
def test_who_lives_there_is_taken_for_welcomed_and_who_comes_later_is_not(office: Office) -> None:
    lines = (
        "L-A12;;;Eva;Lang;there@mail.example;;;01/09/2021;\nL-A12;;;Ida;Lang;comes@mail.example;;;22/11/2026;\n"
        "L-A12;;;Max;Lang;left@mail.example;;;01/09/2021;20/11/2026\nL-A12;;;Tim;Lang;leaves@mail.example;;;01/09/2021;21/11/2026\n"
    )
    office.bring(locataires=TENANTS + lines)
    told = {
        who: (stay.welcomed_at is not None, stay.departure_told_at is not None)
        for who in ("there", "comes", "left", "leaves")
        for stay in [stay_of(office, f"{who}@mail.example")]
    }
    assert told == {"there": (True, False), "comes": (False, False), "left": (True, True), "leaves": (True, False)}

    others = lines.replace("@mail", "2@mail").replace(";Lang", ";Dubois")
    office.bring(locataires=TENANTS + others, welcome=True)
    assert stay_of(office, "there2@mail.example").welcomed_at is None
    assert stay_of(office, "left2@mail.example").welcomed_at is not None


def test_a_stay_is_brought_up_to_date_and_keeps_what_it_was_told(office: Office) -> None:
    nadia = "nadia.belkacem@gmail.example"
    before = stay_of(office, nadia)

    office.bring(locataires=TENANTS + f"L-A12;;;Nadia;Belkacem;{nadia} nadia@travail.example;;;02/09/2021;30/11/2026\n")
    leaving = stay_of(office, nadia)
    office.bring(locataires=TENANTS + f"L-A12;;;Nadia;Belkacem;{nadia};;;02/09/2021;\n")
    still = stay_of(office, nadia)
    office.bring(locataires=TENANTS + f"L-A12;nadia;;Nadia;Belkacem-Roy;{nadia};;;02/09/2021;-\n")
    stays = stay_of(office, nadia)

    assert {each.id for each in (before, leaving, still, stays)} == {before.id}
    assert (leaving.starts_on, leaving.ends_on, leaving.welcomed_at) == (
        date(2021, 9, 2),
        date(2026, 11, 30),
        before.welcomed_at,
    )
    assert (still.ends_on, stays.ends_on) == (date(2026, 11, 30), None)
    with office.database.looking() as session:
        person = session.get_one(Person, before.person_id)
        assert [each.address for each in person.addresses] == [nadia, "nadia@travail.example"]
        assert (person.name, person.telephone) == ("Nadia Belkacem-Roy", "06 39 98 10 12")


def test_a_company_comes_with_its_trades_and_is_the_favourite_of_whoever_chose_it(office: Office) -> None:
    titles = "prestataire;société;métiers;contact;e-mail;téléphone\n"
    with office.database.transaction() as session:
        durand = session.scalars(select(Provider).where(Provider.key == "durand")).one()
        session.query(Favourite).filter_by(provider_id=durand.id).delete()
        durand.key = "old"

    office.bring(
        prestataires=titles
        + "durand;Durand & Fils;plomberie, chauffage;Luc Durand;luc@durand.example;\nold;;;;;06 39 98 00 00\n"
    )

    with office.database.looking() as session:
        new = session.scalars(select(Provider).where(Provider.key == "durand")).one()
        assert (new.company, new.trades) == ("Durand & Fils", ["plumbing", "heating"])
        assert session.scalars(select(Favourite).where(Favourite.provider_id == new.id)).all()
        old = session.scalars(select(Provider).where(Provider.key == "old")).one()
        assert (old.company, old.telephone) == ("Plomberie Durand", "06 39 98 00 00")
    assert [each.partition(":")[0] for each in office.wrong(
        prestataires=titles + "x;;;;;\nX;A;plomberie;;;\ny;B;plomberie;Luc;;\n"
    )] == [
        "prestataires.csv, line 2, column « société »", "prestataires.csv, line 2, column « métiers »",
        "prestataires.csv, line 3, column « prestataire »", "prestataires.csv, line 4, column « e-mail »",
    ]  # fmt: skip


def test_what_refers_to_a_line_that_is_wrong_elsewhere_is_not_wrong_for_that(office: Office) -> None:
    wrong = office.wrong(
        lots="lot;nom;adresse;code postal;ville;achevé en\nN-1;T1;5 rue Neuve;69003;Lyon;hier\n",
        mandats=MANDATES + "9001;vasseur;un jour;;\n",
        proprietes=OWNERSHIPS + "N-1;vasseur;9001;;;\n",
        locataires=TENANTS + "N-1;;;Eva;Lang;eva@mail.example;;;01/09/2021;\n",
    )

    assert [each.partition(":")[0] for each in wrong] == [
        "lots.csv, line 2, column « achevé en »", "mandats.csv, line 2, column « signé le »",
    ]  # fmt: skip
