"""The page server's own short pages in English."""

from statusboard.server.note_words.base import NoteWords

WORDS = NoteWords(
    language="en",
    back="All services",
    not_there=(
        "There is no such page",
        "The address may have been mistyped, or the page may have been removed.",
    ),
    gone=(
        "This status page is no longer here",
        "It was taken down for good, and nobody is told by it any more.",
    ),
    not_yet=(
        "This page is being prepared",
        "It will be here in a moment. Please try again then.",
    ),
    only_read=(
        "This page can only be read",
        "It answers {allowed}.",
    ),
    nothing_done="Nothing was done",
    not_ours="It was sent from another page. Open the form here, and send it from here.",
    no_form="Only what a form sends is read here.",
    too_large="That is more than any form here holds.",
    mistake=(
        "Something went wrong here",
        "That was our mistake, and it has been written down. Please try again.",
    ),
    not_shared=(
        "Not shared any more",
        "This link has ended. Ask whoever sent it to you for another one.",
    ),
    report_later=(
        "Not now",
        "The report could not be read just now. Please try again in a moment.",
    ),
    still_in=(
        "You are signed out",
        "From where you are, this page opens without signing in.",
    ),
)
