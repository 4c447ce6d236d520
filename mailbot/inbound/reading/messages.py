"""A manager writes to somebody: words to pass on, and the canned replies by key or by label (READING, rule 10)."""

from __future__ import annotations

import re

from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.dangers import danger_in
from mailbot.inbound.reading.faults import is_over, tells_a_fault
from mailbot.inbound.reading.heads import without_head
from mailbot.inbound.reading.lexicon import order_words as table
from mailbot.inbound.reading.lexicon.word_list import words
from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.outcome import Intent, IntentType
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.sending import company_sent
from mailbot.inbound.reading.situation import NOTHING, Said, Situation
from mailbot.inbound.reading.stance import is_conditional
from mailbot.inbound.reading.standpoint import Standpoint
from mailbot.inbound.reading.wording import Wording, wording_of
from mailbot.vocabulary import Channel, Role

COLLEAGUE = "colleague"

_SEND = Sayings(table.SEND_OS)
_REQUEST = Sayings(table.REQUEST_QUOTE)
_CANCEL = Sayings(table.CANCEL_OS)
_SERVICE = Sayings(table.TO_THE_SERVICE)
_STATED = Sayings(table.STATED)
_SECOND_PERSON = Sayings(table.SECOND_PERSON)
_NOT_SECOND_PERSON = Sayings(table.NOT_SECOND_PERSON)
_OTHERS = Sayings(table.ABOUT_OTHERS)
_THEIRS = Sayings(table.THEIRS)
_IN_HOUSE = Sayings(table.ABOUT_THE_SERVICE)
_OUR_MAILS = Sayings(table.OUR_MAILS)
_CANNED_KEY = re.compile(
    r"^(?:[-*•] ?|\d[.)/] ?)?(?:(?:svp|stp|ok|merci(?: de| d')?|(?:vous |tu )?(?:pouvez|peux)(?:[- ](?:vous|tu))?"
    r"|please|(?:r?envoye[rz]|(?:r?en)?voie|repond(?:s|re|ez)|adresse[rz]?|transmet(?:s|tre|tez)|passe[rz]?|fai(?:s|re|tes)"
    r"|mett(?:ez|re)|mets|utilise[rz]?|send)(?:[- ](?:lui|leur|moi))?"
    r"|(?:lui|leur|suivre|parvenir|avec|par|le|la|un|une|du|modele|message|message type|reponse|texte|type|the)"
    r"|(?:au|a la|a l'|a notre|a|aux) (?:locataires?|occupante?s?|bailleur|bailleresse|proprietaire|proprio))"
    r"(?: ?,)? ?){0,8}"
    r"#?\s?mt[- ]?(\d{1,2})\b"
    r"(?:(?: ?[,:])? ?(?:svp|stp|merci|please|suffi(?:t|ra)|a (?:envoyer|transmettre|adresser|passer)|to the tenant"
    r"|(?:au|a la|a l'|a notre|pour la|pour le|pour l'|aux) ?"
    r"(?:locataires?|occupante?s?|bailleur|bailleresse|proprietaire|proprio))){0,4}[ \t.:]*$"
)
"""« Envoyez MT-10 à la locataire », « MT-08 à envoyer »: the key, and no more than to whom it goes."""
_CANNED_LINE = re.compile(r"#\s?mt[- ]?(\d{1,2})\b")
_BY_LABEL = {" ".join(label.split()): key for key, labels in table.CANNED.items() for label in labels}
_SALUTATION = re.compile(
    r"^\s*(?:(?:madame|monsieur|mesdames|messieurs)[\s,]*(?:,|\n)(?P<nobody>)|(?:(?:bonjour|bonsoir|salut"
    r"|coucou|hello|hi|hey|dear|good (?:morning|afternoon|evening)|chere?s?|re|bjr)\b[ ,]*)+)"
    r"(?P<who>[^,\n.!:?]{0,60})"
)
_BARE_NAME = re.compile(
    r"^\s*(?P<who>(?:(?:m\.?|mr|mme|mlle|madame|monsieur|ms"
    r"|mrs)\s+)?[^\W\d_][\w'-]*(?:\s[\w'.-]+){0,2})\s*(?P<sign>[,:]|\n)"
)
_TITLE = re.compile(r"\b(?:m\.?|mr|mme|mlle|madame|monsieur|ms|mrs|messieurs|mesdames)(?:\s|$)")


