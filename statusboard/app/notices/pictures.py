"""The pictures of a text, for showing them while it is written."""

from statusboard.app.doorway import query
from statusboard.domain.picture import pictures_in
from statusboard.storage.pictures import read_pictures
from statusboard.storage.unit import Unit


def _pictures(unit: Unit, body: str) -> tuple[tuple[str, bytes], ...]:
    names = pictures_in(body)
    return tuple(read_pictures(unit, names).items()) if names else ()


PICTURES = query("notice.pictures")(_pictures)
