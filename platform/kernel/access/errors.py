"""The refusals of this part of the house that more than one service raises."""

from django.utils.translation import gettext_lazy as _

from kernel.errors import Invalid, Missing, NotAllowed, Refused


class OfficerMissing(Missing):
    """No officer has this id."""

    code = "officer_missing"
    message = _("ไม่พบเจ้าหน้าที่คนนี้")


class PositionMissing(Missing):
    """No position in use has this id."""

    code = "position_missing"
    message = _("ไม่พบตำแหน่งนี้")


class AppointmentMissing(Missing):
    """No appointment has this id."""

    code = "appointment_missing"
    message = _("ไม่พบรายการแต่งตั้งนี้")


class UsernameTaken(Refused):
    """Somebody else signs in with this user name."""

    code = "username_taken"
    message = _("มีผู้ใช้ชื่อ “%(username)s” แล้ว")
    remedy = _("โปรดเลือกชื่อผู้ใช้อื่น")


class PasswordTooWeak(Invalid):
    """The password is too short or too easy to guess."""

    code = "password_too_weak"
    message = _("รหัสผ่านนี้คาดเดาง่ายเกินไป: %(reasons)s")


class DatesReversed(Invalid):
    """The last day lies before the first."""

    code = "dates_reversed"
    message = _("วันสิ้นสุดต้องไม่มาก่อนวันเริ่มต้น")


class OrderMissing(Invalid):
    """A delegation was given without the order it rests on."""

    code = "order_missing"
    message = _("การมอบอำนาจต้องระบุเลขที่คำสั่ง")


class AlreadyAppointed(Refused):
    """The officer already wears this hat at that time."""

    code = "already_appointed"
    message = _("เจ้าหน้าที่คนนี้อยู่ในตำแหน่งนี้ในช่วงเวลานั้นแล้ว")
    remedy = _("สิ้นสุดรายการเดิมก่อน หรือเลือกวันอื่น")


class OfficerOut(Refused):
    """The officer's account is closed."""

    code = "officer_out"
    message = _("บัญชีของเจ้าหน้าที่คนนี้ถูกปิดแล้ว")
    remedy = _("เปิดบัญชีอีกครั้งก่อนแต่งตั้ง")


class SignInRequired(NotAllowed):
    """Nobody is signed in, and the page is for officers."""

    code = "sign_in_required"
    status = 401
    message = _("โปรดเข้าสู่ระบบก่อน")
    remedy = _("เข้าสู่ระบบแล้วจะกลับมาหน้าเดิม")


class OfficersOnly(NotAllowed):
    """Somebody is signed in who is not an officer of this municipality."""

    code = "officers_only"
    message = _("หน้านี้สำหรับเจ้าหน้าที่เท่านั้น")
    remedy = _("หากคุณเป็นเจ้าหน้าที่ โปรดเข้าสู่ระบบด้วยบัญชีเจ้าหน้าที่")


class SecondFactorMissing(NotAllowed):
    """The officer has not set up a second factor, so the desk stays closed.

    A template that asks who acts shows nobody instead of failing.
    """

    silent_variable_failure = True

    code = "second_factor_missing"
    message = _("ต้องตั้งค่าการยืนยันตัวตนขั้นที่สองก่อน")
    remedy = _("เปิดหน้า “บัญชีและความปลอดภัย” แล้วเพิ่มแอปยืนยันตัวตนหรือพาสคีย์")


class HatNotYours(NotAllowed):
    """The officer does not wear that hat today."""

    code = "hat_not_yours"
    message = _("คุณไม่ได้อยู่ในตำแหน่งนี้ในวันนี้")
    remedy = _("โปรดเลือกตำแหน่งที่คุณปฏิบัติงานวันนี้")


class LastManager(Refused):
    """After the change nobody could give anybody permissions any more."""

    code = "last_manager"
    message = _("ทำไม่ได้ เพราะจะไม่เหลือใครที่จัดการเจ้าหน้าที่และสิทธิ์ได้")
    remedy = _("โปรดให้สิทธิ์ “จัดการเจ้าหน้าที่ ตำแหน่ง และการมอบอำนาจ” แก่ตำแหน่งอื่นที่มีผู้ดำรงอยู่ก่อน")
