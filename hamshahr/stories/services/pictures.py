"""Pictures coming in: written anew, so that nothing but the picture is kept of the file."""

import io
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image as Drawing
from wagtail.images.models import Image

from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused

from ..reading import Bundle, Picture

LONGEST_SIDE = 2400


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
    try:
        with Drawing.open(io.BytesIO(raw)) as drawing:
            drawing.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            written = io.BytesIO()
            drawing.convert("RGBA" if "A" in drawing.getbands() else "RGB").save(written, "WEBP", quality=85)
            width, height = drawing.size
    except (OSError, ValueError, SyntaxError, Drawing.DecompressionBombError) as error:
        raise Refused(_("This file is no picture that can be read.")) from error
    stem = PurePosixPath(name).stem[:80] or "picture"
    image = Image(title=stem, uploaded_by_user=by)
    image.file.save(f"{stem}.webp", ContentFile(written.getvalue()), save=False)
    image.width, image.height = width, height
    image.save()
    return image
