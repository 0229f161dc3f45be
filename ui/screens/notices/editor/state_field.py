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
        self.offer_postmortem(is_over=False)

    @property
    def status(self) -> IncidentStatus:
        """The chosen state."""
        return IncidentStatus(self.current or IncidentStatus.INVESTIGATING.value)

    def offer_postmortem(self, *, is_over: bool) -> None:
        """Shows the way to a postmortem where customers were told the end, or it is chosen."""
        is_offered = is_over or self.status is IncidentStatus.POSTMORTEM
        button = self.button(IncidentStatus.POSTMORTEM.value)
        if button.isHidden() is not is_offered:
            return
        button.setVisible(is_offered)
        # One more of them has to fit where four did.
        for status in IncidentStatus:
            segment = self.button(status.value)
            segment.setProperty("is_narrow", is_offered)
            segment.style().unpolish(segment)
            segment.style().polish(segment)
            segment.updateGeometry()
