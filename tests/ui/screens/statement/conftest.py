from tests.fixtures.database import _migrated_file
from tests.fixtures.screens import dressed, loop, newsroom, office, operations, sqlite_database

__all__ = [
    "_migrated_file",
    "dressed",
    "loop",
    "newsroom",
    "office",
    "operations",
    "sqlite_database",
]
