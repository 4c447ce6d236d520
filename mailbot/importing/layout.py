"""The files of an import: what each is called, its columns, and which of them it cannot do without."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from types import MappingProxyType
from typing import Any

from mailbot.importing import values
from mailbot.inbound.reading.lines import fold


class Kind(StrEnum):
    """What a file tells of; the word is the one of the report."""

    HOMES = "homes"
    LANDLORDS = "landlords"
    MANDATES = "mandates"
    OWNERSHIPS = "ownerships"
    TENANTS = "tenants"
    PROVIDERS = "providers"


class Need(Enum):
    """How much a file needs a column."""

    ALWAYS = 3
    """In every line."""
    ONCE = 2
    """The column in every file; the cell in the line that first tells of somebody or something."""
    NO = 1


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the name we know it by, its title, other titles for it, and how a cell is read."""

    field: str
    title: str
    read: Callable[[str], Any]
    need: Need = Need.NO
    also: tuple[str, ...] = ()
    longest: int = 200
    emptied: Any = None
    """What a dash in the cell puts there."""
    may_be_emptied: bool = False


def _column(
    field: str, title: str, read: Callable[[str], Any], *also: str, need: Need = Need.NO, longest: int = 200,
) -> Column:  # fmt: skip
    return Column(field, title, read, need, also, longest)


def _clearable(
    field: str, title: str, read: Callable[[str], Any], *also: str, to: Any = "", longest: int = 200
) -> Column:  # fmt: skip
    return Column(field, title, read, Need.NO, also, longest, to, True)


_LOT = ("clé lot", "code lot", "n° lot", "numéro de lot", "référence lot", "id lot", "home", "dwelling", "unit")
_MAILS = ("e-mail", "email", "emails", "e-mails", "e-mail(s)", "mail", "mails", "courriel", "courriels",
          "adresse mail", "adresse e-mail", "adresse email", "mail address", "email address")  # fmt: skip
_TELEPHONE = ("tél", "tel", "téléphones", "portable", "mobile", "n° de téléphone", "telephone", "phone",
              "téléphone portable")  # fmt: skip
_LANGUAGE = _clearable("language", "langue", values.language, "language", to="fr")
_CIVILITY = _clearable("civility", "civilité", values.civility, "titre", "civility", "title")
_FIRST_NAME = _column("first_name", "prénom", values.text, "prénoms", "first name", "given name", longest=60)
_FAMILY_NAME = _clearable(
    "family_name", "nom de famille", values.text, "family name", "last name", "surname", longest=120
)
_MAIL = _column("addresses", "e-mails", values.mail_addresses, *_MAILS, longest=2000)
_PHONE = _clearable("telephone", "téléphone", values.telephone, *_TELEPHONE, longest=40)
_LANDLORD = ("code bailleur", "clé bailleur", "n° bailleur", "référence bailleur", "propriétaire",
             "code propriétaire", "landlord", "owner")  # fmt: skip
_MANDATE = ("n° mandat", "numéro de mandat", "n° de mandat", "numéro mandat", "référence mandat", "mandate",
            "mandate number")  # fmt: skip
_POSTAL = ("adresse", "adresse complète", "postal address", "address")

