"""Gives a report to the outbox for the people of a list: the file by mail, a link to who chats."""

from zoneinfo import ZoneInfo

from statusboard.app.delivery.kinds import channel_kinds
from statusboard.app.delivery.list_readers import readers_of
from statusboard.app.delivery.texts import Texts, frozen
from statusboard.app.reports.inputs import ListedReport
from statusboard.app.reports.share_commands import has_public_address, share_for
from statusboard.app.settings import page_zone
from statusboard.catalog.declaration import ChannelKind
from statusboard.domain.attached_file import AttachedFile
from statusboard.domain.instants import DAY_US, from_us
from statusboard.domain.report_words import WORDS, ReportWords
from statusboard.domain.sms import in_plain_letters
from statusboard.domain.views.reports import ScheduledReport
from statusboard.render.clean import clean_line
from statusboard.storage.handovers import NewHandoverMessage, add_handover
from statusboard.storage.inside_lists import read_lists
from statusboard.storage.unit import Unit

# It opens for a year, and ends earlier where somebody ends it.
LINK_DAYS = 366
# Many mail servers take 10 MB of a message, in which a file grows by a third.
MOST_BYTES = 7_000_000
_MEGABYTE = 1_000_000


def send_to_list(unit: Unit, one: ScheduledReport, given: ListedReport) -> str:
    """Writes a message for everybody in the list; why not, in words, and empty where it did.

    Nothing is shared where nobody said how the page server is reached: no link would lead there.
    """
    kinds = channel_kinds()
    name = one.schedule.list_name
    inside = next((each for each in read_lists(unit) if each.name == name), None)
    if inside is None:
        return f"There is no inside list called “{name}” any more."
    readers = readers_of(unit, inside, kinds)
    if not readers.told:
        return f"Nobody in the list “{inside.name}” can be told."
    file = given.file if len(given.file.content) <= MOST_BYTES else None
    link = share_for(unit, given.share, LINK_DAYS) if has_public_address(unit) else ""
    if file is None and not link:
        return (
            f"{_size(given.file)} are too much for a mail, and no link leads to the report. Set "
            "the public address of the page server, or choose fewer services."
        )
    words = WORDS[given.language]
    until = from_us(unit.now_us + LINK_DAYS * DAY_US).astimezone(ZoneInfo(page_zone(unit)))
    where = words.phrases.linked.format(day=words.day(until.date()), link=link) if link else ""
    subject = clean_line(given.share.title)

    def content_for(kind: ChannelKind) -> str:
        if kind.form == "short":
            return frozen(Texts(subject, in_plain_letters(f"{subject} {link}".strip())))
        of_file = _of_file(words, given.file, is_attached=file is not None)
        text = _paragraphs(given.message, of_file if kind.takes_files else "", where)
        # A server may take less than most do: then the link goes alone, where there is one.
        smaller = file is not None and kind.takes_files and bool(link)
        without = _of_file(words, given.file, is_attached=False) if smaller else ""
        alone = _paragraphs(given.message, without, where) if smaller else ""
        return frozen(Texts(subject, text, without_file=alone))

    used = {channel.kind: kinds[channel.kind] for _, channel in readers.told}
    contents = {key: content_for(kind) for key, kind in used.items()}
    messages = [
        NewHandoverMessage(
            member,
            contents[channel.kind],
            with_file=used[channel.kind].takes_files and file is not None,
        )
        for member, channel in readers.told
    ]
    by = f"schedule “{one.schedule.name}”"
    add_handover(unit, inside.id, inside.name, by, messages, file, given.language)
    return ""


def _paragraphs(*parts: str) -> str:
    return "\n\n".join(filter(None, parts)) + "\n"


def _of_file(words: ReportWords, file: AttachedFile, *, is_attached: bool) -> str:
    if is_attached:
        return words.phrases.attached.format(name=file.name)
    return words.phrases.too_large.format(size=words.number(_size(file)))


def _size(file: AttachedFile) -> str:
    return f"{len(file.content) / _MEGABYTE:.1f} MB"
