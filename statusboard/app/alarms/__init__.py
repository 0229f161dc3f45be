"""What asks for attention now, what people did about it, and what each wants to be told."""
