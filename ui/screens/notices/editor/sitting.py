"""Which text a save was made for: its answer may come when another text is on the desk."""

from collections.abc import Callable

Left = Callable[[int | None], None]


class Sitting:
    """The time that one text is on the desk. Each save remembers the one that it was made in."""

    def __init__(self) -> None:
        self._left: list[Left] = []

    def when_answered(self, then: Left) -> None:
        """Calls `then` with the notice that holds the text, once its last save is answered."""
        self._left.append(then)

    def was_answered(self, notice_id: int | None) -> None:
        """The last save of a text that was left is answered."""
        left, self._left = self._left, []
        for then in left:
            then(notice_id)
