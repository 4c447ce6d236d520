"""The small words by which a language is known, folded. Words shared with French are left out of the others."""

from __future__ import annotations

from mailbot.inbound.reading.lexicon.word_list import words

SMALL_WORDS: dict[str, frozenset[str]] = {
    # Bonjour, il y a une fuite sous l'évier, pouvez-vous passer ?
    "fr": frozenset(
        words(
            "le la les un une des du de et est il elle je tu nous vous ils mon ma mes pas ne plus que qui dans pour"
            " sur avec"
            " ce cette c'est j'ai au aux en y bonjour bonsoir merci oui non svp bien tout mais ou si sans sous"
            " depuis encore"
            " toujours rien quand chez d'accord jai ca on fait suis sont a ete"
        )
    ),
    # Not fixed. I still can't lock it from outside.
    "en": frozenset(
        words(
            "the a an and is are was were it its it's i i'm you he she we they my your not no yes of to in for on"
            " with this that"
            " but or from at be have has had do does don't can't can could would will please thanks thank hello hi"
            " still more"
            " any there here what when where how approved fixed go ahead make sure me"
        )
    ),
    # Hola, la ducha no funciona desde ayer
    "es": frozenset(
        words(
            "el los las una y es no que por para con del hola gracias pero muy esta este yo usted mi su al se lo hay"
            " desde"
            " buenos dias ayer funciona tambien favor cuando"
        )
    ),
    # Olá, a fechadura não funciona
    "pt": frozenset(
        words(
            "o os as um uma e nao que por para com do da dos ola obrigado obrigada mas muito esta este eu voce meu"
            " minha ao se"
            " bom dia ontem funciona tambem favor quando em"
        )
    ),
    # Buongiorno, la caldaia non funziona
    "it": frozenset(
        words(
            "il lo gli un una e non che per con del della buongiorno grazie ma molto questo questa io mio mia al si"
            " ieri"
            " funziona anche quando sono"
        )
    ),
    # Guten Tag, die Heizung geht nicht
    "de": frozenset(
        words(
            "der die das ein eine und ist nicht ich sie wir mein meine mit fur auf zu von im am es guten tag hallo"
            " danke bitte"
            " aber noch seit heizung wann wie"
        )
    ),
    # Goedendag, de verwarming doet het niet
    "nl": frozenset(
        words("de het een en is niet ik u wij mijn met voor op van in dag hallo dank bedankt maar nog sinds wanneer")
    ),
    # Merhaba, kalorifer çalışmıyor
    "tr": frozenset(
        words(
            "bir ve bu degil ben siz biz icin ile var yok merhaba tesekkurler ama cok dun calismiyor lutfen evet hayir"
        )
    ),
    # Dzień dobry, ogrzewanie nie działa
    "pl": frozenset(
        words("nie jest i w na z do sie to ja pan pani dzien dobry dziekuje ale prosze kiedy od wczoraj tak")
    ),
}
