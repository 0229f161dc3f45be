"""Hangs a wall on the display of a wish, and says where that is."""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from ui.wall.hanging import WallHanging
from ui.wall.memory import WallMemory


def main() -> None:
    _app = QApplication([])
    window = QWidget()
    WallHanging(window, wish=sys.argv[1], memory=WallMemory(Path(sys.argv[2]))).hang()
    print(window.screen().name(), *window.geometry().getRect(), window.isFullScreen())


if __name__ == "__main__":
    main()
