"""`python -m ui.statement_picture`: draws a claim to a PNG or SVG file, without a display."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from statusboard.domain.claim import YEAR, ClaimKind
from statusboard.domain.languages import DEFAULT_LANGUAGE
from statusboard.domain.views.statement import StatementView
from statusboard.errors import RuleBroken, StatusBoardError, Unavailable


def main(arguments: Sequence[str] | None = None) -> int:
    """Draws it. 0, or with a sentence on standard error 3 (try again) or 1."""
    try:
        _draw(_read(sys.argv[1:] if arguments is None else list(arguments)))
    except StatusBoardError as error:
        sys.stderr.write(f"{error}\n")
        return 3 if isinstance(error, Unavailable) else 1
    return 0


def _read(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="statusboard statement picture")
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--demo", action="store_true")
    parser.add_argument("--period", default=YEAR)
    parser.add_argument("--service", action="append", default=[])
    parser.add_argument("--language", default=DEFAULT_LANGUAGE)
    parser.add_argument("--claim", choices=tuple(ClaimKind), default=ClaimKind.AVAILABILITY)
    parser.add_argument("--theme", choices=("light", "dark"), default="dark")
    parser.add_argument("--size", default="1200x630")
    parser.add_argument("--background", default="")
    parser.add_argument("--text", default="")
    return parser.parse_args(arguments)


def _draw(given: argparse.Namespace) -> None:
    if not os.environ.get("QT_QPA_PLATFORM"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtWidgets import QApplication

    from ui.screens.statement.card_file import write_card
    from ui.screens.statement.card_look import CardSize, card_facts, own_colours
    from ui.theme.fonts import load_fonts

    if given.size not in set(CardSize):
        raise RuleBroken(f"“{given.size}” is no size. Choose {', '.join(CardSize)}.", field="size")
    view = _asked(given)
    row = view.row(ClaimKind(given.claim))
    if row is None:
        raise RuleBroken("That may not be said of that time. “statement list” says why.")
    colours = own_colours(given.theme, given.background, given.text)
    app = QGuiApplication.instance() or QApplication(["statusboard"])
    assert app is not None
    load_fonts()
    write_card(given.out, card_facts(view, row), CardSize(given.size).pixels, colours)


def _asked(given: argparse.Namespace) -> StatementView:
    from statusboard.app.clock import SystemClock
    from statusboard.app.doorway import Doorway
    from statusboard.app.installation import reading
    from statusboard.app.services.naming import SERVICE_NAMED
    from statusboard.app.statements.queries import STATEMENT, StatementAsk

    with reading(os.environ.get("STATUSBOARD_DATABASE"), demo=given.demo) as database:
        door = Doorway(database, SystemClock())
        ids = tuple(door.ask(SERVICE_NAMED, name) for name in given.service)
        return door.ask(STATEMENT, StatementAsk(given.period, ids, given.language))


if __name__ == "__main__":
    sys.exit(main())
