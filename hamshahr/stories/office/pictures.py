"""Pictures that editors bring in: drawn anew before they are kept, like every file that somebody sends."""

from pathlib import PurePosixPath

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from hamshahr.kernel.drawing import drawn_anew
from hamshahr.kernel.errors import Refused


class PictureField(WagtailImageField):
    """A picture by what it holds, not by its name; nothing of this process reads what was sent."""

    def to_python(self, data):
        file = forms.FileField.to_python(self, data)
        if file is None:
            return None
        self.check_image_file_size(file)
        try:
            drawing, _size = drawn_anew(file.read())
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return super().to_python(SimpleUploadedFile(f"{PurePosixPath(file.name).stem}.webp", drawing, "image/webp"))


class PictureForm(BaseImageForm):
    """The form of Wagtail for a picture, with our way of reading it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            theirs = self.fields["file"]
            self.fields["file"] = PictureField(label=theirs.label, widget=theirs.widget, required=theirs.required)
