"""The words of three calendars in four languages, and how each language puts a date together.

Month names follow Unicode CLDR, with the forms that Persian, Spanish and French papers print.
"""

from typing import NamedTuple

MONTHS = {
    "gregorian": {
        "fa": "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
        "en": "January February March April May June July August September October November December",
        "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    },
    "jalali": {
        "fa": "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند",
        "en": "Farvardin Ordibehesht Khordad Tir Mordad Shahrivar Mehr Aban Azar Dey Bahman Esfand",
        "es": "farvardín ordibehesht jordad tir mordad shahrivar mehr abán azar dey bahmán esfand",
        "fr": "farvardin ordibehesht khordâd tir mordâd shahrivar mehr âbân âzar dey bahman esfand",
    },
    "islamic": {
        "fa": "محرم صفر ربیع‌الاول ربیع‌الثانی جمادی‌الاول جمادی‌الثانی رجب شعبان رمضان شوال ذیقعده ذیحجه",
        "en": "Muharram Safar Rabi_I Rabi_II Jumada_I Jumada_II Rajab Sha’ban Ramadan Shawwal Dhu’l-Qa’da Dhu’l-Hijja",
        "es": "muharram safar rabi_I rabi_II yumada_I yumada_II rayab shaabán ramadán shawwal du_al-qada du_al-hiyya",
        "fr": "mouharram safar rabia_I rabia_II joumada_I joumada_II rajab chaabane ramadan chawwal "
        "dhou_al-qi’da dhou_al-hijja",
    },
}

# Monday first, as ``date.weekday()`` counts.
WEEKDAYS = {
    "fa": "دوشنبه سه‌شنبه چهارشنبه پنجشنبه جمعه شنبه یکشنبه",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
}


class Phrasing(NamedTuple):
    """How a language writes a day, a day with its weekday, a month, a foreign year and a span."""

    day: str
    weekday: str
    month: str
    jalali_year: str
    span: str
    first_of_month: str = "1"


PHRASINGS = {
    "fa": Phrasing("{day} {month} {year}", "{weekday} {day}", "{month} {year}", "{year}", "{first} تا {last}"),
    "en": Phrasing(
        "{day} {month} {year}", "{weekday} {day}", "{month} {year}", "Jalali year {year}", "{first} to {last}"
    ),
    "es": Phrasing(
        "{day} de {month} de {year}", "{weekday}, {day}", "{month} de {year}", "año jalali {year}", "{first} – {last}"
    ),
    "fr": Phrasing(
        "{day} {month} {year}", "{weekday} {day}", "{month} {year}", "année jalali {year}", "{first} – {last}", "1er"
    ),
}

# Further spellings that people type for a month: (calendar, month) by words parted by spaces.
SPELLINGS = {
    ("gregorian", 1): "جنوری",
    ("gregorian", 2): "فبروری",
    ("gregorian", 3): "مارچ",
    ("gregorian", 4): "آپریل اپریل",
    ("gregorian", 5): "می",
    ("gregorian", 6): "جون",
    ("gregorian", 7): "جولای ژولای جولایی",
    ("gregorian", 8): "آگوست اگست آگست",
    ("gregorian", 9): "setiembre",
    ("gregorian", 10): "اکتوبر",
    ("gregorian", 11): "نومبر",
    ("gregorian", 12): "دسمبر",
    ("jalali", 2): "اردی",
    ("jalali", 5): "امرداد amordad",
    ("jalali", 10): "dei",
}

# Words that may stand in a date and say nothing that its numbers do not.
FILLERS = (
    "st nd rd th er of the de del le el year año année jalali solar ad ap "
    "ماه سال ام م ش ه شمسی خورشیدی هجری میلادی یک دو سه چهار پنج شنبه بهشت"
)


def months(calendar: str, language: str) -> tuple[str, ...]:
    """The names of the twelve months of the calendar in the language, in English where it has none."""
    names = MONTHS[calendar].get(language) or MONTHS[calendar]["en"]
    return tuple(name.replace("_", " ") for name in names.split())


def weekdays(language: str) -> tuple[str, ...]:
    """The names of the days of the week from Monday, in English where the language has none."""
    return tuple(WEEKDAYS.get(language, WEEKDAYS["en"]).split())


def phrasing(language: str) -> Phrasing:
    """How the language puts a date together, as English does where nothing is known."""
    return PHRASINGS.get(language, PHRASINGS["en"])
