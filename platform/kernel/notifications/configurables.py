"""What of this app a configuration bundle carries: the wordings, never the messages."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from kernel.configuration.registry import Configurable, declare
from kernel.errors import Refused
from kernel.notifications import wording
from kernel.notifications.channels import channel_named
from kernel.notifications.models import MessageTemplate


def _faults(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if channel_named(str(values.get("channel", ""))) is None:
        yield "channel", str(_("ไม่รู้จักช่องทางส่งข้อความนี้"))
    for name in ("subject", "body"):
        try:
            wording.check(str(values.get(name, "")))
        except Refused as refusal:
            yield name, str(refusal)


declare(
    Configurable(
        kind="notifications.message_template",
        label=_("แม่แบบข้อความ"),
        model=MessageTemplate,
        key=("event", "channel", "language"),
        fields=("subject", "body", "is_active"),
        check=_faults,
    )
)
