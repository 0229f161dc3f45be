"""What the doctor says of New Relic: each connection by itself."""

from collections.abc import Iterator

from statusboard.app.keys.choose import SecretPlace
from statusboard.app.new_relic.connection import source_of
from statusboard.app.programs.finding import Finding, Verdict
from statusboard.errors import StatusBoardError
from statusboard.storage.new_relic_connections import read_connections
from statusboard.storage.sources import read_sources
from statusboard.storage.unit import Unit


def new_relic_findings(unit: Unit, place: SecretPlace) -> Iterator[Finding]:
    """One finding for each connection; none where there is none, for nobody needs it."""
    problems = {source.name: source.problem for source in read_sources(unit)}
    for one in read_connections(unit):
        subject = source_of(one.name)
        try:
            is_here = place.has(one.key_name)
        except StatusBoardError as error:
            yield Finding(subject, Verdict.NOTE, str(error))
            continue
        accounts = len(one.accounts)
        words = f"{one.url or one.region}, {accounts} account{'' if accounts == 1 else 's'}"
        if problems.get(subject):
            yield Finding(subject, Verdict.NOTE, f"{words}: {problems[subject]}")
        elif not is_here:
            said = f"its key is not on this computer: “statusboard secret set {one.key_name}”"
            yield Finding(subject, Verdict.NOTE, f"{words}; {said}")
        else:
            yield Finding(subject, Verdict.FINE, words)
