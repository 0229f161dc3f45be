"""From the scenario to spans: what each service's status was, stretch by stretch."""

from dataclasses import dataclass

from statusboard.demo.scenario import Scenario, Scene
from statusboard.domain.instants import Interval, subtract, to_us
from statusboard.domain.status import ComponentStatus


@dataclass(frozen=True, slots=True)
class Stretch:
    """A status from `start_us` to `stop_us`; None: it goes on as the demo is opened."""

    start_us: int
    stop_us: int | None
    status: ComponentStatus
    slower: float


def timeline(service: str, scenario: Scenario) -> tuple[Stretch, ...]:
    """The stretches of one service, in order, none overlapping; nobody watched in the gap."""
    now_us = to_us(scenario.now)
    watched = subtract(
        [Interval(to_us(scenario.joined.get(service, scenario.began)), now_us)],
        [Interval.between(*scenario.gap)],
    )
    scenes = [scene for scene in scenario.scenes if service in scene.services]
    eventful = [_interval(scene, now_us) for scene in scenes]
    stretches = [
        Stretch(part.start_us, part.stop_us, ComponentStatus.OPERATIONAL, 1.0)
        for part in subtract(watched, eventful)
    ]
    for scene, interval in zip(scenes, eventful, strict=True):
        stretches += [
            Stretch(part.start_us, part.stop_us, scene.status, scene.slower)
            for whole in watched
            if (part := interval.clip(whole)) is not None
        ]
    stretches.sort(key=lambda stretch: stretch.start_us)
    last = stretches[-1]
    if last.stop_us == now_us:
        stretches[-1] = Stretch(last.start_us, None, last.status, last.slower)
    return tuple(stretches)


def _interval(scene: Scene, now_us: int) -> Interval:
    return Interval(to_us(scene.start), to_us(scene.until) if scene.until else now_us)
