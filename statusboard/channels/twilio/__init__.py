"""What text messages by Twilio are made of: numbers, its account, its answers and reports."""
