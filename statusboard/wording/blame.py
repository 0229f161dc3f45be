"""No supplier is blamed by name on our word alone."""

from statusboard.domain.language import Language
from statusboard.wording.base import Draft, Remark, Sample, WordRule, any_of, remark_on

_SUPPLIER = (
    r"(?:AWS|Amazon(?: Web Services)?|Azure|Microsoft(?: Azure| 365)?|Google(?: Cloud(?: "
    r"Platform)?)?|GCP|"
    r"Cloud[Ff]lare|Fastly|Akamai|Twilio|SendGrid|Mailgun|Postmark|Stripe|PayPal|Adyen|Klarna|"
    r"Worldpay|Plaid|"
    r"Datadog|New Relic|GitHub|GitLab|Heroku|DigitalOcean|Linode|Okta|Auth0|Zendesk|Intercom|"
    r"OpenAI|Anthropic|"
    r"Salesforce|Snowflake|MongoDB(?: Atlas)?|Slack|Zoom|Apple|Meta|Facebook|Visa|Mastercard|"
    r"Telekom|Vodafone|"
    r"Verizon|AT&T|Comcast|Lumen|Level ?3|Cogent|Equinix|Hetzner|OVH(?:cloud)?|IONOS|Rackspace|"
    r"Vercel|Netlify)"
)
# A product of theirs, or an address, is more often one's own: “GitHub Actions”, “github.com”. And
# so is what joins us to them: “Slack notifications”, “sign-in with Google accounts”.
_OURS = (
    r"(?:integrat|connect|log-?in|sign-?in|sso|pay|import|export|sync|user|customer|plug-?in|app|"
    r"account|notification|webhook|alert|call|message|e-?mail|calendar|meeting|card|transaction|"
    r"checkout|oauth|authentic|repo|project|feed|ads?\b|map|analytic|bot|channel|device|subscriber|"
    r"domain|address|recipient|data|stor|drive|crawl|add-on|order|wallet|channel|workspace|number)"
)
_NAMED = rf"\b(?-i:{_SUPPLIER}(?![.-]\w| [A-Z]| {_OURS}| (?:and|or) [A-Z]\w+ {_OURS}))"
_BETWEEN = r"[^.!?\n]{0,40}?"
_TROUBLE = (
    r"(?:outages?|failures?|faults?|disruptions?|issues?|problems?|incidents?|degradation|errors?|"
    r"downtime|instability)"
)
# Whose trouble it is, is said by who writes of somebody else.
_THEIRS = r"(?:providers?|vendors?|suppliers?|partners?|hosts?|carriers?),? "
_BEGINS = r"(?:(?<![^\n])|(?<=[.;:,] )|(?<=that )|(?<=because ))"
_PATTERNS = {
    Language.ENGLISH: any_of(
        rf"(?:due to|caused by|because of|result of|stems? from){_BETWEEN}\b{_TROUBLE} {_BETWEEN}"
        rf"\b(?:at|with|within|by|from|in|of|on) (?:our {_THEIRS})?{_NAMED}",
        rf"(?:due to|caused by|because of|fault of) (?:our {_THEIRS})?{_NAMED}"
        rf"(?=['’]s|[.,;]| {_TROUBLE})",
        rf"{_TROUBLE} (?:at|with|within) (?:our {_THEIRS})?{_NAMED}",
        rf"(?:{_BEGINS}|(?<=provider )|(?<=vendor )|(?<=supplier )){_NAMED} "
        r"(?:is|are|was|were|has|have|had) "
        r"(?:currently |also )?(?:down|experiencing|having|failing|failed|suffering|offline|"
        r"unavailable)",
        rf"{_BEGINS}{_NAMED} (?:has|had) (?:an? )?(?:\w+ )?{_TROUBLE}",
        rf"{_BEGINS}{_NAMED} (?:has )?(?:resolved|fixed|mitigated|acknowledged) their",
        rf"(?:an?|the|this) {_NAMED} (?:outage|failure|incident|downtime)",
    ),
    Language.GERMAN: any_of(
        rf"(?:wegen|aufgrund|verursacht von|liegt an){_BETWEEN}(?:Ausfalls?|Störung|Problem\w*|"
        rf"Fehlers?) {_BETWEEN}{_NAMED}",
        rf"(?:wegen|verursacht von|liegt an|Schuld (?:ist|hat)) {_NAMED}(?=[.,;])",
        rf"(?:Ausfall|Störung|Problem\w*|Fehler) (?:bei|von) (?:der |dem )?{_NAMED}",
        rf"{_BEGINS}{_NAMED} (?:ist|hat|sind|war) (?:derzeit |gerade )?"
        r"(?:ausgefallen|gestört|Probleme|offline)",
    ),
}


def _look(draft: Draft) -> Remark | None:
    # A title names what it is about, which may be a product that works with theirs.
    found = tuple(one for one in draft.find(_PATTERNS) if one.part == "body")
    return remark_on(
        found,
        "{} names a supplier. Customers hold us to what we sell; say what it means "
        "for them, and name nobody who has not said so themselves.",
    )


DECLARATION = WordRule(
    key="blame",
    look=_look,
    good=(
        Sample("A provider of ours has trouble. Payments by card fail."),
        Sample("You can pay by PayPal meanwhile."),
        Sample("Sign in with Google works."),
        Sample("Issues, search and GitHub Actions work.", title="Incident with GitHub"),
        Sample("We have moved traffic away from one of our suppliers."),
        Sample("There were problems with Visa and Mastercard payments."),
        Sample("There were problems with Slack notifications, which arrive again."),
        Sample("Sign-in failed due to a change in how we ask Google for your name."),
        Sample("It was caused by a mistake in our Stripe integration."),
        Sample(
            "Anmeldungen schlugen wegen einer Änderung unserer Abfrage bei Google fehl.",
            language=Language.GERMAN,
        ),
        Sample("Zahlen Sie bitte solange mit PayPal.", language=Language.GERMAN),
    ),
    bad=(
        Sample("This is due to an outage at AWS.", ("due to an outage at AWS",)),
        Sample("Cloudflare is down.", ("Cloudflare is down",)),
        Sample("There are issues with Stripe.", ("issues with Stripe",)),
        Sample("Cloudflare had an outage, and pages failed.", ("Cloudflare had an outage",)),
        Sample(
            "Die Störung bei Telekom dauert an.", ("Störung bei Telekom",), language=Language.GERMAN
        ),
    ),
)
