"""The words by which a language is known, folded. A word of several languages counts for each of them, and for less.

`SMALL_WORDS` are the little words of any text and those of our trade: a mail is four words long. `ALONE` has the last
word on a text that says nothing else.
"""

from __future__ import annotations

from mailbot.inbound.reading.lexicon.word_list import words

SMALL_WORDS: dict[str, frozenset[str]] = {
    # Bonjour, il y a une fuite sous l'évier, pouvez-vous passer ?
    "fr": frozenset(
        words(
            "le la les un une des du de et est il elle je tu nous vous ils elles on mon ma mes notre nos votre"
            " vos pas ne plus que qui dans pour sur avec ce cette ces c'est j'ai au aux en y bonjour bonsoir merci"
            " oui non svp stp bien tout tous mais ou si sans sous depuis encore toujours rien quand chez d'accord"
            " jai ca fait suis sont a ete etait sera par comme aussi tres deja jamais peut pouvez pourriez peux"
            " faut voir venir passe passer passera avant apres entre vers demain hier matin soir midi aprem"
            " semaine jour jours lundi mardi mercredi jeudi vendredi samedi dimanche heure heures ici la-bas voici"
            " voila fuite eau chaude froide chauffage chaudiere porte serrure evier robinet lumiere volet panne"
            " marche regle reparer repare repares reparee resolu termine fini devis facture creneau plombier"
            " proprietaire locataire appartement immeuble pouvoir possible impossible dispo disponible aucun"
            " aucune quel quelle combien pourquoi comment meme bcp tjr tjrs c'etait c'etais j'attends attends"
            " attend qu'il n'est n'ai s'il l'eau d'eau l'ai y'a ya jsuis chui pk pq dsl slt bjr bsr cc mrc rdv tkt"
            " dac daccord jpp ras ouais ouai wi nan nickel parfait impeccable super top genial entendu note recu"
            " bonne bon journee c cest ct sa cava plu deau jattend jarrive personne pris prise veux veut suite"
            " toute envoie envoyer fonctionne clos cloturer dossier cdt cordialement ben bah hein quoi trop pourri"
            " truc souci probleme soucis effectivement absolument exact confirme refuse valide accord urgent"
            " urgence lave-linge interphone ascenseur cuisine salle bain bains chambre etage dire dis dit va vas"
            " aller alors donc car ni moi toi lui eux leur dont etc prend prends deuxieme premier premiere second"
            " seconde troisieme idem bof plomberie electricite serrurerie plombiers mince zut pardon desole"
            " desolee"
        )
    ),
    # Not fixed. I still can't lock it from outside.
    "en": frozenset(
        words(
            "the a an and is are was were it its it's i i'm you he she we they my your not no yes of to in for on"
            " with this that these those but or from at be have has had do does did don't can't can could would"
            " will please thanks thank hello hi hey dear still more any there here what when where how why who"
            " approved fixed go ahead make sure me us our all so if as by up out off just now today tomorrow"
            " yesterday morning afternoon evening week day days monday tuesday wednesday thursday friday saturday"
            " sunday water hot cold heating boiler leak leaks leaking door lock sink tap light broken works"
            " working work repair repaired again back since done perfect great good fine okay yep yeah yup nope"
            " cheers sorry quote invoice slot time available come came coming called nobody nothing everything"
            " anymore am pm soon very too only one two first second closed close resolved sorted issue problem"
            " landlord tenant plumber isn't doesn't didn't won't wasn't i've i'll we're that's there's let know"
            " send sent see some get got been thx pls plz ty u ur ok'd guys asap"
        )
    ),
    # Hola, la ducha no funciona desde ayer
    "es": frozenset(
        words(
            "el la los las un una unos y es no que por para con del de en hola gracias pero muy esta estan estoy"
            " este esto esa ese eso yo usted ustedes mi su sus al se lo le les hay desde buenos buenas dias tardes"
            " noches ayer hoy manana tambien favor cuando donde como todo todos nada nadie ya aun todavia sigue"
            " siguen gotea funciona funcionan arreglado arreglada arreglaron reparado solucionado resuelto agua"
            " caliente fria fuga calefaccion caldera ducha puerta cerradura grifo luz llave cocina bano piso casa"
            " fontanero tecnico ha han he hemos sido fue vino venir viene puede pueden puedo podemos quiero tengo"
            " tenemos necesito cerrar cierren expediente si sin mas menos bien mal vale claro perfecto acuerdo"
            " lunes martes miercoles jueves viernes sabado domingo semana hora horas primera primero segunda"
            " segundo tercera opcion ninguno ninguna a o me nos te porque hace dos tres salon saludos senor senora"
            " otra otro vez roto rota listo hecho problema factura presupuesto cita disponible imposible mejor"
            " tarde nunca siempre"
        )
    ),
    # Olá, a fechadura não funciona
    "pt": frozenset(
        words(
            "o os a as um uma uns e nao que por para com do da dos das de no na nos nas em ola oi obrigado"
            " obrigada mas muito esta estao estou este isto esse isso eu voce voces meu minha seu sua ao aos se"
            " bom boa dia tarde noite ontem hoje amanha tambem favor quando onde como tudo todos nada ninguem ja"
            " ainda continua pinga vaza funciona funcionam arranjado consertado reparado resolvido resolvida agua"
            " quente fria fuga vazamento aquecimento caldeira esquentador chuveiro torneira porta fechadura luz"
            " chave cozinha casa banho canalizador tecnico foi ser tem temos tenho ha pode podem posso quero"
            " preciso fechar processo sim sem mais menos bem mal claro certo perfeito acordo segunda terca quarta"
            " quinta sexta feira sabado domingo semana hora horas primeira primeiro segundo opcao nenhum nenhuma"
            " me lhe ate desde porque dois tres outra outro vez partido avariado problema fatura orcamento"
            " disponivel impossivel melhor nunca sempre cumprimentos veio vir"
        )
    ),
    # Buongiorno, la caldaia non funziona
    "it": frozenset(
        words(
            "il lo la gli le i un uno una e non che per con del della dei delle di da in nel nella sul buongiorno"
            " buonasera salve ciao grazie mille ma molto questo questa quello io lei voi mio mia suo al alla si se"
            " ieri oggi domani funziona funzionano anche quando dove come tutto tutti niente nulla nessuno nessuna"
            " gia ancora perde gocciola riparato riparata risolto risolta sistemato aggiustato posto acqua calda"
            " fredda perdita riscaldamento caldaia doccia rubinetto porta serratura luce chiave cucina bagno casa"
            " idraulico tecnico stato stata sono ho ha hanno abbiamo potete puo posso possiamo vorrei chiudere"
            " pratica senza piu meno bene male va certo perfetto d'accordo lunedi martedi mercoledi giovedi"
            " venerdi sabato domenica settimana ora ore mattina pomeriggio sera primo prima secondo seconda terzo"
            " opzione mi ci vi ne o perche dopo guasto rotto rotta problema fattura preventivo disponibile"
            " impossibile meglio mai sempre saluti favore venuto viene venire dell'acqua l'acqua c'e no cosa sta"
        )
    ),
    # Guten Tag, die Heizung geht nicht
    "de": frozenset(
        words(
            "der die das den dem des ein eine einen einem einer und ist sind war nicht ich sie wir ihr er es mein"
            " meine mir mich uns ihnen mit fur fuer auf zu zum zur von vom im in am an bei aus guten tag morgen"
            " abend hallo danke dank vielen bitte aber noch immer seit wieder mehr schon wann wie wo was warum"
            " wenn ob dass oder auch nur jetzt heute gestern alles nichts kein keine keiner keinen ja nein doch"
            " gut sehr klar genau passt ordnung einverstanden perfekt heizung wasser warmwasser warmes kalt dusche"
            " tur schloss schlussel licht strom hahn kuche bad wohnung klempner handwerker techniker tropft leck"
            " geht gehen lauft funktioniert kaputt defekt repariert behoben erledigt gelost hat haben hatte wurde"
            " wird werden kann konnen kommen kommt kam bin mochte muss schliesen schliessen fall vorgang termin"
            " termine montag dienstag mittwoch donnerstag freitag samstag sonntag woche uhr nachmittag vormittag"
            " erste zweite zweiten dritte nummer rechnung angebot moglich leider gruse grusse herr frau mfg nach"
            " vor um bis so da hier dann ganz niemand"
        )
    ),
    # Goedendag, de verwarming doet het niet
    "nl": frozenset(
        words(
            "de het een en is zijn was niet ik u jij je wij we hij zij ze mijn uw met voor op van in aan bij naar"
            " uit om te dag goedendag goedemorgen goedemiddag goedenavond hallo hoi dank bedankt dankjewel"
            " alstublieft maar nog steeds al sinds weer meer wanneer hoe waar wat waarom als of dat dit deze ook"
            " alleen nu vandaag gisteren morgen alles niets geen ja nee goed prima oke akkoord verwarming water"
            " warm koud douche deur slot sleutel licht kraan keuken badkamer woning loodgieter monteur lekt"
            " lekkage doet werkt kapot gerepareerd gemaakt opgelost heeft hebben had wordt kan kunnen komen komt"
            " kwam ben graag moet sluiten maandag dinsdag woensdag donderdag vrijdag zaterdag zondag week uur"
            " middag eerste tweede derde nummer factuur offerte helaas groet groeten niemand mij ons er nooit"
            " altijd jullie"
        )
    ),
    # Merhaba, kalorifer çalışmıyor
    "tr": frozenset(
        words(
            "bir ve bu su o degil ben siz biz sen icin ile var yok merhaba merhabalar tesekkurler tesekkur ederim"
            " ederiz sagolun ama fakat cok daha dun bugun yarin calismiyor calisiyor lutfen evet hayir tamam olur"
            " peki tabii hala yine tekrar artik henuz sicak soguk kalorifer kombi dus musluk kapi kilit anahtar"
            " elektrik isik mutfak banyo ev tesisatci usta akiyor akitiyor akmiyor damliyor sizdiriyor bozuk"
            " bozuldu tamir edildi edilmedi duzeldi onarildi cozuldu oldu geldi gelmedi geliyor gelin"
            " kapatabilirsiniz dosyayi pazartesi sali carsamba persembe cuma cumartesi pazar gun gunler hafta saat"
            " sabah aksam ogleden sonra birinci ikinci ucuncu secenek hicbiri uygun musait ne zaman neden nasil"
            " nerede mi mu iyi iyiyim sorun her sey gibi kadar hanim bey suyu suyumuz evde benim bizim randevu"
            " fatura olmaz mumkun kimse"
        )
    ),
    # Dzień dobry, ogrzewanie nie działa
    "pl": frozenset(
        words(
            "nie jest sa i w we na z ze do od po za o sie to ten ta ja ty my wy pan pani panstwo dzien dobry"
            " wieczor dziekuje dziekujemy dzieki prosze ale kiedy jak gdzie co wczoraj dzisiaj dzis jutro tak juz"
            " jeszcze nadal znowu wciaz dobrze zgoda woda wody ciepla goraca zimna ogrzewanie kaloryfer piec"
            " prysznic kran drzwi zamek klucz swiatlo prad kuchnia lazienka mieszkanie hydraulik dziala dzialaja"
            " cieknie kapie przecieka naprawione naprawiony naprawil zepsuty zepsute byl bylo byla mam mamy ma"
            " moge mozna mozecie zamknac zgloszenie poniedzialek wtorek sroda czwartek piatek sobota niedziela"
            " tydzien godzina rano popoludniu pierwszy drugi trzeci zaden zadna faktura nikt nic wszystko bardzo"
            " tylko lub albo przez dla mnie nas mi"
        )
    ),
    # Вода не тече, що робити? Її немає
    "uk": frozenset(
        words(
            "і та а але що це як не ні так на у в з до від за для по про я ми ви він вона вони мені нам вам є був"
            " була було буде дуже ще вже досі знову тільки коли де чому хто все добре гаразд добрии день дня"
            " доброго дякую дякуємо спасибі привіт будь ласка прошу вода води гаряча холодна опалення батарея душ"
            " кран двері замок ключ світло кухня ванна квартира саитехнік маистер тече капає працює працюють"
            " зламався зламалась полагодили відремонтували виправили немає нема можете можна закрити заявку"
            " понеділок вівторок середа середу четвер п'ятниця п'ятницю субота неділя тиждень година годині ранку"
            " вранці вечора першии другии третіи жоден підходить зручно завтра сьогодні вчора ніхто нічого"
            " проблема завжди згоден згодна звичаино"
        )
    ),
    # Вода не идёт, что делать?
    "ru": frozenset(
        words(
            "и а но что это как не нет да на у в с к от за для по про я мы вы он она они мне нам вам есть был"
            " была было будет очень еще уже опять снова только когда где почему кто все хорошо ладно добрыи день"
            " дня доброго спасибо привет здравствуите пожалуиста вода воды горячая холодная отопление батарея душ"
            " кран дверь замок ключ свет кухня ванная квартира сантехник мастер течет капает работает работают"
            " сломался сломалась починили отремонтировали исправили нету можете можно закрыть заявку понедельник"
            " вторник среда среду четверг пятница пятницу суббота воскресенье неделя часов утра утром вечера"
            " первыи второи третии ни подходит удобно завтра сегодня вчера никто ничего проблема всегда согласен"
            " согласна конечно из или если"
        )
    ),
}

