from tests.builders_database import database, empty_url, migrated_file, postgres

__all__ = ["database", "empty_url", "migrated_file", "postgres"]
