"""What people do with a template: put their own text in its place, or go back to ours."""

from statusboard.app.doorway import Audit, Done, verb
from statusboard.app.templates.inputs import RestoreTemplate, SaveTemplate
from statusboard.app.templates.rules import settled_template
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.templates.house import ours
from statusboard.storage.templates import forget_template, read_own_templates, write_template
from statusboard.storage.unit import Unit

CHANGED = Changes.of(Topic.SETTINGS)


@verb("template.save", Permission.PUBLISH, SaveTemplate, bool)
def save_template(unit: Unit, given: SaveTemplate) -> Done[bool]:
    """Whether anything changed. Our own words saved as they are leave ours in force.

    Raises RuleBroken with the field at fault.
    """
    text = settled_template(given)
    key = given.kind, given.language
    before = read_own_templates(unit).get(key)
    audit = Audit(f"template {given.kind} {given.language}", {"body": text.body})
    is_new = text != (ours(*key) if before is None else before.text)
    if not is_new:
        return Done(is_new, Changes(), audit)
    if text == ours(*key):
        forget_template(unit, key)
    else:
        write_template(unit, key, text)
    return Done(is_new, CHANGED, audit)


@verb("template.restore", Permission.PUBLISH, RestoreTemplate, bool)
def restore_template(unit: Unit, given: RestoreTemplate) -> Done[bool]:
    """Goes back to our text; whether there was another one."""
    gone = forget_template(unit, (given.kind, given.language))
    audit = Audit(f"template {given.kind} {given.language}", {"restored": gone})
    return Done(gone, CHANGED if gone else Changes(), audit)
