"""What files offer to other rooms: a keeper for the files of a configuration."""

from kernel.configuration.files import FILE_KEEPER
from kernel.documents.keeper import Keeper

FILE_KEEPER.provide(Keeper())
