"""The templates there are, by what they are for. A dot: the team's own; words: not saved."""

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from statusboard.domain.templates.kinds import TemplateKind
from ui.theme.fonts import SEMIBOLD, font
from ui.theme.tokens import CAPTION
from ui.widgets.template_words import template_name

_KIND = Qt.ItemDataRole.UserRole
_WIDTH = 210


class TemplateList(QListWidget):
    """One line a template, below the name of its group.

    Signals:
        chosen: another template is looked at; carries its `TemplateKind`.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Templates"))
        self.setFixedWidth(_WIDTH)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("QListWidget::item { padding: 4px 8px; }")
        self._lines: dict[TemplateKind, QListWidgetItem] = {}
        for name, kinds in self._groups():
            head = QListWidgetItem(name)
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            head.setFont(font(CAPTION, SEMIBOLD))
            self.addItem(head)
            for kind in kinds:
                line = QListWidgetItem(template_name(kind))
                line.setData(_KIND, kind.value)
                self._lines[kind] = line
                self.addItem(line)
        self.setCurrentItem(self._lines[TemplateKind.INVESTIGATING])
        self.currentItemChanged.connect(self._turned)

    @property
    def current(self) -> TemplateKind:
        """The template that is looked at."""
        return TemplateKind(self.currentItem().data(_KIND))

    def mark(self, own: Collection[TemplateKind], unsaved: Collection[TemplateKind]) -> None:
        """Says which are the team's own, and of which something is not saved."""
        for kind, line in self._lines.items():
            name = template_name(kind)
            if kind in unsaved:
                line.setText(self.tr("{name} · not saved").format(name=name))
                line.setToolTip(self.tr("What you wrote is not saved yet."))
            elif kind in own:
                line.setText(f"{name} •")
                line.setToolTip(self.tr("Your team's own text."))
            else:
                line.setText(name)
                line.setToolTip("")

    def _turned(self, line: QListWidgetItem | None) -> None:
        if line is not None and line.data(_KIND):
            self.chosen.emit(TemplateKind(line.data(_KIND)))

    def _groups(self) -> tuple[tuple[str, tuple[TemplateKind, ...]], ...]:
        still = tuple(kind for kind in TemplateKind if kind.value.startswith("still_"))
        states = tuple(k for k in TemplateKind if k.status is not None and k not in still)
        first = (*states, *(k for k in (TemplateKind.POSTMORTEM,) if k not in states))
        return (
            (self.tr("Incidents"), first),
            (self.tr("No change"), still),
            (self.tr("Planned work"), tuple(k for k in TemplateKind if k.is_maintenance)),
            (self.tr("Marketing"), (TemplateKind.QUARTER,)),
            (self.tr("On the phone"), tuple(k for k in TemplateKind if k.is_spoken)),
        )
