"""What the book of deeds calls the providers by which citizens sign in."""

from collections.abc import Collection

from django.urls import reverse

from kernel.actors import Actor
from kernel.audit.subjects import Named, SubjectKind, declare_subject
from kernel.citizens.providers import providers
from kernel.configuration.permissions import Permission


def _providers(keys: Collection[str], reader: Actor) -> dict[str, Named]:
    may_go = reader.holds(Permission.MANAGE)
    return {
        one.provider_id: Named(
            title=one.name, url=reverse("providers:provider", args=[one.pk]) if may_go else ""
        )
        for one in providers().filter(provider_id__in=keys)
    }


# People who sign in are nobody's module: their providers stand among the settings.
declare_subject(SubjectKind(kind="citizens.provider", module="configuration", name=_providers))
