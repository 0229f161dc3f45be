from tests.fixtures.database import _migrated_file
from tests.fixtures.late_answers import slow
from tests.fixtures.notices_screen import failing, folder, screen
from tests.fixtures.screens import dressed, loop, newsroom, office, operations, sqlite_database

__all__ = [
    "_migrated_file",
    "dressed",
    "failing",
    "folder",
    "loop",
    "newsroom",
    "office",
    "operations",
    "screen",
    "slow",
    "sqlite_database",
]
