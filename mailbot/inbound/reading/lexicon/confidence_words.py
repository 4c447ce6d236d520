"""What is said in confidence, so plainly that nobody at home may read it. A remark beside it is another table's."""

CONFIDED = (
    "entre nous !et|un|une|deux|pour",  # entre nous, il ne paie plus
    "entre vous et moi",
    "between us !and|two|there",
    "between you and me",
    "confidentiel|confidentielle|confidentiels|confidential|confidence|confidentialite",
    "note|info|information|usage|message [pour] [a] [l] interne",
    "internal note|use|only|info",
    "off the record",
    "^ [svp|merci|surtout|mais|et|please] [en|le|la|l] [lui|leur] dites|dis|parlez|parle|repetez|repete|transmettez"
    "|transmets|publiez|publie|montrez|montre|diffusez|diffuse pas|rien !que|qu|mon|ma|mes|notre|francais|anglais",
    "^ [a|merci|svp] [de] pas [le|la|l|y] repeter|ebruiter|divulguer|communiquer|transmettre|montrer|publier|diffuser",
    "a pas repeter|ebruiter|divulguer|communiquer|transmettre|montrer|publier|diffuser",
    "gardez|garde|garder ca|cela|ceci|le|la pour [l] vous|toi|nous|agence",
    "^ [please|but|and] do not tell|mention|repeat !me|us",
    "^ [please|but|and] do not share|publish|forward !my|our",
    "keep [this|it|that] to yourself|yourselves",
    "^ private|prive|confidentiel $",
)
DISCLAIMER = (
    "message|mail|email|e|courriel|communication|contenu|fichier*|information* ~ confidentiel*|confidential|privileged",
    "secret professionnel|professional",
)
"""What mail programs write below every mail confides nothing."""
