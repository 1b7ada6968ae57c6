"""The form of one group of settings."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kernel.configuration.files import ConfigurationFile, keeper
from kernel.configuration.groups import Section
from kernel.configuration.settings import Setting, SettingType, setting
from kernel.configuration.web.fields import field_for
from kernel.errors import Refused

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

REMOVE = "remove:"


class SectionForm(forms.Form):
    """A field for each setting of the section; a kept file has a tick to take it away."""

    def __init__(self, section: Section, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.section = section
        self.files_wanted: dict[str, ConfigurationFile | None] = {}
        for item in section.settings:
            value = setting(item.key)
            self.fields[item.key] = field_for(item, value)
            if item.type is SettingType.FILE and value:
                self.fields[REMOVE + item.key] = forms.BooleanField(
                    required=False, label=_("เอาไฟล์ปัจจุบันออก")
                )

    def clean(self) -> dict[str, Any]:
        """Judge each value by its setting, the files by their content, and then all together."""
        found = self.cleaned_data
        for item in self.section.settings:
            if item.key in found and item.type is SettingType.FILE:
                self._take_file(item)
            elif item.key in found:
                self._judge(item)
        if not self.errors:
            for key, words in self.section.faults(found):
                self.add_error(key, str(words))
        return found

    def values(self) -> dict[str, Any]:
        """Return what the person changed, so that a stale page does not undo others' work."""
        return {
            item.key: self.cleaned_data[item.key]
            for item in self.section.settings
            if item.type is not SettingType.FILE and item.key in self.changed_data
        }

    def _judge(self, item: Setting) -> None:
        for words in list(item.faults(self.cleaned_data[item.key])):
            self.add_error(item.key, words)

    def _take_file(self, item: Setting) -> None:
        upload: UploadedFile[bytes] | None = self.files.get(item.key)
        if upload is None or upload.file is None:
            if self.cleaned_data.get(REMOVE + item.key):
                self.files_wanted[item.key] = None
            return
        try:
            self.files_wanted[item.key] = keeper().cleaned(upload.file)  # type: ignore[arg-type]
        except Refused as refused:
            self.add_error(item.key, str(refused))
