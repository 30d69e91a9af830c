"""Larger problems of assignment from a seed: cities, languages and topics drawn as an award knows them."""

import random

from hamshahr.juries.assigning.problem import TOPICS, Juror, Problem, Submission

LANGUAGES = ["en", "fa", "es", "fr", "zh", "ar"]
WRITTEN = (60, 8, 10, 8, 8, 6)
CITIES, COUNTRIES = 400, 90


def instance(size, jurors, seed, *, regions=6, least=0.6, most=1.25, conflicts=0.002, reviews=3, written=WRITTEN):
    """So many submissions and jurors; loads are parts of the average, conflicts a part of all pairs."""
    chance, average = random.Random(f"{seed}"), size * reviews / jurors
    submissions = []
    for number in range(size):
        languages = frozenset(chance.choices(LANGUAGES, written))
        submissions.append(Submission(f"s{number:05}", *home(chance), languages, topics(chance)))
    limits = int(average * least), int(average * most) + 1
    judges = []
    for number in range(jurors):
        city, country = home(chance)
        spoken = {"en"} if chance.random() < 0.9 else {"fa"}
        spoken |= set(chance.sample(LANGUAGES, chance.choice([0, 1, 1, 2])))
        region = f"R{int(country[1:]) % regions}"
        judges.append(Juror(f"j{number:04}", city, country, region, frozenset(spoken), topics(chance), *limits))
    barred = {(chance.choice(submissions).id, chance.choice(judges).id) for _ in range(int(size * jurors * conflicts))}
    return Problem(submissions, judges, frozenset(barred), reviews, 2, f"{seed}")


def home(chance):
    city = chance.randrange(CITIES)
    return f"city{city}", f"C{city % COUNTRIES}"


def topics(chance):
    chosen = set(chance.sample(range(TOPICS), chance.randint(3, 8)))
    return tuple(chance.randint(1, 9) if number in chosen else 0 for number in range(TOPICS))
