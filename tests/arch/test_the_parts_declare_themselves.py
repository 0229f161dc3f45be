"""Verbs, queries, kinds and styles: what is found by walking is whole."""

import ast
import inspect
import re
from enum import StrEnum

import pytest

from statusboard.app.doorway import Verb
from statusboard.app.importing.kinds import importer_kinds
from statusboard.app.page.kinds import target_kinds
from statusboard.app.processes.wire import raw, value_of
from statusboard.app.programs.verbs import all_verbs
from statusboard.app.services.kinds import check_kinds
from statusboard.domain.access import Permission
from statusboard.domain.status import ComponentStatus, IncidentStatus

VERBS = all_verbs()


def test_the_verbs_are_found_by_walking(sources) -> None:
    declared = {
        argument.value
        for module in sources
        if module.name.startswith("statusboard.app.")
        for node in module.walk()
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("verb", "doorway.verb")
        for argument in node.args[:1]
        if isinstance(argument, ast.Constant)
    }

    assert declared == set(VERBS)
    assert {"desk.apply", "channel.save"} <= set(VERBS)


@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS)
def test_a_verb_says_who_may_what_it_is_called_and_what_it_takes(verb: Verb) -> None:
    assert isinstance(verb.permission, Permission)
    assert re.fullmatch(r"[a-z]+([_.][a-z]+)*", verb.name)
    fields = getattr(verb.input_type, "__dataclass_params__", None)
    assert fields is not None
    assert fields.frozen, f"{verb.input_type} can change on its way"
    assert next(iter(inspect.signature(verb.run).parameters)) == "unit"


def test_the_parts_of_a_verb_fit_the_pipe() -> None:
    for verb in VERBS.values():
        # Building the decoder is what fails for a type that the pipe cannot carry.
        with pytest.raises(Exception, match=r"(?i)expected|invalid|missing|object") as refused:
            value_of(raw("no such input"), verb.input_type)
        assert "not supported" not in str(refused.value)


def test_every_kind_of_check_has_a_label_an_icon_and_examples() -> None:
    for key, kind in check_kinds().items():
        assert key == kind.key
        assert kind.label
        assert kind.icon
        assert kind.good
        assert kind.bad
        assert all(spec.label and spec.name.isidentifier() for spec in kind.fields)


def test_every_kind_of_target_has_a_label_an_icon_and_examples() -> None:
    for key, kind in target_kinds().items():
        assert key == kind.key
        assert kind.label
        assert kind.icon
        assert kind.good
        assert kind.bad
        assert all(spec.label and spec.name.isidentifier() for spec in kind.fields)


def test_every_format_that_is_read_has_a_label_an_icon_and_a_summary() -> None:
    for key, kind in importer_kinds().items():
        assert key == kind.key
        assert kind.label
        assert kind.icon
        assert kind.summary
        assert kind.endings


@pytest.mark.parametrize(
    ("states", "style"), [(ComponentStatus, "status_style"), (IncidentStatus, "incident_style")]
)
def test_every_state_has_a_colour_a_glyph_and_a_word_in_both_themes(
    qapp: object, states: type[StrEnum], style: str
) -> None:
    from importlib.resources import files

    import ui.theme.status_style as styles
    from ui.theme.tokens import DARK, LIGHT

    for tokens in (LIGHT, DARK):
        found = [getattr(styles, style)(state, tokens) for state in states]
        assert all(f.colour and f.soft and f.word for f in found)
        assert len({f.word for f in found}) == len(found)
        for one in found:
            glyph = files("resources") / "icons" / "status" / f"{one.glyph}.svg"
            assert glyph.is_file(), one.glyph


def test_no_two_component_statuses_are_told_apart_by_colour_alone(qapp: object) -> None:
    from ui.theme.status_style import status_style
    from ui.theme.tokens import LIGHT

    glyphs = [status_style(status, LIGHT).glyph for status in ComponentStatus]

    assert len(set(glyphs)) == len(glyphs)
