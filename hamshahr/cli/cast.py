"""The people of the demonstration: one sign-in for each role, with a second factor where the role asks for one."""

import time
from dataclasses import dataclass
from datetime import date

from allauth.account.models import EmailAddress
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.conf import settings
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from i18nfield.strings import LazyI18nString

from hamshahr.accounts import log
from hamshahr.accounts.models import StaffDuty, User
from hamshahr.bodies.models import Holding, Mandate
from hamshahr.bodies.services import seat_holder
from hamshahr.kernel.errors import Refused
from hamshahr.parties.models import Liaison, Party, Person
from hamshahr.parties.services import add_person, appoint_liaison

# A word for a demonstration on one machine; the command refuses to write it anywhere else.
PASSWORD = "hamshahr-demo-1400"  # noqa: S105
SINCE = date(2020, 1, 1)


@dataclass(frozen=True)
class Part:
    """Who plays which role: a duty at a party's desk, in the secretariat, or in a seat that keeps a register."""

    name: str
    full_name: str
    language: str
    role: str | Promise
    party: str = ""
    duty: str = ""
    is_secretariat: bool = False
    keeps: str = ""
    seed: str = ""


CAST = (
    Part("sara", "Sara Ferrer", "en", _("secretariat"), is_secretariat=True, seed="HAMSHAHRSARA2345"),
    Part(
        "tomas",
        "Tomás Vidal",
        "es",
        _("secretariat: second pair of eyes"),
        is_secretariat=True,
        seed="HAMSHAHRTMAS2345",
    ),
    Part(
        "awa",
        "Awa Koné",
        "fr",
        _("keeper of Metropolis Women"),
        keeps="metropolis-women",
        party="abidjan",
        seed="HAMSHAHRAWAA2345",
    ),
    Part("mina", "مینا رضوی", "fa", _("liaison of Mashhad: contact"), "mashhad", Liaison.Duty.CONTACT),
    Part("hamed", "حامد صالحی", "fa", _("liaison of Mashhad: dues"), "mashhad", Liaison.Duty.DUES),
    Part("nasrin", "نسرین احمدی", "fa", _("liaison of Mashhad: votes"), "mashhad", Liaison.Duty.VOTES),
    Part("reza", "رضا کاظمی", "fa", _("liaison of Mashhad: reader"), "mashhad", Liaison.Duty.READER),
    Part("laleh", "لاله نیک‌فر", "fa", _("liaison of Mashhad: reader"), "mashhad", Liaison.Duty.READER),
    Part("jun", "Jun Park", "en", _("liaison of Seoul: contact"), "seoul", Liaison.Duty.CONTACT),
    Part("leila", "Leila Haddad", "fr", _("juror of the example award")),
    Part("parisa", "پریسا توکلی", "fa", _("juror of the example award who worked for Mashhad")),
    Part("amara", "Amara Diop", "en", _("juror of the example award: chair")),
    Part("pau", "Pau Serra", "en", _("treasurer of the example fund"), seed="HAMSHAHRPAUU2345"),
    Part("omid", "Omid Karimi", "fa", _("visitor without a duty")),
)


@dataclass(frozen=True)
class SignIn:
    """What is printed of one person."""

    role: str
    email: str
    password: str
    second_factor: tuple[str, str, str] | None


def settle() -> list[SignIn]:
    """Give every role its person; those who are there already keep their password and codes."""
    if not settings.DEMO:
        raise Refused(str(_("Demonstration people are made only where HAMSHAHR_DEMO is yes.")))
    return [settle_one(part) for part in CAST]


@transaction.atomic
def settle_one(part: Part) -> SignIn:
    email = f"{part.name}@hamshahr.example"
    user = User.objects.filter(email=email).first() or invite(part, email)
    if part.seed and not Authenticator.objects.filter(user=user).exists():
        TOTP.activate(user, part.seed)
        RecoveryCodes.activate(user)
    return SignIn(str(part.role), email, PASSWORD, second_factor(user, part) if part.seed else None)


def invite(part: Part, email: str) -> User:
    """Make the account with a confirmed address, and give it the duty of its role."""
    user = User.objects.create_user(email, PASSWORD, full_name=part.full_name, language=part.language)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    log.write("user.added", user, by=None, reason="demonstration", changes=log.difference({}, log.fields_of(user)))
    if part.is_secretariat:
        log.save(StaffDuty(user=user, starts_on=SINCE), "staff_duty.began", by=None, reason="demonstration")
    if part.duty:
        party = Party.objects.get(slug=part.party)
        appoint_liaison(user=user, party=party, duty=part.duty, starts_on=SINCE, by=None)
    if part.keeps:
        seat(user, part)
    return user


def seat(user: User, part: Part) -> Holding:
    """Seat the keeper, as a person the public does not see, in a mandate of the network that is in force."""
    names = LazyI18nString({"en": part.full_name})
    person = Person.objects.filter(user=user).first() or add_person(
        names=names, user=user, live=False, source="demonstration", by=None
    )
    mandates = Mandate.objects.filter(office__body__slug=part.keeps, office__keeps_register=True, ends_on=None)
    mandate = mandates.filter(party__slug=part.party).order_by("starts_on").first()
    return seat_holder(mandate=mandate, person=person, starts_on=SINCE, by=None)


def second_factor(user: User, part: Part) -> tuple[str, str, str]:
    """The code of this half minute, the seed for an authenticator, and recovery codes that are left."""
    code = format_hotp_value(hotp_value(part.seed, int(time.time()) // app_settings.TOTP_PERIOD))
    recovery = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    codes = " ".join(RecoveryCodes(recovery).get_unused_codes()[:3]) if recovery else ""
    return code, part.seed, codes
