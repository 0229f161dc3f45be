"""The writing helper: where it is, its key, and trying it. Empty, there is none."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from statusboard.app.settings import ASSISTANT
from statusboard.domain.views.settings import SettingsView
from statusboard.domain.views.writing_help import AssistantKey, AssistantTried, AssistantView
from statusboard.errors import StatusBoardError, field_of
from ui.screens.assistant_words import where_words
from ui.screens.settings.fields_section import FieldsSection
from ui.screens.settings.section import LabelledField
from ui.theme.tokens import SPACE_2
from ui.widgets.banner import Banner
from ui.widgets.file_consent import FileConsent


class AssistantSection(FieldsSection):
    """The declared fields, and a key that goes in and never comes out.

    Signals:
        key_given: keep this key, or none; carries the AssistantKey.
        try_wanted: ask the helper that is kept a small question.
    """

    key_given = Signal(object)
    try_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(ASSISTANT, parent)
        self._assistant: AssistantView | None = None
        self._is_busy = False
        self.standing = Banner(is_rounded=True, tone="operational")
        self.standing.hide()
        # Beside the button: what stands at the top may be out of sight.
        self.told = Banner(is_rounded=True, tone="operational")
        self.told.hide()
        self.body.insertWidget(0, self.standing)
        self.key = QLineEdit()
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        # Neither remembered nor corrected by an input method.
        self.key.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.key_field = LabelledField(
            self.tr("Key"),
            self.key,
            help_text=self.tr(
                "Only where the helper wants one. It is kept in this computer's key store, is for "
                "this address alone, and is never shown again."
            ),
        )
        self.consent = FileConsent()
        self.forget_button = QPushButton(self.tr("Forget key"))
        self.forget_button.setProperty("look", "danger")
        self.try_button = QPushButton(self.tr("Try it"))
        self.try_button.setToolTip(self.tr("Asks the helper a small question without any facts"))
        self.key_button = QPushButton(self.tr("Keep key"))
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_2)
        foot.addWidget(self.forget_button)
        foot.addStretch(1)
        foot.addWidget(self.try_button)
        foot.addWidget(self.key_button)
        self.body.addWidget(self.key_field)
        self.body.addWidget(self.consent)
        self.body.addWidget(self.told)
        self.body.addLayout(foot)
        self.key.textChanged.connect(self._key_typed)
        self.key.returnPressed.connect(self._keep_key)
        self.consent.agree.toggled.connect(lambda _: self._show_buttons())
        self.key_button.clicked.connect(self._keep_key)
        self.forget_button.clicked.connect(lambda: self.key_given.emit(AssistantKey()))
        self.try_button.clicked.connect(self._try)
        self.fields.form.changed.connect(self._show_buttons)
        self._show_buttons()

    def load(self, view: SettingsView) -> None:
        """Shows what is kept; fields that a person is changing stay as they are."""
        super().load(view)
        if view.assistant != self._assistant:
            self._assistant = view.assistant
            self.told.hide()
        self._show_standing()
        self._show_buttons()

    def key_was_kept(self) -> None:
        """Wipes the key from the field: it is kept, or forgotten, by now."""
        self.key.clear()
        self.consent.hide()
        self._show_buttons()

    def key_was_refused(self, error: StatusBoardError) -> None:
        """Says what is wrong with the key, or asks where it may be kept."""
        if field_of(error) == "allow_file":
            self.consent.ask(str(error))
        else:
            self.key_field.show_fault(str(error))
            self.key.setFocus()
        self._show_buttons()

    def was_tried(self, tried: AssistantTried) -> None:
        """Says how it went."""
        self._is_busy = False
        self._say(tried.sentence, "operational")
        self._show_buttons()

    def was_refused(self, error: StatusBoardError) -> None:
        """Says what came back, in words, to somebody who is where those would send them."""
        self._is_busy = False
        self._say(str(error).replace(" in Settings", ""), "major")
        self._show_buttons()

    def _show_standing(self) -> None:
        assistant = self._assistant
        self.standing.setVisible(assistant is not None)
        if assistant is not None:
            sentence, tone = where_words(assistant)
            self.standing.show_sentence(sentence, tone=tone)

    def _say(self, sentence: str, tone: str) -> None:
        self.told.show_sentence(sentence, tone=tone)
        self.told.show()

    def _key_typed(self) -> None:
        self.key_field.clear_fault()
        self._show_buttons()

    def _keep_key(self) -> None:
        if self.key_button.isEnabled():
            given = AssistantKey(self.key.text().strip(), allow_file=self.consent.is_given)
            self.key_given.emit(given)

    def _try(self) -> None:
        self._is_busy = True
        self._say(self.tr("Asking the helper…"), "maintenance")
        self._show_buttons()
        self.try_wanted.emit()

    def _show_buttons(self) -> None:
        assistant = self._assistant
        is_kept = assistant is not None and not self.fields.changed
        must_agree = not self.consent.isHidden() and not self.consent.is_given
        self.key_field.setVisible(assistant is not None)
        self.key_button.setVisible(assistant is not None)
        self.try_button.setVisible(assistant is not None)
        self.try_button.setEnabled(is_kept and not self._is_busy)
        self.key_button.setEnabled(is_kept and bool(self.key.text().strip()) and not must_agree)
        self.forget_button.setVisible(assistant is not None and assistant.has_key)
        has_key = assistant is not None and assistant.has_key
        self.key.setPlaceholderText(self.tr("A key is kept") if has_key else "")
