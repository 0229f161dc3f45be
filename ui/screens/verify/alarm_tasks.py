"""What the verify screen does about alarms: somebody has seen one, mutes them, ends that."""

from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QWidget

from statusboard.app.alarms.inputs import AcknowledgeAlarms, Mute, Unmute
from statusboard.app.desk.desk import Desk
from statusboard.domain.alarms.alarm import SubjectSort, outage_key
from statusboard.domain.views.verify import ServiceDetail
from statusboard.errors import StatusBoardError
from ui.runtime.operations import Operations
from ui.screens.verify.mute_sheet import MuteSheet
from ui.screens.verify.service_menu import ServiceMenu


class AlarmTasks(QObject):
    """Opens the sheet over `home` and carries what is said to the desk.

    `detail` is what is known of the service that is chosen, `warn` says what was refused.

    Signals:
        changed: something was seen, muted or unmuted.
    """

    changed = Signal()

    def __init__(
        self,
        operations: Operations,
        home: QWidget,
        detail: Callable[[], ServiceDetail | None],
        warn: Callable[[str], None],
    ) -> None:
        super().__init__(home)
        self._operations, self._home = operations, home
        self._detail, self._warn = detail, warn

    def serve(self, more: ServiceMenu, table: QWidget) -> None:
        """Does what the menu says, which opens over a row too: by pointer, or the key for menus."""

        def popup(at: QPoint) -> None:
            if self._detail() is not None:
                more.menu().popup(table.mapToGlobal(at))

        more.acknowledgement_wanted.connect(self.acknowledge)
        more.mute_wanted.connect(self.mute)
        more.unmute_wanted.connect(self.unmute)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(popup)

    def acknowledge(self) -> None:
        """Somebody has seen that the service fails: its sound is still, at every desk."""
        detail = self._detail()
        if detail is not None:
            self._run(_acknowledge(self._operations.desk, detail.component_id))

    def mute(self) -> None:
        """Asks of what, until when and why."""
        detail = self._detail()
        if detail is None or detail.as_of is None:
            return
        sheet = MuteSheet(detail, detail.as_of, self._home)

        def done(_: int) -> None:
            sheet.accept()
            self.changed.emit()

        def decide(given: Mute) -> None:
            work = _mute(self._operations.desk, given)
            self._operations.run(sheet, work, done, lambda error: sheet.was_refused(str(error)))

        sheet.decided.connect(decide)
        sheet.open()

    def unmute(self) -> None:
        """Whatever mutes the service ends, its own or that of its group."""
        detail = self._detail()
        if detail is not None:
            self._run(_unmute(self._operations.desk, detail))

    def _run(self, work: Coroutine[Any, Any, object]) -> None:
        def failed(error: StatusBoardError) -> None:
            self._warn(str(error))

        self._operations.run(self, work, lambda _: self.changed.emit(), failed)


async def _acknowledge(desk: Desk, component_id: int) -> int:
    from statusboard.app.alarms.commands import acknowledge

    return await desk.do(acknowledge, AcknowledgeAlarms((outage_key(component_id),)))


async def _mute(desk: Desk, given: Mute) -> int:
    from statusboard.app.alarms.commands import mute

    return await desk.do(mute, given)


async def _unmute(desk: Desk, detail: ServiceDetail) -> None:
    from statusboard.app.alarms.commands import unmute

    await desk.do(unmute, Unmute(SubjectSort.SERVICE, detail.component_id))
    if detail.group_id is not None:
        await desk.do(unmute, Unmute(SubjectSort.GROUP, detail.group_id))
