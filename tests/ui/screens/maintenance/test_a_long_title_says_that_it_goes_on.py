"""A title that has no room in the pane ends in an ellipsis, until somebody writes in it."""

from collections.abc import Callable

from tests.fixtures.maintenance_screen import PlanningRoom
from ui.screens.maintenance.screen import MaintenanceScreen

LONG = "Umstellung der Zahlungsdienstleisterschnittstellenüberwachung auf neue Zertifikate"
Opened = Callable[[], MaintenanceScreen]


def test_what_has_no_room_ends_in_an_ellipsis(opened: Opened, room: PlanningRoom) -> None:
    room.plan(room.payments, title=LONG)
    title = opened().pane.form.title

    assert title.shown.endswith("…")
    assert (title.text(), title.toolTip()) == (LONG, LONG)
    title.setFocus()
    assert title.shown == LONG
    title.clearFocus()
    assert title.shown.startswith("Umstellung")


def test_what_has_room_is_whole(opened: Opened, room: PlanningRoom) -> None:
    room.plan(room.payments)

    assert opened().pane.form.title.shown == "Database upgrade"


def test_what_looks_like_markup_is_read_as_it_was_written(
    opened: Opened, room: PlanningRoom
) -> None:
    room.plan(room.payments, title="<b>Disks</b> & more")

    assert opened().pane.form.title.toolTip() == "<qt>&lt;b&gt;Disks&lt;/b&gt; &amp; more</qt>"
