"""Places in a text: Python counts code points, Qt counts units of UTF-16."""


def unit_of(text: str, place: int) -> int:
    """Where Qt finds the place: a character beyond the first plane is two units there."""
    before = text[:place]
    return len(before) + sum(character > "\uffff" for character in before)


def place_of(text: str, unit: int) -> int:
    """The place of a unit of Qt; that of the character where it lies within one."""
    counted = 0
    for place, character in enumerate(text):
        width = 2 if character > "\uffff" else 1
        if counted + width > unit:
            return place
        counted += width
    return len(text)
