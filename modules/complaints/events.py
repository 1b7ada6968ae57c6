"""Facts that the complaint desk tells the house; identifiers only."""

from dataclasses import dataclass

from kernel.events import Fact


@dataclass(frozen=True)
class ComplaintFiled(Fact):
    """A complaint was received and has its number."""

    complaint_id: int


@dataclass(frozen=True)
class ComplaintMoved(Fact):
    """A complaint went from one phase to another, or to another unit in the same phase."""

    complaint_id: int
    move: str
    source: str
    target: str


@dataclass(frozen=True)
class ComplaintSeen(Fact):
    """An officer has moved a complaint of some unit, and nobody has decided yet who may see it."""

    complaint_id: int


@dataclass(frozen=True)
class NeighboursComplaintMoved(Fact):
    """A complaint that a neighbour has offered us went on."""

    complaint_id: int
