"""The words with which mail programs introduce what was said before, by language. Folded: lower case, no accents.

Beside each line, one mail that shows it. The dates and the people are ours; the shapes are the programs'.
"""

from __future__ import annotations

from mailbot.inbound.reading.lexicon.word_list import words

SAID = (
    "a ecrit",  # Le lun. 23 nov. 2026 à 10:12, Agence du Tilleul <suivi@agence.example> a écrit :
    "ecrit",  # 23 nov. 2026 10:12, Nadia écrit :
    "a ecrit ce qui suit",  # Le 23/11/2026 10:12, Nadia Belkacem a écrit ce qui suit :
    "ecrivait",  # Le lundi 23 novembre 2026 à 10:12:13 (+0100), Nadia Belkacem écrivait :  (Mutt)
    "ecrivait (wrote)",  # Nadia Belkacem <nadia@mail.example> écrivait (wrote) :  (Gnus)
    "a ecrit (wrote)",
    "a repondu",  # Le 23/11/2026, Sophie Lambert a répondu :
    "wrote",  # On Mon, 23 Nov 2026 at 10:12, Tom Whitaker <tom@mail.example> wrote:
    "writes",  # Tom Whitaker <tom@mail.example> writes:
    "said",  # On 23/11/2026 10:12, Hannah Weiss said:
    "schrieb",  # Am 23.11.2026 um 10:12 schrieb Hannah Weiss:
    "schrieb folgendes",  # Am 23.11.2026 um 10:12 schrieb Weiss folgendes:
    "geschrieben",  # Am 23.11.2026 hat Hannah Weiss geschrieben:
    "escribio",  # El lun, 23 nov 2026 a las 10:12, Lucía Fernández (<lucia@mail.example>) escribió:
    "ha escrito",  # El 23/11/2026, Lucía ha escrito:
    "ha escrit",  # El 23/11/2026 10:12, Lucia ha escrit:
    "ha scritto",  # Il giorno lun 23 nov 2026 alle ore 10:12 Maria <maria@mail.example> ha scritto:
    "scrive",  # Maria <maria@mail.example> scrive:
    "escreveu",  # Em seg., 23 de nov. de 2026 às 10:12, Maria dos Santos <maria@mail.example> escreveu:
    "a scris",  # În lun., 23 nov. 2026 la 10:12, Maria a scris:
    "schreef",  # Op ma 23 nov 2026 om 10:12 schreef Tom <tom@mail.example>:
    "geschreven",  # Op 23 nov. 2026 om 10:12 heeft Tom het volgende geschreven:
    "skrev",  # Den 23.11.2026 kl. 10.12 skrev Tom <tom@mail.example>:
    "kirjoitti",  # ma 23. marrask. 2026 klo 10.12 Tom (tom@mail.example) kirjoitti:
    "napisal(a)",  # pon., 23 lis 2026 o 10:12 Olena <olena@mail.example> napisał(a):
    "napisal",  # W dniu 23.11.2026 10:12, Olena napisał:
    "napisala",  # W dniu 23.11.2026 10:12, Olena napisała:
    "pisze",  # W dniu 2026-11-23 10:12, olena@mail.example pisze:
    "napsal(a)",  # po 23. 11. 2026 v 10:12 odesílatel Olena <olena@mail.example> napsal:
    "napsal",  # Dne 23.11.2026 v 10:12 Olena napsal:
    "написал",  # 23 нояб. 2026 г. 10:12 пользователь Olena <olena@mail.example> написал:
    "написала",  # 23.11.2026 10:12, Олена написала:
    "написав",  # 23 листопада 2026 р. о 10:12 <olena@mail.example> написав:
    "написав(-ла)",  # пн, 23 лист. 2026 р. о 10:12 Олена <olena@mail.example> написав(-ла):
    "пише",  # 23 лист. 2026 р. 10:12 "Olena" <olena@mail.example> пише:
    "пишет",  # Понедельник, 23 ноября 2026, 10:12 от Olena <olena@mail.example> пишет:
    "yazdi",  # Mehmet Yıldız <mehmet@mail.example>, 23 Kas 2026 Pzt, 10:12 tarihinde şunu yazdı:
    "irta",  # 2026.11.23. 10:12 keltezéssel, Eszter írta:
    "εγραψε",  # Στις Δευ 23 Νοε 2026, 10:12, ο χρήστης Tom έγραψε:
    "كتب",  # في الاثنين، 23 نوفمبر 2026، 10:12 كتب Ahmed <ahmed@mail.example>:
    "写道",  # 在 2026年11月23日，上午10:12，Chen Wei <chen@mail.example> 写道：
    "寫道",  # Chen Wei <chen@mail.example> 於 2026年11月23日 寫道：
    "작성",  # 2026. 11. 23. 오전 10:12 Chen <chen@mail.example> 작성:
    "のメッセージ",  # 2026/11/23 10:12、Chen <chen@mail.example> のメッセージ:
    "napisao je",  # Dana 23.11.2026. u 10:12 Luka napisao je:
    "je napisao/la",
    "napisal je",
    "написа",  # На пн, 23.11.2026 г. в 10:12 Maria <maria@mail.example> написа:
    "написао је",
    "rase",  # 2026-11-23, pr, 10:12 Tom <tom@mail.example> rašė:
    "rakstija",  # Tom <tom@mail.example> rakstīja:
    "kirjutas",  # Kuupäev 23. november 2026 kell 10:12 Tom kirjutas:
    "ezt irta",  # Tom <tom@mail.example> ezt írta:
    "da viet",  # Vào Th 2, 23 thg 11, 2026 Tom đã viết:
    "menulis",  # Pada Sen, 23 Nov 2026 pukul 10.12 Tom menulis:
    "skrifadi",  # Tom skrifaði:
    "כתב/ה",  # Tom <tom@mail.example> כתב/ה:
    "نوشت",
    "เขียนว่า",
    "wrote the following",  # On 23/11/2026, Tom wrote the following:
)

