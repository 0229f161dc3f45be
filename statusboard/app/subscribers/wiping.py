"""Takes what was erased out of the pages of the database: SQL finds it no more, a search might."""

from statusboard.app.doorway import Doorway
from statusboard.storage.wiping import PEOPLE, wipe


def wipe_people(door: Doorway) -> bool:
    """Writes the database anew; False where somebody was in the way. Blocking, as long as it is.

    Copies keep what they hold.
    """
    return wipe(door.database, PEOPLE)
