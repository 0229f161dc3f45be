"""Answers without the secrets of their checks, whichever kind of check asked and repeats them."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from statusboard.catalog.echoes import Echoes
from statusboard.domain.result import Answer

NO_ECHOES = Echoes()


@dataclass(slots=True)
class KnownEchoes:
    """What services may repeat, by check: worked out with a first answer, not with all at once."""

    _known: dict[int, Echoes] = field(default_factory=dict, repr=False)

    def of(self, check_id: int, secrets: tuple[str, ...]) -> Echoes:
        """The forms of the secrets of a check, which are the same until it is forgotten."""
        if not secrets:
            return NO_ECHOES
        known = self._known.get(check_id)
        if known is None:
            known = self._known[check_id] = Echoes.of(secrets)
        return known

    def forget(self, check_ids: Iterable[int]) -> None:
        """Drops what is known of checks that were removed, or send other secrets."""
        for check_id in check_ids:
            self._known.pop(check_id, None)


def unsaid(answer: Answer, echoes: Echoes) -> Answer:
    """The answer without these secrets, wherever the service repeated them."""
    if not echoes.forms:
        return answer
    trace = answer.trace
    if not echoes.are_in("\n".join((answer.detail, trace.landed, trace.page, *answer.transcript))):
        return answer
    return replace(
        answer,
        detail=echoes.hide(answer.detail),
        transcript=tuple(echoes.hide(line) for line in answer.transcript),
        trace=replace(trace, landed=echoes.hide(trace.landed), page=echoes.hide(trace.page)),
    )
