"""Places in a text: Python counts code points, Qt counts units of UTF-16."""


def unit_of(text: str, place: int) -> int:
    """Where Qt finds the place: a character beyond the first plane is two units there."""
    # Asked for every mark with every key: a loop over a long text would be felt while one types.
    return len(text[:place].encode("utf-16-le", "surrogatepass")) // 2


def place_of(text: str, unit: int) -> int:
    """The place of a unit of Qt; that of the character where it lies within one."""
    counted = 0
    for place, character in enumerate(text):
        width = 2 if character > "\uffff" else 1
        if counted + width > unit:
            return place
        counted += width
    return len(text)
