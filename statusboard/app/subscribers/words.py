"""What a subscriber chose, in one line for people."""

from collections.abc import Iterable

from statusboard.domain.subscriber import About, Extent, Wishes


def wishes_in_words(
    wishes: Wishes, services: Iterable[str], groups: Iterable[str], waits_for: Iterable[str]
) -> str:
    """Such as “Shop, Mail · planned work only · only that it starts and that it is over”.

    Services, groups and incidents are given by name; what is gone is not among them.
    """
    waits = [f"the end of “{title}”" for title in waits_for]
    if wishes.is_passing:
        return ", ".join(waits) or "the end of an incident"
    chosen = ", ".join((*groups, *services))
    parts = ["everything" if wishes.everything else chosen or "nothing that is still there"]
    match wishes.about:
        case About.INCIDENTS:
            parts.append("incidents only")
        case About.PLANNED:
            parts.append("planned work only")
        case About.BOTH:
            pass
    if wishes.extent is Extent.START_END:
        parts.append("only that it starts and that it is over")
    return " · ".join((*parts, *waits))
