"""The subscribers screen: people, what was delivered to them, and the channels to them."""
