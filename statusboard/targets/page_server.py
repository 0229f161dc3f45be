"""The page server as a place of the page: it comes for it, and says when it shows it."""

from pathlib import Path

from statusboard.catalog.declaration import Config, Prepared, TargetKind
from statusboard.catalog.fields import Example


def _stays_in(_config: Config, _folder: Path) -> bool:
    """What is asked for over a pipe of this computer leaves it by nobody's hand."""
    return True


DECLARATION = TargetKind(
    key="page_server",
    label="Page server",
    icon="globe",
    summary="The page server of StatusBoard, which fetches the page and shows it to customers.",
    fields=(),
    put=None,
    prepare=lambda config, _page_id: Prepared(config),
    look=lambda _config: "the page server comes for the page itself",
    describe=lambda _config: "Page server",
    stays_in=_stays_in,
    keeps_private=True,
    rank=1,
    good=(Example({}),),
    bad=(Example({"path": "/srv/status"}, "path"),),
)
