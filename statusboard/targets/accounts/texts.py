"""Texts that are longer than a place takes: cut at a word, and it is said where the rest is."""


def fitted(text: str, most: int, link: str = "") -> str:
    """The text in at most so many characters; what is cut ends with where the whole is read."""
    if len(text) <= most:
        return text
    tail = f"…\n\nThe whole text: {link}" if link else "…\n\n(Shortened: the text was too long.)"
    room = most - len(tail)
    return f"{_at_a_word(text, room)}{tail}"


def fitted_line(text: str, most: int) -> str:
    """The same for one line, such as a title: cut with a dot line alone."""
    return text if len(text) <= most else f"{_at_a_word(text, most - 1)}…"


def _at_a_word(text: str, room: int) -> str:
    cut = text[:room]
    shorter = cut.rpartition(" ")[0]
    # One endless word is cut in its middle.
    return (shorter if len(shorter) > room // 2 else cut).rstrip()