ALONE: dict[str, str] = {
    "ok": "fr", "oki": "fr", "okok": "fr", "ok ok": "fr", "si": "fr", "top": "fr", "super": "fr", "bon": "fr",  # ok
    "impossible": "fr", "possible": "fr", "urgent": "fr", "non": "fr", "la": "fr", "le": "fr",  # Impossible
    "ras": "fr", "ci-joint": "fr", "ci joint": "fr", "ci-jointe": "fr", "joint": "fr",
    "c bon": "fr", "c ok": "fr", "c": "fr", "a": "fr", "note": "fr", "merci": "fr", "perso": "fr", "parfait": "fr",
    "no": "en", "okay": "en", "perfect": "en", "fine": "en", "done": "en", "no thanks": "en",  # No
    "no thank you": "en",
    "nope": "en", "yes": "en", "confirmed": "en", "agreed": "en", "no problem": "en", "all good": "en",
    "ja": "de", "klar": "de", "gut": "de", "super danke": "de", "prima": "de", "hallo": "de",  # Ja
    "das zweite": "de",
    "sim": "pt", "claro": "es", "vale": "es", "perfecto": "es", "no gracias": "es", "funciona": "es",  # Vale
    "certo": "it", "bene": "it", "prego": "it", "il primo": "it", "non va": "it", "tak": "pl", "tamam": "tr",  # Va bene
    "olur": "tr",
    "так": "uk", "добре": "uk", "да": "ru",
}  # fmt: skip
"""A whole text that several languages share goes to the one most likely to write to a French agency."""

