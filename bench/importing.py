"""How long an agency's 50,000 lines take to come in, what memory that wants, and whether every planted error is named.

    python -m bench.importing --lines 50000
    python -m bench.importing --database-url postgresql+psycopg://localhost/empty

Each run is a `mailbot import` of its own: time and memory are the command's, the start of Python included.
"""

import argparse
import csv
import io
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

AGENCY = Path(__file__).parent.parent / "mailbot" / "demo" / "agency.toml"
BAR = 60.0
"""Seconds for 50,000 lines."""

Rows = list[list[str]]

_TITLES = {
    "lots": "lot;nom;adresse;code postal;ville;situation dans l’immeuble;achevé en;syndic;gestionnaire",
    "bailleurs": "bailleur;civilité;prénom;nom;e-mails;téléphone;adresse postale;SIREN;règle",
    "mandats": "mandat;bailleur;signé le;plafond TTC;urgence",
    "proprietes": "lot;bailleur;mandat;du;au;part %",
    "locataires": "lot;civilité;prénom;nom;e-mail;téléphone;langue;titulaire;arrivée;départ",
    "prestataires": "prestataire;société;SIRET;métiers;contact;e-mail;téléphone;adresse;assurance",
}
_WRITTEN = {
    "lots": ("utf-8-sig", ";"), "bailleurs": ("utf-16", "\t"), "mandats": ("utf-8", ","), "proprietes": ("utf-8", ";"),
    "locataires": ("cp1252", ";"), "prestataires": ("cp1252", "\t"),
}  # fmt: skip
_FIRST = ("Zoé", "Hugo", "Inès", "Aïcha", "Marc", "Jeanne", "Émile", "Noël", "Lise", "Ali", "Grace", "Chloé")
_LAST = ("Lefèvre", "Benoît", "Garnier", "Aubry", "Diallo", "Pérès", "Müller", "D’Angelo", "Saint-Léger", "Hall")
_STREETS = ("rue de la Sablière", "cours de l’Étoile", "impasse du Mûrier", "place Châteaubriand", "quai Sœur-Rosalie")


class Place(NamedTuple):
    """Where an error was planted."""

    file: str
    line: int
    column: str