COLUMNS: Mapping[Kind, tuple[Column, ...]] = MappingProxyType(
    {
        Kind.HOMES: (
            _column("lot", "lot", values.text, *_LOT, "clé", "code", "référence", "key", need=Need.ALWAYS, longest=80),
            _column("name", "nom", values.text, "nom du lot", "libellé", "désignation", "intitulé", "name",
                    need=Need.ONCE),
            _column("street", "adresse", values.text, "rue", "voie", "n° et voie", "adresse 1", "address", "street",
                    need=Need.ONCE),
            _column("postcode", "code postal", values.text, "cp", "postcode", "postal code", "zip", need=Need.ONCE,
                    longest=12),
            _column("town", "ville", values.text, "commune", "localité", "town", "city", need=Need.ONCE, longest=120),
            _clearable("place", "situation dans l’immeuble", values.text, "situation", "emplacement", "étage",
                       "place", "where in the building", longest=300),
            _clearable("completed_on", "achevé en", values.completion, "année de construction", "achèvement",
                       "date d’achèvement", "construit en", "année", "completed", "completed on", "built",
                       "year built"),
            _clearable("syndic", "syndic", values.text, "syndic de l’immeuble", "managing agent"),
            _clearable("manager", "gestionnaire", values.text, "gestionnaire du lot", "manager", "property manager"),
        ),
        Kind.LANDLORDS: (
            _column("landlord", "bailleur", values.text, *_LANDLORD, "clé", "code", "référence", "key",
                    need=Need.ALWAYS, longest=80),
            _column("name", "nom", values.text, "nom du bailleur", "raison sociale", "name", need=Need.ONCE,
                    longest=139),
            _FIRST_NAME, _FAMILY_NAME, _CIVILITY,
            _column("speaker", "interlocuteur", values.text, "contact", "représentant", "speaks for"),
            _MAIL, _PHONE, _LANGUAGE,
            _clearable("postal_address", "adresse postale", values.text, *_POSTAL, longest=300),
            _clearable("siren", "SIREN", values.siren, "n° siren"),
            _column("rule", "règle", values.rule, "règle de décision", "décision", "un ou tous", "qui décide", "rule",
                    "decision rule"),
        ),
        Kind.MANDATES: (
            _column("mandate", "mandat", values.text, *_MANDATE, "numéro", "n°", "number", need=Need.ALWAYS,
                    longest=40),
            _column("landlord", "bailleur", values.text, *_LANDLORD, need=Need.ALWAYS, longest=80),
            _column("signed_on", "signé le", values.day, "date de signature", "date du mandat", "date", "signed on",
                    "signed", need=Need.ONCE),
            _column("limit", "plafond TTC", values.amount, "plafond", "seuil", "seuil ttc", "limit", "limit incl tax",
                    "limit including tax"),
            _clearable("emergency_works", "urgence", values.emergency_works, "travaux urgents", "travaux d’urgence",
                       "urgences", "emergency works", "emergency"),
        ),
        Kind.OWNERSHIPS: (
            _column("lot", "lot", values.text, *_LOT, need=Need.ALWAYS, longest=80),
            _column("landlord", "bailleur", values.text, *_LANDLORD, need=Need.ALWAYS, longest=80),
            _column("mandate", "mandat", values.text, *_MANDATE, need=Need.ALWAYS, longest=40),
            _column("starts_on", "du", values.day, "depuis", "depuis le", "date de début", "début", "from", "since",
                    "starts on"),
            _clearable("ends_on", "au", values.day, "jusqu’au", "date de fin", "fin", "to", "until", "ends on",
                       to=None),
            _clearable("share", "part %", values.share, "quote-part", "pourcentage", "share", "share %", to=None),
        ),
        Kind.TENANTS: (
            _column("lot", "lot", values.text, *_LOT, need=Need.ALWAYS, longest=80),
            _column("key", "code locataire", values.text, "n° locataire", "référence locataire", "clé locataire",
                    "tenant key", longest=80),
            _CIVILITY, _FIRST_NAME,
            _column("name", "nom", values.text, "locataire", "nom du locataire", "nom complet", "nom et prénom",
                    "prénom et nom", "tenant", "name", "full name", need=Need.ALWAYS, longest=139),
            _FAMILY_NAME,
            _column("addresses", "e-mail", values.mail_addresses, *_MAILS, need=Need.ALWAYS, longest=2000),
            _PHONE, _LANGUAGE,
            _column("on_lease", "titulaire", values.yes_or_no, "titulaire du bail", "au bail", "signataire",
                    "on lease"),
            _column("starts_on", "arrivée", values.day, "date d’arrivée", "entrée", "date d’entrée", "début du bail",
                    "arrival", "moved in", "starts on", need=Need.ALWAYS),
            _clearable("ends_on", "départ", values.day, "date de départ", "sortie", "date de sortie", "fin du bail",
                       "departure", "moved out", "ends on", to=None),
        ),
        Kind.PROVIDERS: (
            _column("provider", "prestataire", values.text, "code prestataire", "clé prestataire", "n° prestataire",
                    "fournisseur", "code fournisseur", "clé", "code", "référence", "key", "provider",
                    need=Need.ALWAYS, longest=80),
            _column("company", "société", values.text, "nom", "raison sociale", "entreprise", "company", "name",
                    need=Need.ONCE),
            _clearable("siret", "SIRET", values.siret, "n° siret"),
            _column("trades", "métiers", values.trades, "métier", "corps d’état", "corps de métier", "activité",
                    "activités", "spécialité", "spécialités", "trades", "trade", need=Need.ONCE, longest=1000),
            _CIVILITY,
            _column("speaker", "contact", values.text, "interlocuteur", "nom du contact", "contact name"),
            _FAMILY_NAME, _MAIL, _PHONE, _LANGUAGE,
            _clearable("postal_address", "adresse", values.text, "adresse postale", "adresse complète", "address",
                       "postal address", longest=300),
            _clearable("insurance", "assurance", values.text, "assureur", "assurance décennale", "insurance"),
        ),
    }
)  # fmt: skip
"""Each kind's columns, in the order in which docs/import.md shows them."""

_NAMES: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {
        Kind.HOMES: ("lot", "lots", "logement", "logements", "homes", "dwellings", "units"),
        Kind.LANDLORDS: ("bailleur", "bailleurs", "proprietaire", "proprietaires", "landlords", "owners"),
        Kind.MANDATES: ("mandat", "mandats", "mandates"),
        Kind.OWNERSHIPS: ("propriete", "proprietes", "detention", "detentions", "ownerships", "ownership"),
        Kind.TENANTS: ("locataire", "locataires", "occupants", "tenants"),
        Kind.PROVIDERS: ("prestataire", "prestataires", "fournisseurs", "entreprises", "providers"),
    }
)
"""The words in a file's name that say its kind."""

_WORD = re.compile(r"[a-z0-9]+")


def title_form(title: str) -> str:
    """The form in which two spellings of a title are one: « N° de téléphone », « n de telephone »."""
    return " ".join(_WORD.findall(fold(title)))


FIELDS: Mapping[Kind, Mapping[str, Column]] = MappingProxyType(
    {
        kind: MappingProxyType(
            {title_form(title): column for column in columns for title in (column.title, *column.also)}
        )
        for kind, columns in COLUMNS.items()
    }
)
"""Each kind's columns by every title that they may have."""


def kind_by_name(stem: str) -> Kind | None:
    """The kind that a file's name says; None when it says none, or two."""
    words = set(_WORD.findall(fold(stem)))
    found = [kind for kind, names in _NAMES.items() if words & set(names)]
    return found[0] if len(found) == 1 else None


def kinds_by_titles(titles: list[str]) -> list[Kind]:
    """The kinds that a line of titles fits best: it has every column that they need, and the most of all others."""
    scores = {}
    for kind, fields in FIELDS.items():
        known = {fields[form].field for form in map(title_form, titles) if form in fields}
        if all(column.field in known for column in COLUMNS[kind] if column.need is not Need.NO):
            scores[kind] = len(known)
    return [kind for kind, score in scores.items() if score == max(scores.values())]
