"""Yes and no to « C'était bien vous ? » and whatever else has two answers. Folded: no accent, no capital."""

YES = (
    "oui",  # « oui »
    "ouii",  # « ouii c'est moi »
    "ouais",  # « ouais c'est moi »
    "ok",  # « ok »
    "d'accord",  # « d'accord, c'est moi »
    "exact",  # « exact »
    "exactement",  # « exactement »
    "tout a fait",  # « tout à fait »
    "en effet",  # « en effet, depuis mon travail »
    "je confirme",  # « je confirme »
    "bien sur",  # « bien sûr »
    "c'etait bien moi",  # « C'était bien moi. »
    "c'etait moi",  # « c'était moi, du bureau »
    "c'est bien moi",  # « c'est bien moi »
    "c'est moi",  # « c'est moi »
    "yes",  # "Yes, it was me."
    "yep",  # "yep"
    "it was me",  # "It was me."
    "that was me",  # "That was me, from work."
    "it's me",  # "it's me"
    "correct",  # "correct"
    "si",  # « sí, era yo »
    "sim",  # « sim »
    "ja",  # « ja, das war ich »
    "evet",  # « evet »
    "так",  # « так »
    "نعم",  # « نعم »
    "是的",  # « 是的 »
    "👍",  # « 👍 »
)

NO = (
    "non",  # « non »
    "nan",  # « nan c'est pas moi »
    "pas moi",  # « pas moi »
    "ce n'etait pas moi",  # « Non, ce n'était pas moi. »
    "c'etait pas moi",  # « c'était pas moi »
    "ce n'est pas moi",  # « ce n'est pas moi »
    "c'est pas moi",  # « c'est pas moi »
    "jamais ecrit",  # « je n'ai jamais écrit ça »
    "pas ecrit",  # « je n'ai pas écrit ce message »
    "inconnu",  # « inconnu au bataillon »
    "connais pas",  # « je ne connais pas cette adresse »
    "no",  # "No."
    "not me",  # "It was not me."
    "wasn't me",  # "it wasn't me"
    "never wrote",  # "I never wrote that"
    "nao",  # « não »
    "nein",  # « nein »
    "hayir",  # « hayır »
    "ні",  # « ні »
    "لا",  # « لا »
    "不是",  # « 不是 »
    "👎",  # « 👎 »
)

SAME = (
    "le meme",  # « C'est le même problème. »
    "la meme",  # « la même fuite »
    "meme chose",  # « c'est la même chose »
    "meme probleme",  # « même problème »
    "ca recommence",  # « ça recommence »
    "toujours pareil",  # « toujours pareil »
    "the same",  # "It is the same problem."
    "same problem",  # "same problem"
)

NEW = (
    "nouveau",  # « c'est un nouveau problème »
    "nouvelle",  # « une nouvelle fuite »
    "autre chose",  # « non, c'est autre chose »
    "un autre",  # « un autre souci »
    "une autre",  # « une autre fuite, dans la salle de bains »
    "rien a voir",  # « rien à voir avec l'autre »
    "a new",  # "It is a new problem."
    "another",  # "another problem"
    "something else",  # "something else"
)
