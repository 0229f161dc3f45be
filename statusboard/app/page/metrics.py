"""Which services the lines of response times mean, from the moment they are chosen on."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from statusboard.app.settings import METRIC_SERVICES, METRICS_SHOWN, text_setting
from statusboard.catalog.metric_fields import metric_line, metric_lines
from statusboard.domain.component import Component
from statusboard.domain.page import MAIN
from statusboard.domain.response_metric import ResponseMetric
from statusboard.errors import RuleBroken
from statusboard.storage.components import read_components
from statusboard.storage.pages import read_page_settings, read_sight, write_page_setting
from statusboard.storage.settings import read_settings
from statusboard.storage.unit import Unit


def chosen_metrics(
    settings: Mapping[str, object], components: Sequence[Component]
) -> tuple[tuple[ResponseMetric, Component | None], ...]:
    """What was chosen, each with its service; None where that is no more.

    Nothing where another version wrote lines that nobody here can read.
    """
    try:
        metrics = metric_lines(text_setting(settings, METRICS_SHOWN))
    except ValueError:
        return ()
    known = _known(settings)
    by_id = {one.public_id: one for one in components}
    by_name = {one.name: one for one in reversed(components)}
    return tuple(
        (
            one,
            by_id.get(known[one.service]) if one.service in known else by_name.get(one.service),
        )
        for one in metrics
    )


def settings_with_names(
    unit: Unit, own: Mapping[str, object] | None = None
) -> Mapping[str, object]:
    """Settings in which the lines name their services as these are called now.

    `own` are those of a page; None: all those of the desk.
    """
    settings = read_settings(unit) if own is None else own
    if not settings.get(METRICS_SHOWN):
        return settings
    lines = [
        metric_line(metric if component is None else replace(metric, service=component.name))
        for metric, component in chosen_metrics(settings, read_components(unit))
    ]
    # Lines that nobody here can read stay as they are.
    return {**settings, METRICS_SHOWN: "\n".join(lines)} if lines else settings


def keep_metric_services(unit: Unit, page_id: int = MAIN) -> None:
    """Writes down which services the lines of a page name now, so that they are the same later.

    Raises RuleBroken for a name that no service of the page has, or had when it was chosen.
    """
    settings, sight = read_page_settings(unit, page_id), read_sight(unit, page_id)
    components = [one for one in read_components(unit) if sight.has(one.id)]
    before = _known(settings)
    ids = {one.public_id for one in components}
    now = {one.name: one.public_id for one in reversed(components)}
    found: dict[str, str] = {}
    for one in metric_lines(text_setting(settings, METRICS_SHOWN)):
        code = now.get(one.service) or before.get(one.service)
        if code not in ids:
            raise RuleBroken(f"There is no service called “{one.service}”.", field=METRICS_SHOWN)
        found[one.service] = code
    write_page_setting(unit, page_id, METRIC_SERVICES, found or None)


def _known(settings: Mapping[str, object]) -> dict[str, str]:
    kept = settings.get(METRIC_SERVICES)
    if not isinstance(kept, Mapping):
        return {}
    return {str(name): str(code) for name, code in kept.items()}