ACCENTS: dict[str, tuple[str, ...]] = {
    "ñ¿¡": ("es",), "ãõ": ("pt",), "ß": ("de",), "äö": ("de", "tr"), "ü": ("de", "tr"), "ıİğşŞĞ": ("tr",),
    "łąęśźżćńŁŚŻ": ("pl",), "œùûëï": ("fr",), "è": ("fr", "it"), "ê": ("fr", "pt"), "à": ("fr", "it", "pt"),
    "âîô": ("fr",), "é": ("fr", "es", "pt"), "ç": ("fr", "pt", "tr"), "òìÒÌ": ("it",), "óáíú": ("es", "pt"),
}  # fmt: skip
"""Letters, as written before folding, with the languages that use them: « sí », « sì »."""

ENDINGS: dict[str, tuple[str, ...]] = {
    # Inadmissible, scandaleux, une semaine d'attente
    "fr": words("ment aient ais ait eux euse ible elle eau eaux eur ois ique oir ez"),
    "en": words("ing ness ght ould ly n't 'll 've 're ck sh wn"),  # Shocking
    "es": words("cion ciones mente ando iendo aron dad amos illo eria"),  # Perdón, una inundación
    "pt": words("cao coes mente ando endo aram dade amos inho agem ou"),  # Inundação
    "it": words("zione zioni mente ando endo ata ito ato tta tto ggio gli"),  # Infiltrazione
    "de": words("ung ungen keit lich isch schen icht tzt elt haft zeug stuck"),  # Überschwemmung
    "nl": words("ijk ij heid cht aat oor ijn eur aan oen"),  # Overstroming
    "tr": words("iyor uyor miyor lar ler dir yor niz larin mek mak dim lik"),  # Su basıyor
    "pl": words("anie enie osc cie ych ego sz cz ow ami lem"),  # Zalanie
    "uk": words("ється ати ити ого ться ння ість ємо іть оі іі"),  # Затоплення
    "ru": words("ется ать ить ого ои тся ние ость ыи ые ете ешь"),  # Затопление
}
"""Of words that no table knows."""

STREETS = (
    "rue avenue av boulevard bd impasse chemin allee quai square residence street road lane calle via strasse"
    " strase plaza piazza rua"
)
"""The name of a street is French wherever its tenant comes from."""