def read_message(situation: Situation) -> Said:
    """Canned keys, and text that greets somebody or is plainly written to them."""
    if situation.role is not Role.MANAGER:
        return NOTHING
    canned = canned_in(situation.words, situation.standpoint)
    if canned:
        return Said(tuple(canned))
    if not is_letter(situation):
        return NOTHING
    to = addressee(situation.words, situation.standpoint) or _whose_trade_it_is(situation)
    to = to or _where_the_mail_goes(situation.standpoint)
    return Said((Intent(IntentType.MESSAGE, {"to": str(to)}, situation.words.strip()[:200], 0),))


def _whose_trade_it_is(situation: Situation) -> Role | None:
    """« Messieurs, merci de nous adresser votre facture »: nobody else on a public thread has one to send."""
    known = situation.standpoint.people.get(Role.PROVIDER)
    if not known or situation.standpoint.channel is not Channel.PUBLIC or _OTHERS_TOLD.search(situation.folded):
        return None
    return Role.PROVIDER if _OF_A_TRADE.search(situation.folded) is not None else None


_OF_A_TRADE = re.compile(
    r"\b(?:votre|vos|your) (?:facture(?! d)|devis|technicien|equipe|ouvrier|ouvriers|intervenant|entreprise|atelier"
    r"|invoice|quote|team|technician|engineer|workmen|company)\b"
)
_OTHERS_TOLD = re.compile(r"\bvotre (?:logement|appartement|dossier|bail|loyer|bailleur|proprietaire|locataire)\b")


def is_letter(situation: Situation) -> bool:
    """Whether a manager's text is written to somebody: a greeting at its head, or « vous » all along and no order."""
    if situation.role is not Role.MANAGER or situation.standpoint.channel is Channel.DIGEST:
        return False
    if addressee(situation.words, situation.standpoint) is not None:
        return True
    if lists_orders(situation):
        return False
    if company_sent(situation) is not None:
        return False
    if _SALUTATION.match(_without_points(situation.folded)) is not None:
        return not _greets_the_service(situation) and not _orders_the_service(situation)
    if any(is_order(clause.wording) for clause in situation.clauses):
        return False
    if _OTHERS.find(situation.wording) is not None or _OUR_MAILS.find(situation.wording) is not None:
        return False
    if _THEIRS.find(situation.wording) is not None:
        return True
    if situation.standpoint.question is not None:
        return False
    addressed = any(_SECOND_PERSON.find(_NOT_SECOND_PERSON.without(c.wording)) for c in situation.clauses)
    asks_the_service = all(clause.is_question for clause in situation.clauses)
    return (
        addressed and _IN_HOUSE.find(situation.wording) is None and not (asks_the_service and _names_party(situation))
    )


def _greets_the_service(situation: Situation) -> bool:
    """« Bonjour, appel de Mme Kone : sa chaudière est en panne », at the address where problems are reported: nobody
    but the service is greeted there, unless a person is called or spoken to, or nothing is reported."""
    if situation.standpoint.channel is not Channel.INTAKE or _GREETS_NOBODY.match(situation.folded) is None:
        return False
    if not any((tells_a_fault(c) or danger_in(c) is not None) and not is_over(c) for c in situation.clauses):
        return False
    return not any(_SECOND_PERSON.find(_NOT_SECOND_PERSON.without(c.wording)) for c in situation.clauses)


_GREETS_NOBODY = re.compile(
    r"\s*(?:bonjour|bonsoir|salut|hello|hi|bjr)"
    r"(?: (?:a (?:tous|toutes|vous)|tout le monde|all|everyone|team|l'equipe))?"
    r"(?:\s?(?:[,.!:;\n]|$)|\s(?=(?:le|la|les|un|une|appel|j'ai|il y a) |l'))"
)


def is_order(wording: Wording) -> bool:
    """Whether these words begin like an order to the service."""
    headless = without_head(wording)
    return any(sayings.find(headless) is not None for sayings in (_SEND, _REQUEST, _CANCEL, _SERVICE))


