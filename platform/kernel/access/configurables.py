"""What of this app a configuration bundle carries: the chart, never the people."""

from django.utils.translation import gettext_lazy as _

from kernel.access.models import Division, Position
from kernel.configuration.registry import Configurable, declare

declare(
    Configurable(
        kind="access.division",
        label=_("กอง/ฝ่าย/งาน"),
        model=Division,
        key=("code",),
        fields=("kind", "name_th", "name_en", "parent", "phone", "rank", "is_active"),
        references={"parent": "access.division"},
    )
)
declare(
    Configurable(
        kind="access.position",
        label=_("ตำแหน่ง"),
        model=Position,
        key=("code",),
        fields=(
            "division",
            "title_th",
            "title_en",
            "is_head",
            "permissions",
            "rank",
            "is_active",
        ),
        references={"division": "access.division"},
    )
)
