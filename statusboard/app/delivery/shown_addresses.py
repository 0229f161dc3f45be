"""Addresses as others may see them: some tell whom they reach, others let anybody write there."""

from statusboard.app.delivery.kinds import ChannelKinds

# In the place of an address of another version's kind: nobody here can say what of it is secret.
HIDDEN = "···"


def shown_address(kinds: ChannelKinds, kind: str, address: str) -> str:
    """The address as it may stand on a screen; empty where it was erased."""
    known = kinds.get(kind)
    if not address:
        return ""
    return HIDDEN if known is None else known.shown(address)


def is_secret(kinds: ChannelKinds, kind: str) -> bool:
    """Whether whoever knows an address of the kind can write there."""
    known = kinds.get(kind)
    return known is None or known.is_address_secret
