"""Of an end that no check saw, and of a text that no rule reads, monitoring says nothing good."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from statusboard.app.notices.suggestions import SUGGESTIONS
from statusboard.app.templates.commands import save_template
from statusboard.app.templates.inputs import SaveTemplate
from statusboard.domain.language import Language
from statusboard.domain.templates.kinds import TemplateKind
from statusboard.storage.database import Database
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import DEGRADED, wording
from tests.fixtures.watched_newsroom import WatchedNewsroom

NAMES = ("Checkout API", "Card payments", "Search")


@pytest.fixture
def newsroom(database: Database, tmp_path: Path) -> Iterator[WatchedNewsroom]:
    made = WatchedNewsroom(database)
    made.publishes_to(tmp_path / "page")
    return made


@ON_SQLITE
def test_no_end_is_drafted_of_what_monitoring_never_saw(newsroom: WatchedNewsroom) -> None:
    """Customers told us, and the checks see nothing of it: they cannot see the end of it either."""
    checkout, *_ = newsroom.serves(*NAMES)
    said = newsroom.publish(wording({checkout: DEGRADED}))
    newsroom.passes({checkout: "u" * 5})
    assert newsroom.ask(SUGGESTIONS).items == ()

    newsroom.passes({checkout: "dduu"})
    (end,) = newsroom.ask(SUGGESTIONS).items
    assert end.incident_id == said.incident_id


@ON_SQLITE
def test_a_text_that_no_rule_can_read_is_not_called_clean(newsroom: WatchedNewsroom) -> None:
    checkout, *_ = newsroom.serves(*NAMES)
    newsroom.passes({checkout: "dd"})
    assert [one.is_clean for one in newsroom.ask(SUGGESTIONS).items] == [True]

    french = (
        "Le service de paiement ne fonctionne pas. Nous cherchons la cause de cette panne, et nous "
        "vous écrivons ici dans une demi-heure."
    )
    kind = TemplateKind.INVESTIGATING
    own = SaveTemplate(kind, Language.ENGLISH, "Le paiement ne fonctionne pas", french)
    newsroom.do(save_template, own)
    newsroom.looks()
    (item,) = newsroom.ask(SUGGESTIONS).items
    assert item.wording.body == french
    assert not item.is_clean
