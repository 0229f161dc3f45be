from tests.fixtures.database import _migrated_file
from tests.fixtures.screens import dressed, loop, operations, sqlite_database
from tests.fixtures.subscribers_screen import mailroom, newsroom, office, server, show

__all__ = [
    "_migrated_file",
    "dressed",
    "loop",
    "mailroom",
    "newsroom",
    "office",
    "operations",
    "server",
    "show",
    "sqlite_database",
]
