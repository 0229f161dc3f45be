"""What whoever sits here may not do is shown, cannot be pressed, and says why."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from statusboard.domain.access import Actor, Permission, Role
from ui.widgets.plain_tip import plain_tip


class Permitted(QObject):
    """Knows who acts; until that is known, nothing is held back. The office decides all the same.

    Signals:
        changed: somebody else acts now, or may something else.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actor: Actor | None = None
        self._helpers = ""
        self._held: dict[QWidget, _Held] = {}

    @property
    def actor(self) -> Actor | None:
        """Who acts, once it is known."""
        return self._actor

    def know(self, actor: Actor, administrators: tuple[str, ...]) -> None:
        """From now on this one acts; those can be asked for more."""
        helpers = ", ".join(administrators[:3])
        if (actor, helpers) == (self._actor, self._helpers):
            return
        self._actor, self._helpers = actor, helpers
        for held in tuple(self._held.values()):
            self._settle(held)
        self.changed.emit()

    def may(self, permission: Permission) -> bool:
        """Whether whoever acts may this, as far as is known."""
        return self._actor is None or self._actor.may(permission)

    def why_not(self, permission: Permission) -> str:
        """Why not, and who can be asked; empty where they may."""
        if self._actor is None or self._actor.may(permission):
            return ""
        role = Role.least_with(permission)
        words = self.tr("{name} may not do this: it takes the role of {role}.").format(
            name=self._actor.name, role="" if role is None else self._called(role)
        )
        if not self._helpers:
            return words
        return f"{words} {self.tr('Ask {names}.').format(names=self._helpers)}"

    def bind(self, permission: Permission, *widgets: QWidget) -> None:
        """These are enabled only for whoever may that, whatever else decides about them."""
        for widget in widgets:
            held = _Held(widget, permission, widget.toolTip())
            self._held[widget] = held
            widget.installEventFilter(self)
            widget.destroyed.connect(lambda _=None, gone=widget: self._held.pop(gone, None))
            self._settle(held)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Something else enabled it, or took that back."""
        if event.type() is QEvent.Type.EnabledChange and isinstance(watched, QWidget):
            held = self._held.get(watched)
            if held is not None and not held.is_settling:
                is_wanted = _is_wanted(watched)
                if is_wanted or self.may(held.permission):
                    held.is_wanted = is_wanted
                self._settle(held)
        return super().eventFilter(watched, event)

    def _settle(self, held: "_Held") -> None:
        held.is_settling = True
        why_not = self.why_not(held.permission)
        held.widget.setEnabled(held.is_wanted and not why_not)
        if why_not:
            held.widget.setToolTip(plain_tip(why_not))
        elif held.says_why:
            held.widget.setToolTip(held.tip)
        held.says_why = bool(why_not)
        held.is_settling = False

    def _called(self, role: Role) -> str:
        return {
            Role.VIEWER: self.tr("viewer"),
            Role.AUTHOR: self.tr("author"),
            Role.APPROVER: self.tr("approver"),
            Role.PUBLISHER: self.tr("publisher"),
            Role.ADMINISTRATOR: self.tr("administrator"),
        }[role]


class _Held:
    """A widget that is held: what it is needed for, and whether it would be enabled else."""

    def __init__(self, widget: QWidget, permission: Permission, tip: str) -> None:
        self.widget = widget
        self.permission = permission
        self.tip = tip
        self.is_wanted = _is_wanted(widget)
        self.is_settling = False
        self.says_why = False


def _is_wanted(widget: QWidget) -> bool:
    """Whether nothing disabled it by itself: what holds it may be disabled all the same."""
    return not widget.testAttribute(Qt.WidgetAttribute.WA_ForceDisabled)
