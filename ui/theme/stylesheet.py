"""One application stylesheet over Fusion, made from the tokens.

It goes by dynamic properties:

`look` on QPushButton and QToolButton: "primary", "plain" (the default), "quiet", "danger";
"flush" is quiet too, and its words begin where the text above them does.
`tone` on QLabel: "muted", "faint", "accent", "major", "operational" …
`role` on QLabel: "caption".
`surface` on QFrame and QWidget: "card", "sunken", "top" (a bar with a line below it).
"""

from string import Template

from ui.theme.bundled import FOLDER
from ui.theme.tokens import CAPTION, RADIUS, RADIUS_SMALL, Tokens, ink_of

_TONES = (
    "muted",
    "faint",
    "accent",
    "on_accent",
    "operational",
    "degraded",
    "partial",
    "major",
    "maintenance",
    "unknown",
)

_SHEET = Template("""
QToolTip { background: $text; color: $surface; border: none; padding: 5px 8px;
  font-size: ${caption}px; }

QPushButton, QToolButton { background: $surface; color: $text; border: 1px solid $line;
  border-radius: ${r2}px; padding: 7px 14px; font-weight: 500; outline: none; }
QToolButton { padding: 6px 8px; }
QPushButton:hover, QToolButton:hover { background: $sunken; }
QPushButton:pressed, QToolButton:pressed { background: $line; }
QPushButton:focus, QToolButton:focus { border: 2px solid $accent; padding: 6px 13px; }
QToolButton:focus { padding: 5px 7px; }
QPushButton:disabled, QToolButton:disabled { color: $faint; background: $sunken; }
QPushButton[look="primary"] { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton[look="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[look="primary"]:pressed { background: $accent_pressed; }
QPushButton[look="primary"]:focus { border: 2px solid $text; }
QPushButton[look="primary"]:disabled { background: $sunken; color: $faint; border-color: $line; }
QPushButton[join="first"] { border-top-right-radius: 0px; border-bottom-right-radius: 0px; }
QPushButton[join="last"] { border-top-left-radius: 0px; border-bottom-left-radius: 0px;
  padding-left: 8px; padding-right: 8px; }
QPushButton[look="quiet"], QToolButton[look="quiet"] { background: transparent; color: $muted;
  border-color: transparent; }
QPushButton[look="quiet"]:hover, QToolButton[look="quiet"]:hover { background: $sunken;
  color: $text; }
QPushButton[look="quiet"][stays="true"]:checked { background: $accent_soft; color: $text; }
QPushButton[look="quiet"]:focus, QToolButton[look="quiet"]:focus { border-color: $accent; }
QPushButton[look="flush"] { background: transparent; color: $muted; border: none;
  padding: 8px 0px; }
QPushButton[look="flush"]:hover { color: $text; }
QPushButton[look="flush"]:focus { border-bottom: 2px solid $accent; padding: 8px 0px 6px 0px; }
QToolButton[look="link"] { background: transparent; color: $accent; border: none;
  border-bottom: 2px solid transparent; padding: 1px 2px; }
QToolButton[look="link"]:hover, QToolButton[look="link"]:focus { border-bottom-color: $accent; }
QPushButton[look="danger"] { color: $major; border-color: $line; }
QPushButton[look="danger"]:hover { background: $major_soft; }
QPushButton[look="danger"]:focus { border-color: $major; }
QPushButton[look="danger"]:disabled { color: $faint; }
QWidget[surface="segments"] { background: $sunken; border-radius: 8px; }
QPushButton[look="segment"] { background: transparent; color: $muted; padding: 4px 10px;
  border: 1px solid transparent; }
QPushButton[look="segment"]:hover { color: $text; }
QPushButton[look="segment"]:checked { background: $raised; color: $text; border-color: $line; }
QPushButton[look="segment"]:focus { border: 2px solid $accent; padding: 3px 9px; }
QPushButton[look="segment"]:disabled { color: $faint; }
QPushButton[look="segment"][is_narrow="true"] { padding: 4px 6px; }
QPushButton[look="segment"][is_narrow="true"]:focus { padding: 3px 5px; }
QPushButton[look="segment"][is_small="true"] { font-size: ${caption}px; }
QPushButton::menu-indicator { image: none; width: 0px; }

QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QDateTimeEdit, QComboBox {
  background: $surface; color: $text; border: 1px solid $line; border-radius: ${r2}px;
  padding: 6px 10px; selection-background-color: $accent; selection-color: $on_accent; }
QAbstractSpinBox, QComboBox { padding: 5px 10px; min-height: 20px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QAbstractSpinBox:focus,
QComboBox:focus { border: 2px solid $accent; padding: 5px 9px; }
QAbstractSpinBox:focus, QComboBox:focus { padding: 4px 9px; }
QLineEdit[fault="true"], QPlainTextEdit[fault="true"], QAbstractSpinBox[fault="true"],
QComboBox[fault="true"] { border-color: $major; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QComboBox:disabled,
QAbstractSpinBox:disabled { background: $sunken; color: $faint; }
QComboBox::drop-down { border: none; width: 26px; }
QComboBox::down-arrow { image: url("$icons/down.svg"); width: 14px; height: 14px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; width: 20px;
  background: transparent; subcontrol-origin: border; }
QAbstractSpinBox::up-button { subcontrol-position: top right; margin-top: 2px; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; margin-bottom: 2px; }
QAbstractSpinBox::up-arrow { image: url("$icons/up.svg"); width: 12px; height: 12px; }
QAbstractSpinBox::down-arrow { image: url("$icons/down.svg"); width: 12px; height: 12px; }
QDateTimeEdit::drop-down { border: none; width: 22px; }
QDateTimeEdit::down-arrow { image: url("$icons/down.svg"); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $line; padding: 4px;
  selection-background-color: $accent_soft; selection-color: $text; outline: none; }

QAbstractSpinBox QLineEdit, QComboBox QLineEdit { border: none; padding: 0px;
  background: transparent; }

QCheckBox, QRadioButton { spacing: 8px; padding: 2px; border: 1px solid transparent;
  border-radius: ${r2}px; outline: none; }
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }
QCheckBox::indicator, QListView::indicator { width: 16px; height: 16px;
  border: 1px solid $faint; border-radius: 4px; background: $surface; }
QCheckBox::indicator:checked, QListView::indicator:checked { background: $accent;
  border-color: $accent; image: url("$icons/$tick.svg"); }
QRadioButton::indicator { width: 14px; height: 14px; border: 2px solid $faint;
  border-radius: 9px; background: $surface; }
QRadioButton::indicator:checked { width: 8px; height: 8px; border: 5px solid $accent; }
QRadioButton::indicator:disabled { background: $sunken; border-color: $line; }
QCheckBox::indicator:disabled { background: $sunken; border-color: $line; }

QFrame[surface="card"], QWidget[surface="card"] { background: $surface;
  border: 1px solid $line; border-radius: ${r1}px; }
QFrame[surface="sunken"], QWidget[surface="sunken"] { background: $sunken;
  border-radius: ${r2}px; }
QFrame[surface="plain"], QWidget[surface="plain"] { background: $surface; }
QWidget[surface="edge"] { background: $line; }
QPlainTextEdit[surface="well"] { background: $sunken; }
QFrame[surface="top"], QWidget[surface="top"] { background: $surface; border: none;
  border-bottom: 1px solid $line; }

QLabel[role="caption"] { font-size: ${caption}px; }
$tones

QTableView, QTreeView, QListView { background: $surface; border: 1px solid $line;
  border-radius: ${r1}px; gridline-color: $line; outline: none;
  selection-background-color: $accent_soft; selection-color: $text; }
QTableView:focus, QTreeView:focus, QListView:focus { border-color: $accent; }
QTableView[surface="bare"], QTreeView[surface="bare"], QListView[surface="bare"] {
  border: none; background: transparent; }
QTableView::item, QTreeView::item { border-bottom: 1px solid $line; padding: 0px 8px; }
QTableView::item:selected, QTreeView::item:selected, QListView::item:selected {
  background: $accent_soft; color: $text; }
QTableView[surface="bare"] { selection-background-color: transparent; }
QTableView[surface="bare"]::item, QTableView[surface="bare"]::item:selected {
  background: transparent; border: none; }
QHeaderView { background: $surface; border: none; border-top-left-radius: ${r1}px;
  border-top-right-radius: ${r1}px; }
QHeaderView::section { background: $surface; color: $muted; border: none;
  border-bottom: 1px solid $line; padding: 9px 12px; font-size: ${caption}px; font-weight: 600; }
QHeaderView::section:first { border-top-left-radius: ${r1}px; }
QHeaderView::section:last { border-top-right-radius: ${r1}px; }
QTableCornerButton::section { background: $surface; border: none; }

QScrollArea, QScrollArea > QWidget > QWidget[surface="clear"] { background: transparent;
  border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0px; }
QScrollBar::handle { background: $scroll; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0px; height: 0px; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QMenu { background: $surface; color: $text; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 6px 18px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QSplitter::handle { background: $line; }
QDialog { background: $surface; }
QDialog[surface="sheet"] { background: transparent; }
""")


def stylesheet(tokens: Tokens) -> str:
    """The whole stylesheet for one theme."""
    tones = "\n".join(
        f'QLabel[tone="{tone}"] {{ color: {ink_of(tokens, tone)}; }}' for tone in _TONES
    )
    return _SHEET.substitute(
        {name: getattr(tokens, name) for name in tokens._fields},
        tones=tones,
        icons=_controls(),
        tick="tick-dark" if tokens.is_dark else "tick",
        accent_hover="#9ABDFF" if tokens.is_dark else "#1F4BC0",
        accent_pressed="#B8D1FF" if tokens.is_dark else "#193FA5",
        raised="#2B3441" if tokens.is_dark else tokens.surface,
        scroll="#3A4656" if tokens.is_dark else "#C4CBD6",
        caption=CAPTION,
        r1=RADIUS,
        r2=RADIUS_SMALL,
    )


def _controls() -> str:
    """Where the little pictures inside controls lie; a stylesheet takes files only."""
    return (FOLDER / "icons" / "controls").as_posix()
