"""The fields of a person's form, declared as those of plug-ins are."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from statusboard.catalog.fields import FieldKind, FieldSpec
from statusboard.domain.languages import DEFAULT_LANGUAGE, LANGUAGES
from statusboard.domain.subscriber import About, Extent
from statusboard.domain.views.channels import ChannelView
from ui.widgets.field_row import declared


def _tr(text: str) -> str:
    return QCoreApplication.translate("People", text)


def channel_field(channels: Sequence[ChannelView]) -> FieldSpec:
    """Which channel; each said by its kind, and by its name where that tells more."""
    labels = [channel.label for channel in channels]
    words = tuple(
        (
            channel.name,
            declared(channel.label)
            if labels.count(channel.label) == 1
            else f"{declared(channel.label)} · {channel.name}",
        )
        for channel in channels
    )
    names = tuple(channel.name for channel in channels)
    return FieldSpec(
        "channel",
        FieldKind.CHOICE,
        _tr("Channel"),
        choices=names,
        choice_words=words,
        default=names[0] if names else None,
    )


def address_field(channel: ChannelView) -> FieldSpec:
    """The address, called as the kind of the channel calls it."""
    return FieldSpec(
        "address",
        FieldKind.TEXT,
        declared(channel.address_label) or _tr("Address"),
        required=True,
        tidy=str.strip,
        example=channel.address_example,
    )


def wish_fields() -> tuple[FieldSpec, ...]:
    """How much, and of what sort."""
    return (
        FieldSpec(
            "extent",
            FieldKind.CHOICE,
            _tr("How much of an incident"),
            choices=tuple(Extent),
            default=Extent.EVERY.value,
            choice_words=(
                (Extent.EVERY.value, _tr("Every update")),
                (Extent.START_END.value, _tr("Only that it starts and is over")),
            ),
        ),
        FieldSpec(
            "about",
            FieldKind.CHOICE,
            _tr("Of what sort"),
            choices=tuple(About),
            default=About.BOTH.value,
            choice_words=(
                (About.BOTH.value, _tr("Incidents and planned work")),
                (About.INCIDENTS.value, _tr("Incidents only")),
                (About.PLANNED.value, _tr("Planned work only")),
            ),
        ),
    )


def language_field() -> FieldSpec:
    """In which language somebody is told; each is called by its own name."""
    return FieldSpec(
        "language",
        FieldKind.CHOICE,
        _tr("Language"),
        choices=tuple(LANGUAGES),
        default=DEFAULT_LANGUAGE,
        choice_words=tuple(LANGUAGES.items()),
    )


def list_field(lists: Sequence[str]) -> FieldSpec:
    """In which inside list somebody stands."""
    return FieldSpec(
        "inside_list",
        FieldKind.CHOICE,
        _tr("Inside list"),
        help=_tr("For people inside, who need not agree. They get the text of their list."),
        choices=("", *lists),
        default="",
        choice_words=(("", _tr("None")),),
    )


def page_field(pages: Sequence[tuple[str, str]]) -> FieldSpec:
    """Which page tells somebody, by the keys and names of those there are; the main one first."""
    return FieldSpec(
        "page",
        FieldKind.CHOICE,
        _tr("Told by"),
        help=_tr("They hear what this page shows. People inside hear everything."),
        choices=tuple(key for key, _ in pages),
        default=pages[0][0],
        choice_words=tuple(pages),
    )


def vouching_field(*, is_agreed: bool, has_lists: bool = False) -> FieldSpec:
    """Who vouches that the person agreed; `is_agreed`: somebody did before.

    `has_lists`: the form offers inside lists, in which nobody has to agree.
    """
    unsaid = (
        _tr("Left empty, nothing is sent to an address that stands in no inside list.")
        if has_lists
        else _tr("Left empty, the address stays unconfirmed, and nothing is sent there.")
    )
    known = _tr("Left empty, what was agreed to before still counts.")
    return FieldSpec(
        "vouched",
        FieldKind.TEXT,
        _tr("How this person agreed"),
        help=known if is_agreed else unsaid,
        example=_tr("asked for it on the phone, 12 November"),
        tidy=str.strip,
    )
