"""From one thing to the next by arrow key, as the eye would go. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from ui.screens.board.layout.geometry import Rect

# What lies aside counts so many times as far as what lies ahead.
ASIDE = 3


class Way(StrEnum):
    """Where an arrow key leads."""

    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"


def next_to(places: Mapping[int, Rect], start: int, way: Way) -> int | None:
    """The nearest thing that lies that way; at the end of a row the one before or after it.

    None where there is none.
    """
    here = places[start]
    ahead = {
        number: _distance(here, place, way)
        for number, place in places.items()
        if number != start and _lies(here, place, way)
    }
    if ahead:
        return min(ahead, key=lambda number: ahead[number])
    if way in (Way.UP, Way.DOWN):
        return None
    order = sorted(places, key=lambda number: (places[number].y, places[number].x))
    at = order.index(start) + (1 if way is Way.RIGHT else -1)
    return order[at] if 0 <= at < len(order) else None


def _lies(here: Rect, place: Rect, way: Way) -> bool:
    is_in_row = place.y < here.bottom and here.y < place.bottom
    match way:
        case Way.LEFT:
            return is_in_row and place.right <= here.x
        case Way.RIGHT:
            return is_in_row and place.x >= here.right
        case Way.UP:
            return place.bottom <= here.y
        case Way.DOWN:
            return place.y >= here.bottom


def _distance(here: Rect, place: Rect, way: Way) -> int:
    across = abs((place.x + place.right) - (here.x + here.right))
    down = abs((place.y + place.bottom) - (here.y + here.bottom))
    return across + ASIDE * down if way in (Way.LEFT, Way.RIGHT) else down * ASIDE + across