def _orders_the_service(situation: Situation) -> bool:
    """« Bonjour, OS à Durand svp »: a greeting to nobody, and an order right behind it."""
    body = [c for c in situation.clauses if any(not t.isdigit() and t not in _GREETINGS for t in c.wording.tokens)]
    if body and _IN_A_LIST.search(situation.folded) is not None and any(c.is_question for c in situation.clauses):
        return False  # « 1) OS à Petit 2) OS à Durand. Que préférez-vous ? »
    if (
        not body
        or _TO_ME.find(body[0].wording) is not None
        or not is_order(body[0].wording)
        or _STATED.find(body[0].wording) is not None
    ):
        return False  # « Bonjour, l'OS est parti ce matin » tells somebody.
    return not any(is_conditional(c) for c in _sentence(situation, body[0]))


_IN_A_LIST = re.compile(r"^[1-9]\s?[.)/]", re.M)
_TO_ME = Sayings(("^ [1|merci] [de] envoyez|envoyer|adressez|transmettez|passez moi|nous !un|l|le|des",))


def _sentence(situation: Situation, clause: Clause) -> list[Clause]:
    return [other for other in situation.clauses if other.sentence == clause.sentence]


_GREETINGS = frozenset(
    words(
        "bonjour bonsoir hello hi merci svp a tous toutes team all l equipe une deux trois quatre choses points"
        " demandes actions"
    )
)
"""« Bonjour, deux choses : OS à Petit et clôturer »: nothing is said before the order."""


def addressee(words: str, standpoint: Standpoint) -> Role | str | None:
    """To whom a manager's text is plainly written: a role, "colleague", or None when it greets nobody by name."""
    folded = _without_points(fold(words))
    if (at := _AT_SOMEBODY.match(folded)) is not None:
        return _role_named(at["who"], standpoint, strictly=True) or COLLEAGUE
    match = _SALUTATION.match(folded)
    if match is None:
        return _called_by_name(folded, standpoint)
    who = "" if match["nobody"] is not None else match["who"].strip()
    role = _role_named(who, standpoint)
    if role is not None:
        return role
    if _TITLE.search(who) or not who or set(who.split()) <= _NOBODY:
        return None
    first = words[match.start("who") :].lstrip()[:1]
    # « Bonjour Karim » is somebody; « Bonjour merci de… » is nobody.
    return COLLEAGUE if len(who.split()) <= 2 and "'" not in who and first.isupper() else None


_AT_SOMEBODY = re.compile(r"^\s*@(?P<who>[^\W\d_][\w'-]{1,30})(?=[\s,:])(?!\S*@)")
"""« @Karim peux-tu relancer ? »"""


def greeted(words: str, standpoint: Standpoint) -> Role | str | None:
    """To whom a text is written that names somebody or greets at its head; a bare greeting goes where the mail goes."""
    named = addressee(words, standpoint)
    if named is None and _SALUTATION.match(_without_points(fold(words))) is not None:
        return _where_the_mail_goes(standpoint)
    return named


def _without_points(folded: str) -> str:
    """« M. Durand » has a point that ends nothing."""
    return re.sub(r"\b(m|mr|mme|mrs|ms)\.(?=\s)", r"\1 ", folded)


_NOBODY = frozenset(
    words("a tous toutes et madame monsieur mesdames messieurs le la les tout monde all everyone there team suite vous")
)


