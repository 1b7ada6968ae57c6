"""Thai numerals, Buddhist-era dates, and Thai text that compares equal when it looks equal."""

import re
import unicodedata
from datetime import date, datetime
from zoneinfo import ZoneInfo

BANGKOK = ZoneInfo("Asia/Bangkok")
ERA = 543

MONTHS = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)
SHORT_MONTHS = (
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
)
WEEKDAYS = ("วันจันทร์", "วันอังคาร", "วันพุธ", "วันพฤหัสบดี", "วันศุกร์", "วันเสาร์", "วันอาทิตย์")

_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def thai_digits(value: object) -> str:
    """Return the text with ๐-๙ in place of 0-9."""
    return str(value).translate(_TO_THAI)


def arabic_digits(value: object) -> str:
    """Return the text with 0-9 in place of ๐-๙."""
    return str(value).translate(_TO_ARABIC)


def local_date(moment: date) -> date:
    """Return the day in Bangkok; a plain date is already one."""
    return moment.astimezone(BANGKOK).date() if isinstance(moment, datetime) else moment


def be_year(moment: date) -> int:
    """Return the Buddhist-era year in which the moment falls in Bangkok."""
    return local_date(moment).year + ERA


def thai_date(moment: date) -> str:
    """Return the day as a letter writes it: 22 พฤศจิกายน 2569."""
    day = local_date(moment)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year + ERA}"


def thai_short_date(moment: date) -> str:
    """Return the day as a table writes it: 22 พ.ย. 2569."""
    day = local_date(moment)
    return f"{day.day} {SHORT_MONTHS[day.month - 1]} {day.year + ERA}"


def thai_weekday(moment: date) -> str:
    """Return the name of the day: วันอาทิตย์."""
    return WEEKDAYS[local_date(moment).weekday()]


def thai_time(moment: datetime) -> str:
    """Return the time of day in Bangkok: 09.05 น."""
    return moment.astimezone(BANGKOK).strftime("%H.%M น.")


def thai_datetime(moment: datetime) -> str:
    """Return day and time: 22 พฤศจิกายน 2569 เวลา 09.05 น."""
    return f"{thai_date(moment)} เวลา {thai_time(moment)}"


def thai_short_datetime(moment: datetime) -> str:
    """Return day and time for a table: 22 พ.ย. 2569 09.05 น."""
    return f"{thai_short_date(moment)} {thai_time(moment)}"


# What nobody sees and no feed may carry: controls other than tab and line ends, soft hyphen,
# zero-width and bidirectional controls, lone surrogates and noncharacters.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)
_MARK = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_MARKS = re.compile(f"[{_MARK}]{{2,}}")
_NIKHAHIT_AA = re.compile(f"([{_MARK}]*)\u0e4d([{_MARK}]*)\u0e32")
_AM_TONE = re.compile("\u0e33([\u0e48-\u0e4b]+)")
# As a typist should strike them: vowel, then tone, then karan.
_STRIKE = {
    mark: rank
    for rank, marks in enumerate(
        (
            "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e4d",
            "\u0e3a\u0e38\u0e39",
            "\u0e47",
            "\u0e48\u0e49\u0e4a\u0e4b",
            "\u0e4c\u0e4e",
        )
    )
    for mark in marks
}


def _in_order(found: re.Match[str]) -> str:
    return "".join(dict.fromkeys(sorted(found[0], key=_STRIKE.__getitem__)))


def _one_pass(text: str) -> str:
    text = unicodedata.normalize("NFC", text).replace("เเ", "แ")
    text = _NIKHAHIT_AA.sub("\\1\\2\u0e33", text)
    text = _AM_TONE.sub("\\1\u0e33", text)
    return _MARKS.sub(_in_order, text)


def normalise_thai(text: str) -> str:
    """Return the text so that what looks equal is equal; the reader sees no difference.

    Nikhahit with sara aa becomes sara am, เเ becomes แ, marks come in the order of the
    keyboard standard and once each; control, zero-width and direction characters go.
    """
    text = _UNSEEN.sub("", text)
    while (better := _one_pass(text)) != text:
        text = better
    return text


def clean_text(text: str) -> str:
    """Return what a person typed, fit for storing: normalised, lines trimmed, no blank ends."""
    unified = normalise_thai(text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = (line.rstrip() for line in unified.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def clean_line(text: str) -> str:
    """Return what a person typed into one line: normalised, inner spaces single."""
    return " ".join(clean_text(text).split())
