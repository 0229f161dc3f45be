"""“Templates” in the toolbar of the text: those for the state at hand first."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from statusboard.domain.language import Language
from statusboard.domain.status import OF_INCIDENTS, IncidentStatus
from statusboard.domain.templates.house import OURS, HouseTemplates
from statusboard.domain.templates.kinds import (
    TemplateKind,
    kind_for,
    no_change_kind,
)
from ui.keys.key import Key
from ui.theme.icons import icon
from ui.theme.theme import theme, tokens
from ui.widgets.template_words import language_name, template_name


class TemplateButton(QToolButton):
    """A menu of texts to go on with.

    Signals:
        chosen: a person chose one; carries the `TemplateText`, its `Language`, and whether it
            takes the place of the whole text (else it is put where the cursor is).
    """

    chosen = Signal(object, object, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._templates: HouseTemplates = OURS
        self._status = IncidentStatus.INVESTIGATING
        self.setText(self.tr("Templates"))
        self.setAccessibleName(self.tr("Begin with a template"))
        self.setToolTip(self.tr("Begin with a template ({keys})").format(keys=Key.TEMPLATE.text))
        self.setShortcut(Key.TEMPLATE.sequence)
        self.setProperty("look", "quiet")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        # The arrow stands after the word, as on every menu button.
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.clicked.connect(self.open_menu)
        theme().changed.connect(self._draw)
        self._draw()

    def offer(self, templates: HouseTemplates, status: IncidentStatus) -> None:
        """Takes the templates in force, and the state that the notice says."""
        self._templates = templates
        self._status = status

    def open_menu(self) -> None:
        """Opens the templates to choose from."""
        menu = self.menu_of()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def menu_of(self) -> QMenu:
        """The menu: the language of drafts first, the others and “insert” below."""
        menu = QMenu(self)
        menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        language = self._templates.language
        self._fill(menu, language, replaces=True)
        menu.addSeparator()
        inserted = menu.addMenu(self.tr("Insert where the cursor is"))
        self._fill(inserted, language, replaces=False)
        for other in Language:
            if other is not language:
                self._fill(menu.addMenu(language_name(other)), other, replaces=True)
        return menu

    def _fill(self, menu: QMenu, language: Language, *, replaces: bool) -> None:
        first = self._first_kinds()
        for kind in first:
            self._add(menu, kind, language, replaces=replaces)
        menu.addSeparator()
        for status in OF_INCIDENTS:
            if kind_for(status) not in first:
                self._add(menu, kind_for(status), language, replaces=replaces)
        menu.addSeparator()
        self._add(menu, TemplateKind.QUARTER, language, replaces=replaces)

    def _first_kinds(self) -> list[TemplateKind]:
        """Those for what the notice says now."""
        still = no_change_kind(self._status)
        return [kind_for(self._status), *([] if still is None else [still])]

    def _add(self, menu: QMenu, kind: TemplateKind, language: Language, *, replaces: bool) -> None:
        text = self._templates.text(kind, language)
        action = menu.addAction(template_name(kind))
        action.triggered.connect(lambda _=False: self.chosen.emit(text, language, replaces))

    def _draw(self) -> None:
        self.setIcon(icon("chevron-down", tokens().muted, 14))
