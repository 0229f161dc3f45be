"""No supplier is blamed by name on our word alone."""

from statusboard.domain.language import Language
from statusboard.wording.base import Draft, Remark, Sample, WordRule, any_of, remark_on

_SUPPLIER = (
    r"(?:AWS|Amazon(?: Web Services)?|Azure|Microsoft(?: Azure| 365)?|Google(?: Cloud(?: "
    r"Platform)?)?|GCP|"
    r"Cloudflare|Fastly|Akamai|Twilio|SendGrid|Mailgun|Postmark|Stripe|PayPal|Adyen|Klarna|"
    r"Worldpay|Plaid|"
    r"Datadog|New Relic|GitHub|GitLab|Heroku|DigitalOcean|Linode|Okta|Auth0|Zendesk|Intercom|"
    r"OpenAI|Anthropic|"
    r"Salesforce|Snowflake|MongoDB(?: Atlas)?|Slack|Zoom|Apple|Meta|Facebook|Visa|Mastercard|"
    r"Telekom|Vodafone|"
    r"Verizon|AT&T|Comcast|Lumen|Level ?3|Cogent|Equinix|Hetzner|OVH(?:cloud)?|IONOS|Rackspace|"
    r"Vercel|Netlify)"
)
# A product of theirs, or an address, is more often one's own: “GitHub Actions”, “github.com”.
_NAMED = rf"\b(?-i:{_SUPPLIER}(?![.]\w| [A-Z]))"
_BETWEEN = r"[^.!?\n]{0,40}?"
_BEGINS = r"(?:(?<![^\n])|(?<=[.;:,] )|(?<=that )|(?<=because ))"
_PATTERNS = {
    Language.ENGLISH: any_of(
        rf"(?:due to|caused by|because of|result of|stems? from|fault of){_BETWEEN}{_NAMED}",
        rf"(?:outage|failure|disruption|issues?|problems?) (?:at|with|within) {_NAMED}",
        rf"{_BEGINS}{_NAMED} (?:is|are|was|were|has|have|had) (?:currently |also )?"
        r"(?:down|experiencing|having|failing|failed|suffering|offline|unavailable)",
        rf"(?:an?|the|this) {_NAMED} (?:outage|failure|incident)",
    ),
    Language.GERMAN: any_of(
        rf"(?:wegen|aufgrund|verursacht von|liegt an|Schuld){_BETWEEN}{_NAMED}",
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
        Sample("Zahlen Sie bitte solange mit PayPal.", language=Language.GERMAN),
    ),
    bad=(
        Sample("This is due to an outage at AWS.", ("due to an outage at AWS",)),
        Sample("Cloudflare is down.", ("Cloudflare is down",)),
        Sample("There are issues with Stripe.", ("issues with Stripe",)),
        Sample(
            "Die Störung bei Telekom dauert an.", ("Störung bei Telekom",), language=Language.GERMAN
        ),
    ),
)
