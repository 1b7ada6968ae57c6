"""Notices of the rooms below the outbox: sign-in codes and letters about an account."""

from django.utils.translation import gettext_lazy as _

from kernel.notifications.notices import Notice, Wording, register_notice

register_notice(
    Notice(
        event="citizens.sign_in_code",
        label=_("รหัสเข้าใช้งานของประชาชน"),
        words=("code", "minutes", "town"),
        needs=("code",),
        is_secret=True,
        wordings={
            ("sms", "th"): Wording(body="รหัสเข้าใช้ {{ town }}: {{ code }} ใช้ได้ {{ minutes }} นาที"),
            ("sms", "en"): Wording(
                body="{{ town }} sign-in code: {{ code }}, valid for {{ minutes }} minutes"
            ),
            ("email", "th"): Wording(
                subject="รหัสเข้าใช้งาน {{ town }}",
                body="รหัสของท่านคือ {{ code }}\nใช้ได้ {{ minutes }} นาที และใช้ได้ครั้งเดียว\n\n"
                "หากท่านไม่ได้ขอรหัสนี้ ไม่ต้องทำอะไร",
            ),
            ("email", "en"): Wording(
                subject="Your sign-in code for {{ town }}",
                body="Your code is {{ code }}\nIt is valid for {{ minutes }} minutes, once.\n\n"
                "If you did not ask for it, there is nothing to do.",
            ),
        },
    )
)
_LETTER = Wording(subject="{{ subject }}", body="{{ body }}")
register_notice(
    Notice(
        event="access.letter",
        label=_("จดหมายเกี่ยวกับบัญชีผู้ใช้"),
        words=("subject", "body"),
        needs=("body",),
        is_secret=True,
        wordings={("email", "th"): _LETTER, ("email", "en"): _LETTER},
    )
)