SAID_IN_THE_MIDDLE = (
    "schrieb",  # Am Mo., 23. Nov. 2026 um 10:12 Uhr schrieb Hannah <hannah@mail.example>:
    "schreef",  # Op ma 23 nov 2026 om 10:12 schreef Tom <tom@mail.example>:
    "skrev",  # man. 23. nov. 2026 kl. 10:12 skrev Tom <tom@mail.example>:
    "كتب",  # في 23 نوفمبر 2026، كتب Ahmed <ahmed@mail.example>:
    "schrijft",  # Tom <tom@mail.example> schrijft op 23 november 2026 10:12:
    "пишет",  # Tom пишет 23.11.2026 10:12:
)

QUOTING = (
    "quoting",  # Quoting Tom Whitaker <tom@mail.example>:  (Horde, IMP)
    "zitat von",  # Zitat von Hannah Weiss <hannah@mail.example>:
    "selon",  # Selon Sophie Lambert <suivi@agence.example>:
    "citation de",
    "en reponse a",  # En réponse à Sophie Lambert <suivi@agence.example>:
    "citando",  # Citando Lucía Fernández <lucia@mail.example>:
    "citando a",
    "citeren",
)
"""What stands before the author, an address with it, and a colon; no date."""

NOT_A_PROGRAM = (
    "he",  # On 20/11/2026 he wrote:
    "she",
    "they",
    "i",
    "we",
    "il",  # Le 20/11/2026 il a écrit :
    "elle",
    "ils",
    "elles",
    "on",
    "je",
    "j'",
    "qui",  # C'est Paul qui a écrit :
    "m'",  # Le 20 novembre 2026 votre électricien m'a écrit :
    "t'",
    "l'",
    "nous",  # Le 20/11/2026 le syndic nous a écrit :
    "vous",
    "lui",
    "leur",
    "er",
    "sie",
    "ich",
    "mir",
    "uns",
    "me",  # El 20/11/2026 me escribió:
)
"""A program names the author. A person says « he », or to whom it was written."""

