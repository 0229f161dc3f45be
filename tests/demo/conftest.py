"""The story of the demo, told once for all who look at it: telling it takes seconds."""

from pathlib import Path

import pytest

from statusboard.demo.stage import set_stage
from statusboard.storage.database import Database
from statusboard.storage.migrate import bring_to_head
from tests.fixtures.clock import ManualClock
from tests.fixtures.demo_stage import NOW, STAGE


@pytest.fixture(scope="session")
def told_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose database held nothing yet, and now tells the story up to NOW; to be copied."""
    folder = tmp_path_factory.mktemp("demo")
    database = str(folder / "statusboard.db")
    opened = Database.open(database)
    bring_to_head(opened)
    opened.close()
    assert set_stage(database, folder, STAGE, ManualClock(NOW)) == NOW
    return folder
