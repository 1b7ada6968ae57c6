"""Save what an officer wrote on the settings page: only what differs, each with its own line."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from kernel.actors import Actor
from kernel.configuration.files import ConfigurationFile
from kernel.configuration.permissions import Permission
from kernel.configuration.settings import change_file, change_setting, setting
from kernel.configuration.values import normalised


@transaction.atomic
def save(
    *,
    values: Mapping[str, Any],
    files: Mapping[str, ConfigurationFile | None],
    by: Actor,
    at: datetime,
) -> list[str]:
    """Give the settings these values and files, all or none; return the keys that changed.

    A file of None takes the present one away.

    Raises:
        NotAllowed: the actor may not change the configuration.
        UnknownSetting: nobody declared one of them.
        WrongSettingValue: a value does not fit its setting.
        kernel.errors.Refused: a file is not one that can be kept.
    """
    by.require(Permission.MANAGE)
    changed = [key for key, value in values.items() if normalised(value) != setting(key)]
    for key in changed:
        change_setting(key=key, value=values[key], by=by, at=at)
    for key, file in files.items():
        change_file(key=key, file=file, by=by, at=at)
    return [*changed, *files]
