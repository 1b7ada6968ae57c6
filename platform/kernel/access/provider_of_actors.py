"""Answer the question of lower rooms: who acts in this request?"""

from kernel.access.web.doors import actor_of
from kernel.ports import ACTOR_OF

ACTOR_OF.provide(actor_of)
