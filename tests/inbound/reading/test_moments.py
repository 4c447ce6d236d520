"""Everything that people write about when, and all the figures that are no time at all."""

import time as stopwatch
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.moments import (
    Availability,
    HoursKind,
    Moment,
    WeeklyRule,
    availability_of,
    moments_in,
    slot_of,
)
from mailbot.inbound.reading.standpoint import Slot
from tests.cases import every

PARIS = ZoneInfo("Europe/Paris")
SATURDAY = datetime(2026, 11, 21, 10, 0, 12, tzinfo=PARIS)
VISIT = Slot(datetime(2026, 11, 24, 9, tzinfo=PARIS), datetime(2026, 11, 24, 11, tzinfo=PARIS))
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def short(moment: Moment) -> str:
    """A moment as one writes it on the back of an envelope: « 24/11 9-11 », « thu 17-20 », « !24/11 »."""
    marks = {
        "!": moment.negated, "?": moment.impossible, "=": moment.same_time, "#": moment.bare_number, "*": moment.always,
        "<": moment.past, "|": moment.bound,
    }  # fmt: skip
    said = [f"{moment.day.day}/{moment.day.month}"] if moment.day is not None else []
    if moment.weekly:
        said.append("+".join(DAYS[day] for day in sorted(moment.weekly)))
    if moment.hours is not None:
        said.append(f"{clock(moment.hours.opens)}-{clock(moment.hours.closes)}")
    return "".join(mark for mark, holds in marks.items() if holds) + " ".join(said)


def clock(at: time) -> str:
    return f"{at.hour}:{at.minute:02}" if at.minute else str(at.hour)


def said(words: str, received: datetime | None = SATURDAY) -> str:
    return ", ".join(short(moment) for moment in moments_in(fold(words), received, VISIT))


