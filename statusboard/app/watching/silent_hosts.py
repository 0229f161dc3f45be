"""Which hosts answer nobody: what is known of one question says something about those behind it."""

from dataclasses import dataclass

from statusboard.domain.result import Answer, Outcome, Reason

_SILENCE = frozenset({Reason.DEADLINE, Reason.UNREACHABLE})


def is_silence(answer: Answer) -> bool:
    """Whether this says that nothing came back at all."""
    return answer.outcome is Outcome.DOWN and answer.reason in _SILENCE


@dataclass(slots=True)
class _Heard:
    answered_s: float = float("-inf")
    silent_s: float = float("-inf")


class SilentHosts:
    """When each host last answered anybody, and when it last let somebody wait in vain."""

    def __init__(self) -> None:
        self._heard: dict[str, _Heard] = {}

    def hear(self, host: str | None, answer: Answer, now_s: float) -> None:
        """Takes in one more answer. One that says nothing of the service says nothing here."""
        if host is None or answer.outcome is Outcome.UNKNOWN:
            return
        heard = self._heard.setdefault(host, _Heard())
        if is_silence(answer):
            heard.silent_s = now_s
        else:
            heard.answered_s = now_s

    def answered_nobody_since(self, host: str | None, since_s: float) -> bool:
        """Whether a host let everybody wait in vain whom it has left since an instant.

        Not without a case: as long as nobody was left waiting, nothing is known.
        """
        heard = self._heard.get(host or "")
        return heard is not None and heard.answered_s < min(since_s, heard.silent_s)

    def keep(self, hosts: frozenset[str]) -> None:
        """Forgets every other host: nobody asks there any more."""
        self._heard = {host: heard for host, heard in self._heard.items() if host in hosts}
