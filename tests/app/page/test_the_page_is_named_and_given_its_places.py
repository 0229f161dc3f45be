"""What the team chooses of the page: its settings, and the places it is put."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from statusboard.app.desk.settings import SETTINGS
from statusboard.app.notices.queries import PUBLICATIONS
from statusboard.app.page.commands import choose_settings, remove_target, save_target
from statusboard.app.page.inputs import ChooseSettings, RemoveTarget, TargetInput
from statusboard.app.page.kinds import local_kind, target_kinds
from statusboard.app.page.office import write_page
from statusboard.domain.views.settings import TargetView
from statusboard.errors import Bug, RuleBroken
from statusboard.storage import generations
from statusboard.storage.database import Database
from statusboard.storage.settings import read_settings
from statusboard.storage.tables import AUDIT
from statusboard.storage.targets import add_target
from statusboard.targets.folder_writing import Folder
from tests.fixtures.speaking import COLLECTOR, MAJOR, NOON, Newsroom, wording


@pytest.fixture
def newsroom(database: Database) -> Newsroom:
    return Newsroom(database)


@pytest.fixture
def save(newsroom: Newsroom) -> Callable[..., int]:
    def saved(path: Path | str, target_id: int | None = None) -> int:
        given = TargetInput("folder", {"path": str(path)}, target_id)
        target_id = newsroom.do(save_target, given).target_id
        assert target_id is not None
        return target_id

    return saved


def places(newsroom: Newsroom) -> tuple[TargetView, ...]:
    found: tuple[TargetView, ...] = newsroom.ask(SETTINGS).targets
    return found


def test_settings_are_made_exact_and_asked_to_be_shown(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.publishes_to(tmp_path / "page")

    chosen = newsroom.do(
        choose_settings,
        ChooseSettings(
            {
                "page.name": " Northwind ",
                "page.url": "https://status.northwind.example/",
                "page.zone": "Europe/Berlin",
            }
        ),
    )

    assert set(chosen.keys) == {"page.name", "page.url", "page.zone"}
    assert chosen.generation == 1
    assert newsroom.ask(SETTINGS).values == {
        "page.name": "Northwind",
        "page.url": "https://status.northwind.example",
        "page.zone": "Europe/Berlin",
    }


def test_choosing_the_same_again_changes_nothing(newsroom: Newsroom) -> None:
    given = ChooseSettings({"page.name": "Northwind"})
    newsroom.do(choose_settings, given)

    assert newsroom.do(choose_settings, given).keys == ()


def test_a_setting_back_at_its_default_is_no_longer_kept(newsroom: Newsroom) -> None:
    newsroom.do(choose_settings, ChooseSettings({"page.name": "Northwind", "page.zone": "UTC"}))
    newsroom.do(choose_settings, ChooseSettings({"page.name": ""}))

    with newsroom.database.reading(NOON) as unit:
        assert not {"page.name", "page.zone"} & read_settings(unit).keys()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("page.zone", "Middle/Earth"),
        ("page.zone", "../../etc/passwd"),
        ("page.url", "javascript:alert(1)"),
        ("page.url", "status"),
        ("page.url", "https://[broken"),
        ("page.url", "https://ada:secret@status.example"),
        ("page.url", "https://status example"),
        ("page.url", 'https://status.example/"><b>'),
        ("page.url", "https://status.example:99999"),
        ("page.url", "https://status.example\x00"),
        ("page.name", "x" * 256),
        ("page.name", 5),
        ("page.nmae", "Northwind"),
    ],
)
def test_a_setting_that_cannot_work_is_refused_with_its_key(
    newsroom: Newsroom, key: str, value: object
) -> None:
    with pytest.raises(RuleBroken) as caught:
        newsroom.do(choose_settings, ChooseSettings({key: value}))

    assert caught.value.field == key


def test_choosing_a_place_makes_it_and_asks_for_the_page_at_once(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    saved = newsroom.do(save_target, TargetInput("folder", {"path": str(tmp_path / "public")}))

    assert (saved.is_changed, saved.generation) == (True, 1)
    assert (tmp_path / "public").is_dir()
    assert list((tmp_path / "public").iterdir()) == []


def test_the_same_place_is_never_chosen_twice(
    newsroom: Newsroom, save: Callable[..., int], tmp_path: Path
) -> None:
    first = save(tmp_path / "one")
    other = save(tmp_path / "two")

    again = newsroom.do(save_target, TargetInput("folder", {"path": str(tmp_path / "one")}))

    assert (again.target_id, again.is_changed, again.generation) == (first, False, None)
    with pytest.raises(RuleBroken, match="there already"):
        save(tmp_path / "one", other)


def test_a_place_is_moved_and_its_old_page_stays(
    newsroom: Newsroom, save: Callable[..., int], tmp_path: Path
) -> None:
    target = save(tmp_path / "one")
    write_page(newsroom.database, newsroom.clock, tmp_path / "one")

    assert save(tmp_path / "two", target) == target
    assert [place.config for place in places(newsroom)] == [{"path": str(tmp_path / "two")}]
    assert (tmp_path / "one/index.html").exists()


@pytest.mark.parametrize(
    "path", ["relative/folder", "/nowhere/at/all", "/no\x00where", "~nobody-of-that-name/page", ""]
)
def test_a_place_that_cannot_work_is_refused_with_its_field(newsroom: Newsroom, path: str) -> None:
    with pytest.raises(RuleBroken) as caught:
        newsroom.do(save_target, TargetInput("folder", {"path": path}))

    assert caught.value.field == "path"
    assert places(newsroom) == ()


def test_a_place_removed_at_another_desk_cannot_be_moved(
    newsroom: Newsroom, save: Callable[..., int], tmp_path: Path
) -> None:
    target_id = save(tmp_path / "page")
    newsroom.do(remove_target, RemoveTarget(target_id), "Bea")

    with pytest.raises(RuleBroken, match="This place no longer exists"):
        save(tmp_path / "other", target_id)

    assert places(newsroom) == ()


def test_a_folder_of_this_computer_has_a_kind_that_puts_pages_there() -> None:
    assert local_kind(target_kinds()).key == "folder"
    with pytest.raises(Bug, match="into a folder of this computer"):
        local_kind({})


def test_a_kind_of_place_that_nobody_knows_is_refused_with_a_hint(newsroom: Newsroom) -> None:
    with pytest.raises(RuleBroken, match="Did you mean folder") as caught:
        newsroom.do(save_target, TargetInput("foldr", {"path": "/srv"}))

    assert caught.value.field == "kind"


def test_a_place_is_tried_while_the_database_is_free(
    newsroom: Newsroom,
    save: Callable[..., int],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried = Folder.refuse_other_page

    def slow(self: Folder, page_id: str) -> None:
        newsroom.setting("written.meanwhile", "by somebody else")
        tried(self, page_id)

    monkeypatch.setattr(Folder, "refuse_other_page", slow)
    save(tmp_path / "new")

    with newsroom.database.reading(NOON) as unit:
        assert "written.meanwhile" in read_settings(unit)


def test_a_folder_with_somebody_elses_files_is_refused_when_it_is_chosen(
    save: Callable[..., int], tmp_path: Path
) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "index.html").write_text("theirs")

    with pytest.raises(RuleBroken, match="other files"):
        save(theirs)

    assert [entry.name for entry in theirs.iterdir()] == ["index.html"]


def test_a_folder_that_holds_this_page_already_can_be_chosen(
    newsroom: Newsroom, save: Callable[..., int], tmp_path: Path
) -> None:
    save(tmp_path / "page")
    write_page(newsroom.database, newsroom.clock, tmp_path / "other")

    assert save(tmp_path / "other")


def test_the_demo_publishes_only_into_its_own_folder(
    database: Database, newsroom: Newsroom, save: Callable[..., int], tmp_path: Path
) -> None:
    newsroom.setting("demo", True)
    outside = tmp_path.parent / "outside"

    with pytest.raises(RuleBroken, match="own folder") as caught:
        save(outside)

    assert caught.value.field == "path"
    assert not outside.exists()
    if database.engine.dialect.name == "sqlite":
        save(tmp_path / "inside")


def test_a_removed_place_is_waited_for_no_longer_and_never_named_again(
    newsroom: Newsroom, save: Callable[..., int], tmp_path: Path
) -> None:
    component_id = newsroom.service()
    gone, kept = save(tmp_path / "gone"), save(tmp_path / "kept")
    said = newsroom.publish(wording({component_id: MAJOR}))
    with newsroom.database.writing(NOON, COLLECTOR) as unit:
        generations.record_problem(unit, said.generation, "folder", "The folder is gone.")

    newsroom.do(remove_target, RemoveTarget(gone))

    assert [view.target for view in newsroom.ask(PUBLICATIONS, said.generation)] == [
        f"Folder {tmp_path / 'kept'}"
    ]
    assert [(place.id, place.problem) for place in places(newsroom)] == [(kept, "")]
    with newsroom.database.writing(NOON, COLLECTOR) as unit:
        assert add_target(unit, kind="folder", config={}).name == "folder 3"
    with pytest.raises(RuleBroken, match="no longer exists"):
        newsroom.do(remove_target, RemoveTarget(gone))


def test_a_place_of_another_version_is_shown_and_kept_and_its_fields_are_not(
    newsroom: Newsroom,
) -> None:
    with newsroom.database.writing(NOON, COLLECTOR) as unit:
        add_target(unit, kind="pigeon", config={"password": "hunter2"})

    (place,) = places(newsroom)

    assert (place.kind, place.label, place.is_known) == ("pigeon", "pigeon", False)
    assert "hunter2" not in repr(place)
    component_id = newsroom.service()
    with pytest.raises(RuleBroken, match="no place for the page"):
        newsroom.publish(wording({component_id: MAJOR}))


def test_who_chose_what_stands_in_the_audit(
    newsroom: Newsroom, save: Callable[..., int], tmp_path: Path
) -> None:
    save(tmp_path / "page")

    with newsroom.database.reading(NOON) as unit:
        rows = unit.connection.execute(select(AUDIT).where(AUDIT.c.verb == "target.save"))
        row = rows.one()
    assert row.actor == "person:Ada"
    assert str(tmp_path / "page") in row.detail
