"""A reader may want a language that has no words here; what is sent says what it is."""

import pytest

from statusboard.domain.subscriber import Wishes
from tests.fixtures.desk_that_mails import Desk, desk

__all__ = ["desk"]
pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("wanted", "written"),
    [("en", "en"), ("de", "de"), ("de-AT", "de"), ("pt-BR", "pt"), ("it", "en")],
)
async def test_the_header_says_in_which_words_the_mail_is(
    desk: Desk, wanted: str, written: str
) -> None:
    desk.add("reader@customer.example", Wishes(language=wanted))
    desk.say("Search fails")
    await desk.dispatch()
    ((_, mail),) = desk.server.took
    assert mail["Content-Language"] == written
    assert f'<html lang="{written}"' in mail.get_body(("html",)).get_content()
