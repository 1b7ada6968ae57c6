"""States and moves as tables: the same table gives the check, the buttons and the diagram."""

from kernel.workflow.machine import Machine
from kernel.workflow.moves import Guard, Move
from kernel.workflow.refusals import IllegalMove, NeedMissing, PhotoMissing, RemarkMissing

__all__ = [
    "Guard",
    "IllegalMove",
    "Machine",
    "Move",
    "NeedMissing",
    "PhotoMissing",
    "RemarkMissing",
]
