"""Settings by key. Secrets are never among them."""

import json
from collections.abc import Mapping

from sqlalchemy import insert, select

from statusboard.storage.read_once import read_once
from statusboard.storage.tables import SETTING
from statusboard.storage.unit import Unit

_ALL = select(SETTING.c.key, SETTING.c.value)


@read_once
def read_settings(unit: Unit) -> Mapping[str, object]:
    """All settings by key. Secrets are never among them."""
    return {key: json.loads(value) for key, value in unit.connection.execute(_ALL)}


def write_setting(unit: Unit, key: str, value: object) -> None:
    """Sets one setting; None removes it."""
    unit.connection.execute(SETTING.delete().where(SETTING.c.key == key))
    if value is not None:
        text = json.dumps(value, ensure_ascii=False, sort_keys=True)
        unit.connection.execute(insert(SETTING).values(key=key, value=text))
