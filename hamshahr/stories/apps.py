from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StoriesConfig(AppConfig):
    name = "hamshahr.stories"
    verbose_name = _("newsroom")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from wagtail.images.models import Image  # noqa: PLC0415
        from wagtail.permissions import register_permission_policy  # noqa: PLC0415  models must be loaded first

        from hamshahr.accounts import log  # noqa: PLC0415
        from hamshahr.comments import places  # noqa: PLC0415
        from hamshahr.letters.services import look_before_sending  # noqa: PLC0415
        from hamshahr.record.proving import register  # noqa: PLC0415

        from . import newsletter_mails, queries  # noqa: PLC0415
        from .models import Page  # noqa: PLC0415
        from .permissions import DutyPagePolicy, DutyPicturePolicy  # noqa: PLC0415
        from .proving import BUILDERS  # noqa: PLC0415
        from .services import indexing, subscribers  # noqa: PLC0415

        register(BUILDERS)
        places.register(queries.TALKED_OF)
        log.follow(indexing.follow_mergers)
        register_permission_policy(Page, DutyPagePolicy(Page))
        pictures = DutyPicturePolicy(Image, auth_model=Image, owner_field_name="uploaded_by_user")
        register_permission_policy(Image, pictures, exact_class=True)
        for kind in (newsletter_mails.QUESTION, newsletter_mails.ISSUE):
            look_before_sending(kind, subscribers.look_before_sending)