OPENINGS = (
    "le",  # Le 23/11/2026 à 10:12, …
    "en date de",  # --- En date de : lun. 23.11.26, Sophie Lambert <suivi@agence.example> a écrit :  (Yahoo)
    "en date du",
    "sur",  # Sur 23/11/2026 10:12, …
    "active",  # ---- Activé lun., 23 nov. 2026 10:12:13 +0100 suivi@agence.example a écrit ----  (Zoho)
    "on",  # On Mon, 23 Nov 2026 …
    "at",  # At 11/23/2026 10:12 AM, you wrote:
    "am",  # Am 23.11.2026 um …
    "el",  # El 23/11/2026 …
    "il giorno",  # Il giorno lun 23 nov 2026 …
    "il",  # Il 23 novembre 2026 alle 10.12 …
    "em",  # Em 23 de novembro de 2026 …
    "a",  # A 23/11/2026 …
    "in",  # În lun., 23 nov. 2026 …
    "op",  # Op ma 23 nov 2026 …
    "den",  # Den 23.11.2026 kl. …
    "dne",  # Dne 23.11.2026 …
    "dna",  # Dňa 23. 11. 2026 o 10:12 …
    "于",  # 于 2026年11月23日 10:12, …
    "dnia",  # Dnia 23 listopada 2026 …
    "w dniu",  # W dniu 2026-11-23 …
    "στις",  # Στις 23 Νοε 2026 …
    "в",  # В Пн, 23/11/2026 …
    "在",  # 在 2026年11月23日 …
    "於",  # 於 2026年11月23日 …
    "في",  # في الاثنين، 23 نوفمبر …
    "de",  # De 23/11/2026 …
    "vao",  # Vào Th 2, 23 thg 11, 2026 …
    "pada",  # Pada Sen, 23 Nov 2026 …
    "dana",  # Dana 23.11.2026. …
    "на",  # На пн, 23.11.2026 г. …
    "בתאריך",  # בתאריך יום ב׳, 23 בנוב׳ 2026 ב-10:12 מאת Tom <tom@mail.example>:
    "ในวันที่",  # ในวันที่ จ. 23 พ.ย. 2026 เวลา 10:12 Tom <tom@mail.example> เขียนว่า:
    "kuupaev",  # Kuupäev 23. november 2026 …
)

DAYS = words(
    "lun mar mer jeu ven sam dim lundi mardi mercredi jeudi vendredi samedi dimanche"  # Le lun. 23 nov. …
    " mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday"
    " mo di mi do fr sa so don mit son montag dienstag mittwoch donnerstag freitag samstag sonntag"
    " mie jue vie sab dom lunes martes miercoles jueves viernes sabado domingo"
    " gio ven lunedi martedi mercoledi giovedi venerdi sabato domenica"
    " seg ter qua qui sex segunda terca quarta quinta sexta segunda-feira terca-feira quarta-feira quinta-feira"
    " sexta-feira ma woe vr za zo maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"
    " man tir ons tor fre lor son mandag tirsdag onsdag torsdag fredag lordag sondag mandag tisdag"
    " pon wt sr czw pt sob niedz poniedzialek wtorek sroda czwartek piatek sobota niedziela po ut st ct pa"
    " пн вт ср чт пт сб вс нд понедельник вторник среда четверг пятница суббота воскресенье понеділок вівторок"
    " середа четвер п'ятниця субота неділя pzt sal car per cum cmt paz"
    " الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت จ อ พ พฤ ศ ส อา"
) + tuple(f"יום {day}׳" for day in "אבגדהוש")

MONTHS = words(
    "janv fevr mars avr mai juin juil aout sept oct nov dec janvier fevrier avril juillet septembre octobre"
    " novembre decembre jan feb mar apr may jun jul aug sep january february march april june july august"
    " september october november december januar februar marz jannar juni juli oktober dezember dez okt"
    " ene abr ago dic enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
    " gen mag giu lug set ott gennaio febbraio aprile maggio giugno luglio settembre ottobre novembre dicembre"
    " fev out dez janeiro fevereiro marco maio junho julho setembro outubro novembro dezembro"
    " mrt mei maart augustus januari februari"
    " sty lut kwi maj cze lip sie wrz paz lis gru"
    " янв фев мар апр мая июн июл авг сен сент окт нояб дек октября ноября декабря"
)
