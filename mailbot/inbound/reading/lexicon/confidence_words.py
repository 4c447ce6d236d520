"""What is said in confidence, so plainly that nobody at home may read it. A remark beside it is another table's."""

CONFIDED = (
    "^ [ceci|cela|ca] [reste] [strictement] entre nous !et|un|une|deux|pour|c|on|il|elle",
    "^ entre nous $",
    "^ [ceci|cela|ca] [reste] entre vous et moi",
    "^ between us|ourselves $",
    "^ between you and me",
    "^ [strictement] confidentiel|confidentielle|confidential $",
    "^ interne|internal $|locataire*|impaye*|pour|la|le",
    "^ private $|the|we|he|she",
    "^ [pour] note|info|information [perso|personnelle|pour] [a] [l] interne|perso|dossier|moi",
    "^ [pour] [a] usage interne $",
    "^ internal note|use|only|info",
    "^ note to self",
    "^ off the record",
    "je vous|te le|la dis|confie en confidence|secret",
    "^ [mais|et|surtout|svp|merci] [le|la|l|en] [lui|leur] dites|dis|repetez|repete|parlez|parle pas|rien [en] a|au|aux"
    " mon|ma|mes|la|le|locataire*|proprietaire*|proprio|bailleur|mari|femme|voisin*|coloc*",
    "^ [mais|et|surtout|svp|merci] le|la|l [lui|leur] dites|dis|repetez|repete pas",
    "^ [mais|et|surtout|svp|merci] en parlez|parle pas|rien",
    "^ [a|merci|surtout] [de] [surtout] pas|rien [le|la|l|en|lui|leur] [le|en] dire|repeter|ebruiter|divulguer|informer"
    "|prevenir|parler|avertir [a|au|aux|de|la|le|les|mon|ma|mes|l] [la|le|les|mon|ma|mes] locataire*|mari|femme"
    "|conjoint*|coloc*|voisin*|bailleur|proprietaire*|proprio|repeter|ebruiter",
    "^ [a|merci] [de] pas [le|la|l] repeter|ebruiter|divulguer|diffuser|publier $|a|au|aux|svp|stp",
    "^ [info] pas transmettre|communiquer|montrer $|a|au|aux",
    "a pas repeter|ebruiter|divulguer|communiquer|transmettre|montrer $|a|au|aux",
    "^ gardez|garde|garder ca|cela|ceci|le pour [l] vous|toi|agence $",
    "^ [please|but|and] do not tell|mention|say [it|anything] [this|to] [to] my|the|him|her|them|anyone",
    "^ keep [this|it|that] to yourself|yourselves",
    "pas un mot a|au",
    # merci de ne pas divulguer mon nom
    "pas [me|lui|leur] [en] divulguer|divulguez|reveler|revelez|citer|citez|mentionner|mentionnez|communiquer"
    "|communiquez|donner|donnez|dire|dites mon|notre nom|identite",
    "divulguez|revelez|citez|mentionnez|communiquez|donnez|dites pas mon|notre nom|identite",
    "souhaite|souhaiterais|veux|voudrais|prefere|prefererais|tiens [a] rester|garder [l|mon] anonyme|anonymat",
    "^ not for the tenant+|publication",
)
DISCLAIMER = (
    "message|mail|email|e|courriel|communication|contenu|fichier*|information* ~ confidentiel*|confidential|privileged",
    "secret professionnel|professional",
)
"""What mail programs write below every mail confides nothing."""
