"""Letters of the accounts: plain text first, an HTML twin beside it, always from and to the installation's address."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from hamshahr.kernel.languages import direction

from .models import Invitation


def address(path: str) -> str:
    """The full address of a path of this installation, whatever host the request named."""
    return f"{settings.ADDRESS}/{path.lstrip('/')}"


def host() -> str:
    return urlsplit(settings.ADDRESS).netloc


def html_twin(subject: str, text: str) -> str:
    """The text once more, in its language and direction."""
    language = translation.get_language()
    paragraphs = [paragraph for paragraph in text.split("\n\n") if paragraph.strip()]
    context = {"subject": subject, "paragraphs": paragraphs, "language": language, "dir": direction(language)}
    return render_to_string("accounts/mail.html", context)


def post_invitation(invitation: Invitation, token: str) -> None:
    """Send the one letter that holds the token, in the language of the person invited."""
    with translation.override(invitation.language):
        link = address(f"account/invitation/{token}/?language={invitation.language}")
        context = {"invitation": invitation, "link": link, "host": host()}
        subject = " ".join(render_to_string("accounts/invitation_subject.txt", context).split())
        text = render_to_string("accounts/invitation.txt", context).strip()
        message = EmailMultiAlternatives(subject, text, to=[invitation.email])
        message.attach_alternative(html_twin(subject, text), "text/html")
        message.send()
