"""Our own templates in German. They say what is measured, and nothing else."""

from types import MappingProxyType

from statusboard.domain.templates.kinds import TemplateKind, TemplateText, Texts

_TROUBLE = "{services} {effect}"
_MAINTENANCE = "Wartung: {services}"
_TRY_AGAIN = "Falls bei Ihnen noch etwas nicht geht, versuchen Sie es bitte noch einmal."

GERMAN: Texts = MappingProxyType(
    {
        TemplateKind.INVESTIGATING: TemplateText(
            _TROUBLE,
            "{trouble} Wir suchen die Ursache.\n\n{next_update_promise}",
        ),
        TemplateKind.IDENTIFIED: TemplateText(
            _TROUBLE,
            "{trouble} Wir haben die Ursache gefunden und arbeiten daran.\n\n{next_update_promise}",
        ),
        TemplateKind.MONITORING: TemplateText(
            _TROUBLE,
            "{recovery} Wir beobachten das noch, bevor wir es für beendet erklären. "
            f"{_TRY_AGAIN}\n\n{{next_update_promise}}",
        ),
        TemplateKind.RESOLVED: TemplateText(
            _TROUBLE,
            f"{{recovery}} {{lasted}} {_TRY_AGAIN} Wir bitten um Entschuldigung für die "
            "Unterbrechung.\n\n{uptime_record}",
        ),
        TemplateKind.POSTMORTEM: TemplateText(
            "Was geschehen ist: {services}",
            "**Ablauf**\n\n{lasted} <!-- Wann wurde es bemerkt, gefunden und behoben? -->\n\n"
            "**Auswirkung**\n\n<!-- Was konnten Kunden nicht tun, und wie viele? -->\n\n"
            "**Ursache**\n\n<!-- In einfachen Worten, ohne Namen von Personen. -->\n\n"
            "**Behebung**\n\n<!-- Was hat es beendet? -->\n\n"
            "**Vorbeugung**\n\n<!-- Was verhindert, dass es wiederkommt? -->",
        ),
        TemplateKind.STILL_INVESTIGATING: TemplateText(
            _TROUBLE,
            "Wir suchen weiter nach der Ursache. {trouble}\n\n{next_update_promise}",
        ),
        TemplateKind.STILL_IDENTIFIED: TemplateText(
            _TROUBLE,
            "Wir kennen die Ursache und arbeiten weiter daran. {trouble}\n\n{next_update_promise}",
        ),
        TemplateKind.STILL_MONITORING: TemplateText(
            _TROUBLE,
            "Wir beobachten weiter, ob alles stabil bleibt, und melden hier, wenn es vorbei ist. "
            "{recovery}\n\n{next_update_promise}",
        ),
        TemplateKind.MAINTENANCE_ANNOUNCED: TemplateText(
            _MAINTENANCE,
            "Wir arbeiten von {started} bis {ended} an folgenden Diensten: {services}. In dieser "
            "Zeit können Sie diese Dienste vielleicht nicht nutzen. Wir melden hier, wenn die "
            "Arbeiten beendet sind.",
        ),
        TemplateKind.MAINTENANCE_MOVED: TemplateText(
            _MAINTENANCE,
            "Diese Arbeiten sind neu geplant. Wir arbeiten jetzt von {started} bis {ended} an "
            "folgenden Diensten: {services}. In dieser Zeit können Sie diese Dienste vielleicht "
            "nicht nutzen.",
        ),
        TemplateKind.MAINTENANCE_REMINDER: TemplateText(
            _MAINTENANCE,
            "Zur Erinnerung: Von {started} bis {ended} arbeiten wir an folgenden Diensten: "
            "{services}. Bitte beenden Sie vorher, was nicht unterbrochen werden darf.",
        ),
        TemplateKind.MAINTENANCE_STARTED: TemplateText(
            _MAINTENANCE,
            "Die Arbeiten an folgenden Diensten haben begonnen: {services}. Bis {ended} können "
            "Sie diese Dienste vielleicht nicht nutzen. Wir melden hier, wenn die Arbeiten "
            "beendet sind.",
        ),
        TemplateKind.MAINTENANCE_EXTENDED: TemplateText(
            _MAINTENANCE,
            "Die Arbeiten an folgenden Diensten dauern länger als geplant: {services}. Wir "
            "rechnen jetzt damit, bis {ended} fertig zu sein. Wir bitten um Entschuldigung für "
            "die längere Wartezeit.",
        ),
        TemplateKind.MAINTENANCE_VERIFYING: TemplateText(
            _MAINTENANCE,
            "Die Arbeiten an folgenden Diensten sind fertig: {services}. Wir prüfen noch, ob alles "
            "wie gewohnt funktioniert, und melden hier, wenn es vorbei ist.",
        ),
        TemplateKind.MAINTENANCE_FINISHED: TemplateText(
            _MAINTENANCE,
            "Die Arbeiten an folgenden Diensten sind beendet: {services}. Sie dauerten "
            f"{{duration}}. {_TRY_AGAIN}",
        ),
        TemplateKind.MAINTENANCE_CANCELLED: TemplateText(
            _MAINTENANCE,
            "Die Arbeiten von {started} bis {ended} finden nicht statt. Diese Dienste können Sie "
            "in dieser Zeit wie gewohnt nutzen: {services}.",
        ),
        TemplateKind.QUARTER: TemplateText(
            "Verfügbarkeit im {quarter}: {uptime_quarter}",
            "Im {quarter} waren unsere Dienste in {uptime_quarter} der beobachteten Zeit "
            "verfügbar. Beobachtet wurden {quarter_coverage} dieser Zeit. Ein teilweiser Ausfall "
            "zählt zu 30 % seiner Dauer, geplante Arbeiten zählen nicht. Seit "
            "{days_since_last_major} gab es keinen großen Ausfall.\n\n"
            "Jede Störung, mit ihrer Dauer und unseren Meldungen dazu, steht hier: {page_url}",
        ),
        TemplateKind.SUPPORT_INVESTIGATING: TemplateText(
            "",
            "Das tut mir leid. {title}. Das Team weiß davon und sucht die Ursache. "
            "Mehr dazu lesen Sie bis {next_update}.",
        ),
        TemplateKind.SUPPORT_IDENTIFIED: TemplateText(
            "",
            "Das tut mir leid. {title}. Das Team hat die Ursache gefunden und arbeitet daran. "
            "Mehr dazu lesen Sie bis {next_update}.",
        ),
        TemplateKind.SUPPORT_MONITORING: TemplateText(
            "",
            "Das tut mir leid. {title}. Es sollte wieder gehen; das Team beobachtet es. "
            "Mehr dazu lesen Sie bis {next_update}.",
        ),
        TemplateKind.SUPPORT_RESOLVED: TemplateText(
            "",
            f"Es ist vorbei. {{services}} {{effect}}. {_TRY_AGAIN}",
        ),
        TemplateKind.SUPPORT_POSTMORTEM: TemplateText(
            "",
            "Die Störung bei {services} ist vorbei. Auf unserer Statusseite lesen Sie, wie es dazu "
            "kam.",
        ),
        TemplateKind.SUPPORT_RECOVERED: TemplateText(
            "",
            f"{{recovery}} {_TRY_AGAIN} Wir bestätigen das auf unserer Statusseite.",
        ),
    }
)
