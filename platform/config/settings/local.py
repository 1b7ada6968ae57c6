"""A developer's machine, as `make up` makes it."""

from config.settings.base import *

DEBUG = env.bool("DEBUG", False)
GALLERY = True