def generate(lines: int, *, seed: int = 1) -> dict[str, Rows]:
    """About so many lines in six sheets, with their titles: invented people, homes and companies."""
    chance = random.Random(seed)
    unit = max(lines // 100, 1)
    homes, landlords, tenants = 24 * unit, 10 * unit, 31 * unit
    sheets = {kind: [titles.split(";")] for kind, titles in _TITLES.items()}
    for number in range(landlords):
        first, last = chance.choice(_FIRST), chance.choice(_LAST)
        sheets["bailleurs"].append([
            f"B-{number}", chance.choice(("M.", "Mme")), first, last, f"bailleur{number}@mail.example",
            f"06 39 98 {number // 100 % 100:02} {number % 100:02}", f"{number} {chance.choice(_STREETS)}, 69002 Lyon",
            siren(number) if number % 3 == 0 else "", "tous" if number % 4 == 0 else "",
        ])  # fmt: skip
        sheets["mandats"].append([
            f"MD-{number}", f"B-{number}", f"{1 + number % 28:02}/03/20{10 + number % 10}", "1 250,50", "prévu",
        ])  # fmt: skip
    for number in range(homes):
        street = f"{1 + number // 8} {_STREETS[number % 5]}"
        sheets["lots"].append([
            f"L-{number}", f"T{1 + number % 5} « {chance.choice(_LAST)} »", street, "69003", "Lyon",
            f"étage {number % 6}, porte {number % 4}", "1974", "", "sophie" if number % 2 else "",
        ])  # fmt: skip
        owner = number % landlords
        sheets["proprietes"].append([f"L-{number}", f"B-{owner}", f"MD-{owner}", "2021-01-15", "", ""])
    for number in range(tenants):
        sheets["locataires"].append([
            f"L-{number % homes}", chance.choice(("M.", "Mme")), chance.choice(_FIRST), chance.choice(_LAST),
            f"locataire{number}@mail.example", "", chance.choice(("fr", "en", "")), "oui" if number % 5 else "non",
            f"01/{1 + number % 12:02}/2022", "30/06/2030" if number % 9 == 0 else "",
        ])  # fmt: skip
    for number in range(unit):
        sheets["prestataires"].append([
            f"P-{number}", f"Dépannage {number}", siret(number), "plomberie, chauffage", chance.choice(_LAST),
            f"contact@entreprise{number}.example", "04 65 71 00 10", f"{number} rue du Joint, Lyon", "",
        ])  # fmt: skip
    return sheets


def siren(number: int) -> str:
    """A number of nine digits whose check digit is right."""
    return _checked(f"{number:08}")


def siret(number: int) -> str:
    """A number of fourteen digits whose check digit is right."""
    return _checked(siren(number) + "0001")


def _checked(digits: str) -> str:
    total = sum(d if i % 2 else (d * 2 - 9 if d > 4 else d * 2) for i, d in enumerate(map(int, reversed(digits))))
    return f"{digits}{-total % 10}"


# Each makes one cell of a line wrong: sheet, title, what is put there.
_SPOILS = (
    ("locataires", "e-mail", "nadia@@mail.example"), ("locataires", "arrivée", "31/02/2024"),
    ("locataires", "lot", "L-NULLE-PART"), ("locataires", "langue", "klingon"),
    ("locataires", "titulaire", "peut-être"), ("locataires", "téléphone", "639981012"),
    ("locataires", "civilité", "Dr"), ("locataires", "nom", ""), ("locataires", "e-mail", ""),
    ("locataires", "arrivée", "01/02/24"), ("locataires", "départ", "01/01/2001"),
    ("locataires", "e-mail", "locataire0@mail.example"), ("locataires", "prénom", "L\x81a"),
    ("locataires", "e-mail", "a.b@suivi.agence-tilleul.example"),
    ("lots", "code postal", "1000"), ("lots", "gestionnaire", "personne"), ("lots", "achevé en", "hier"),
    ("lots", "ville", ""), ("lots", "nom", "Caf\ufffd"),
    ("bailleurs", "SIREN", "123456789"), ("bailleurs", "règle", "trois"), ("bailleurs", "e-mails", "x@y"),
    ("bailleurs", "e-mails", "locataire1@mail.example"),
    ("mandats", "bailleur", "B-PERSONNE"), ("mandats", "plafond TTC", "1.500"), ("mandats", "signé le", "le 3 mars"),
    ("mandats", "urgence", "bof"),
    ("proprietes", "mandat", "MD-0"), ("proprietes", "au", "01/01/1999"), ("proprietes", "lot", "L-NULLE-PART"),
    ("proprietes", "part %", "120"), ("proprietes", "part %", "0,5"), ("proprietes", "bailleur", "B-PERSONNE"),
    ("prestataires", "SIRET", "12345678901234"), ("prestataires", "métiers", "astrologie"),
    ("prestataires", "e-mail", "contact@entreprise"),
)  # fmt: skip


def plant(sheets: dict[str, Rows], count: int) -> list[Place]:
    """Make so many errors, each on a line of its own, and say where they are."""
    planted: list[Place] = []
    for number in range(count):
        kind, title, value = _SPOILS[number % len(_SPOILS)]
        rows = sheets[kind]
        # From the end, so that the first lines stay what others are compared with.
        at = len(rows) - 1 - number % 7
        used = {place.line for place in planted if place.file == f"{kind}.csv"}
        while at + 1 in used or (title == "prénom" and not rows[at][2]):
            at -= 1
        assert at > 2, "too few lines for so many errors"
        rows[at][rows[0].index(title)] = value
        planted.append(Place(f"{kind}.csv", at + 1, title))
    return planted


def files_of(sheets: dict[str, Rows]) -> list[tuple[str, bytes]]:
    """The sheets as files, each with an encoding and a separator of its own."""
    files = []
    for kind, rows in sheets.items():
        encoding, separator = _WRITTEN[kind]
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=separator).writerows(rows)
        # The octet 81 is no character of Windows-1252.
        octets = text.getvalue().replace("\x81", "☠").encode(encoding, "xmlcharrefreplace")
        files.append((f"{kind}.csv", octets.replace(b"&#9760;", b"\x81")))
    return files


