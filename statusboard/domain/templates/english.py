"""Our own templates in English. They say what is measured, and nothing else."""

from types import MappingProxyType

from statusboard.domain.templates.kinds import TemplateKind, TemplateText, Texts

_TROUBLE = "{services} {effect}"
_MAINTENANCE = "Maintenance of {services}"
_TRY_AGAIN = "If something still fails for you, please try once more."

ENGLISH: Texts = MappingProxyType(
    {
        TemplateKind.INVESTIGATING: TemplateText(
            _TROUBLE,
            "{trouble} We are looking for the cause.\n\n{next_update_promise}",
        ),
        TemplateKind.IDENTIFIED: TemplateText(
            _TROUBLE,
            "{trouble} We have found the cause and are working on it.\n\n{next_update_promise}",
        ),
        TemplateKind.MONITORING: TemplateText(
            _TROUBLE,
            "{recovery} We are watching it for a while before we call it over. "
            f"{_TRY_AGAIN}\n\n{{next_update_promise}}",
        ),
        TemplateKind.RESOLVED: TemplateText(
            _TROUBLE,
            f"{{recovery}} {{lasted}} {_TRY_AGAIN} We are sorry for the interruption.\n\n"
            "{uptime_record}",
        ),
        TemplateKind.POSTMORTEM: TemplateText(
            "What happened to {services}",
            "**Timeline**\n\n{lasted} <!-- When was it noticed, found, and mended? -->\n\n"
            "**Effect**\n\n<!-- What could customers not do, and how many of them? -->\n\n"
            "**Cause**\n\n<!-- In plain words, without names of people. -->\n\n"
            "**Remedy**\n\n<!-- What ended it? -->\n\n"
            "**Prevention**\n\n<!-- What will keep it from coming back? -->",
        ),
        TemplateKind.STILL_INVESTIGATING: TemplateText(
            _TROUBLE,
            "We are still looking for the cause. {trouble}\n\n{next_update_promise}",
        ),
        TemplateKind.STILL_IDENTIFIED: TemplateText(
            _TROUBLE,
            "We know the cause and are still working on it. {trouble}\n\n{next_update_promise}",
        ),
        TemplateKind.STILL_MONITORING: TemplateText(
            _TROUBLE,
            "We are still watching {services}, and will say here when it is over. "
            "{recovery}\n\n{next_update_promise}",
        ),
        TemplateKind.MAINTENANCE_ANNOUNCED: TemplateText(
            _MAINTENANCE,
            "We will work on {services} from {started} to {ended}. You may not be able to use it "
            "during that time. We will say here when the work is done.",
        ),
        TemplateKind.MAINTENANCE_MOVED: TemplateText(
            _MAINTENANCE,
            "This work was planned anew. We will now work on {services} from {started} to {ended}. "
            "You may not be able to use it during that time.",
        ),
        TemplateKind.MAINTENANCE_REMINDER: TemplateText(
            _MAINTENANCE,
            "A reminder: we will work on {services} from {started} to {ended}. Please finish "
            "before then what cannot be interrupted.",
        ),
        TemplateKind.MAINTENANCE_STARTED: TemplateText(
            _MAINTENANCE,
            "The work on {services} has begun. You may not be able to use it until {ended}. "
            "We will say here when the work is done.",
        ),
        TemplateKind.MAINTENANCE_EXTENDED: TemplateText(
            _MAINTENANCE,
            "The work on {services} takes longer than planned. We now expect to be done by "
            "{ended}. We are sorry for the longer wait.",
        ),
        TemplateKind.MAINTENANCE_VERIFYING: TemplateText(
            _MAINTENANCE,
            "The work on {services} is done. We are checking that everything works as usual, and "
            "will say here when it is over.",
        ),
        TemplateKind.MAINTENANCE_FINISHED: TemplateText(
            _MAINTENANCE,
            f"The work on {{services}} is done. It took {{duration}}. {_TRY_AGAIN}",
        ),
        TemplateKind.MAINTENANCE_CANCELLED: TemplateText(
            _MAINTENANCE,
            "We will not work on {services} from {started} to {ended}. You can use it as usual "
            "during that time.",
        ),
        TemplateKind.QUARTER: TemplateText(
            "Our uptime in {quarter}: {uptime_quarter}",
            "In {quarter} our services were available {uptime_quarter} of the time that was "
            "observed, which was {quarter_coverage} of it. A partial outage counts with 30 % of "
            "its time, planned work does not count. We have seen no major outage for "
            "{days_since_last_major}.\n\n"
            "Every incident, with its length and what we said of it, stands here: {page_url}",
        ),
        TemplateKind.SUPPORT_INVESTIGATING: TemplateText(
            "",
            "I'm sorry about this. {title}. The team knows about it and is looking for the cause. "
            "You will read more by {next_update}.",
        ),
        TemplateKind.SUPPORT_IDENTIFIED: TemplateText(
            "",
            "I'm sorry about this. {title}. The team has found the cause and is working on it. "
            "You will read more by {next_update}.",
        ),
        TemplateKind.SUPPORT_MONITORING: TemplateText(
            "",
            "I'm sorry about this. {title}. It should work again; the team is watching it. "
            "You will read more by {next_update}.",
        ),
        TemplateKind.SUPPORT_RESOLVED: TemplateText(
            "",
            f"It is over. {{services}} {{effect}}. {_TRY_AGAIN}",
        ),
        TemplateKind.SUPPORT_POSTMORTEM: TemplateText(
            "",
            "The trouble with {services} is over. You can read on our status page how it came "
            "about.",
        ),
        TemplateKind.SUPPORT_RECOVERED: TemplateText(
            "",
            f"{{recovery}} {_TRY_AGAIN} We will confirm it on our status page.",
        ),
    }
)
