"""What the rounds of a complaint came to."""

from modules.complaints.models import Complaint, Round


def rounds(complaint: Complaint) -> list[Round]:
    """List the closed rounds of the complaint, the first one first."""
    return list(Round.objects.filter(complaint=complaint).order_by("number"))


def round_to_rate(complaint: Complaint) -> Round | None:
    """Return the round that is closed now, rated or not; None while the complaint is open."""
    if complaint.is_open:
        return None
    return Round.objects.filter(complaint=complaint, number=complaint.round).first()