WHEN = {
    # the day
    "demain": "22/11",
    "après-demain": "23/11",
    "apres demain matin": "23/11 8-12",
    "aujourd'hui": "21/11",
    "je passe aujourd’hui à 14h": "21/11 14-16",
    "cet après-midi": "21/11 14-18",
    "cet aprem": "21/11 14-18",
    "ce soir": "21/11 18-20",
    "ce matin": "21/11 8-12",
    "tonight": "21/11 18-20",
    "lundi": "23/11",
    "samedi": "28/11",
    "mardi prochain": "24/11",
    "next Tuesday": "24/11",
    "lundi prochain à 9h": "23/11 9-11",
    "lundi en huit": "30/11",
    "jeudi en quinze": "10/12",
    "mardi de la semaine prochaine": "24/11",
    "la semaine prochaine mardi ou jeudi": "24/11, 26/11",
    "la semaine prochaine, plutôt mardi": "24/11",
    "lundi et mardi de la semaine prochaine": "23/11, 24/11",
    "Tuesday next week": "24/11",
    "dans 3 jours": "24/11",
    "dans trois jours": "24/11",
    "in 2 days": "23/11",
    "mardi 24": "24/11",
    "mardi 24 novembre": "24/11",
    "Mardi 24 novembre 2026": "24/11",
    "mardi 24/11": "24/11",
    "mardi, le 24": "24/11",
    "mardi, 24 novembre": "24/11",
    "le mardi 24": "24/11",
    "le mardi 24 à 14h": "24/11 14-16",
    "demain mardi": "?",
    "demain dimanche": "22/11",
    "demain (dimanche 22)": "22/11",
    "24 novembre": "24/11",
    "le 24 nov.": "24/11",
    "24 nov": "24/11",
    "le 1er décembre": "1/12",
    "le premier décembre": "1/12",
    "1er dec.": "1/12",
    "1/12": "1/12",
    "le 1/12": "1/12",
    "24/11": "24/11",
    "24/11/2026": "24/11",
    "24/11/26": "24/11",
    "24.11": "",
    "le 24.11": "24/11",
    "24.11.2026": "24/11",
    "24-11-2026": "24/11",
    "2026-11-24": "24/11",
    "Nov 24th": "24/11",
    "November 24": "24/11",
    "24th Nov": "24/11",
    "the 24th of November": "24/11",
    "on the 24th": "#24/11",
    "Tuesday, November 24, 2026": "24/11",
    "Fri 27 Nov at 2pm": "27/11 14-16",
    "le 24": "#24/11",
    "le 20": "#20/12",
    "le 24 à 9h": "24/11 9-11",
    "le 24 au matin": "24/11 8-12",
    "le 31": "#31/12",
    "sam. 28": "28/11",
    "sam 28/11": "28/11",
    "jeu 26 matin": "26/11 8-12",
    "lun., mar. ou mer. matin": "23/11 8-12, 24/11 8-12, 25/11 8-12",
    # the hours
    "entre 9h et 11h": "9-11",
    "mardi entre 9h et 11h": "24/11 9-11",
    "mardi 24 entre 9h et 11h": "24/11 9-11",
    "mardi 24 entre 9 et 11": "24/11 9-11",
    "9-11": "9-11",
    "mardi 9-11": "24/11 9-11",
    "de 9 à 11": "9-11",
    "mardi de 9 a 11": "24/11 9-11",
    "demain 8h-10h": "22/11 8-10",
    "demain 8h - 10h": "22/11 8-10",
    "demain 8-10h": "22/11 8-10",
    "demain 8/10h": "22/11 8-10",
    "demain 8h/10h": "22/11 8-10",
    "demain 8h30-10h15": "22/11 8:30-10:15",
    "demain de 8h30 à 10h": "22/11 8:30-10",
    "demain 14:00-16:00": "22/11 14-16",
    "demain 14 h 30": "22/11 14:30-16:30",
    "demain à 14 heures": "22/11 14-16",
    "à quatorze heures": "14-16",
    "à neuf heures trente demain": "22/11 9:30-11:30",
    "à 14h": "14-16",
    "vers 14h": "14-16",
    "17h30": "17:30-19:30",
    "2pm": "14-16",
    "at 2.30 pm": "14:30-16:30",
    "Monday 2-4pm": "23/11 14-16",
    "Monday 9am-11am": "23/11 9-11",
    "between 9 and 11 on Monday": "23/11 9-11",
    "from 9 to 11am tomorrow": "22/11 9-11",
    "Tuesday between 9 and 11 works": "24/11 9-11",
    "Tuesday 8-10 suits us, thanks": "24/11 8-10",
    "mardi entre 8 et 10 toujours": "24/11 8-10",
    "entre 8 et 10 joints à changer": "",
    "mardi à partir de 9h": "24/11 9-18",
    "mardi à partir de 14h": "24/11 14-18",
    "après 17h": "17-20",
    "pas avant 17h": "17-20",
    "dès 17h": "17-20",
    "après 16h": "16-18",
    "after 5pm": "17-20",
    "not before 3pm": "15-18",
    "après 20h": "20-22",
    "avant 10h": "8-10",
    "jusqu'à 15h": "8-15",
    "mardi avant midi": "24/11 8-12",
    "de 8h à midi": "8-12",
    "entre midi et deux": "12-14",
    "à midi": "12-14",
    "lundi midi": "23/11 12-14",
    "de 9h jusqu'à 11h": "9-11",
    "après 9h et avant 11h": "9-11",
    "mardi entre 2 et 4": "24/11 14-16",
    "mardi matin": "24/11 8-12",
    "mardi matinée": "24/11 8-12",
    "mardi en début de matinée": "24/11 8-10",
    "mardi fin de matinée": "24/11 10-12",
    "mardi aprem": "24/11 14-18",
    "mardi après-midi": "24/11 14-18",
    "mardi apres midi": "24/11 14-18",
    "mardi dans l'après midi": "24/11 14-18",
    "début d'aprem mardi": "24/11 14-16",
    "mardi en fin d'après-midi": "24/11 16-18",
    "mardi en fin de journée": "24/11 17-19",
    "mardi toute la journée": "24/11 8-18",
    "mardi soir": "24/11 18-20",
    "mardi soirée": "24/11 18-20",
    "Tuesday evening": "24/11 18-20",
    "tomorrow morning": "22/11 8-12",
    "le matin": "8-12",
    "l'après-midi": "14-18",
    # both together
    "vendredi en fin de journée (17h30)": "27/11 17:30-19:30",
    "mardi matin à 9h": "24/11 9-11",
    "mardi matin, 9h-11h": "24/11 9-11",
    "mardi, 14h": "24/11 14-16",
    "mardi : 9h-11h": "24/11 9-11",
    "mardi (9h-11h)": "24/11 9-11",
    "mardi à 4h de l'après-midi": "24/11 16-18",
    "mardi 8h du matin": "24/11 8-10",
    "mardi à 7h du soir": "24/11 19-21",
    "mardi matin à partir de 10h": "24/11 10-12",
    "14h mardi": "24/11 14-16",
    "entre 9h et 11h le mardi 24": "24/11 9-11",
    "le matin du 24": "24/11 8-12",
    "mardi je suis dispo de 9h à 11h": "24/11 9-11",
    "jeudi mais pas avant 15h": "26/11 15-18",
    "mardi mais pas après 16h": "24/11 8-16",
    "mardi 9 à 11h": "24/11 9-11",
    "mercredi 25 à 11h": "25/11 11-13",
    "le 9 à 11h": "9/12 11-13",
    "mercredi 9 à 11h": "9/12 11-13",
    "mardi vers 14h-15h": "24/11 14-15",
    "10h max": "8-10",
    "demain 9h30/10h": "22/11 9:30-10",
    "ça marche pour 10h": "10-12",
    "je rentre du boulot à 17h30": "17:30-20",
    "on passe mardi": "24/11",
    "mardi passé": "<17/11",
    "lun/mar/mer aprem": "23/11 14-18, 24/11 14-18, 25/11 14-18",
    "matin ou aprem mardi": "24/11 8-12, 24/11 14-18",
    "lundi 23: 8h-10h; mardi 24: 14h-16h": "23/11 8-10, 24/11 14-16",
    "on décale de mardi à mercredi": "!24/11, 25/11",
    "reporter de 14h à 16h": "16-18",
    "rdv annulé pour mardi, je peux jeudi": "!24/11, 26/11",
    "mardi quand vous voulez": "24/11",
    "n'importe quand après 17h": "mon+tue+wed+thu+fri+sat+sun 17-20",
    "jeudi je ne travaille pas donc passez quand vous voulez": "26/11",
    "je dois travailler mardi mais je travaille pas jeudi": "24/11, 26/11",
    "mardi mais je travaille ce jour-là": "!24/11",
    "Friday works, Thursday doesn't": "27/11, !26/11",
    "demain 9h au lieu de 14h": "22/11 9-11, !14-16",
    # lists and ranges
    "mardi ou mercredi matin": "24/11 8-12, 25/11 8-12",
    "mardi matin ou jeudi apres 17h": "24/11 8-12, 26/11 17-20",
    "mardi matin, mercredi après-midi": "24/11 8-12, 25/11 14-18",
    "mardi 24 ou jeudi 26 entre 9h et 11h": "24/11 9-11, 26/11 9-11",
    "mardi de 9 a 11 et de 14 a 16": "24/11 9-11, 24/11 14-16",
    "mardi 9h-12h / 14h-18h": "24/11 9-12, 24/11 14-18",
    "mardi à 9h ou 14h": "24/11 9-11, 24/11 14-16",
    "mardi matin ou soir": "24/11 8-12, 24/11 18-20",
    "lundi, mardi et jeudi": "23/11, 24/11, 26/11",
    "lundi, mardi et jeudi après 17h": "23/11 17-20, 24/11 17-20, 26/11 17-20",
    "le matin mardi ou jeudi": "24/11 8-12, 26/11 8-12",
    "mardi 9h jeudi 14h": "24/11 9-11, 26/11 14-16",
    "mardi 9h, jeudi 14h": "24/11 9-11, 26/11 14-16",
    "9h mardi, 14h jeudi": "24/11 9-11, 26/11 14-16",
    "matin du mardi et aprem du jeudi": "24/11 8-12, 26/11 14-18",
    "mardi sinon mercredi matin": "24/11, 25/11 8-12",
    "mardi 14h voire mercredi 9h": "24/11 14-16, 25/11 9-11",
    "du lundi au mercredi": "23/11, 24/11, 25/11",
    "lundi à mercredi": "23/11, 24/11, 25/11",
    "de lundi à mercredi matin": "23/11 8-12, 24/11 8-12, 25/11 8-12",
    "Monday to Wednesday": "23/11, 24/11, 25/11",
    "du 24 au 26": "24/11, 25/11, 26/11",
    "du 24 au 26 novembre": "24/11, 25/11, 26/11",
    "24-26 novembre": "24/11, 25/11, 26/11",
    "du 24/11 au 26/11": "24/11, 25/11, 26/11",
    "du 30 novembre au 2 décembre": "30/11, 1/12, 2/12",
    "du 30 au 2 décembre": "30/11, 1/12, 2/12",
    "entre le 24 et le 26": "24/11, 25/11, 26/11",
    "entre mardi et jeudi": "24/11, 25/11, 26/11",
    "les 24, 25 et 26 novembre": "24/11, 25/11, 26/11",
    "24 et 25 novembre": "24/11, 25/11",
    "le 24 ou le 25": "#24/11, #25/11",
    "le 24 ou 25": "#24/11, #25/11",
    "le 24 ou le 25 novembre": "24/11, 25/11",
    "mardi 24 ou mercredi 25 décembre": "?, ?",
    "le 24/11, 25/11 ou 26/11 le matin": "24/11 8-12, 25/11 8-12, 26/11 8-12",
    "ce week-end": "21/11, 22/11",
    "toute la semaine prochaine": "23/11, 24/11, 25/11, 26/11, 27/11",
    # habits
    "le mardi": "tue",
    "le mardi matin": "tue 8-12",
    "les jeudis": "thu",
    "les mardis et jeudis après 17h": "tue 17-20, thu 17-20",
    "tous les jeudis": "thu",
    "chaque lundi matin": "mon 8-12",
    "on Tuesdays": "tue",
    "every Tuesday": "tue",
    "le lundi, mardi et jeudi": "mon, tue, thu",
    "le lundi et le mardi": "mon, tue",
    "en semaine": "mon+tue+wed+thu+fri",
    "après 18h en semaine": "mon+tue+wed+thu+fri 18-20",
    "en semaine après 18h": "mon+tue+wed+thu+fri 18-20",
    "weekdays after 6pm": "mon+tue+wed+thu+fri 18-20",
    "tous les jours": "mon+tue+wed+thu+fri+sat+sun",
    "tous les soirs": "mon+tue+wed+thu+fri+sat+sun 18-20",
    "tous les jours après 18h": "mon+tue+wed+thu+fri+sat+sun 18-20",
    "le week-end": "sat+sun",
    "le weekend": "sat+sun",
    "le we": "sat+sun",
    "tous les soirs sauf le mardi": "mon+wed+thu+fri+sat+sun 18-20, !tue",
    "every morning except Friday": "mon+tue+wed+thu+sat+sun 8-12, !27/11",
    "most mornings": "mon+tue+wed+thu+fri+sat+sun 8-12",
    "la plupart des soirs après 19h": "mon+tue+wed+thu+fri+sat+sun 19-20",
    "presque tous les matins": "mon+tue+wed+thu+fri+sat+sun 8-12",
    "la plupart des voisins": "",
    "most of the time": "",
    # refused
    "pas le 24": "!#24/11",
    "sauf jeudi": "!26/11",
    "pas mardi": "!24/11",
    "mais pas le matin": "!8-12",
    "not Thursday": "!26/11",
    "je ne peux pas mardi": "!24/11",
    "pas dispo lundi": "!23/11",
    "je ne suis pas disponible lundi ni mardi": "!23/11, !24/11",
    "mardi impossible": "!24/11",
    "mardi je ne peux pas": "!24/11",
    "mardi et jeudi je ne peux pas": "!24/11, !26/11",
    "mardi je peux pas mais jeudi oui": "!24/11, 26/11",
    "je ne peux pas mardi, jeudi oui": "!24/11, 26/11",
    "je ne peux pas mardi, par contre jeudi": "!24/11, 26/11",
    "je peux pas mardi mais mercredi oui": "!24/11, 25/11",
    "non, pas lundi, jeudi": "!23/11, 26/11",
    "pas demain, mardi": "!22/11, 24/11",
    "No, not on Monday, Friday instead": "!23/11, 27/11",
    "non, pas le mardi 24, le jeudi 26 après 16h": "!24/11, 26/11 16-18",
    "non, pas lundi, mardi, jeudi": "!23/11, !24/11, !26/11",
    "non, pas lundi, mardi non plus": "!23/11, !24/11",
    "non, pas lundi, mardi je travaille": "!23/11, !24/11",
    "not Monday, Tuesday or Friday": "!23/11, !24/11, !27/11",
    "je ne peux pas lundi, mardi": "!23/11, !24/11",
    "Thursday doesn't work": "!26/11",
    "I can't do Thursday": "!26/11",
    "mardi c'est pas possible, plutôt mercredi": "!24/11, 25/11",
    "impossible mardi": "!24/11",
    "je suis absent lundi": "!23/11",
    "je serai pas là demain": "!22/11",
    "tous les jours sauf le mercredi": "mon+tue+thu+fri+sat+sun, !wed",
    "ok pour mardi, pas jeudi": "24/11, !26/11",
    "mardi ou jeudi mais pas le matin": "24/11, 26/11, !8-12",
    "je ne suis pas là avant 17h": "17-20",
    "mardi je travaille jusqu'à 17h": "24/11 17-20",
    "pas de souci pour mardi": "24/11",
    "mardi, pourquoi pas": "24/11",
    # no such time
    "mardi 25": "?",
    "mercredi 24/11/2026": "?",
    "mardi 31 novembre": "?",
    "31 novembre": "?",
    "30 fevrier": "?",
    "lundi 30 novembre ou mardi 31 novembre le matin": "30/11 8-12, ?8-12",
    "ok je peux passer mardi 25 vers 14h": "?14-16",
    "mardi à 27h": "?",
    # from the appointment
    "même heure": "=9-11",
    "mercredi 25 même heure": "=25/11 9-11",
    "mercredi à la même heure": "=25/11 9-11",
    "Wednesday same time": "=25/11 9-11",
    "le même jour à 16h": "=24/11 16-18",
    "same day at 4pm": "=24/11 16-18",
    # any time
    "toujours là": "*",
    "je suis toujours là": "*",
    "peu importe": "*",
    "n'importe quand": "*",
    "passez quand vous voulez": "*",
    "anytime": "*",
    "je suis retraitée donc toujours là": "*",
    # gone
    "hier": "<20/11",
    "hier soir": "<20/11 18-20",
    "avant-hier": "<19/11",
    "la semaine dernière": "<",
    "il y a trois jours": "<18/11",
    "il y a 3 jours": "<18/11",
    "3 days ago": "<18/11",
    "depuis lundi": "<16/11",
    "depuis hier soir": "<20/11 18-20",
    "lundi dernier": "<16/11",
    "last Monday": "<16/11",
    "depuis le 12 novembre": "<12/11",
    "le 12 novembre": "<12/11",
    "yesterday": "<20/11",
    "il est venu mardi et jeudi": "<17/11, <19/11",
    "il est venu hier, mardi je suis là": "<20/11, 24/11",
    "froid depui ce matin": "<21/11 8-12",
    "Le 1, et si ce n'est plus possible le 3": "#1/12, #3/12",
    "si vous ne pouvez pas mardi, jeudi me va": "24/11, 26/11",
    "mardi si possible à 14h": "24/11 14-16",
    "mardi si ça ne vous dérange pas": "24/11",
    "Impossible le 24 j'ai un rdv": "!#24/11",
    "jeudi matin mais pas avant 9h30": "26/11 9:30-12",
    "mardi matin sinon après 17h": "24/11 8-12, 24/11 17-20",
    "ni lundi ni mardi": "!23/11, !24/11",
    "Tue 24th or Wed 25th, any time after 4pm": "24/11 16-18, 25/11 16-18",
    "tomorrow at 9 o'clock": "22/11 9-11",
    # an edge
    "d'ici vendredi": "|27/11",
    "avant jeudi": "|26/11",
    "jusqu'à lundi": "|23/11",
    "by Friday": "|27/11",
    "dès lundi": "23/11",
    # too vague
    "la semaine prochaine": "",
    "en fin de semaine": "",
    # other languages
    "el martes por la tarde": "24/11 14-18",
    "mañana por la mañana": "22/11 8-12",
    "24 de noviembre": "24/11",
    "terça-feira de manhã": "24/11 8-12",
    "amanhã": "22/11",
    "Dienstag Nachmittag": "24/11 14-18",
    "am 24. November um 14 Uhr": "24/11 14-16",
    "martedì pomeriggio": "24/11 14-18",
    "domani mattina": "22/11 8-12",
    "yarın sabah": "22/11 8-12",
    "çarşamba akşam": "25/11 18-20",
    "у вівторок вранці": "24/11 8-12",
    "завтра": "22/11",
    "الثلاثاء": "24/11",
    "周二下午可以": "24/11 14-18",
    "11月26日下午3点": "26/11 15-17",
    "星期四": "26/11",
    "lunes y martes": "23/11, 24/11",
    # a list over the end of a month
    "lundi 30 ou mardi 1er décembre": "30/11, 1/12",
    "lundi 30, mardi 1er ou jeudi 3 décembre le matin": "30/11 8-12, 1/12 8-12, 3/12 8-12",
    "le 30 ou le 2 décembre": "30/11, 2/12",
    "du lundi 30 au mercredi 2 décembre": "30/11, 1/12, 2/12",
    "le 30 et le 4 janvier": "30/12, 4/1",
    "le 30 ou le 31 décembre": "30/12, 31/12",
    "le 5 ou le 2 décembre": "5/12, 2/12",
    "mardi 30 ou mercredi 2 décembre": "?, 2/12",
}

