"""How often visitors may ask and act, unless the team chooses otherwise."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AskLimits:
    """How many messages to confirm an address gets a day; how many are asked for an hour.

    Nobody can have another one flooded, or a mail server's good name used up.
    """

    a_day_to_an_address: int = 3
    an_hour_from_a_network: int = 5
    an_hour_of_the_page: int = 200


@dataclass(frozen=True, slots=True)
class FormLimits:
    """How many forms a minute are acted on.

    An office behind one address can subscribe, and nobody can keep the desk busy.
    """

    a_minute_from_a_network: int = 30
    a_minute_in_all: int = 600


ASKING, FORMS = AskLimits(), FormLimits()
