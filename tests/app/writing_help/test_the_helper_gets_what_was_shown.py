"""The helper is asked exactly what a person was shown, at the address that was shown, or not."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from statusboard.app.desk.queries import EXPORT_DESK
from statusboard.app.desk.settings import SETTINGS
from statusboard.app.keys.choose import SecretPlace
from statusboard.app.notices.asks import AssistantAsk
from statusboard.app.notices.assistant_request import ASSISTANT_REQUEST, AssistantRequest
from statusboard.app.page.commands import choose_settings
from statusboard.app.page.inputs import ChooseSettings
from statusboard.app.processes.wire import raw, value_of
from statusboard.app.services.needed_secrets import NEEDED_SECRETS
from statusboard.app.services.sweeping import sweep_secrets
from statusboard.app.writing_help.calls import TRIAL, AssistantCalls
from statusboard.app.writing_help.commands import give_assistant_key
from statusboard.domain.access import Actor, visitor
from statusboard.domain.views.writing_help import AskAssistant, AssistantAnswer, AssistantKey
from statusboard.errors import Rejected, RuleBroken, Unavailable
from statusboard.storage.database import Database
from statusboard.storage.tables import AUDIT
from tests.fixtures.assistants import TEXT, chat, wanting_key
from tests.fixtures.keys import MemoryKeyring, files_with, stored_texts
from tests.fixtures.speaking import GOOD, MAJOR, MINUTE, NOON, Newsroom, person, wording
from tests.fixtures.web import Behaviour, Site, always, serving

# Nothing here is for SQL to answer.
pytestmark = [
    pytest.mark.anyio,
    pytest.mark.parametrize("database", ["sqlite"], indirect=True),
]
KEY = "sk-sample-0123456789"
ADA = person()


@dataclass
class Desk:
    """A newsroom with one failing service, and a helper that is chosen."""

    newsroom: Newsroom
    site: Site
    failing: int

    def choose(self, **values: object) -> None:
        given = {f"helper.{name}": value for name, value in values.items()}
        self.newsroom.do(choose_settings, ChooseSettings(given))

    def shown(self) -> AssistantRequest:
        said = wording({self.failing: MAJOR})
        found: AssistantRequest = self.newsroom.ask(ASSISTANT_REQUEST, AssistantAsk(said))
        return found

    async def ask(
        self, given: AskAssistant, who: Actor = ADA, *, loopback_only: bool = False
    ) -> AssistantAnswer:
        calls = AssistantCalls(self.newsroom.doorway, loopback_only=loopback_only)
        # As it comes over the pipe.
        return await calls.ask(value_of(raw(given), AskAssistant), who)

    def audit(self) -> list[tuple[str, str, object]]:
        with self.newsroom.database.engine.connect() as connection:
            rows = connection.execute(select(AUDIT)).mappings().all()
        return [(row["verb"], row["subject"], json.loads(row["detail"])) for row in rows]


@pytest.fixture
def newsroom(database: Database, tmp_path: Path) -> Newsroom:
    place = SecretPlace(tmp_path / "keys", backend=MemoryKeyring())
    return Newsroom(database, secrets=place)


@asynccontextmanager
async def desk(newsroom: Newsroom, behaviour: Behaviour) -> AsyncIterator[Desk]:
    failing = newsroom.service()
    newsroom.measures(failing, (NOON - 600 * MINUTE, GOOD), (NOON - 10 * MINUTE, MAJOR))
    newsroom.watched()
    async with serving(behaviour) as site:
        made = Desk(newsroom, site, failing)
        made.choose(url=site.url("/v1"), model="llama3.2")
        yield made


async def test_what_is_sent_is_what_was_shown_letter_by_letter(newsroom: Newsroom) -> None:
    async with desk(newsroom, always(chat())) as here:
        request = here.shown()
        assert await here.ask(request.ask) == AssistantAnswer(TEXT)
        (asked,) = here.site.asked

    sent = json.loads(asked.body)
    assert sent.keys() == {"model", "messages"}
    assert sent["model"] == request.ask.model == "llama3.2"
    texts = [message["content"] for message in sent["messages"]]
    assert "\n\n".join(texts) == request.ask.prompt.text
    assert "Checkout API" in request.ask.prompt.text


async def test_that_it_is_asked_is_in_the_audit_trail_before_anything_is_sent(
    newsroom: Newsroom,
) -> None:
    async with desk(newsroom, always(chat())) as here:
        request = here.shown()
        await here.ask(request.ask)
        ((_, subject, detail),) = [row for row in here.audit() if row[0] == "helper.ask"]
        assert subject == "127.0.0.1"
        assert detail == {"model": "llama3.2", "letters": len(request.ask.prompt.text)}
        with pytest.raises(RuleBroken, match="may not"):
            await here.ask(request.ask, visitor())
    assert len(here.site.asked) == 1


async def test_another_helper_than_the_one_that_was_shown_gets_nothing(newsroom: Newsroom) -> None:
    async with desk(newsroom, always(chat())) as here:
        request = here.shown()
        here.choose(model="another")
        with pytest.raises(RuleBroken, match="Another helper was chosen meanwhile"):
            await here.ask(request.ask)
    assert here.site.asked == []


async def test_without_a_helper_nothing_is_asked(newsroom: Newsroom) -> None:
    async with desk(newsroom, always(chat())) as here:
        request = here.shown()
        here.choose(url="")
        assert here.newsroom.ask(SETTINGS).assistant is None
        with pytest.raises(RuleBroken, match="No writing helper is chosen"):
            await here.ask(request.ask)
        with pytest.raises(RuleBroken, match="No writing helper is chosen"):
            here.shown()


async def test_the_demo_asks_nobody_outside_this_computer(newsroom: Newsroom) -> None:
    async with desk(newsroom, always(chat())) as here:
        assert (await here.ask(here.shown().ask, loopback_only=True)).text == TEXT
        here.choose(url="https://api.example.com/v1")
        with pytest.raises(RuleBroken, match="nobody outside this computer"):
            await here.ask(here.shown().ask, loopback_only=True)


async def test_the_key_goes_to_the_helper_and_stands_nowhere(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    async with desk(newsroom, wanting_key(KEY)) as here:
        with pytest.raises(Rejected, match="wants a key"):
            await here.ask(here.shown().ask)
        newsroom.do(give_assistant_key, AssistantKey(KEY))
        assert (await here.ask(here.shown().ask)).text == TEXT

    assert KEY not in stored_texts(newsroom.database)
    assert KEY not in newsroom.ask(EXPORT_DESK)
    assert KEY not in repr(newsroom.ask(SETTINGS))
    assert KEY not in here.shown().ask.prompt.text
    assert files_with(tmp_path, [KEY]) == []
    assert KEY not in repr(AssistantKey(KEY))


async def test_a_key_is_for_the_address_it_was_given_for_and_no_other(newsroom: Newsroom) -> None:
    async with desk(newsroom, wanting_key(KEY)) as here, serving(always(chat())) as other:
        newsroom.do(give_assistant_key, AssistantKey(KEY))
        here.choose(url=other.url("/v1"))
        view = newsroom.ask(SETTINGS).assistant
        assert view is not None
        assert not view.has_key
        await here.ask(here.shown().ask)
        (asked,) = other.asked
        assert "authorization" not in asked.headers
        here.choose(url=here.site.url("/v1"))
        assert (await here.ask(here.shown().ask)).text == TEXT


async def test_a_key_that_is_needed_is_not_swept_and_one_that_is_not_is(
    newsroom: Newsroom,
) -> None:
    async with desk(newsroom, wanting_key(KEY)) as here:
        newsroom.do(give_assistant_key, AssistantKey(KEY))
        (needed,) = newsroom.ask(NEEDED_SECRETS)
        assert (needed.role, needed.needed_by) == ("office", ("the writing helper",))
        newsroom.clock.forward(timedelta(days=3650))
        assert sweep_secrets(newsroom.doorway) == frozenset()
        newsroom.do(give_assistant_key, AssistantKey(""))
        assert newsroom.ask(NEEDED_SECRETS) == ()
        assert sweep_secrets(newsroom.doorway) == {needed.name}
        assert "helper.key" not in str(here.newsroom.ask(EXPORT_DESK))


async def test_a_key_that_this_machine_lacks_is_named(newsroom: Newsroom, tmp_path: Path) -> None:
    async with desk(newsroom, wanting_key(KEY)) as here:
        newsroom.do(give_assistant_key, AssistantKey(KEY))
        newsroom.secrets = SecretPlace(tmp_path / "other", backend=MemoryKeyring())
        with pytest.raises(Unavailable, match="statusboard secret set helper"):
            await here.ask(here.shown().ask)
    assert here.site.asked == []


@pytest.mark.parametrize(
    ("key", "words"),
    [("two words", "no blanks"), ("schlüssel", "no blanks"), ("${secret:check.x.1}", "reference")],
)
async def test_a_key_that_no_header_carries_is_refused(
    newsroom: Newsroom, key: str, words: str
) -> None:
    async with desk(newsroom, always(chat())):
        with pytest.raises(RuleBroken, match=words) as caught:
            newsroom.do(give_assistant_key, AssistantKey(key))
    assert caught.value.field == "key"


async def test_a_key_goes_unencrypted_to_nobody(newsroom: Newsroom) -> None:
    async with desk(newsroom, always(chat())) as here:
        here.choose(url="http://gpu-box-1.lan:8000/v1")
        with pytest.raises(RuleBroken, match="Over http anybody on the way could read the key"):
            newsroom.do(give_assistant_key, AssistantKey(KEY))


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://api.example.com/v1", "Use https"),
        ("ftp://127.0.0.1/v1", "no address of a helper"),
        ("https://me:secret@api.example.com/v1", "no address of a helper"),
        ("https://", "no address of a helper"),
    ],
)
async def test_an_address_that_will_not_do_is_refused_at_its_field(
    newsroom: Newsroom, url: str, words: str
) -> None:
    with pytest.raises(RuleBroken, match=words) as caught:
        newsroom.do(choose_settings, ChooseSettings({"helper.url": url}))
    assert caught.value.field == "helper.url"
    assert "secret" not in str(caught.value)


async def test_the_whole_address_of_the_question_is_taken_for_the_helper_s(
    newsroom: Newsroom,
) -> None:
    newsroom.do(
        choose_settings,
        ChooseSettings({"helper.url": "https://api.example.com/v1/chat/completions/"}),
    )
    view = newsroom.ask(SETTINGS).assistant
    assert (view.url, view.host, view.is_here) == (
        "https://api.example.com/v1",
        "api.example.com",
        False,
    )


async def test_trying_it_says_in_words_what_came_back_and_gives_no_fact_away(
    newsroom: Newsroom,
) -> None:
    async with desk(newsroom, wanting_key(KEY)) as here:
        calls = AssistantCalls(newsroom.doorway)
        with pytest.raises(Rejected, match="wants a key"):
            await calls.try_it(ADA)
        newsroom.do(give_assistant_key, AssistantKey(KEY))
        assert (await calls.try_it(ADA)).sentence == "The helper answers; it took 1 s."
        with pytest.raises(RuleBroken, match="may not try"):
            await calls.try_it(visitor())
        here.choose(model="")
        with pytest.raises(RuleBroken, match="model is not named") as caught:
            await calls.try_it(ADA)
    assert caught.value.field == "model"
    sent = [json.loads(asked.body)["messages"] for asked in here.site.asked]
    assert all([m["content"] for m in one] == [TRIAL.instructions, TRIAL.facts] for one in sent)


async def test_a_question_that_nobody_waits_for_ends(newsroom: Newsroom) -> None:
    began = asyncio.Event()

    async def behave(_asked: object, _writer: asyncio.StreamWriter) -> None:
        began.set()
        await asyncio.Event().wait()

    async with desk(newsroom, behave) as here:
        task = asyncio.ensure_future(here.ask(here.shown().ask))
        await began.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
