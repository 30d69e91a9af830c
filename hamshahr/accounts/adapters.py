"""How allauth works here: nobody signs up, letters speak the reader's language, strangers are slowed down."""

import io

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from qrcode.image.svg import SvgPathFillImage

from . import limits, mails
from .middleware import keep_language
from .models import User


class InvitationOnly(DefaultAccountAdapter):
    """Accounts come from invitations; links in mails lead to the installation's own address, whoever asked for them."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed."),
        "email_password_mismatch": _("Address and password do not belong together."),
        "email_taken": _("Another account has this address."),
        "duplicate_email": _("Your account has this address already."),
        "enter_current_password": _("This is not the password until now."),
        "incorrect_password": _("This is not your password."),
        "incorrect_code": _("This code is not right, or no longer."),
        "invalid_password_reset": _("This link is not valid, or no longer."),
        "same_as_current": _("This is what it is already."),
        "rate_limited": _("Too many tries. Wait a minute."),
        "too_many_login_attempts": _(
            "Too many wrong tries. Wait five minutes, or sign in with a code by mail or with a passkey."
        ),
    }

    def is_open_for_signup(self, request):
        return False

    def get_login_redirect_url(self, request):
        """To the desk, in the language of the account."""
        with translation.override(request.user.language):
            return reverse("web:desk")

    def get_password_change_redirect_url(self, request):
        return reverse("accounts:profile")

    def get_reset_password_from_key_url(self, key):
        return self.own_address(super().get_reset_password_from_key_url(key))

    def get_email_confirmation_url(self, request, emailconfirmation):
        return self.own_address(super().get_email_confirmation_url(request, emailconfirmation))

    def own_address(self, url: str) -> str:
        return mails.address(url.partition("://")[2].partition("/")[2])

    def post_login(self, request, user, **hooks):
        """Remember the browser and the language of the account in it."""
        response = super().post_login(request, user, **hooks)
        limits.remember_device(response, user.email)
        keep_language(response, user.language)
        return response

    def send_mail(self, template_prefix, email, context):
        """In the language of the account, or of the page where it has none."""
        proven = User.objects.filter(emailaddress__email__iexact=email, emailaddress__verified=True)
        user = context.get("user") or proven.first()
        with translation.override(user.language if user else translation.get_language()):
            super().send_mail(template_prefix, email, context | {"host": mails.host(), "reader": user})

    def render_mail(self, template_prefix, email, context, headers=None):
        """A plain text with an HTML twin that runs in the direction of its language."""
        message = super().render_mail(template_prefix, email, context, headers)
        message.attach_alternative(mails.html_twin(message.subject, message.body), "text/html")
        return message

    def pre_authenticate(self, request: HttpRequest, **credentials) -> None:
        """Count a try before it is made; ``authenticate`` takes it back when it succeeds."""
        email = credentials.get("email", "")
        rates = limits.KNOWN_DEVICE if limits.known_device(request, email) else None
        counted = limits.counted_as(request, credentials)
        self._login_failed_rl_usage = ratelimit.consume(
            request, app="allauth.account", action="login_failed", config=rates, key=counted
        )
        if not self._login_failed_rl_usage:
            raise self.validation_error("too_many_login_attempts")

    def _get_login_attempts_cache_key(self, request, **credentials):
        """What allauth clears after a new password was set by mail."""
        return limits.counted_as(request, credentials)


class SecondStep(DefaultMFAAdapter):
    """The second step, in our words, with a picture that is read on a dark page too."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is not right, or no longer."),
        "unverified_email": _("Prove your address first."),
        "cannot_generate_recovery_codes": _("Set up an app or a key first."),
    }

    def build_totp_svg(self, url):
        """The QR code on white ground."""
        picture = io.BytesIO()
        qrcode.make(url, image_factory=SvgPathFillImage).save(picture)
        return picture.getvalue().decode()
