from tests.builders_database import _migrated_file
from tests.builders_screens import dressed, loop, office, operations, room, sqlite_database

__all__ = ["_migrated_file", "dressed", "loop", "office", "operations", "room", "sqlite_database"]
