"""What the statuses of HTTP that mean the same at every kind of place put in the way (RFC 9110)."""

from collections.abc import Mapping
from types import MappingProxyType

from statusboard.targets.remote.steps import Trouble

BY_STATUS: Mapping[int, Trouble] = MappingProxyType(
    {
        401: Trouble.WRONG_SECRET,
        403: Trouble.FORBIDDEN,
        404: Trouble.NO_ROOM,
        410: Trouble.NO_ROOM,
        413: Trouble.FULL,
        507: Trouble.FULL,
    }
)
