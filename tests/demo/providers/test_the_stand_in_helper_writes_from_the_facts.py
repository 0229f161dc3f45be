"""The demo's helper makes its texts of the facts it is given, and is asked on loopback alone."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from statusboard.demo.providers import writing_assistant
from statusboard.demo.providers.tally import Tally
from statusboard.demo.providers.web import WebProviders
from statusboard.domain.fact_sheet import FactSheet
from statusboard.domain.language import Language
from statusboard.domain.status import OF_INCIDENTS, ComponentStatus, IncidentStatus
from statusboard.domain.writing_prompt import Prompt, Wish, prompt_of
from statusboard.errors import Rejected
from statusboard.wording.unfounded import unfounded
from statusboard.writing_help.chat import Assistant, ask

pytestmark = pytest.mark.anyio
NOW = datetime(2026, 11, 22, 14, 20, tzinfo=UTC)
SHEET = FactSheet(
    now=NOW,
    zone=UTC,
    services=("Checkout", "Card payments"),
    status=ComponentStatus.PARTIAL_OUTAGE,
    started=NOW - timedelta(minutes=18),
    ended=NOW,
    next_update=NOW + timedelta(minutes=30),
)


def prompt(status: IncidentStatus, language: Language = Language.ENGLISH) -> Prompt:
    return prompt_of(SHEET.values(language), (), Wish(status, language=language))


@pytest.mark.parametrize("status", OF_INCIDENTS)
@pytest.mark.parametrize("language", Language)
def test_its_texts_hold_nothing_but_facts(status: IncidentStatus, language: Language) -> None:
    asked = prompt(status, language)
    text = writing_assistant.draft([asked.instructions, asked.facts])
    assert "Checkout" in text
    assert "{" not in text
    assert unfounded(text, SHEET) == ()


@pytest.mark.parametrize("language", Language)
def test_now_and_then_it_makes_something_up_which_is_marked(language: Language) -> None:
    asked = prompt(IncidentStatus.INVESTIGATING, language)
    text = writing_assistant.draft([asked.instructions, asked.facts], invents=True)
    (found,) = unfounded(text, SHEET)
    assert [words.text for words in found.words] == ["15 %"]


async def test_it_speaks_the_form_over_http(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing_assistant, "WRITES_S", 0.0)
    tally = Tally()
    server = WebProviders(tally)
    url = f"http://127.0.0.1:{await server.start()}/{writing_assistant.PATH}/v1"
    try:
        assistant = Assistant(url, writing_assistant.MODEL)
        asked = prompt(IncidentStatus.INVESTIGATING)
        texts = [
            (await ask(assistant, asked)).text for _ in range(writing_assistant.INVENTED_EVERY)
        ]
        assert [bool(unfounded(text, SHEET)) for text in texts] == [False, False, True]
        assert tally.counts["helper.asked"] == writing_assistant.INVENTED_EVERY
        with pytest.raises(Rejected, match="does not know the model"):
            await ask(Assistant(url, "another"), asked)
        with pytest.raises(Rejected, match="No helper answers"):
            await ask(Assistant(url.removesuffix("/v1"), writing_assistant.MODEL), asked)
    finally:
        await server.stop()
        await asyncio.sleep(0)
