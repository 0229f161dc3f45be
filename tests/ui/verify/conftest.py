from tests.builders_database import _migrated_file
from tests.builders_house import counter, house, loop, operations

__all__ = ["_migrated_file", "counter", "house", "loop", "operations"]
