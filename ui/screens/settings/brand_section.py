"""How the page looks: the fields, and above them the head of the page as they make it."""

from collections.abc import Mapping

from PySide6.QtWidgets import QHBoxLayout, QWidget

from statusboard.app.settings import DEFAULT_NAME, PAGE_NAME
from statusboard.catalog.brand_fields import BRAND, colour_problem
from statusboard.domain.contrast import LEAST_CONTRAST
from statusboard.domain.palette import Theme, least_contrast, ratio_text
from statusboard.domain.views.settings import SettingsView
from statusboard.errors import RuleBroken
from ui.screens.settings.fields_section import FieldsSection
from ui.screens.settings.page_head import PageHead
from ui.theme.tokens import SPACE_2
from ui.widgets.label import Label


class BrandSection(FieldsSection):
    """The fields with two heads of the page that follow what is typed, in light and in dark."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(BRAND, parent)
        self._name = DEFAULT_NAME
        self.heads = tuple(PageHead(theme) for theme in Theme)
        row = QHBoxLayout()
        row.setSpacing(SPACE_2)
        for head in self.heads:
            row.addWidget(head, 1)
        self.body.insertLayout(self.body.indexOf(self.fields), row)
        self.contrast = Label(tone="muted", wrap=True)
        self.body.insertWidget(self.body.indexOf(self.fields), self.contrast)
        for spec in BRAND.fields:
            self.fields.form.row(spec.name).changed.connect(self._follow)

    def load(self, view: SettingsView) -> None:
        """Shows what is kept, and the head of the page with it."""
        super().load(view)
        self._name = str(view.values.get(PAGE_NAME) or DEFAULT_NAME)
        self._follow()

    def _follow(self) -> None:
        values: dict[str, object] = {}
        for spec in BRAND.fields:
            try:
                values[spec.name] = self.fields.form.row(spec.name).value()
            except RuleBroken:
                continue
        for head in self.heads:
            head.show_values(self._name, values)
        self._say_contrast(values)

    def _say_contrast(self, values: Mapping[str, object]) -> None:
        """How well what is typed can be read; what is wrong with it is said before it is kept."""
        fields = {"accent": Theme.LIGHT, "accent_dark": Theme.DARK}
        problems = [
            problem
            for name, theme in fields.items()
            if values.get(name) and (problem := colour_problem(theme)(values[name])) is not None
        ]
        light, dark = (
            ratio_text(least_contrast(head.accent.colour, theme))
            for head, theme in zip(self.heads, Theme, strict=True)
        )
        words = self.tr("Contrast: {light} in light, {dark} in the dark. Letters need {least}.")
        told = words.format(light=light, dark=dark, least=ratio_text(LEAST_CONTRAST))
        self.contrast.setText(" ".join(problems) or told)
        self.contrast.set_tone("major" if problems else "muted")