class Run(NamedTuple):
    """One command: what it said, how long it took, and the most memory that it had."""

    said: str
    status: int
    seconds: float
    peak_megabytes: float


def run(folder: Path, *words: str, database_url: str | None = None) -> Run:
    """A `mailbot` command in a folder, measured by the kernel."""
    settings = {"MAILBOT_DATA_DIR": str(folder / "data"), "COLUMNS": "160", "MAILBOT_LOG_LEVEL": "warning"}
    if database_url is not None:
        settings |= {"MAILBOT_DATABASE_URL": database_url, "MAILBOT_KEYS": "1:" + "0" * 64}
    said, begun = folder / "said", time.perf_counter()
    with said.open("w") as out:
        child = subprocess.Popen([sys.executable, "-m", "mailbot", *words], env=os.environ | settings, stdout=out)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - begun
    return Run(said.read_text(), child.returncode, seconds, usage.ru_maxrss / 1024)


def errors_named(said: str, planted: list[Place]) -> tuple[int, int]:
    """How many planted errors the report names exactly once, and how many lines it names besides."""
    named = Counter(
        Place(file, int(line), column)
        for file, line, column in (
            (head.split(", line ")[0], head.split(", line ")[1], rest.split(" »")[0])
            for head, _, rest in (each.partition(", column « ") for each in said.splitlines() if ", column « " in each)
        )
    )
    return sum(named[place] == 1 for place in planted), sum(named.values()) - sum(named[place] for place in planted)


def main() -> None:
    """Read the command line, run, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--lines", type=int, default=50_000)
    parser.add_argument("--errors", type=int, default=200)
    parser.add_argument("--database-url", help="an empty PostgreSQL database, beside SQLite")
    chosen = parser.parse_args()
    for name, url in (("SQLite", None), ("PostgreSQL", chosen.database_url)):
        if name == "SQLite" or url:
            measure(name, url, lines=chosen.lines, errors=chosen.errors)


def measure(name: str, url: str | None, *, lines: int, errors: int) -> None:
    """One database: an import, the same once more, and one with errors in it."""
    with tempfile.TemporaryDirectory(dir=".", prefix=".bench-") as scratch:
        folder = Path(scratch).absolute()
        for words in (("migrate",), ("agency", str(AGENCY))):
            assert run(folder, *words, database_url=url).status == 0
        sheets = generate(lines)
        count = sum(len(rows) - 1 for rows in sheets.values())
        _put(folder / "files", sheets)
        for what in ("new", "the same again"):
            done = run(folder, "import", "tilleul", str(folder / "files"), database_url=url)
            assert done.status == 0, done.said
            _tell(f"{name}, {count} lines, {what}", done)
        planted = plant(sheets, errors)
        _put(folder / "files", sheets)
        done = run(folder, "import", "tilleul", str(folder / "files"), database_url=url)
        once, besides = errors_named(done.said, planted)
        _tell(f"{name}, {errors} errors in them, {once} named exactly once, {besides} named besides", done)
        assert (done.status, once, besides) == (1, errors, 0), done.said


def _put(folder: Path, sheets: dict[str, Rows]) -> None:
    folder.mkdir(exist_ok=True)
    for name, octets in files_of(sheets):
        (folder / name).write_bytes(octets)


def _tell(what: str, done: Run) -> None:
    bar = f"bar {BAR:.0f} s: {'held' if done.seconds <= BAR else 'MISSED'}"
    print(f"{what}: {done.seconds:.1f} s ({bar}), {done.peak_megabytes:.0f} MB at the most", flush=True)


if __name__ == "__main__":
    main()
