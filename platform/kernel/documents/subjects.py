"""What the book of deeds calls files: nothing of theirs but that they are files."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from kernel.actors import Actor
from kernel.audit.subjects import Named, SubjectKind, declare_subject
from kernel.audit.words import describe_fields


def _files(keys: Collection[str], _reader: Actor) -> dict[str, Named]:
    return {key: Named(title=_("ไฟล์แนบ")) for key in keys}


describe_fields("document", {"hint_point": _("ตำแหน่งที่กล้องบันทึกไว้ในรูป")})
declare_subject(SubjectKind(kind="document", module="documents", name=_files))
