"""What is still to be done before customers can be told anything."""

from collections.abc import Mapping

from statusboard.app.settings import (
    DEMO,
    PAGE_NAME,
    page_address,
    text_setting,
)
from statusboard.domain.views.settings import OpenStep
from statusboard.storage.components import read_components
from statusboard.storage.new_relic_connections import read_connections
from statusboard.storage.targets import read_targets
from statusboard.storage.unit import Unit


def still_open(unit: Unit, settings: Mapping[str, object]) -> tuple[OpenStep, ...]:
    """The steps that nobody has taken yet, in the order in which they are best taken.

    Of sample data none is.
    """
    if settings.get(DEMO) is True:
        return ()
    is_open = {
        OpenStep.NEW_RELIC: not read_connections(unit),
        OpenStep.SERVICES: not read_components(unit),
        OpenStep.NAME: not text_setting(settings, PAGE_NAME),
        OpenStep.PUBLISH: not read_targets(unit),
        OpenStep.ADDRESS: not page_address(settings),
    }
    return tuple(step for step, is_missing in is_open.items() if is_missing)
