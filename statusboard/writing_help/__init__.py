"""A writing helper: any address that speaks the OpenAI chat form, asked once for one text."""
