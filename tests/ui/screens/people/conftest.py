from tests.fixtures.database import _migrated_file
from tests.fixtures.people_screen import office, team
from tests.fixtures.screens import dressed, loop, operations, sqlite_database

__all__ = [
    "_migrated_file",
    "dressed",
    "loop",
    "office",
    "operations",
    "sqlite_database",
    "team",
]
