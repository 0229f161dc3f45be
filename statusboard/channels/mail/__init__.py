"""What e-mail needs beyond its declaration: the message, the conversation, the proof, bounces."""
