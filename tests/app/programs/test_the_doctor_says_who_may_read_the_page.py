"""A private page: whether anybody gets in, and whether what lets in can be read on the way."""

from statusboard.app.page.reader_commands import SetReaderPassword, set_reader_password
from statusboard.app.programs.finding import Verdict
from statusboard.app.programs.reader_findings import reader_findings
from statusboard.storage.database import Database
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import NOON, Newsroom


def said(newsroom: Newsroom) -> list[tuple[Verdict, str]]:
    with newsroom.database.reading(NOON) as unit:
        return [(found.verdict, found.words) for found in reader_findings(unit)]


@ON_SQLITE
def test_it_is_said_who_gets_in_and_that_nobody_does(database: Database) -> None:
    newsroom = Newsroom(database)
    assert said(newsroom) == []
    newsroom.setting("access.private", value=True)
    ((verdict, words),) = said(newsroom)
    assert (verdict, "nobody has a way in" in words) == (Verdict.PROBLEM, True)

    newsroom.do(set_reader_password, SetReaderPassword("correct horse"))
    newsroom.setting("access.networks", "10.0.0.0/8")
    fine, note = said(newsroom)
    assert fine == (Verdict.FINE, "the page is private; read by a password or from 10.0.0.0/8")
    assert (note[0], "https" in note[1]) == (Verdict.NOTE, True)
    newsroom.setting("server.public_url", "https://status.example")
    assert said(newsroom) == [fine]

    newsroom.setting("access.private", value=None)
    ((verdict, words),) = said(newsroom)
    assert (verdict, "everybody may read the page" in words) == (Verdict.NOTE, True)