NO_TIME = (
    "", "ok", "merci", "👍", "1h de travail", "2 heures", "20 min de retard", "délai 10 jours", "sous 8 jours",
    "depuis 3 jours", "sous 48h", "dans les 24h", "24h/24", "7j/7", "24/24", "1/2", "14°", "17 degrés",
    "il fait 14 degrés",
    "85 €", "480 ht", "12,50", "12.50", "3 890,00 €", "06 12 34 56 78", "+33 6 12 34 56 78", "0612345678",
    "le code c'est 45B12",
    "12 rue des Lilas", "12, rue des Lilas, 3e étage", "3e gauche", "2nd floor", "BT-9040", "SIG-1042",
    "OS-2026-0187",
    "chauffe-eau de 200 litres", "20 %", "TVA 10%", "en 2019", "janvier", "pas dispo avant janvier", "Bonne journée",
    "bonne soirée !", "Bonjour, bonne fin de journée", "Have a nice day", "Good morning", "Good evening",
    "Buenas tardes",
    "elle a au moins 15 ans", "0,5 bar, j'ai remis de l'eau jusqu'à 1,5", "j'ai attendu 20 min et appelé 2 fois",
    "entre 300 et 400", "entre 10 et 12 €", "de 2 à 3 jours", "entre 2 et 3 personnes",
    "arrêtez de m'envoyer 10 mails par jour",
    "la fuite est toujours là", "toujours la même fuite", "peu importe le prix", "toujours froid", "mon évier",
    "la mer",
    "un jeu de 2 clés", "le jeu de clés", "il tue", "compter 2h de main d'oeuvre", "prévoir 3 heures", "2h de route",
    "appelez le 18", "10/10 pour le plombier", "photo 1/3", "MT-02", "A1 ok", "lot 12-14", "M. Sam Martin", "sam",
    "devis 480€ HT soit 528 TTC", "1h en plus", "IBAN FR76 3000 4000 0312 3456 7890 143", "SIRET 123 456 789 00012",
    "toutes les 2h", "après 48h sans chauffage", "75011 Paris", "il me tarde", "12 rue du 4 septembre",
    "2 à 3 h de travail", "il faut entre 2 et 3h", "semaine 48", "en 2h", "il a tardé",
)  # fmt: skip


