"""The one shared cast of the tests: three cities, an association, five people. A test builds the rest."""

from datetime import date

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from i18nfield.strings import LazyI18nString

from hamshahr.accounts.models import StaffDuty, User
from hamshahr.bodies.models import Body, Office
from hamshahr.parties.models import Country, Liaison, Person, Place, Region
from hamshahr.parties.services import add_party

SPRING, AUTUMN = date(2021, 4, 1), date(2021, 10, 1)


def names(**languages):
    return LazyI18nString(languages)


class World:
    """Sara keeps the secretariat; Mina and Jun act for Mashhad and Seoul; Leila judges; Omid only visits."""

    def __init__(self):
        self.sara = user("sara", "Sara Ferrer", language="en")
        StaffDuty.objects.create(user=self.sara, starts_on=date(2019, 1, 1))
        Authenticator.objects.create(user=self.sara, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"})
        self.mina = user("mina", "مینا رضوی", language="fa")
        self.jun = user("jun", "Jun Park", language="en")
        self.leila = user("leila", "Leila Haddad", language="fr")
        self.omid = user("omid", "Omid Karimi", language="fa")
        self.build_cities()
        self.build_bodies()

    def build_cities(self):
        asia = Region.objects.create(
            slug="asia-pacific", names=names(en="Asia-Pacific", fa="آسیا و اقیانوسیه"), position=1
        )
        europe = Region.objects.create(slug="europe", names=names(en="Europe", fa="اروپا"), position=2)
        self.asia, self.europe = asia, europe
        self.iran = Country.objects.create(iso2="IR", iso3="IRN", names=names(en="Iran", fa="ایران"), region=asia)
        self.korea = Country.objects.create(
            iso2="KR", iso3="KOR", names=names(en="South Korea", fa="کرهٔ جنوبی"), region=asia
        )
        self.belgium = Country.objects.create(
            iso2="BE", iso3="BEL", names=names(en="Belgium", fa="بلژیک"), region=europe
        )
        self.mashhad = city(
            "mashhad", self.iran, (36.3, 59.6), "Asia/Tehran", en="Mashhad", fa="مشهد", es="Mashhad", fr="Machhad"
        )
        self.seoul = city(
            "seoul", self.korea, (37.57, 126.98), "Asia/Seoul", en="Seoul", fa="سئول", es="Seúl", fr="Séoul"
        )
        self.brussels = city("brussels", self.belgium, (50.85, 4.35), "Europe/Brussels", en="Brussels", fa="بروکسل")
        Liaison.objects.create(user=self.mina, party=self.mashhad, duty="contact", starts_on=date(2019, 1, 1))
        Liaison.objects.create(user=self.jun, party=self.seoul, duty="contact", starts_on=date(2019, 1, 1))
        self.mayor = Person.objects.create(
            slug="mayor-of-mashhad", names=names(en="Mohammad Reza Kalaei", fa="محمدرضا کلائی")
        )

    def build_bodies(self):
        self.metropolis = Body.objects.create(
            slug="metropolis",
            names=names(
                en="Metropolis, World Association of the Major Metropolises", fa="متروپلیس، انجمن جهانی کلان‌شهرها"
            ),
            network="Metropolis",
            kind="association",
        )
        self.board = Body.objects.create(
            slug="metropolis-board",
            names=names(en="Board of Directors", fa="هیئت‌مدیره"),
            network="Metropolis",
            kind="board",
            parent=self.metropolis,
            term_years=3,
        )
        self.award = Body.objects.create(
            slug="metropolis-award",
            names=names(en="Metropolis Award", fa="جایزهٔ متروپلیس"),
            network="Metropolis",
            kind="award",
            parent=self.metropolis,
        )
        self.vice_presidency = Office.objects.create(
            body=self.board,
            slug="regional-vice-president",
            names=names(en="Regional vice-president", fa="قائم‌مقام منطقه‌ای رئیس"),
            seats=1,
        )

    def cast(self):
        """Everybody a permission is tried with, the stranger included."""
        return {
            "sara": self.sara,
            "mina": self.mina,
            "jun": self.jun,
            "leila": self.leila,
            "omid": self.omid,
            "stranger": None,
        }


def user(name, full_name, **fields):
    person = User.objects.create_user(f"{name}@example.org", "correct horse battery", full_name=full_name, **fields)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def city(slug, country, point, time_zone, **languages):
    place = Place.objects.create(
        country=country, latitude=point[0], longitude=point[1], time_zone=time_zone, population=1_000_000
    )
    return add_party(slug=slug, kind="city", names=names(**languages), country=country, place=place, by=None)
