"""The state of the incident. A postmortem is offered only of what is over."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from statusboard.domain.status import IncidentStatus
from ui.theme.status_style import incident_style
from ui.theme.theme import tokens
from ui.widgets.segmented_control import SegmentedControl


class StateField(SegmentedControl):
    """All the states, side by side, in their order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        options = [
            (status.value, incident_style(status, tokens()).word) for status in IncidentStatus
        ]
        super().__init__(options, parent, name=QCoreApplication.translate("StateField", "State"))
        self._is_tight = False
        self.offer_postmortem(is_over=False)

    @property
    def status(self) -> IncidentStatus:
        """The chosen state."""
        return IncidentStatus(self.current or IncidentStatus.INVESTIGATING.value)

    def offer_postmortem(self, *, is_over: bool) -> None:
        """Shows the way to a postmortem where customers were told the end, or it is chosen."""
        is_offered = is_over or self.status is IncidentStatus.POSTMORTEM
        self.button(IncidentStatus.POSTMORTEM.value).setVisible(is_offered)
        self._fit()

    def set_tight(self, is_tight: bool) -> None:
        """Takes less room, which leaves some to what stands beside it."""
        self._is_tight = is_tight
        self._fit()

    def _fit(self) -> None:
        # With a postmortem one more has to fit where four did.
        is_offered = not self.button(IncidentStatus.POSTMORTEM.value).isHidden()
        is_narrow = self._is_tight or is_offered
        for status in IncidentStatus:
            segment = self.button(status.value)
            if segment.property("is_narrow") is not is_narrow:
                segment.setProperty("is_narrow", is_narrow)
                segment.style().unpolish(segment)
                segment.style().polish(segment)
                segment.updateGeometry()
