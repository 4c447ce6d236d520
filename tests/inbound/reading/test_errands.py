"""Where a manager's words send us to somebody, and where they are said to whoever reads them."""

from mailbot.inbound.reading.errands import errand_in
from mailbot.vocabulary import Role
from tests.cases import every

PEOPLE = {Role.LANDLORD: ["Hélène Garnier"], Role.TENANT: ["Omar Diallo", "Lise Roche"]}
COMPANIES = (("Couverture Blanc", "Yves Blanc"), ("SARL Miroiterie du Port",))

SENT = (
    ("Peux-tu demander à Mme Garnier si elle prend en charge ?", Role.LANDLORD),
    ("demande l'autorisation du bailleur stp", Role.LANDLORD),
    ("Voir avec le propriétaire", Role.LANDLORD),
    ("ok, faites suivre au proprio", Role.LANDLORD),
    ("Could you check with the owner first?", Role.LANDLORD),
    ("transmets le devis de Blanc à la locataire", Role.PROVIDER),
    ("préviens Omar stp", Role.TENANT),
    ("remind the tenant about Friday", Role.TENANT),
    ("Rappelle Blanc", Role.PROVIDER),
    ("Relancez le couvreur svp", Role.PROVIDER),
    ("chase Blanc please", Role.PROVIDER),
)
SAID = (
    "Demande transmise à Mme Garnier ce matin", "Relance du couvreur faite hier", "Relance en cours auprès de Blanc",
    "Je demande au bailleur et je vous dis", "Nous avons prévenu le propriétaire", "On voit avec Mme Garnier",
    "Voyez avec le couvreur pour l'heure", "Appelez Blanc s'il n'est pas là", "Envoyez une photo au couvreur",
    "Prévenez la locataire avant de passer", "Le propriétaire donne son accord", "Relancez la chaudière",
    "Bonjour Monsieur Diallo, demandez au gardien", "La pièce arrive. Dites au bailleur que tout va bien",
    "Faites une photo pour le bailleur", "Let the roofer in on Monday", "Demandez au gardien",
)  # fmt: skip


@every(("words", "to"), SENT)
def test_words_that_send_us_to_somebody(words: str, to: Role) -> None:
    errand = errand_in(words, PEOPLE, COMPANIES)
    assert errand is not None
    assert errand.to is to


@every("words", SAID)
def test_words_that_are_said_to_whoever_reads_them(words: str) -> None:
    assert errand_in(words, PEOPLE, COMPANIES) is None


@every(
    ("words", "passed_on"),
    [
        ("dis à Mme Garnier que le toit est réparé", "Le toit est réparé"),
        ("Merci d'écrire au bailleur qu'il manque une tuile", ""),
        ("écris au proprio qu'il manque une tuile", "Il manque une tuile"),
        ("dis à Lise : on passe lundi.\nMerci", "On passe lundi.\nMerci"),
        ("demande au bailleur s'il est d'accord", ""),
    ],
)
def test_what_we_are_to_say(words: str, passed_on: str) -> None:
    errand = errand_in(words, PEOPLE, COMPANIES)
    assert errand is not None
    assert errand.words == passed_on


def test_which_companies_are_named_and_whether_they_are_asked_again() -> None:
    named = errand_in("relance Miroiterie du Port", PEOPLE, COMPANIES)
    assert named is not None
    assert (named.companies, named.asks_again, named.place) == (("SARL Miroiterie du Port",), True, (0, 26))
    assert errand_in("appelle le couvreur", PEOPLE, COMPANIES) is not None
    other = errand_in("appelle le couvreur", PEOPLE, COMPANIES)
    assert other is not None
    assert (other.companies, other.asks_again) == ((), False)
