"""The file of a desk describes its templates; it is read back as it was written."""

import pytest

from statusboard.app.desk.commands import apply_desk
from statusboard.app.desk.file_help import file_help
from statusboard.app.desk.queries import EXPORT_DESK
from statusboard.app.desk.read_file import parse_desk
from statusboard.app.doorway import Doorway
from statusboard.app.page.kinds import target_kinds
from statusboard.app.services.kinds import check_kinds
from statusboard.app.templates.file_part import bring_templates
from statusboard.app.templates.inputs import ApplyTemplates
from statusboard.app.templates.queries import TEMPLATES
from statusboard.domain.access import person
from statusboard.domain.language import Language
from statusboard.domain.templates.kinds import TemplateKind
from statusboard.errors import RuleBroken
from statusboard.storage.database import Database
from tests.fixtures.clock import ManualClock
from tests.fixtures.history import COLLECTOR

HEAD = '[[template]]\nkind = "resolved"\nlanguage = "de"\n'
FILE = f"""{HEAD}title = "Vorbei"
body = '''
{{recovery}}

Danke für Ihre Geduld.'''

[[template]]
kind = "support_resolved"
language = "en"
body = "It is over."
"""


@pytest.fixture
def door(database: Database) -> Doorway:
    return Doorway(database, ManualClock())


def apply(door: Doorway, text: str) -> tuple[str, ...]:
    read = parse_desk(text, check_kinds(), target_kinds())
    return door.do(apply_desk, read, person("Ada")).result.lines


def test_a_file_is_applied_once_and_written_as_it_is_read(door: Doorway) -> None:
    assert apply(door, FILE) == (
        "changed template resolved (de)",
        "changed template support_resolved (en)",
    )
    assert apply(door, FILE) == ()
    house = door.ask(TEMPLATES, None).house
    text = house.text(TemplateKind.RESOLVED, Language.GERMAN)
    assert (text.title, text.body) == ("Vorbei", "{recovery}\n\nDanke für Ihre Geduld.")
    written = door.ask(EXPORT_DESK, None, person("Ada"))
    assert written.count("[[template]]") == 2
    assert apply(door, written) == ()


def test_what_a_file_does_not_name_goes_back_to_ours_where_that_is_asked_for(
    door: Doorway,
) -> None:
    apply(door, FILE)
    read = parse_desk(f'{HEAD}title = "Vorbei"\nbody = "Ja."\n', check_kinds(), target_kinds())
    with door.database.writing(door.clock.now(), COLLECTOR) as unit:
        assert bring_templates(unit, ApplyTemplates(prune=True)) == []
        templates = ApplyTemplates(read.templates.templates, prune=True)
        assert bring_templates(unit, templates) == [
            "changed template resolved (de)",
            "restored template support_resolved (en)",
        ]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('[[template]]\nlanguage = "de"\nbody = "x"\n', 1, "Kind is missing"),
        ('[[template]]\nkind = "solved"\nlanguage = "de"\nbody = "x"\n', 2, "resolved"),
        (f'{HEAD}boddy = "x"\n', 4, "Did you mean body"),
        (f'{HEAD}title = "a"\nbody = "{{endet}}"\n', 5, "Did you mean {ended}"),
        (f'{HEAD}body = "x"\n', 1, "no title"),
        (f'{HEAD}title = "a"\nbody = "x"\n' * 2, 7, "described twice"),
    ],
)
def test_a_fault_in_a_file_is_told_with_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(RuleBroken, match=f"line {line}: .*{words}"):
        parse_desk(text, check_kinds(), target_kinds())


def test_the_help_of_the_file_names_what_can_be_filled_in() -> None:
    said = file_help(check_kinds(), target_kinds())
    assert "[[template]]" in said
    assert "{days_since_last_major}" in said
