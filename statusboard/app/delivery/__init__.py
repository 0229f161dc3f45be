"""From an update to the people who want to know: outbox, dispatcher, ledger."""
