"""What the book of deeds calls settings and bundles."""

from collections.abc import Collection

from django.urls import reverse

from kernel.actors import Actor
from kernel.audit.subjects import Named, SubjectKind, declare_subject, numbers
from kernel.configuration.models import AppliedBundle
from kernel.configuration.permissions import Permission
from kernel.configuration.settings import declared_settings


def _settings(keys: Collection[str], reader: Actor) -> dict[str, Named]:
    url = reverse("configuration:settings") if reader.holds(Permission.VIEW) else ""
    return {
        item.key: Named(title=item.label, url=url)
        for item in declared_settings()
        if item.key in keys
    }


def _bundles(keys: Collection[str], _reader: Actor) -> dict[str, Named]:
    found = AppliedBundle.objects.filter(pk__in=numbers(keys))
    return {str(one.pk): Named(title=str(one)) for one in found}


declare_subject(SubjectKind(kind="setting", module="configuration", name=_settings))
declare_subject(SubjectKind(kind="configuration_bundle", module="configuration", name=_bundles))
