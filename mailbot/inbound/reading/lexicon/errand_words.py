"""How a manager sends the service to somebody: « demande au proprio s'il est d'accord », "tell the tenant we wait"."""

from collections.abc import Mapping
from types import MappingProxyType

from mailbot.inbound.reading.lexicon.word_list import words
from mailbot.vocabulary import Role

BEFORE = frozenset(
    words(
        "bonjour bonsoir salut hello hi hey ok alors donc et puis oui non merci svp stp please de d a il faut faudrait"
        " peux peut pourrais tu pouvez pourriez vous veuillez can could you juste just also aussi maintenant now"
        " parfait super note noted recu tres accord d'accord beaucoup top nickel entendu abord tout possible avant vu"
    )
)
"""What may stand before the verb: « bonjour, peux-tu demander … »."""
TO_ONE = frozenset(
    words(
        "demande dis previens ecris transmets transmet informe vois voit appelle contacte consulte sollicite"
        " interroge avertis explique reponds rappelle envoie renvoie redemande redis signale mets impute"
        " refacture confirme indique precise remercie rassure tell notify inform remind chase forward"
    )
)
"""Said to us: a manager is on first-name terms with no tenant."""
TO_SEVERAL = frozenset(
    words(
        "demandez dites prevenez ecrivez transmettez informez voyez appelez contactez consultez sollicitez interrogez"
        " avertissez expliquez repondez rappelez envoyez renvoyez redemandez redites signalez ask check contact"
        " email write call send see let confirmez indiquez precisez remerciez rassurez"
    )
)
"""Said to us, or to whoever lives there."""
PLAIN = frozenset(
    words(
        "demander dire prevenir ecrire transmettre informer voir appeler contacter consulter solliciter interroger"
        " avertir expliquer repondre rappeler envoyer renvoyer redemander signaler imputer mettre refacturer facturer"
        " confirmer indiquer preciser"
    )
)
"""« Merci de demander … », « voir avec le proprio »."""
AGAIN = frozenset(words("relance relancez relancer chase"))
"""Nobody but us is told to do it."""
WRITES = ("fais|faites|faire [un|le|une] suivre|savoir|mail|message|courrier|mot|lettre|point",)
"""« Faites suivre au bailleur »; « faites une photo pour le bailleur » is said to whoever lives there."""
NO_VERB = (
    "demande acceptee|validee|refusee",
    "email|call|contact|write from",
    "demande|relance|rappelle|contacte|appelle|signale du|de|d|des|par|faite|envoyee|transmise|effectuee|partie|que"
    "|qu|si|moi|nous|reponse|ok|en|est|sera",
)
"""« Demande transmise au bailleur », « relance du plombier faite » tell what was done."""
DONE = frozenset(words("faite faites envoyee envoye transmise transmis effectuee effectue relancee cours done sent"))

TO_ME = frozenset(words("moi nous me us"))
"""« Dites-moi si le bailleur est passé »: an answer is wanted."""
THEM = frozenset(words("lui leur them him her"))
STOPS = frozenset(words("que qu si that whether if quand dont when"))
"""Whoever is named behind these is spoken of."""
ARTICLES = frozenset(words("le la les l du un une the m mr mme monsieur madame"))
SAID_TO_THEM = (
    "votre|vos|your|ton|ta|tes|nom|place|cles|clefs",
    "vous pouvez|pourrez|devez|devrez",
    "you can|may|must",
    "tient|tiens|tiendrai au courant",
)
"""« Envoyez votre attestation au bailleur » is said to whoever reads it."""

WHO: Mapping[Role, frozenset[str]] = MappingProxyType(
    {
        Role.LANDLORD: frozenset(
            words("bailleur bailleurs proprietaire proprietaires proprio proprios landlord owner")
        ),
        Role.TENANT: frozenset(words("locataire locataires occupant occupants occupante tenant tenants")),
        Role.PROVIDER: frozenset(
            words(
                "plombier electricien chauffagiste serrurier artisan entreprise prestataire societe technicien couvreur"
                " plumber electrician contractor company locksmith"
            )
        ),
    }
)
TRADE_NAMES = frozenset(
    words(
        "plomberie chauffage elec electricite serrurerie services service sarl sas eurl ets entreprise et fils agence"
        " du de des d la le les l au aux the of and monsieur madame mr mme m"
    )
)
"""Words of a company's name that name nobody."""
