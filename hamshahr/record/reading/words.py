"""The words by which a sentence counts, compares and boasts, in the four languages of the house."""

from ..models import Claim

Comparison = Claim.Comparison

UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
]
NUMBERS = {word: number for number, word in enumerate(UNITS)} | {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
NUMBERS |= {"sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1000}
NUMBERS |= dict(
    zip(
        [
            "یک",
            "دو",
            "سه",
            "چهار",
            "پنج",
            "شش",
            "هفت",
            "هشت",
            "نه",
            "ده",
            "یازده",
            "دوازده",
            "سیزده",
            "چهارده",
            "پانزده",
        ],
        range(1, 16),
        strict=True,
    )
)
NUMBERS |= {"بیست": 20, "سی": 30, "چهل": 40, "پنجاه": 50, "شصت": 60, "هفتاد": 70, "هشتاد": 80, "نود": 90, "صد": 100}
NUMBERS |= {"هزار": 1000, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10}
NUMBERS |= {"veinte": 20, "treinta": 30, "cuarenta": 40, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7}
NUMBERS |= {"huit": 8, "neuf": 9, "dix": 10, "vingt": 20, "trente": 30, "quarante": 40}
# Small words that count only beside a word that compares: they are more often an article or a part of another word.
WEAK = {"یک", "نه", "ده", "سی", "one", "neuf", "second"}

ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "primer": 1, "primera": 1, "primero": 1}
ORDINALS |= {"premier": 1, "première": 1, "اولین": 1, "نخستین": 1, "دومین": 2, "سومین": 3, "چهارمین": 4, "پنجمین": 5}
ORDINALS |= {"ششمین": 6, "هفتمین": 7, "هشتمین": 8, "نهمین": 9, "دهمین": 10, "دوازدهمین": 12}

# What stands before a number; the longest first.
BEFORE = (
    (("بیش", "از"), Comparison.MORE),
    (("بیشتر", "از"), Comparison.MORE),
    (("افزون", "بر"), Comparison.MORE),
    (("more", "than"), Comparison.MORE),
    (("más", "de"), Comparison.MORE),
    (("plus", "de"), Comparison.MORE),
    (("over",), Comparison.MORE),
    (("at", "least"), Comparison.AT_LEAST),
    (("al", "menos"), Comparison.AT_LEAST),
    (("au", "moins"), Comparison.AT_LEAST),
    (("دست", "کم"), Comparison.AT_LEAST),
    (("دست‌کم",), Comparison.AT_LEAST),
    (("حداقل",), Comparison.AT_LEAST),
    (("یکی", "از"), Comparison.ONE_OF),
    (("one", "of"), Comparison.ONE_OF),
    (("uno", "de"), Comparison.ONE_OF),
    (("un", "des"), Comparison.ONE_OF),
    (("since",), Comparison.SINCE),
    (("desde",), Comparison.SINCE),
    (("depuis",), Comparison.SINCE),
    (("از", "سال"), Comparison.SINCE),
)
YEAR_WORDS = {"سال", "year", "año", "année", "in", "en"}
FROM_WORDS = {"از", "since", "desde", "depuis"}
# Persian words that stand between a number and what is counted.
COUNTERS = {"دوره", "مورد", "فقره", "عدد", "نفر"}
AFTER_UNIT = {"گذشته", "پیش", "اخیر", "آینده"}
MONTHS = {"فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"}
MONTHS |= {
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
}
MONTHS |= {
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
}
MONTHS |= {
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
}

# Words of standing: what a city says it is or has without a number.
ONE, SEVERAL, PRAISE = (Comparison.EQUAL, 1), (Comparison.AT_LEAST, 2), (Comparison.OPINION, None)
CUES = (
    (("میزبانی",), ONE),
    (("به", "عضویت"), ONE),
    (("عضو",), ONE),
    (("قائم", "مقام"), ONE),
    (("قائم‌مقام",), ONE),
    (("پیشنهاد", "تشکیل"), ONE),
    (("ایجاد", "صندوق"), ONE),
    (("کرسی",), SEVERAL),
    (("کرسی‌هایی",), SEVERAL),
    (("کسب", "لوح"), SEVERAL),
    (("کسب", "لوح‌های"), SEVERAL),
    (("بارها",), SEVERAL),
    (("یکی", "از", "اعضای"), PRAISE),
    (("hosts",), ONE),
    (("host", "of"), ONE),
    (("member", "of", "the", "board"), ONE),
    (("vice-president",), ONE),
    (("won",), SEVERAL),
    (("acoge",), ONE),
    (("accueille",), ONE),
)
STOPS = {
    "و",
    "که",
    "در",
    "با",
    "را",
    "است",
    "از",
    "and",
    "or",
    "of",
    "on",
    "in",
    "at",
    "for",
    "with",
    "by",
    "y",
    "en",
    "con",
    "et",
    "dans",
    "avec",
}
