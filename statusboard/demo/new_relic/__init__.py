"""A stand-in New Relic for the demo and the tests: loopback only, sample data only.

It is stricter than the client expects: documents are executed against a schema, and whatever the
service would refuse is refused.
"""