@every(("words", "expected"), WHEN.items())
def test_what_is_said_of_when_is_found(words: str, expected: str) -> None:
    assert said(words) == expected


@every("words", NO_TIME)
def test_figures_and_wishes_are_no_time(words: str) -> None:
    assert said(words) == ""


FUTURE = st.dates(min_value=date(2026, 11, 22), max_value=date(2027, 9, 10))
FRENCH_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FRENCH_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip
ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def ways_with_weekday(day: date, weekday: int) -> tuple[str, ...]:
    name, month = FRENCH_DAYS[weekday], FRENCH_MONTHS[day.month - 1]
    return (
        f"{name} {day.day} {month}",
        f"{name} {day.day} {month} {day.year}",
        f"ok pour {name} {day.day}/{day.month}, merci",
        f"le {name} {day:%d/%m/%Y}",
        f"{name[:3]}. {day:%d.%m.%Y}",
        f"{ENGLISH_DAYS[weekday]}, {ENGLISH_MONTHS[day.month - 1]} {day.day}, {day.year}",
        f"{ENGLISH_DAYS[weekday][:3]} {day.day} {ENGLISH_MONTHS[day.month - 1][:3]}",
    )


def ways_without_weekday(day: date) -> tuple[str, ...]:
    return (
        f"le {day.day} {FRENCH_MONTHS[day.month - 1]}",
        f"{day.day} {FRENCH_MONTHS[day.month - 1]} {day.year}".upper(),
        f"{day:%Y-%m-%d}",
        f"{day:%d/%m/%Y}",
        f"{day:%d-%m-%y}",
        f"le {day.day}/{day.month}",
        f"the {day.day}th of {ENGLISH_MONTHS[day.month - 1]}",
    )


