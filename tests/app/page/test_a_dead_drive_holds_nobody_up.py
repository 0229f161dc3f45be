"""A publish folder on a drive that never answers, and everybody else's work meanwhile."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from statusboard.app.change_feed import ChangeFeed
from statusboard.app.keys.choose import SecretPlace
from statusboard.app.new_relic.calls import NewRelicCalls
from statusboard.app.new_relic.key import NewRelicKey
from statusboard.app.notices.inputs import Saved, SaveDraft
from statusboard.app.page.inputs import TargetInput
from statusboard.app.page.office import Office
from statusboard.app.programs import office as office_work
from statusboard.app.programs.office import OfficeWork
from statusboard.domain.access import Credentials
from statusboard.errors import Unavailable
from statusboard.storage.database import Database
from statusboard.targets.folder_writing import Folder
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import Newsroom, wording

pytestmark = pytest.mark.anyio


@pytest.fixture
def office(database: Database, tmp_path: Path) -> Iterator[OfficeWork]:
    newsroom = Newsroom(database)
    with ThreadPoolExecutor(1) as executor:
        yield OfficeWork(
            Office(database, newsroom.clock),
            newsroom.doorway,
            NewRelicCalls(
                newsroom.doorway, NewRelicKey(SecretPlace(tmp_path, is_demo=True)), executor
            ),
            ChangeFeed(database, newsroom.clock, executor),
            executor,
            newsroom.doorway,
        )


@ON_SQLITE
async def test_a_drive_that_does_not_answer_is_given_up_and_verbs_go_on(
    office: OfficeWork, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = threading.Event()
    monkeypatch.setattr(Folder, "refuse_other_page", lambda _self, _page_id: release.wait())
    monkeypatch.setattr(office_work, "PREPARE_S", 0.05)
    given = TargetInput("folder", {"path": str(tmp_path / "drive")})

    try:
        with pytest.raises(Unavailable, match="does not answer"):
            await office.methods["verb.target.save"].run(given, Credentials("Ada"))
        draft = SaveDraft(None, None, 0, wording({}))
        saved = await office.methods["verb.notice.save_draft"].run(draft, Credentials("Ada"))
    finally:
        release.set()

    assert saved == Saved(1, 1)
