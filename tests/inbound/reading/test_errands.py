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
    ("ok pour le devis et préviens la locataire", Role.TENANT),
    ("Dis-lui que le bailleur refuse", Role.TENANT),
    ("Bonjour, demande au proprio s'il paie", Role.LANDLORD),
    ("préviens Omar stp", Role.TENANT),
    ("demande à mme garnier si elle paie", Role.LANDLORD),
    ("remind the tenant about Friday", Role.TENANT),
    ("Rappelle Blanc", Role.PROVIDER),
    ("Relancez le couvreur svp", Role.PROVIDER),
    ("chase Blanc please", Role.PROVIDER),
    ("Dites-lui que la pièce est commandée", Role.TENANT),
    ("Bonjour, prévenez-la que le couvreur passe lundi", Role.TENANT),
    ("Dites-leur de couper l'eau", Role.TENANT),
    ("Merci de confirmer à la locataire que mardi convient", Role.TENANT),
    ("Merci de lui répondre que non", Role.TENANT),
    ("Tu peux lui dire que c'est ok ?", Role.TENANT),
    ("Confirme-lui que c'est bon", Role.TENANT),
    ("Remercie la locataire de ma part", Role.TENANT),
    ("Précise à Blanc que c'est au 3e", Role.PROVIDER),
    ("Confirmez au propriétaire que c'est réparé", Role.LANDLORD),
)
SAID = (
    "Demande transmise à Mme Garnier ce matin", "Relance du couvreur faite hier", "Relance en cours auprès de Blanc",
    "Je demande au bailleur et je vous dis", "Nous avons prévenu le propriétaire", "On voit avec Mme Garnier",
    "Voyez avec le couvreur pour l'heure", "Appelez Blanc s'il n'est pas là", "Envoyez une photo au couvreur",
    "Prévenez la locataire avant de passer", "Le propriétaire donne son accord", "Relancez la chaudière",
    "Bonjour Monsieur Diallo, demandez au gardien", "La pièce arrive. Dites au bailleur que tout va bien",
    "Faites une photo pour le bailleur", "Let the roofer in on Monday", "Demandez au gardien",
    "Dites-moi si le bailleur est venu", "Envoyez votre attestation au bailleur", "Vous pouvez appeler le propriétaire",
    "Demande acceptée par le bailleur", "Informé le propriétaire ce jour", "Préviens la locataire de ton passage",
    "mettez un drap blanc", "Appelez-le au 06 12 34 56 78", "Dites-lui que votre code a changé",
    "Le couvreur arrive. Dites-lui que la clé est chez le gardien", "Prévenez-le de votre absence",
    "Merci de lui indiquer que vous serez là", "Vous pouvez lui dire que la porte est ouverte", "Confirme la date",
    "Merci d'indiquer au couvreur où est l'échelle", "Je confirme à Blanc", "Précisez l'étage svp",
    "Confirmez à la gardienne que le couvreur vient", "Merci de me confirmer que ça ne fuit plus",
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
        ("dis à la locataire que Blanc passe lundi et au bailleur que c'est cher", ""),
        ("préviens la locataire dès que Blanc a confirmé lundi", ""),
        ("dis surtout pas à Lise que le bailleur vend", ""),
        ("préviens Lise et le bailleur que c'est 300 €", ""),
        ("Merci de confirmer à Lise que mardi convient", "Mardi convient"),
        ("Merci d'indiquer à la locataire qu'on passe lundi", "On passe lundi"),
        ("Faites savoir à la locataire que la pièce est là", "La pièce est là"),
        ("écris au proprio qu'il manque une tuile", "Il manque une tuile"),
        ("dis à Lise : on passe lundi", "On passe lundi"),
        ("demande au bailleur s'il est d'accord", ""),
    ],
)
def test_what_we_are_to_say(words: str, passed_on: str) -> None:
    errand = errand_in(words, PEOPLE, COMPANIES)
    assert errand is not None
    assert errand.words == passed_on


@every(
    ("words", "asks_again"),
    [
        ("relance Miroiterie du Port", True),
        ("relance blanc", True),
        ("Bonjour, relancez le couvreur svp", True),
        ("ne relance pas Blanc", False),
        ("relance Blanc lundi si rien", False),
        ("relance Blanc, il passe mardi", False),
        ("appelle Blanc pour la relance", False),
    ],
)
def test_who_is_asked_again(words: str, asks_again: bool) -> None:
    errand = errand_in(words, PEOPLE, COMPANIES)
    assert errand is not None
    assert errand.asks_again is asks_again


@every(
    ("words", "passed_on", "closes"),
    [
        ("dis à Lise que c'est réparé et clôture", "C'est réparé", True),
        ("Dites à la locataire que le syndic s'en charge et clôturez le dossier svp", "Le syndic s'en charge", True),
        ("dis à Lise que Blanc répare et clôture", "", False),
        ("dites à Lise que si ça tient on paie et clôturez", "", False),
        ("dites à Lise que ce n'est pas réparé et clôturez", "", False),
        ("dis à Lise que la porte grince et ferme", "La porte grince et ferme", False),
    ],
)
def test_what_we_are_to_say_before_we_close(words: str, passed_on: str, closes: bool) -> None:
    errand = errand_in(words, PEOPLE, COMPANIES)
    assert errand is not None
    assert (errand.words, errand.closes) == (passed_on, closes)


def test_what_is_named_and_what_came_before() -> None:
    named = errand_in("relance Miroiterie du Port", PEOPLE, COMPANIES)
    assert named is not None
    assert (named.companies, named.place, named.is_alone) == (("SARL Miroiterie du Port",), (0, 26), True)
    behind = errand_in("ok pour le devis et préviens la locataire", PEOPLE, COMPANIES)
    assert behind is not None
    assert (behind.companies, behind.is_alone) == ((), False)
