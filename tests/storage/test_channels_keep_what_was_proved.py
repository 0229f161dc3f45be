"""A proof is kept as it was found; a database of the version before has none, and loses nothing."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from statusboard.domain.proof import Standing
from statusboard.domain.views.channels import Proof, ProofStep
from statusboard.storage import migrate
from statusboard.storage.channels import add_channel, read_channels, update_channel
from statusboard.storage.database import Database
from statusboard.storage.proofs import KeptProof, read_proofs, write_proof
from tests.fixtures.history import COLLECTOR

AT = datetime(2026, 11, 29, 14, 2, 11, 123456, tzinfo=UTC)
STEP = ProofStep("The server answers", Standing.WELL, "smtp.northwind.example:587, 38 ms", AT)
BEFORE = "0006"


def upgrade_to(connection: Connection, revision: str) -> None:
    config = Config()
    folder = Path(migrate.__file__).with_name("migrations")
    config.set_main_option("script_location", str(folder))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def test_a_database_of_the_version_before_keeps_its_channels(empty_url: str) -> None:
    database = Database.open(empty_url)
    try:
        with database.engine.begin() as connection:
            upgrade_to(connection, BEFORE)
            connection.execute(
                text(
                    "INSERT INTO channel (name, kind, config, position)"
                    " VALUES ('mail', 'email', '{\"host\": \"mail.example\"}', 1)"
                )
            )
        migrate.bring_to_head(database)
        with database.writing(AT, COLLECTOR) as unit:
            (channel,) = read_channels(unit)
            assert (channel.name, dict(channel.config)) == ("mail", {"host": "mail.example"})
            assert read_proofs(unit) == {}
            write_proof(unit, channel.id, KeptProof(Proof((STEP,))))
            assert read_proofs(unit)[channel.id].proof.steps == (STEP,)
    finally:
        database.close()


@pytest.mark.parametrize("code", ["", "4-1-9"])
def test_a_proof_is_read_as_it_was_written(database: Database, code: str) -> None:
    kept = KeptProof(Proof((STEP, STEP), STEP, awaits_code=bool(code)), code)
    with database.writing(AT, COLLECTOR) as unit:
        channel = add_channel(unit, name="mail", kind="email", config={})
        write_proof(unit, channel.id, KeptProof(Proof((STEP,)), "1-2-3"))
        write_proof(unit, channel.id, kept)
        assert read_proofs(unit) == {channel.id: kept}
        update_channel(unit, channel.id, config={"host": "mail.example"})
        assert read_proofs(unit) == {}
    assert "4-1-9" not in repr(kept)
