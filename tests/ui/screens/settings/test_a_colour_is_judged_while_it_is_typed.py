"""The contrast of the page's colours stands beside them and follows what is typed."""

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from statusboard.domain.palette import Theme, least_contrast, ratio_text
from ui.screens.settings.brand_section import BrandSection
from ui.theme.theme import Theme as Clothes


@pytest.fixture
def brand(qtbot: QtBot, dressed: Clothes) -> BrandSection:
    made = BrandSection()
    qtbot.addWidget(made)
    return made


def typed(brand: BrandSection, name: str, text: str) -> None:
    control = brand.fields.form.row(name).control
    assert isinstance(control, QLineEdit)
    control.setText(text)


def test_its_figure_follows_what_is_typed(brand: BrandSection) -> None:
    typed(brand, "accent", "#12264F")
    assert ratio_text(least_contrast("#12264F", Theme.LIGHT)) in brand.contrast.text()
    typed(brand, "accent", "#0A5C36")
    assert ratio_text(least_contrast("#0A5C36", Theme.LIGHT)) in brand.contrast.text()


def test_one_that_cannot_be_read_is_told_with_the_nearest(brand: BrandSection) -> None:
    typed(brand, "accent_dark", "#12264F")
    assert "can hardly be read on the dark page" in brand.contrast.text()
    assert brand.contrast.property("tone") == "major"
    typed(brand, "accent_dark", "")
    assert brand.contrast.text().startswith("Contrast: ")
    assert brand.contrast.property("tone") == "muted"


def test_both_heads_are_told_to_whoever_does_not_see_them(brand: BrandSection) -> None:
    typed(brand, "accent", "#12264F")
    light, dark = (head.accessibleName() for head in brand.heads)
    assert "#12264F" in light
    assert dark.startswith("Head in the dark")
