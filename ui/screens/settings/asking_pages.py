"""Asks the desk for its pages, and carries there what is chosen of them."""

from functools import partial

from PySide6.QtCore import QObject

from statusboard.app.desk.desk import Desk
from statusboard.app.page.page_inputs import PageInput, PageSaved, RemovePage
from statusboard.domain.views.pages import PageView
from ui.runtime.latest_wins import LatestWins
from ui.runtime.operations import Operations
from ui.screens.settings.asking_access import AskingAccess
from ui.screens.settings.page_sheet import PageSheet
from ui.screens.settings.pages_section import PagesSection
from ui.screens.settings.readers_sheet import ReadersSheet
from ui.screens.settings.removal_dialog import RemovalDialog


async def ask_pages(desk: Desk) -> tuple[tuple[PageView, ...], tuple[str, ...], tuple[str, ...]]:
    """The pages, and the services and groups that they can show, by name."""
    from statusboard.app.page.page_queries import PAGES, SHOWABLE

    pages = await desk.ask(PAGES, None)
    return (pages, *await desk.ask(SHOWABLE, None))


async def save(desk: Desk, given: PageInput, *, is_new: bool) -> PageSaved:
    """Makes a page, or gives one another choice."""
    from statusboard.app.page.page_commands import add_page, change_page

    return await desk.do(add_page if is_new else change_page, given)


async def remove(desk: Desk, given: RemovePage) -> PageSaved:
    """Ends a page."""
    from statusboard.app.page.page_commands import remove_page

    return await desk.do(remove_page, given)


class AskingPages(QObject):
    """Carries between the section and the desk."""

    def __init__(self, operations: Operations, section: PagesSection) -> None:
        super().__init__(section)
        self._operations = operations
        self._section = section
        self._answers = LatestWins(operations, self)
        self._services: tuple[str, ...] = ()
        self._groups: tuple[str, ...] = ()
        section.add_wanted.connect(lambda: self._open(None))
        section.change_wanted.connect(self._open)
        section.readers_wanted.connect(self._open_readers)
        section.remove_wanted.connect(self._ask_about)

    def refresh(self) -> None:
        """Asks again: a page, a place or a subscriber may have come or gone."""
        self._answers.ask(
            "pages",
            None,
            partial(ask_pages, self._operations.desk),
            self._show,
            lambda error: self._section.show_problem(str(error)),
        )

    def _show(self, found: tuple[tuple[PageView, ...], tuple[str, ...], tuple[str, ...]]) -> None:
        pages, self._services, self._groups = found
        self._section.show_pages(pages)

    def _open(self, page: PageView | None) -> None:
        sheet = PageSheet(page, self._services, self._groups, self._section.window())

        def was_saved(_saved: PageSaved) -> None:
            sheet.accept()
            self.refresh()

        def keep(given: PageInput) -> None:
            work = save(self._operations.desk, given, is_new=page is None)
            self._operations.run(sheet, work, was_saved, sheet.was_refused)

        sheet.wanted.connect(keep)
        sheet.open()

    def _open_readers(self, page: PageView) -> None:
        sheet = ReadersSheet(page, self._section.window())
        AskingAccess(self._operations, sheet.panel, page.key).refresh()
        sheet.open()

    def _ask_about(self, page: PageView) -> None:
        dialog = RemovalDialog(page.name, is_page=True, parent=self._section.window())

        def go() -> None:
            given = RemovePage(page.key, empty=dialog.empty.isChecked())
            work = remove(self._operations.desk, given)
            self._operations.run(self, work, lambda _saved: self.refresh())

        dialog.accepted.connect(go)
        dialog.open()
