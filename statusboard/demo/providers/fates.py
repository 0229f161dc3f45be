"""What becomes of messages in the demo, by whom they are for: most arrive, some never do.

The same at every publish, so that whoever tries the demo twice sees the same twice.
"""

# Mailboxes that the mail server does not know, or not any more.
NO_MAILBOX = frozenset(
    {
        "orders@partner.example",
        "helpdesk@oldname.example",
        "j.brandt@fabrik.example",
        "noc@lakeside.example",
    }
)
# Mailboxes whose server asks to come back in a while, and takes the message then.
BUSY = frozenset(
    {
        "status@retailer.example",
        "it@greengrocer.example",
        "alerts@warehouse.example",
        "dienst@buchladen.example",
    }
)
# The connection breaks off here once the whole message was handed over.
BREAKS_OFF = frozenset({"cto@customer.example"})
# What Twilio says of a number, by its own error codes.
NO_TEXTS = {
    "+4917604069010": 21610,  # answered STOP
    "+12125550117": 21614,  # is a landline
}
# Receivers of webhooks that are in trouble themselves.
IN_TROUBLE = frozenset({"ops-bridge.partner.example"})
