"""The team's rules: who has to agree, by what a text is about."""

from collections.abc import Mapping

from statusboard.app.settings import AGREEMENT
from statusboard.domain.approval import Consent, Occasion
from statusboard.storage.settings import read_settings
from statusboard.storage.unit import Unit


def consents(settings: Mapping[str, object]) -> dict[Occasion, Consent]:
    """Who has to agree on each occasion; nobody where nobody chose otherwise."""
    chosen = {one: settings.get(AGREEMENT.setting(one.value)) for one in Occasion}
    known = set(Consent)
    return {
        one: Consent(str(value)) if value in known else Consent.NOBODY
        for one, value in chosen.items()
    }


def consent_for(unit: Unit, occasion: Occasion) -> Consent:
    """Who has to agree on this occasion."""
    return consents(read_settings(unit))[occasion]


def is_any_asked(unit: Unit) -> bool:
    """Whether the team has a rule at all."""
    return any(one is not Consent.NOBODY for one in consents(read_settings(unit)).values())
