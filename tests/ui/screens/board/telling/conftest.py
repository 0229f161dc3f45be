from tests.fixtures.screens import dressed, loop, newsroom, office, operations, sqlite_database

__all__ = ["dressed", "loop", "newsroom", "office", "operations", "sqlite_database"]
