"""Published is only what every page shows; how each of them stands is told by its name."""

from dataclasses import replace
from datetime import UTC, datetime

from statusboard.domain.views.notices import PublicationView
from ui.screens.notices.review.publication_watch import Reached, progress_of

NOON = datetime(2026, 10, 25, 12, tzinfo=UTC)
MAIN = PublicationView(1, "folder A", NOON, "", 1, counts_at=NOON, page="main", page_name="Shop")
PARTNERS = PublicationView(
    1, "folder B", None, "The share is gone.", 1, page="partners", page_name="Partners"
)


def test_a_page_that_fails_is_told_beside_one_that_is_published() -> None:
    found = progress_of([PARTNERS, MAIN], NOON, "UTC")
    assert found.reached is Reached.FAILING
    assert found.sentence == (
        "Shop: Published 12:00 UTC, read back. Partners: folder B: The share is gone. Its readers "
        "still read the previous one. It is tried again."
    )
    waits = replace(PARTNERS, problem="")
    assert progress_of([MAIN, waits], NOON, "UTC").reached is Reached.ON_ITS_WAY
    shown = replace(waits, read_back_at=NOON, counts_at=NOON)
    assert progress_of([MAIN, shown], NOON, "UTC").sentence == "Published 12:00 UTC, read back."
