"""What the desk tells people after a closing and about cases of others, worded from the start."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kernel.notifications.notices import Notice, Wording, register_notice
from kernel.notifications.placeholders import name_placeholders

USUAL = ("number", "code", "link", "category", "unit", "place", "due")
name_placeholders(
    {
        "number": (_("เลขที่เรื่อง"), "ร-69-00012"),
        "code": (_("รหัสติดตาม"), "7K2M-9QXA-4RTB"),
        "link": (_("ที่อยู่หน้าติดตามเรื่อง"), "https://maehia.example/track/7K2M"),
        "category": (_("ประเภทเรื่อง"), _("ไฟถนนดับหรือเสีย")),
        "unit": (_("หน่วยงานที่รับผิดชอบ"), _("งานไฟฟ้าสาธารณะ")),
        "place": (_("สถานที่"), _("หมู่ 2 ปากซอยวัด")),
        "due": (_("กำหนดแล้วเสร็จ"), _("30 พฤศจิกายน 2569 เวลา 16:30 น.")),
        "question": (_("คำถามของเจ้าหน้าที่"), _("เสาไฟหมายเลขใด")),
        "remark": (_("ข้อความของเจ้าหน้าที่"), _("เปลี่ยนหลอดไฟเรียบร้อยแล้ว")),
        "reason": (_("เหตุผล"), _("อยู่นอกเขตเทศบาล")),
        "root": (_("เลขที่เรื่องเดิม"), "ร-69-00007"),
        "state": (_("สถานะ"), _("กำลังดำเนินการ")),
        "stop": (_("ที่อยู่สำหรับเลิกติดตาม"), "https://maehia.example/unfollow/7K2M"),
        "complaint.handed_over:body": (_("หน่วยงานภายนอก"), _("การไฟฟ้าส่วนภูมิภาค")),
    }
)


def _both(
    event: str,
    label: Promise,
    *words: str,
    thai: tuple[str, str, str],
    english: tuple[str, str, str],
) -> None:
    """Register a notice; each language gives subject, letter and text message."""
    wordings = {
        (channel, language): Wording(subject=subject if channel == "email" else "", body=body)
        for language, (subject, letter, short) in (("th", thai), ("en", english))
        for channel, body in (("email", letter), ("sms", short))
    }
    register_notice(Notice(event=event, label=label, words=(*USUAL, *words), wordings=wordings))


_both(
    "complaint.reopen_asked",
    _("รับคำขอให้เปิดเรื่องอีกครั้ง"),
    thai=(
        "รับคำขอให้เปิดเรื่อง {{ number }} อีกครั้ง",
        "เทศบาลได้รับคำขอให้ดำเนินการเรื่อง {{ number }} ต่อแล้ว เจ้าหน้าที่จะตอบท่านโดยเร็ว\n\n{{ link }}",
        "รับคำขอให้เปิดเรื่อง {{ number }} อีกครั้งแล้ว ดูที่ {{ link }}",
    ),
    english=(
        "Your request to reopen no. {{ number }}",
        (
            "We have received your request to go on with no. {{ number }}."
            " An officer will answer you soon.\n\n{{ link }}"
        ),
        "Request to reopen no. {{ number }} received. See {{ link }}",
    ),
)
_both(
    "complaint.reopened",
    _("เปิดเรื่องอีกครั้งแล้ว"),
    "remark",
    thai=(
        "เปิดเรื่อง {{ number }} อีกครั้งแล้ว",
        (
            "เทศบาลเปิดเรื่อง {{ number }} อีกครั้ง\n\n{{ remark }}"
            "\n\nกำหนดแล้วเสร็จใหม่: {{ due }}\n\n{{ link }}"
        ),
        "เปิดเรื่อง {{ number }} อีกครั้งแล้ว กำหนดเสร็จ {{ due }} ดูที่ {{ link }}",
    ),
    english=(
        "No. {{ number }} is open again",
        (
            "We have reopened no. {{ number }}.\n\n{{ remark }}"
            "\n\nNow expected by: {{ due }}\n\n{{ link }}"
        ),
        "No. {{ number }} is open again, expected by {{ due }}. See {{ link }}",
    ),
)
_both(
    "complaint.kept_closed",
    _("ตอบคำขอเปิดเรื่อง: ไม่เปิดอีก"),
    "remark",
    thai=(
        "คำตอบเรื่องคำขอเปิดเรื่อง {{ number }}",
        "เทศบาลพิจารณาคำขอเปิดเรื่อง {{ number }} แล้ว และยังคงปิดเรื่องนี้ไว้\n\n{{ remark }}\n\n{{ link }}",
        "เรื่อง {{ number }} ยังคงปิด ดูเหตุผลที่ {{ link }}",
    ),
    english=(
        "Answer to your request about no. {{ number }}",
        (
            "We have looked at your request to reopen no. {{ number }}, and it stays closed."
            "\n\n{{ remark }}\n\n{{ link }}"
        ),
        "No. {{ number }} stays closed. The reason is at {{ link }}",
    ),
)
_both(
    "complaint.news",
    _("ความคืบหน้าของเรื่องที่ติดตาม"),
    "state",
    "stop",
    thai=(
        "{{ category }}: {{ state }}",
        "{{ category }}: {{ state }}\n\n{{ link }}{% if stop %}\n\nเลิกติดตาม: {{ stop }}{% endif %}",
        "{{ category }}: {{ state }} {{ link }}",
    ),
    english=(
        "{{ category }}: {{ state }}",
        "{{ category }}: {{ state }}\n\n{{ link }}{% if stop %}\n\nStop: {{ stop }}{% endif %}",
        "{{ category }}: {{ state }} {{ link }}",
    ),
)
_both(
    "complaint.followed",
    _("เริ่มติดตามเรื่องของผู้อื่น"),
    "state",
    "stop",
    thai=(
        "ท่านติดตามเรื่อง {{ category }} แล้ว",
        "เทศบาลจะแจ้งเมื่อเรื่อง {{ category }} คืบหน้า\n\n{{ link }}\n\nเลิกติดตาม: {{ stop }}",
        "ติดตามเรื่อง {{ category }} แล้ว เลิกติดตามที่ {{ stop }}",
    ),
    english=(
        "You follow {{ category }}",
        "We will tell you how {{ category }} goes on.\n\n{{ link }}\n\nStop: {{ stop }}",
        "You follow {{ category }}. Stop at {{ stop }}",
    ),
)
_both(
    "complaint.merged",
    _("รวมกับเรื่องเดิมแล้ว"),
    "root",
    thai=(
        "เรื่อง {{ number }} รวมกับเรื่อง {{ root }}",
        "เรื่อง {{ number }} เป็นเรื่องเดียวกับ {{ root }} ท่านจะได้รับแจ้งความคืบหน้าต่อไป\n\n{{ link }}",
        "เรื่อง {{ number }} รวมกับเรื่อง {{ root }} แล้ว ดูที่ {{ link }}",
    ),
    english=(
        "No. {{ number }} was joined with no. {{ root }}",
        "No. {{ number }} is the same as {{ root }}. We will keep telling you.\n\n{{ link }}",
        "No. {{ number }} was joined with no. {{ root }}. See {{ link }}",
    ),
)
_both(
    "complaint.escalated",
    _("แจ้งผู้บังคับบัญชาว่าเรื่องเกินกำหนด"),
    thai=(
        "เรื่อง {{ number }} เกินกำหนด",
        "เรื่อง {{ number }} {{ category }} ({{ unit }}) เกินกำหนดตั้งแต่ {{ due }}\n\n{{ link }}",
        "เรื่อง {{ number }} เกินกำหนดตั้งแต่ {{ due }} ดูที่ {{ link }}",
    ),
    english=(
        "No. {{ number }} is overdue",
        "No. {{ number }}, {{ category }} ({{ unit }}), was due {{ due }}.\n\n{{ link }}",
        "No. {{ number }} was due {{ due }}. See {{ link }}",
    ),
)
_both(
    "complaint.informed",
    _("แจ้งหน่วยงานว่าผู้แจ้งให้ข้อมูลเพิ่ม"),
    thai=(
        "ผู้แจ้งให้ข้อมูลเพิ่มในเรื่อง {{ number }}",
        (
            "ผู้แจ้งให้ข้อมูลเพิ่มในเรื่อง {{ number }} {{ category }}"
            "\nสถานที่: {{ place }}\n\nเปิดเรื่อง: {{ link }}"
        ),
        "ผู้แจ้งให้ข้อมูลเพิ่มในเรื่อง {{ number }} ดูที่ {{ link }}",
    ),
    english=(
        "The reporter added to no. {{ number }}",
        (
            "The reporter added information to no. {{ number }}, {{ category }}."
            "\nPlace: {{ place }}\n\nOpen it: {{ link }}"
        ),
        "The reporter added to no. {{ number }}. See {{ link }}",
    ),
)
_both(
    "complaint.outside_due",
    _("เตือนหน่วยงานเมื่อถึงวันที่หน่วยงานภายนอกควรเสร็จ"),
    thai=(
        "ถึงวันที่หน่วยงานภายนอกควรทำเรื่อง {{ number }} เสร็จ",
        (
            "ถึงวันที่คาดว่าหน่วยงานภายนอกทำเรื่อง {{ number }} {{ category }} เสร็จแล้ว"
            " โปรดสอบถามผลและบันทึก\n\nเปิดเรื่อง: {{ link }}"
        ),
        "ถึงวันสอบถามผลเรื่อง {{ number }} จากหน่วยงานภายนอก ดูที่ {{ link }}",
    ),
    english=(
        "No. {{ number }} should be done by the outside body",
        (
            "The outside body was expected to be done with no. {{ number }}, {{ category }},"
            " by today. Please ask, and write down the answer.\n\nOpen it: {{ link }}"
        ),
        "Ask the outside body about no. {{ number }}. See {{ link }}",
    ),
)
