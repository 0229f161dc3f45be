from tests.fixtures.database import _migrated_file
from tests.fixtures.monitored_database import loop, monitored_database, operations, stub_desk

__all__ = ["_migrated_file", "loop", "monitored_database", "operations", "stub_desk"]
