"""The picture of a claim: size, colours, and what is done with it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from statusboard.errors import StatusBoardError
from ui.screens.statement.card_file import card_image, write_card
from ui.screens.statement.card_look import CardFacts, CardSize, own_colours
from ui.screens.statement.card_preview import CardPreview
from ui.theme.tokens import CAPTION, SPACE_2, SPACE_3
from ui.widgets.file_choice import choose_to_write
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.label import Label

_COLOUR_WIDTH = 104


class PictureTab(QWidget):
    """Shows the picture as it is saved.

    Signals:
        said: a sentence about what was done, or why not.
    """

    said = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: CardFacts | None = None
        self._is_dark = True
        self.preview = CardPreview()
        self.size_choice = QComboBox()
        for one in CardSize:
            self.size_choice.addItem(one.value.replace("x", " \N{MULTIPLICATION SIGN} "), one)
        self.size_choice.setAccessibleName(self.tr("Size in pixels"))
        self.size_choice.currentIndexChanged.connect(lambda _: self._draw())
        self.save_button = QPushButton(self.tr("Save picture…"))
        self.save_button.setProperty("look", "primary")
        self.save_button.clicked.connect(lambda: self._choose("png"))
        self.copy_button = QPushButton(self.tr("Copy"))
        self.copy_button.clicked.connect(self.copy)
        self.svg_button = QPushButton(self.tr("SVG"))
        self.svg_button.setAccessibleName(self.tr("Save as SVG…"))
        self.svg_button.clicked.connect(lambda: self._choose("svg"))
        self.theme_button = QPushButton()
        self.theme_button.clicked.connect(self.turn_theme)
        self.ground = self._colour(self.tr("Ground"))
        self.letters = self._colour(self.tr("Letters"))
        self._problem = Label(size=CAPTION, tone="major", wrap=True)
        self._problem.hide()
        buttons = QWidget()
        row = FlowLayout(buttons, gap=SPACE_2)
        for button in (
            *(self.save_button, self.copy_button, self.svg_button, self.theme_button),
            self.size_choice,
        ):
            row.addWidget(button)
        colours = QHBoxLayout()
        colours.setSpacing(SPACE_2)
        colours.addWidget(Label(self.tr("Own colours"), size=CAPTION, tone="muted"))
        colours.addWidget(self.ground)
        colours.addWidget(self.letters)
        colours.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_3)
        column.addWidget(self.preview)
        column.addWidget(buttons)
        column.addLayout(colours)
        column.addWidget(self._problem)
        self._draw()

    @property
    def problem(self) -> str:
        """Why the colours are not taken; empty where they are."""
        return "" if self._problem.isHidden() else self._problem.text()

    @property
    def size_chosen(self) -> CardSize:
        """The size."""
        return CardSize(self.size_choice.currentData())

    def show_card(self, facts: CardFacts | None) -> None:
        """Shows another claim; None: none may be said."""
        self._facts = facts
        self._draw()

    def turn_theme(self) -> None:
        """Light where it was dark, and the other way round."""
        self._is_dark = not self._is_dark
        self._draw()

    def save(self, path: Path) -> None:
        """Writes the picture, and says so, or why not."""
        if self._facts is None:
            return
        try:
            write_card(path, self._facts, self.size_chosen.pixels, self.preview.colours)
        except StatusBoardError as error:
            self.said.emit(str(error))
            return
        self.said.emit(self.tr("Saved as {name}").format(name=path.name))

    def copy(self) -> None:
        """Puts the picture on the clipboard."""
        if self._facts is None:
            return
        image = card_image(self._facts, self.size_chosen.pixels, self.preview.colours)
        QGuiApplication.clipboard().setImage(image)
        self.said.emit(self.tr("Copied as a picture"))

    def _colour(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText(name)
        field.setAccessibleName(name)
        field.setFixedWidth(_COLOUR_WIDTH)
        field.setMaxLength(7)
        field.editingFinished.connect(self._draw)
        return field

    def _draw(self) -> None:
        colours = self.preview.colours
        try:
            theme = "dark" if self._is_dark else "light"
            ground, letters = (one.text().strip() for one in (self.ground, self.letters))
            colours = own_colours(theme, ground, letters)
        except StatusBoardError as error:
            self._problem.setText(str(error))
            self._problem.show()
        else:
            self._problem.hide()
        self.theme_button.setText(self.tr("Light") if self._is_dark else self.tr("Dark"))
        is_there = self._facts is not None
        for control in (self.save_button, self.copy_button, self.svg_button, self.theme_button):
            control.setEnabled(is_there)
        self.preview.setVisible(is_there)
        self.preview.show_card(self._facts, self.size_chosen, colours)

    def _choose(self, kind: str) -> None:
        title = self.tr("Save the picture")
        kinds = self.tr("SVG (*.svg)") if kind == "svg" else self.tr("PNG (*.png)")
        choose_to_write(self, title, f"uptime.{kind}", self.save, kinds=kinds)
