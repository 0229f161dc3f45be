"""What of planned work whoever sits here may not do: shown, held back, and told why."""

from collections.abc import Callable

from statusboard.domain.access import Permission
from ui.runtime.permitted import Permitted
from ui.screens.maintenance.head import MaintenanceHead
from ui.screens.maintenance.pane import MaintenancePane


def hold_back(
    permitted: Permitted,
    head: MaintenanceHead,
    pane: MaintenancePane,
    look_again: Callable[[], None],
) -> None:
    """Who may write keeps drafts and asks for approval; who may publish tells customers."""
    writing = (head.plan_button, pane.draft, pane.cancel, pane.approval.ask_button)
    permitted.bind(Permission.WRITE, *writing)
    telling = (pane.save, pane.start, pane.extend, pane.verify, pane.end, pane.correct)
    permitted.bind(Permission.PUBLISH, *telling)

    def know() -> None:
        pane.approval.me = permitted.actor

    know()
    permitted.changed.connect(know)
    permitted.changed.connect(look_again)
