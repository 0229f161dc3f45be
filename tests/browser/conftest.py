from tests.fixtures.browser import browser
from tests.fixtures.database import _migrated_file, database, empty_url, postgres

__all__ = ["_migrated_file", "browser", "database", "empty_url", "postgres"]
