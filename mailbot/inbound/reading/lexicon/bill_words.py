"""How a manager decides on a bill in a few words: « ok pour la facture », « bon à payer », « BAP »."""

from mailbot.inbound.reading.lexicon.word_list import words

PAYS = (
    "^ bon|bonne|ok|okay|good a|to payer|regler|pay",
    "^ bon|ok pour paiement|reglement",
    "^ bap",
    "^ [je|j|c|nous] [est] ok|bon|accord|d'accord|valide|validez|valider|validons|approuve|approuvez|approuvons|vu"
    " [pour|a] la|cette|sa|leur|l facture|fact|payer",
    "^ la|cette|sa|l facture|fact [de|du|d] [est] [de] ok|bonne|validee|valide|conforme|approuvee|acceptee|bon",
    "^ facture|fact ok|bonne|validee|valide|conforme|approuvee|acceptee|bonne",
    "^ payez|reglez|paye|paie la|cette|sa|leur facture|fact",
    "^ [please] approve|approved|pay|settle [the|this|his|their] invoice|bill",
    "^ [the|this|his|their] invoice|bill [is] ok|okay|approved|fine|good",
)
AND_NO_MORE = frozenset(
    words(
        "bonjour bonsoir salut hello hi merci stp svp please thanks thank you ok oui yes parfait tres bien bon bonne a"
        " payer pay to d'accord accord je j nous valide validez valider validons approuve approuvez approuvons vu pour"
        " la cette sa leur l le facture fact c est de du d payez reglez regler paye paie paiement reglement bap"
        " conforme validee approuvee acceptee the this his their invoice bill is okay approved fine good approve settle"
        " vous et cordialement bien journee bonne"
    )
)
"""Beside these words, the name of a company and a number, nothing is said: only then is it decided."""
REFUSES = (
    "^ [je] refuse|refusez|refuser|conteste|contestez|contester|bloque|bloquez|bloquer|rejette|rejetez"
    " [la|cette|sa|leur] facture|fact",
    "^ facture|fact refusee|contestee|rejetee|bloquee",
    "^ [please] reject|refuse|dispute|hold [the|this|his|their] invoice|bill",
)
