"""Who signs in, what duty in the secretariat they have and until when, and who has been invited."""

from datetime import date, datetime
from functools import cached_property

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from hamshahr.kernel.prepared import Prepared


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save()
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in by e-mail; what they may do follows from dated duties and mandates, never from a flag."""

    email = models.EmailField(_("e-mail"), unique=True)
    full_name = models.CharField(_("name"), max_length=200)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="en")
    time_zone = models.CharField(_("time zone"), max_length=50, blank=True)
    is_active = models.BooleanField(_("may sign in"), default=True)
    joined_at = models.DateTimeField(_("joined at"), default=timezone.now, editable=False)
    session_epoch = models.PositiveIntegerField(default=0, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]
    objects = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [models.CheckConstraint(name="user_is_never_superuser", condition=Q(is_superuser=False))]
        ordering = ["full_name", "pk"]

    def __str__(self):
        return self.full_name or self.email

    def get_full_name(self):
        return self.full_name

    def get_short_name(self):
        return self.full_name.split(" ")[0]

    @property
    def first_name(self):
        """What the office greets with; one name is all we keep."""
        return self.full_name

    def get_session_auth_hash(self):
        """A session ends with the password and with the epoch: signing out raises the epoch and ends the others."""
        key = f"{self.password}:{self.session_epoch}"
        return salted_hmac("hamshahr.accounts.session", key, algorithm="sha256").hexdigest()

    @cached_property
    def duties_today(self) -> frozenset[str]:
        """The staff duties in force today, read once per request."""
        return frozenset(duty for (duty,) in duties_on(None, timezone.localdate(), holder=self.pk))

    @property
    def is_secretariat(self) -> bool:
        return self.is_active and StaffDuty.Duty.SECRETARIAT in self.duties_today

    @property
    def is_treasurer(self) -> bool:
        return self.is_active and StaffDuty.Duty.TREASURER in self.duties_today

    @property
    def is_staff(self) -> bool:
        return self.is_secretariat

    @cached_property
    def keeps_office(self) -> bool:
        return self.has_perm("wagtailadmin.access_admin")


class StaffDutyQuerySet(models.QuerySet):
    def on(self, day: date):
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day), starts_on__lte=day)


class StaffDuty(models.Model):
    """The days, from ``starts_on`` up to and not including ``ends_on``, of a user's duty in the secretariat."""

    class Duty(models.TextChoices):
        SECRETARIAT = "secretariat", _("secretariat")
        TREASURER = "treasurer", _("treasurer: the books of the dues, and nothing else")

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="staff_duties", verbose_name=_("user"))
    duty = models.CharField(_("duty"), max_length=20, choices=Duty, default=Duty.SECRETARIAT)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)

    objects = StaffDutyQuerySet.as_manager()

    class Meta:
        verbose_name = _("staff duty")
        verbose_name_plural = _("staff duties")
        ordering = ["-starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="staff_duty_ends_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
                violation_error_message=_("A duty ends after it starts."),
            ),
            models.UniqueConstraint(
                name="staff_duty_one_open_per_user",
                fields=["user", "duty"],
                condition=Q(ends_on__isnull=True),
                violation_error_message=_("This user already has this duty."),
            ),
        ]

    def __str__(self):
        return f"{self.user}: {self.get_duty_display()}"


@Prepared
def duties_on(_user: object, on: date, *, holder: int) -> models.QuerySet[StaffDuty]:
    return StaffDuty.objects.on(on).filter(user=holder).order_by().values_list("duty")


class InvitationQuerySet(models.QuerySet):
    def open(self, moment: datetime):
        """What can still be accepted."""
        return self.filter(accepted_by=None, withdrawn_at=None, expires_at__gt=moment)


class Invitation(models.Model):
    """A way in, sent by mail: good once, for a week, for one address; only the digest of its token is kept."""

    email = models.EmailField(_("e-mail"))
    full_name = models.CharField(_("name"), max_length=200)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="en")
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("invited by"))
    invited_at = models.DateTimeField(_("invited at"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("expires at"))
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations", verbose_name=_("accepted by")
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-invited_at"]

    def __str__(self):
        return f"{self.full_name} <{self.email}>"
