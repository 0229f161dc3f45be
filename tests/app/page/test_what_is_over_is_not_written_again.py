"""A new notice writes its own pages and those that lead to it; years that are over stay as put."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from statusboard.app.page.publisher import Publisher
from statusboard.domain.page import MAIN
from statusboard.domain.status import IncidentStatus
from statusboard.render.memory import PageMemories, SiteMemory
from statusboard.storage.database import Database
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import GOOD, MAJOR, MINUTE, Newsroom, wording

pytestmark = pytest.mark.anyio


class Counting(SiteMemory):
    """What was rendered, by its path."""

    def __init__(self) -> None:
        super().__init__()
        self.made: list[str] = []

    def page(self, path: str, says: object, make: Callable[[], str], *, like: bytes) -> bytes:
        def counted() -> str:
            self.made.append(path)
            return make()

        return super().page(path, says, counted, like=like)


@ON_SQLITE
async def test_only_what_happened_since_is_rendered_and_written(
    database: Database, tmp_path: Path
) -> None:
    newsroom = Newsroom(database)
    site = tmp_path / "page"
    newsroom.publishes_to(site)
    shop = newsroom.service()
    first = newsroom.publish(wording({shop: MAJOR}, title="First"))
    newsroom.clock.forward(9 * MINUTE)
    over = wording({shop: GOOD}, title="First", status=IncidentStatus.RESOLVED)
    newsroom.publish(over, incident_id=first.incident_id)

    memory = Counting()
    with ThreadPoolExecutor(1) as executor:
        publisher = Publisher(
            newsroom.doorway, executor, lambda _: None, rendered=PageMemories({MAIN: memory})
        )
        await publisher.step()
        written = {path: path.stat().st_mtime_ns for path in site.rglob("*.html")}
        memory.made.clear()
        newsroom.clock.forward(timedelta(days=40))
        newsroom.publish(wording({shop: MAJOR}, title="Second"))
        await publisher.step()
        await publisher.finish()

    untouched = [path for path, at in written.items() if path.stat().st_mtime_ns == at]
    # That incident, and how uptime is counted.
    assert sorted(path.parent.parent.name for path in untouched) == ["incidents", "page"]
    assert any("First" in path.read_text() for path in untouched)
    new = {path.relative_to(site).as_posix() for path in site.rglob("*.html")} - {
        path.relative_to(site).as_posix() for path in written
    }
    # The month before gets its link to the new one.
    months = {path for path in memory.made if path.startswith("history/")}
    pages = {path for path in memory.made if path.endswith(".html")}
    # So does the page of the service, of which both are told.
    services = {path for path in memory.made if path.startswith("services/")}
    assert pages == new | months | services
    assert len(services) == 1
    # A file of the API for the new one alone, and the past as programs turn it.
    assert len(memory.made) == len(pages) + 2
    assert "history.json" in memory.made
    assert len(new) == 2
    assert len(months) == 2
