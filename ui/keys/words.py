"""What the keys do, in words."""

from PySide6.QtCore import QCoreApplication

from ui.keys.key import Key, Where, written

# As many keys of one thing are shown; what has more is a range.
_SHOWN = 4


def _tr(text: str) -> str:
    return QCoreApplication.translate("Keys", text)


def where_words(where: Where) -> str:
    """The heading over the keys of a place."""
    return {
        Where.WINDOW: _tr("Everywhere"),
        Where.BOARD: _tr("On the board"),
        Where.NOTICES: _tr("On a notice"),
        Where.TEXT: _tr("In its text"),
        Where.TABLES: _tr("In tables"),
        Where.CHARTS: _tr("In charts"),
        Where.CALENDAR: _tr("In the calendar"),
        Where.SHEETS: _tr("In a sheet over the window"),
        Where.PALETTE: _tr("In “go to or do”"),
    }[where]


def key_words(key: Key) -> str:
    """What a key does, as an order: “Look again”."""
    return {
        Key.PALETTE: _tr("Go to anything, or do it"),
        Key.ALL_KEYS: _tr("This list of keys"),
        Key.SCREENS: _tr("The screens, from top to bottom"),
        Key.NEW_WINDOW: _tr("This screen in another window"),
        Key.REFRESH: _tr("Look again"),
        Key.HAND_OVER: _tr("Hand over"),
        Key.FULL_DISPLAY: _tr("The board over the whole display"),
        Key.LEAVE_FULL_DISPLAY: _tr("Back from the whole display"),
        Key.LARGER: _tr("Everything larger"),
        Key.SMALLER: _tr("Everything smaller"),
        Key.USUAL_SIZE: _tr("Everything in its usual size"),
        Key.CONTEXT_MENU: _tr("What can be done with what has the focus"),
        Key.PAGES_OF_BOARD: _tr("The next services, and those before"),
        Key.NO_CHANGE_SUGGESTED: _tr("Say “no change” to what is suggested"),
        Key.NEW_NOTICE: _tr("Write a notice"),
        Key.SAVE_NOTICE: _tr("Save the draft now"),
        Key.REVIEW: _tr("Review before publishing"),
        Key.NO_CHANGE: _tr("Say that nothing has changed"),
        Key.TEMPLATE: _tr("Begin with a template"),
        Key.TAKE_BACK: _tr("Take messages back while they are held"),
        Key.BOLD: _tr("Bold"),
        Key.ITALIC: _tr("Italic"),
        Key.LINK: _tr("Link"),
        Key.LIST: _tr("List"),
        Key.PICTURE: _tr("Picture"),
        Key.NEXT_REMARK: _tr("The next remark about the words"),
        Key.LAST_REMARK: _tr("The remark before"),
        Key.UNDO: _tr("Undo"),
        Key.REDO: _tr("Redo"),
        Key.FIND: _tr("Find in the table"),
        Key.WALK_ROWS: _tr("Choose a row"),
        Key.OPEN_ROW: _tr("Open what was chosen"),
        Key.COPY_ROWS: _tr("Copy the chosen rows, with tabs"),
        Key.REMOVE_ROW: _tr("Remove what was chosen"),
        Key.CHOOSE_NOTHING: _tr("Choose no row"),
        Key.WALK_CHART: _tr("Read the chart; with Shift in larger steps"),
        Key.ZOOM_CHART: _tr("A shorter time, a longer one"),
        Key.WHOLE_CHART: _tr("The whole time again"),
        Key.OPEN_IN_CHART: _tr("Open what lies there"),
        Key.WALK_DAYS: _tr("Walk through the days"),
        Key.TURN_MONTH: _tr("The next month, and the one before"),
        Key.CONCLUDE: _tr("Do what the sheet is for"),
        Key.LEAVE_SHEET: _tr("Leave it"),
        Key.CORRECT_TURN: _tr("Correct a turn in the replay"),
        Key.WALK_FOUND: _tr("Choose"),
        Key.DO_FOUND: _tr("Go there, or do it"),
        Key.DO_IN_NEW_WINDOW: _tr("In another window"),
    }[key]


def shown_keys(key: Key) -> tuple[str, ...]:
    """The keys as the system writes them; of a long row the first and the last.

    Of its own the system may have several, such as keys that few keyboards have: the usual one.
    """
    if key.is_standard:
        return (key.text,)
    texts = tuple(dict.fromkeys(written(one) for one in key.sequences))
    return texts if len(texts) <= _SHOWN else (texts[0], "…", texts[-1])
