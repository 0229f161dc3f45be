"""The secret of a database: what hashes are made with that nobody else shall be able to make."""

import secrets as chance

from statusboard.storage.settings import read_settings, write_setting
from statusboard.storage.unit import Unit

# Its name is from when it hashed addresses alone.
HASH_KEY = "subscribers.hash_key"


def known_secret(unit: Unit) -> str:
    """The secret in hexadecimal; empty where nothing was ever hashed."""
    kept = read_settings(unit).get(HASH_KEY)
    return kept if isinstance(kept, str) else ""


def secret_of(unit: Unit) -> str:
    """The secret in hexadecimal; it is made once."""
    kept = known_secret(unit)
    if not kept:
        kept = chance.token_hex(32)
        write_setting(unit, HASH_KEY, kept)
    return kept