def _called_by_name(folded: str, standpoint: Standpoint) -> Role | str | None:
    """« Madame Belkacem, … »; with a bare surname or a colon, somebody may as well be spoken of."""
    meant = _MEANT_FOR.match(folded)
    if meant is not None and _SECOND_PERSON.find(wording_of(folded[meant.end() :])) is not None:
        if meant["colleague"]:
            return COLLEAGUE
        named = _role_named(meant["who"], standpoint, strictly=True)
        # « Pour Karim : peux-tu suivre ce dossier ? »
        stranger = meant["who"] not in _NO_PERSON and len(meant["who"].split()) == 1
        stranger = stranger and _TU.search(folded, meant.end()) is not None
        return COLLEAGUE if named is None and stranger else named
    asked = _ASKED_BY_NAME.match(folded)
    if asked is not None and _may_be_a_name(asked["who"]) and not _is_ours(folded[asked.end() :]):
        return _role_named(asked["who"], standpoint, strictly=True) or COLLEAGUE
    bare = _BARE_NAME.match(folded)
    if bare is None:
        return None
    who, rest = _GREETED_LAST.sub("", bare["who"]), folded[bare.end() :]
    if who != bare["who"] and _is_ours(rest):
        return None  # « Madame Belkacem bonsoir, annulez l'OS »
    role = _role_named(who, standpoint, strictly=True)
    if isinstance(role, Role) and _SPOKEN_OF[role].match(rest) is not None:
        return None
    titled = _TITLE.search(who) is not None and len(who.split()) > 1
    if set(wording_of(who).tokens) & _SPEAKS_OF:
        return None
    spoken_to = _SECOND_PERSON.find(wording_of(rest)) is not None or (
        bare["sign"] == "," and _PLEASE.match(rest) is not None and not is_order(wording_of(rest))
    )
    if role is None:
        stranger = bare["sign"] == "," and len(who.split()) == 1 and _TU.search(rest) is not None and who not in _COMMON
        return COLLEAGUE if stranger else None
    if bare["sign"] == ":" or not (titled or _is_first_name(who, role, standpoint)):
        return role if spoken_to else None
    return role


def _who_is(nouns: str) -> re.Pattern[str]:
    return re.compile(rf"[ ]?(?:(?:votre|notre|mon|le|la|your|our|my|the) |l')(?:{nouns})\b[^,\n]{{0,30}},")


_SPOKEN_OF = {
    Role.TENANT: _who_is(r"locataires?|occupante?|tenant"),
    Role.LANDLORD: _who_is(r"bailleur|bailleresse|proprietaire|proprio|landlord|landlady|owner"),
    Role.PROVIDER: _who_is(r"plombier|artisan|electricien|chauffagiste|serrurier|entreprise|prestataire|plumber"),
}
"""« M. Vasseur, votre bailleur, est prévenu » says who that is: he himself knows."""
_ASKED_BY_NAME = re.compile(r"^\s*(?P<who>[^\W\d_][\w'-]{2,20}) (?:peux|pourrais|veux)[- ]tu\b")
"""« Karim peux-tu prendre ce dossier »"""
_WONDERS = frozenset(
    words(
        "comment quand pourquoi combien qui que quoi lequel laquelle quel quelle bon bonjour bonsoir salut mais alors"
        " apres ensuite puis peut ici maintenant demain aujourd'hui lundi mardi mercredi jeudi vendredi samedi"
        " aussi encore juste enfin finalement bref hello dis ceci cela car vite vraiment ainsi oui non"
        " dorenavant desormais voila voici cependant toutefois pourtant neanmoins super parfait genial nickel top cool"
        " excellent bien tres impeccable entendu compris recu vu note accord ouais oki okay hop allez tiens ecoute"
        " ecoutez bah ben euh hum oh ah eh hein dont donc or ni soit quant toujours jamais souvent parfois deja tard"
        " avant sinon autrement plutot sitot bientot aussitot cette cet ces pardon desole desolee navre dommage tant"
        " sauf idem pareil surtout notamment seul seule seulement autre idee question rappel stp svp merci cher chere"
        " peut-etre ca tu toi moi nous vous lui elle ils elles on egalement partout hier ce-soir tantot d'accord"
        " dimanche d'ailleurs la-dessus mieux pire urgent urgence attention objet formidable magnifique dac"
    )
)


def _may_be_a_name(who: str) -> bool:
    """« Franchement peux-tu… » calls nobody; « Clément peux-tu… » does."""
    return who not in _COMMON | _WONDERS and (not who.endswith("ment") or who == "clement")


def _is_ours(asked: str) -> bool:
    """« … clôturer ce dossier », « … m'envoyer un mail par jour »: the service does it, whoever is called."""
    return is_order(wording_of(asked)) or _SENT_BY_US.search(asked) is not None


