"""A message has one shape, and a new field of it touches few files."""

import ast
import re
from dataclasses import fields
from pathlib import Path

from statusboard.domain.notice import Wording

ROOT = Path(__file__).parents[2]
FIELDS = {each.name for each in fields(Wording)}
AT_MOST = 8

# Classes with two or more names of a wording's fields that are no copy of one, each for a reason.
OTHER_NOUNS = {
    "statusboard.channels.web.answers.Answer": "an answer of HTTP",
    "statusboard.app.importing.past.PastIncident": "what another program said, before it is ours",
    "statusboard.domain.brought.FoundIncident": "what another program said, before it is ours",
    "statusboard.domain.brought.FoundUpdate": "what another program said, before it is ours",
    "statusboard.domain.brought.FoundWork": "what another program said, before it is ours",
    "statusboard.importers.conditions.Said": "what is expected of an answer of HTTP",
    "statusboard.app.templates.inputs.SaveTemplate": "what a text is begun with, not the text",
    "statusboard.cli.notice_writing.Given": "the options of a command as they were typed",
    "statusboard.demo.incidents.Line": "the script of the sample story, from which wordings come",
    "statusboard.demo.incidents.ToldIncident": "the script of the sample story, as above",
    "statusboard.demo.stand_in_services.Reply": "an answer of HTTP",
    "statusboard.domain.fact_sheet.FactSheet": "facts as texts are made of them, not the text",
    "statusboard.domain.filled_wording.FilledWording": "the wording, with where it was written",
    "statusboard.domain.filled_translation.FilledTranslation": "the translation, likewise",
    "statusboard.domain.translation.Reading": "what a reader of one language gets of it",
    "statusboard.domain.translation.Translation": "its words in another language, a part of it",
    "statusboard.domain.templates.kinds.TemplateText": "what a text is begun with, not the text",
    "statusboard.domain.maintenance.MaintenanceWindow": "when work is done, not what is said of it",
    "statusboard.domain.maintenance.Plan": "work as it is planned, from which wordings are made",
    "statusboard.domain.views.channel_health.SendProgress": "how far an update has got",
    "statusboard.storage.channel_outcomes.DispatchProgress": "how far an update has got",
    "statusboard.domain.views.ledger.LedgerRow": "which update a message is about, in one line",
    "statusboard.domain.views.ledger.SentUpdate": "an update to choose from, in one line",
    "statusboard.domain.views.board.PastIncident": "one line about what is over, by design short",
    "statusboard.domain.report.ReportIncident": "what a report repeats of what was said",
    "statusboard.domain.report.ReportUpdate": "what a report repeats of what was said",
    "statusboard.domain.views.reports.SharedReport": "a report behind a link, in one line",
    "statusboard.domain.views.mirror.MirrorNotice": "plain texts, for an account of another page",
    "statusboard.newrelic.replies.RawAnswer": "an answer of HTTP",
    "statusboard.probes.web.step_lines.Step": "a request over HTTP",
    "statusboard.probes.web.step_lines._Open": "the same while it is read",
    "statusboard.render.page_facts.IncidentFacts": "texts ready to be printed, for the templates",
    "statusboard.targets.atlassian.remote.RemoteUpdate": "what another program answers",
    "statusboard.writing_help.replies.RawAnswer": "an answer of HTTP",
    "statusboard.wording.base.Sample": "what shows a rule, in one line",
    "statusboard.wording.reading.Text": "a text as it comes from outside",
    "ui.screens.notices.preview.preview_html.Block": "texts ready to be drawn, for the preview",
}
# These two names mean a promise of a notice wherever they stand, so that they can be counted.
UNMISTAKABLE = ("next_update_in", "next_update_at")


def declared(node: ast.ClassDef) -> set[str]:
    """The names a class gives a type to."""
    return {
        each.target.id
        for each in node.body
        if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name)
    }


def test_no_other_class_declares_the_fields_of_a_wording_again(sources) -> None:
    copies = {
        f"{module.name}.{node.name}"
        for module in sources
        for node in module.walk()
        if isinstance(node, ast.ClassDef) and len(declared(node) & FIELDS) > 1
    }

    assert copies - {"statusboard.domain.notice.Wording"} - set(OTHER_NOUNS) == set()


def test_the_fields_of_a_promise_are_named_in_few_files(sources) -> None:
    for name in UNMISTAKABLE:
        word = re.compile(rf"\b{name}\b")
        naming = [
            module.name
            for module in sources
            # A step of the schema stays what it was, whatever fields come later.
            if ".migrations." not in module.name and word.search(module.text)
        ]
        with_value = len(naming) + 1  # the value in tests/fixtures/wordings.py

        assert with_value <= AT_MOST, naming


def test_the_plan_of_the_house_lists_the_files_of_a_field() -> None:
    plan = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    (paragraph,) = re.findall(r"^A field of a notice .*$", plan, re.MULTILINE)
    listed = re.findall(r"`([\w/]+\.(?:py|html))`", paragraph)
    word = re.compile(rf"\b(?:{'|'.join(sorted(FIELDS))})\b")

    assert 0 < len(listed) <= AT_MOST
    assert [name for name in listed if not (ROOT / name).is_file()] == []
    nothing_to_do = [name for name in listed if not word.search((ROOT / name).read_text("utf-8"))]
    assert nothing_to_do == []
