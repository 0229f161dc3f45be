from tests.fixtures.monitored_database import loop, operations, stub_desk

__all__ = ["loop", "operations", "stub_desk"]
