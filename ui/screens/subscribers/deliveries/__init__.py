"""The deliveries: how far each message has got."""