_SENT_BY_US = re.compile(r"\b(?:mails?|emails?|alertes?|notifs?|notifications?|recap\w*|digests?|resumes?)\b")
_GREETED_LAST = re.compile(r"\s(?:bonjour|bonsoir|hello|bjr)$")
"""« Madame Belkacem bonjour, … »"""
_NO_PERSON = frozenset(
    words(
        "info information memoire rappel suite suivi urgence info lundi mardi mercredi jeudi vendredi samedi demain"
        " aujourd'hui toi vous nous moi lui elle tous toutes ca cela le la les reminder monday tuesday wednesday"
        " thursday friday"
    )
)
_PLEASE = re.compile(r"\s*(?:merci (?:de |d')|veuillez |please )")
_MEANT_FOR = re.compile(
    r"^\s*(?:pour|a l'attention d[eu]|a|for)\s+(?:(?:ma|mon|mes|le|la|les|my"
    r"|the)\s)?(?:(?P<colleague>collegue\w*|collegues|equipe|colleagues?|team)|(?P<who>[^:\n]{2,40}?))\s?:"
)
_TU = re.compile(r"\b(?:tu|toi|peux-tu|can you|could you)\b")
_COMMON = frozenset(words("ok oui non merci sinon alors donc svp stp please thanks yes no urgent attention"))
_SPEAKS_OF = frozenset(words("pour de chez selon apres vu avec d os annuler annulez"))


def _is_first_name(who: str, role: Role | str, standpoint: Standpoint) -> bool:
    if not isinstance(role, Role):
        return True
    known = wording_of(standpoint.people.get(role, "")).tokens
    return bool(known) and len(known) > 1 and wording_of(who).tokens[:1] == known[:1] and role is not Role.PROVIDER


def _role_named(who: str, standpoint: Standpoint, *, strictly: bool = False) -> Role | str | None:
    """The party of this report whose name is said; another manager, or the writer's own house, is a colleague."""
    said = set(wording_of(who).tokens) - _TITLES
    if not said:
        return None
    for role in (Role.TENANT, Role.LANDLORD, Role.PROVIDER):
        known = set(wording_of(standpoint.people.get(role, "")).tokens) - _TITLES
        if said & known and len(said - known) <= (0 if strictly else 1):
            return role
    own = set(wording_of(standpoint.people.get(Role.MANAGER, "")).tokens)
    return COLLEAGUE if said & own else None


_TITLES = frozenset(words("m mr mme mlle madame monsieur ms mrs sci le la les de du des services service sarl et"))


def _names_party(situation: Situation) -> bool:
    """Whether somebody of this report is spoken of."""
    return bool(situation.names & situation.wording.words)


def _where_the_mail_goes(standpoint: Standpoint) -> Role:
    """A greeting without a name goes where the mail goes."""
    return Role.LANDLORD if standpoint.channel is Channel.PRIVATE else Role.TENANT


def canned_in(words: str, standpoint: Standpoint) -> list[Intent]:
    """Keys (« #MT-02 », « MT-02 » alone) and exact labels, each on a line of its own."""
    found: list[Intent] = []
    at = 0
    for line in words.split("\n"):
        name = canned_of(line)
        if name is not None:
            to = str(_where_the_mail_goes(standpoint))
            found.append(Intent(IntentType.MESSAGE, {"to": to, "canned": name}, line.strip(), at))
        at += len(line) + 1
    return found


def lists_orders(situation: Situation) -> bool:
    """« 1) MT-10 2) OS à Petit 3) un récap par jour »: each line is for the service, and one is a ready message."""
    lines = [line for line in situation.folded.split("\n") if line.strip()]
    if lines and wording_of(lines[0]).words <= _GREETINGS:
        lines = lines[1:]
    return len(lines) > 1 and all(_LIST_MARK.match(line) for line in lines) and any(map(canned_of, lines))


_LIST_MARK = re.compile(r"\s*(?:[-*•–]\s|[1-9]\s?[.)/]\s?)")


def canned_of(line: str) -> str | None:
    """The canned reply that one line names."""
    folded = " ".join(fold(line).split()).strip(" .!")
    key = _CANNED_KEY.match(folded) or _CANNED_LINE.search(folded)
    name = f"MT-{int(key[1]):02d}" if key is not None else _BY_LABEL.get(folded)
    return name if name in table.CANNED else None