@settings(max_examples=150, deadline=None)
@given(FUTURE)
def test_a_date_to_come_is_found_however_it_is_written(day: date) -> None:
    for words in (*ways_with_weekday(day, day.weekday()), *ways_without_weekday(day)):
        moments = moments_in(fold(words), SATURDAY)
        assert [(moment.day, moment.impossible, moment.past) for moment in moments] == [(day, False, False)], words


@settings(max_examples=150, deadline=None)
@given(FUTURE, st.integers(1, 6))
def test_a_date_on_another_weekday_cannot_be(day: date, off: int) -> None:
    for words in ways_with_weekday(day, (day.weekday() + off) % 7):
        moments = moments_in(fold(words), SATURDAY)
        assert [(moment.day, moment.impossible) for moment in moments] == [(None, True)], words


@settings(max_examples=200, deadline=None)
@given(FUTURE, st.integers(0, 23), st.sampled_from((0, 15, 30)))
def test_a_day_and_an_hour_make_a_slot_of_paris(day: date, hour: int, minute: int) -> None:
    (moment,) = moments_in(f"{day:%Y-%m-%d} a {max(hour, 7)}h{minute:02}", SATURDAY)
    slot = slot_of(moment)
    assert slot is not None
    assert slot.start.astimezone(PARIS).replace(tzinfo=None) == datetime.combine(day, time(max(hour, 7), minute))


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("mardi 24/1.h-eou,()pas le à:\n"), max_size=60), st.none() | st.just(SATURDAY))
def test_any_text_is_read_without_a_fault(words: str, received: datetime | None) -> None:
    folded = fold(words)
    for moment in moments_in(folded, received, VISIT):
        assert 0 <= moment.start < moment.end <= len(folded)
        assert folded[moment.start : moment.end] == moment.said
        assert not (moment.impossible and slot_of(moment))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([*WHEN, *NO_TIME, "et", "ou", "pas", ",", ".", "(", "à"]), max_size=6))
