"""The verb about pictures: one is kept, so that texts can refer to it."""

from statusboard.app.doorway import Audit, Done, verb
from statusboard.app.notices.inputs import AddPicture, PictureAdded
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes
from statusboard.domain.picture import MOST_BYTES, Picture
from statusboard.errors import RuleBroken
from statusboard.storage.pictures import add_picture as keep
from statusboard.storage.unit import Unit


@verb("notice.add_picture", Permission.WRITE, AddPicture, PictureAdded)
def add_picture(unit: Unit, given: AddPicture) -> Done[PictureAdded]:
    """Keeps a picture by its content; the same one again has the same name.

    Raises RuleBroken for what is no PNG or JPEG as the window makes them.
    """
    try:
        picture = Picture(given.content, given.width, given.height)
    except ValueError as error:
        raise RuleBroken(
            f"The picture cannot be kept: {error}. PNG and JPEG of up to "
            f"{MOST_BYTES // 1000} kB are.",
            field="picture",
        ) from error
    keep(unit, picture)
    return Done(
        PictureAdded(picture.name),
        Changes(),
        Audit(f"picture {picture.name}", {"bytes": len(given.content)}),
    )
