"""The spelling of a body as the window asks for it, and the words that a team adds."""

import pytest

from statusboard.app.notices.inputs import AddWord
from statusboard.app.notices.proofreading import MEANT, PROOFREAD, MeantAsk, ProofreadAsk
from statusboard.app.notices.word_commands import LONGEST_WORD, add_word
from statusboard.app.settings import OWN_WORDS
from statusboard.domain.notice import Wording
from statusboard.errors import RuleBroken
from statusboard.storage.database import Database
from statusboard.storage.settings import read_settings
from tests.fixtures.speaking import NOON, Newsroom


@pytest.fixture
def newsroom(database: Database) -> Newsroom:
    return Newsroom(database)


def marked(newsroom: Newsroom, body: str, title: str = "") -> list[str]:
    return [
        one.word
        for one in newsroom.ask(PROOFREAD, ProofreadAsk(Wording(title=title, body=body))).words
    ]


def test_slips_are_told_with_their_language(newsroom: Newsroom) -> None:
    view = newsroom.ask(
        PROOFREAD, ProofreadAsk(Wording(body="Payments are not recieved by the shop."))
    )
    assert view.language == "en"
    assert [one.word for one in view.words] == ["recieved"]
    assert newsroom.ask(MEANT, MeantAsk("recieved", "en"))[0] == "received"


def test_the_title_helps_to_tell_the_language(newsroom: Newsroom) -> None:
    assert marked(newsroom, "Bezahlen klappt vieleicht später per Rechnung.") == []
    assert marked(
        newsroom, "Bezahlen klappt vieleicht später per Rechnung.", "Zahlungen sind nicht möglich"
    ) == ["vieleicht"]


def test_an_unknown_language_is_not_judged(newsroom: Newsroom) -> None:
    view = newsroom.ask(PROOFREAD, ProofreadAsk(Wording(body="Les paiements par carte échouent.")))
    assert view.language is None
    assert view.words == ()


def test_names_of_services_are_words(newsroom: Newsroom) -> None:
    text = "The frobnicator is down and we are on it."
    assert marked(newsroom, text) == ["frobnicator"]
    newsroom.service("Frobnicator API")
    assert marked(newsroom, text) == []


def test_a_word_of_the_team_s_is_right_from_then_on(newsroom: Newsroom) -> None:
    text = "The frobnicator is down and we are on it."
    newsroom.do(add_word, AddWord("Frobnicator"))
    newsroom.do(add_word, AddWord("frobnicator"))
    newsroom.do(add_word, AddWord("gadgetry’s"))
    assert marked(newsroom, text) == []
    with newsroom.database.reading(NOON) as unit:
        assert read_settings(unit)[OWN_WORDS] == "Frobnicator\ngadgetry’s"


@pytest.mark.parametrize("word", ["", "two words", "42", "x" * (LONGEST_WORD + 1)])
def test_what_is_no_word_is_refused(newsroom: Newsroom, word: str) -> None:
    with pytest.raises(RuleBroken, match="is not one word") as refused:
        newsroom.do(add_word, AddWord(word))
    assert refused.value.field == "word"


def test_the_age_at_which_a_text_is_followed_is_told_from_thirty_words_on(
    newsroom: Newsroom,
) -> None:
    text = "We see that some of the cards do not work. "
    assert newsroom.ask(PROOFREAD, ProofreadAsk(Wording(body=text * 2))).reads_at_age is None
    assert newsroom.ask(PROOFREAD, ProofreadAsk(Wording(body=text * 3))).reads_at_age == 6
