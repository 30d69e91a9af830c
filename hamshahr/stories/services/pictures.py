"""Pictures coming in: written anew, so that nothing but the picture is kept of the file."""

from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from wagtail.images.models import Image

from hamshahr.accounts.models import User
from hamshahr.kernel.drawing import drawn_anew
from hamshahr.kernel.errors import Refused

from ..reading import Bundle, Picture


def picture_of(picture: Picture, bundle: Bundle | None, by: User | None) -> dict | None:
    """The block of a picture that the archive holds; None where it holds none, or no picture."""
    if bundle is None or not picture.member:
        return None
    try:
        image = kept_picture(bundle.picture(picture.member), PurePosixPath(picture.member).name, by)
    except Refused:
        return None
    alt = picture.alt or picture.caption or _("Picture without a description")
    return {"image": image, "alt": alt[:255], "caption": picture.caption[:255], "credit": _("as in the source")}


def kept_picture(raw: bytes, name: str, by: User | None) -> Image:
    """The picture drawn anew as WebP, without place, owner or any other mark of its camera."""
    drawing, (width, height) = drawn_anew(raw)
    stem = PurePosixPath(name).stem[:80] or "picture"
    image = Image(title=stem, uploaded_by_user=by)
    image.file.save(f"{stem}.webp", ContentFile(drawing), save=False)
    image.width, image.height = width, height
    image.save()
    return image
