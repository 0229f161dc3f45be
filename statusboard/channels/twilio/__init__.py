"""What text messages by Twilio are made of: numbers, what its answers mean, and its account."""
