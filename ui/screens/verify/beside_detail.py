"""Asks for what stands beside the detail of a service: newest answer, issues, deployments."""

from datetime import timedelta
from functools import partial

from statusboard.app.desk.desk import Desk
from statusboard.domain.views.new_relic_deployments import DeploymentsFound, FindDeployments
from statusboard.domain.views.new_relic_figures import FindIssues, IssuesFound
from statusboard.domain.views.verify import LatestAnswer, ServiceDetail, VerifyView
from statusboard.errors import StatusBoardError
from ui.runtime.latest_wins import LatestWins
from ui.screens.verify.asking import guids_of
from ui.screens.verify.detail_pane import DetailPane
from ui.widgets.time_words import zone_of

_LATEST, _ISSUES, _DEPLOYED = "latest", "issues", "deployed"
_DEPLOYED_WITHIN = timedelta(days=1)


class BesideDetail:
    """Brings it into the pane, where that still shows the same."""

    def __init__(self, desk: Desk, answers: LatestWins, pane: DetailPane) -> None:
        self._desk = desk
        self._answers = answers
        self._pane = pane

    def ask(self, detail: ServiceDetail, view: VerifyView) -> None:
        """Asks for all of it; `view` says which time it is, and the zone."""
        self._ask_latest(view)
        guids = guids_of(detail)
        if not guids:
            self._answers.drop(_ISSUES)
            self._answers.drop(_DEPLOYED)
            return
        self._ask_deployed(view, guids)
        self._ask_issues(view, guids)

    def _ask_latest(self, view: VerifyView) -> None:
        """Phases are only in the collector's memory; without one the stored answer stays."""
        check = self._pane.check
        if check is None:
            return

        def done(answer: LatestAnswer | None) -> None:
            if answer is not None:
                self._pane.show_latest(check.check_id, answer, now=view.as_of)

        ask = partial(self._desk.latest, check.check_id)
        self._answers.ask(_LATEST, check.check_id, ask, done, _keep_stored)

    def _ask_issues(self, view: VerifyView, guids: tuple[str, ...]) -> None:
        """What New Relic calls an issue, beside what was found; asked whenever that changes."""

        def done(found: IssuesFound) -> None:
            self._pane.issues.show_issues(found.issues, now=view.as_of, zone=zone_of(view.zone))

        ask = partial(self._desk.find_issues, FindIssues(guids))
        failed = self._pane.issues.show_problem
        self._answers.ask(_ISSUES, guids, ask, done, lambda error: failed(str(error)))

    def _ask_deployed(self, view: VerifyView, guids: tuple[str, ...]) -> None:
        """What was deployed in the last day: often the reason of what is seen."""

        def done(found: DeploymentsFound) -> None:
            zone = zone_of(view.zone)
            self._pane.deployed.show_deployments(found.deployments, now=view.as_of, zone=zone)

        since = view.as_of - _DEPLOYED_WITHIN
        given = FindDeployments(guids, since, view.as_of)
        ask = partial(self._desk.find_deployments, given)
        self._answers.ask(_DEPLOYED, guids, ask, done, _keep_stored)


def _keep_stored(error: StatusBoardError) -> None:
    """The window's own banner tells that the collector is gone; here nothing is missing."""