def test_any_mixture_of_phrases_is_read_without_a_fault(pieces: list[str]) -> None:
    found = availability_of(moments_in(fold(" ".join(pieces)), SATURDAY, VISIT))
    assert all(slot.start < slot.end for slot in found.slots)
    assert all(rule.days for rule in found.recurring)


@every(
    ("received", "words", "start", "end"),
    [
        (
            "2026-10-23T10:00:00+02:00",
            "samedi 24 octobre à 14h",
            "2026-10-24T14:00:00+02:00",
            "2026-10-24T16:00:00+02:00",
        ),
        ("2026-10-23T10:00:00+02:00", "dimanche 25 octobre", "2026-10-25T08:00:00+01:00", "2026-10-25T18:00:00+01:00"),
        ("2026-10-24T23:30:00+02:00", "demain matin", "2026-10-25T08:00:00+01:00", "2026-10-25T12:00:00+01:00"),
        ("2026-10-24T22:30:00+00:00", "demain matin", "2026-10-26T08:00:00+01:00", "2026-10-26T12:00:00+01:00"),
        (
            "2026-03-27T10:00:00+01:00",
            "dimanche 29 mars à 9h",
            "2026-03-29T09:00:00+02:00",
            "2026-03-29T11:00:00+02:00",
        ),
        ("2026-03-28T10:00:00+01:00", "demain", "2026-03-29T08:00:00+02:00", "2026-03-29T18:00:00+02:00"),
        ("2026-03-28T10:00:00+01:00", "cet après-midi", "2026-03-28T14:00:00+01:00", "2026-03-28T18:00:00+01:00"),
    ],
)
def test_the_hour_holds_across_both_changes_of_the_clock(received: str, words: str, start: str, end: str) -> None:
    (moment,) = moments_in(fold(words), datetime.fromisoformat(received))
    slot = slot_of(moment)
    assert slot is not None
    assert slot.to_json() == {"start": start, "end": end}


