"""The state of the incident. A postmortem is offered only of what is over."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from statusboard.domain.status import OF_INCIDENTS, IncidentStatus
from ui.theme.status_style import incident_style
from ui.theme.theme import tokens
from ui.widgets.segmented_control import SegmentedControl

# In a column less wide than this, in pixels, what stands beside the states needs the room.
_NARROW_BELOW, _SMALL_BELOW = 660, 510


class StateField(SegmentedControl):
    """All the states, side by side, in their order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        options = [(status.value, incident_style(status, tokens()).word) for status in OF_INCIDENTS]
        super().__init__(options, parent, name=QCoreApplication.translate("StateField", "State"))
        self._room = _NARROW_BELOW
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

    def set_room(self, width: int) -> None:
        """Takes less of a column that is only so wide, in pixels."""
        self._room = width
        self._fit()

    def _fit(self) -> None:
        # With a postmortem one more has to fit where four did.
        is_offered = not self.button(IncidentStatus.POSTMORTEM.value).isHidden()
        is_narrow = is_offered or self._room < _NARROW_BELOW
        is_small = is_offered and self._room < _SMALL_BELOW
        for status in OF_INCIDENTS:
            segment = self.button(status.value)
            looks = {"is_narrow": is_narrow, "is_small": is_small}
            if all(segment.property(name) is value for name, value in looks.items()):
                continue
            for name, value in looks.items():
                segment.setProperty(name, value)
            segment.style().unpolish(segment)
            segment.style().polish(segment)
            segment.updateGeometry()
