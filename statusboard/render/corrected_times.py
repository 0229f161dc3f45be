"""Which times an update puts right: a start or an end that was told otherwise before."""

from collections.abc import Sequence

from statusboard.domain.views.public import PublicUpdate
from statusboard.render.moments import Moments
from statusboard.render.page_words.base import NoticeWords


def corrected_times(
    updates: Sequence[PublicUpdate], place: int, moments: Moments, words: NoticeWords
) -> tuple[str, ...]:
    """A sentence for each time that the update says otherwise than the one before it.

    Updates are newest first. An end that is taken back with the state is no other end.
    """
    if place + 1 >= len(updates):
        return ()
    now, before = updates[place].wording, updates[place + 1].wording
    changed = []
    if before.started_at and now.started_at and before.started_at != now.started_at:
        changed.append((words.start_corrected, now.started_at, before.started_at))
    is_over = now.status.is_over and before.status.is_over
    if is_over and before.ended_at and now.ended_at and before.ended_at != now.ended_at:
        changed.append((words.end_corrected, now.ended_at, before.ended_at))
    return tuple(
        said.format(
            now=moments.beside(instant, told).text,
            before=moments.beside(told, updates[place].published_at).text,
        )
        for said, instant, told in changed
    )