def test_now_is_the_hour_of_paris() -> None:
    late = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
    assert said("demain", late) == "23/11"


@every(
    ("received", "words", "expected"),
    [
        ("2026-11-21T19:00:00+01:00", "ce matin", "<21/11 8-12"),
        ("2026-11-27T19:20:30+01:00", "Il est passé ce matin vers 9h.", "<27/11 9-11"),
        ("2026-11-28T10:00:00+01:00", "mardi 24", "<24/11"),
        ("2026-11-24T08:00:00+01:00", "mardi", "1/12"),
        ("2026-11-24T08:00:00+01:00", "ce mardi à 15h", "24/11 15-17"),
        ("2026-11-24T08:00:00+01:00", "mardi 24 à 15h", "24/11 15-17"),
        ("2026-11-24T08:00:00+01:00", "mardi de la semaine prochaine", "1/12"),
        ("2026-11-24T08:00:00+01:00", "vendredi de la semaine prochaine", "4/12"),
        ("2026-11-24T08:00:00+01:00", "lundi en huit", "7/12"),
        ("2026-12-30T08:00:00+01:00", "le 2 janvier", "2/1"),
        ("2026-12-30T08:00:00+01:00", "du 31 au 2", "31/12, 1/1, 2/1"),
    ],
)
def test_days_are_counted_from_the_day_received(received: str, words: str, expected: str) -> None:
    assert said(words, datetime.fromisoformat(received)) == expected


