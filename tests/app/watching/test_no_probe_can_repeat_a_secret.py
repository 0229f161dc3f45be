"""Whatever kind of check it is: an answer is recorded without the secrets that were sent."""

import logging

import pytest

from statusboard.app.clock import SystemClock
from statusboard.app.watching.check_secrets import CheckSecrets
from statusboard.app.watching.runner import Runner
from statusboard.app.watching.seats import Seats
from statusboard.catalog.declaration import CheckKind, Config
from statusboard.catalog.fields import FieldKind, FieldSpec
from statusboard.catalog.references import reference
from statusboard.catalog.secret import Secret
from statusboard.domain.check import Check
from statusboard.domain.result import Answer, Outcome, Reason, Trace
from statusboard.errors import RuleBroken
from statusboard.probes.base import ProbeContext
from statusboard.probes.web.connections import Connections

pytestmark = pytest.mark.anyio
NAME = "check.word.1a2b3c4d"
WORD = "op3n/sesame"
CHECK = Check(1, 1, "door", {"word": reference(NAME)})


def kind(probe, problem=lambda _value: None) -> CheckKind:
    return CheckKind(
        key="door",
        label="Door",
        icon="plug",
        fields=(FieldSpec("word", FieldKind.TEXT, "Word", secret=True, check=problem),),
        probe=probe,
        describe=lambda _config: "Door",
        target=lambda _config: None,
        good=(),
        bad=(),
    )


class Kept:
    word = WORD

    def read(self, name: str) -> Secret | None:
        return Secret(self.word) if name == NAME else None


async def asked(door: CheckKind) -> Answer:
    secrets = CheckSecrets(Kept())
    await secrets.follow([CHECK])
    connections = Connections()
    try:
        runner = Runner({"door": door}, connections, SystemClock(), Seats(2), secrets)
        return (await runner.ask(CHECK)).answer
    finally:
        await connections.aclose()


async def test_what_a_probe_repeats_of_a_secret_is_hidden() -> None:
    async def repeat(config: Config, context: ProbeContext) -> Answer:
        assert config["word"] == WORD
        context.record.lines.append(f"said {WORD}")
        return Answer(
            Outcome.DOWN,
            Reason.REFUSED,
            f"nobody knows {WORD}",
            transcript=(*context.record.lines, "heard op3n%2Fsesame", "and op3n\\/sesame"),
            trace=Trace(page=f"html: {WORD}", landed=WORD.upper()),
        )

    got = await asked(kind(repeat))
    assert "sesame" not in repr(got).lower()
    assert got.detail == "nobody knows •••"
    assert got.transcript == ("said •••", "heard •••", "and •••")


async def test_what_no_secret_is_in_stays_the_same_answer() -> None:
    answer = Answer(Outcome.UP, Reason.OK, transcript=("accepted",))

    async def fine(_config: Config, _context: ProbeContext) -> Answer:
        return answer

    assert await asked(kind(fine)) is answer


async def test_a_defect_is_logged_without_the_secret_that_it_quotes(allow_logs) -> None:
    heard = allow_logs("statusboard.app.watching.runner", level=logging.ERROR)

    async def broken(config: Config, context: ProbeContext) -> Answer:
        context.record.lines.append(f"said {WORD}")
        raise ValueError(f"cannot read {config['word']}")

    got = await asked(kind(broken))
    [record] = heard
    logged = logging.Formatter().format(record)
    assert "ValueError: cannot read •••" in logged
    assert "sesame" not in logged
    assert "sesame" not in repr(got)


async def test_a_rule_that_a_secret_breaks_is_told_without_it() -> None:
    async def never(_config: Config, _context: ProbeContext) -> Answer:
        raise AssertionError

    def refuses(value: object) -> str:
        raise RuleBroken(f"“{value}” is no word.", field="word")

    got = await asked(kind(never, refuses))
    assert (got.reason, got.detail) == (Reason.NOT_CONFIGURED, "“•••” is no word.")


async def test_another_secret_is_hidden_as_soon_as_it_is_sent() -> None:
    store = Kept()
    secrets = CheckSecrets(store)
    await secrets.follow([CHECK])
    connections = Connections()

    async def repeat(config: Config, _context: ProbeContext) -> Answer:
        return Answer(Outcome.DOWN, Reason.REFUSED, f"nobody knows {config['word']}")

    try:
        runner = Runner({"door": kind(repeat)}, connections, SystemClock(), Seats(2), secrets)
        first = (await runner.ask(CHECK)).answer
        store.word = "another/one"
        secrets.look_again()
        assert await secrets.next_change() == {NAME}
        await runner.forget(frozenset({CHECK.id}))
        second = (await runner.ask(CHECK)).answer
    finally:
        await connections.aclose()
    assert first.detail == second.detail == "nobody knows •••"