def test_without_a_day_received_only_a_whole_date_has_one() -> None:
    assert said("demain, mardi ou le 24", None) == ", , #"
    assert said("mardi 24/11/2026 à 14h", None) == "24/11 14-16"
    assert said("mercredi 24/11/2026", None) == "?"


def slots(words: str) -> list[str]:
    return [
        f"{slot.start:%d/%m %H:%M}-{slot.end:%H:%M}"
        for slot in availability_of(moments_in(fold(words), SATURDAY)).slots
    ]


def test_availability_is_what_is_positive_possible_and_to_come() -> None:
    assert slots("mardi matin ou jeudi après 17h") == ["24/11 08:00-12:00", "26/11 17:00-20:00"]
    assert slots("pas mardi, plutôt jeudi") == ["26/11 08:00-18:00"]
    assert slots("hier") == slots("mardi 25") == slots("avant jeudi") == slots("d'ici le 24/11") == []
    assert slots("mardi ou jeudi mais pas le matin") == ["24/11 12:00-18:00", "26/11 12:00-18:00"]
    assert slots("mardi toute la journée sauf entre midi et deux") == ["24/11 08:00-12:00", "24/11 14:00-18:00"]


def test_what_is_left_out_of_a_whole_week_is_of_that_week() -> None:
    whole = [f"{day:02}/11 08:00-18:00" for day in (23, 24, 25, 26, 27)]
    for words in ("toute la semaine prochaine", "la semaine pro quand vous voulez", "any time next week"):
        assert slots(words) == whole
    for words in ("n'importe quand la semaine prochaine sauf mardi", "all next week except Tuesday"):
        assert slots(words) == [each for each in whole if not each.startswith("24")]
    but_one_morning = [*whole[:2], "25/11 12:00-18:00", *whole[3:]]
    assert slots("toute la semaine prochaine sauf mercredi matin") == but_one_morning
    assert slots("du lundi au vendredi, sauf le mercredi matin") == but_one_morning
    mornings = [each.replace("18:00", "12:00") for each in whole if not each.startswith("25")]
    assert slots("du lundi au vendredi sauf mercredi, le matin uniquement") == mornings


def test_a_habit_is_a_weekly_rule() -> None:
    offered = availability_of(moments_in(fold("les jeudis, ou en semaine après 18h"), SATURDAY))
    assert [rule.to_json() for rule in offered.recurring] == [
        {"days": ["thu"], "from": "18:00", "to": "20:00"},
        {"days": ["mon", "tue", "wed", "thu", "fri"], "from": "18:00", "to": "20:00"},
    ]
    assert WeeklyRule(frozenset({1})).to_json() == {"days": ["tue"], "from": "08:00", "to": "18:00"}


def test_always_is_said_once_and_may_be_denied() -> None:
    assert availability_of(moments_in("n'importe quand", SATURDAY)) == Availability(always=True)
    assert not availability_of(moments_in("je ne suis pas toujours la", SATURDAY)).always


def test_the_hour_said_is_kept_beside_its_reading() -> None:
    (moment,) = moments_in("mardi apres 17h", SATURDAY)
    assert moment.hours is not None
    assert (moment.hours.kind, moment.hours.at, moment.hours.part) == (HoursKind.AFTER, time(17), "")
    (moment,) = moments_in("mardi aprem", SATURDAY)
    assert moment.hours is not None
    assert (moment.hours.kind, moment.hours.at, moment.hours.part) == (HoursKind.PART, None, "afternoon")


HOSTILE = (
    "mardi 24/11 ", "mardi 24 novembre 2026 entre 9h et 11h, ", "1234567890", "1 ", "12/", "1.", "24/11/", "06 ",
    "\n", " ",
    "de ", "pas ", "avant apres ", "il y a ", "depuis ", "lun ", "toujours la ", "周", "decal", "(", "9h-", "bonne ",
    "je suis tres content de votre reponse et ",
)  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_no_text_takes_more_than_its_length(piece: str) -> None:
    def seconds(text: str) -> float:
        start = stopwatch.process_time()
        moments_in(text, SATURDAY)
        return stopwatch.process_time() - start

    text = piece * (100_000 // len(piece))
    assert min(seconds(text) for _ in range(2)) < 0.1 * 3
    assert min(seconds(text * 4) for _ in range(2)) < 0.1 * 4 * 3


def test_tomorrow_is_one_day_further() -> None:
    for days in range(400):
        now = SATURDAY + timedelta(days=days)
        (moment,) = moments_in("demain", now)
        assert moment.day == now.date() + timedelta(days=1)
