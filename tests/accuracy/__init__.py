"""`make accuracy`: how much of what documents say the extractors and rules find, and how much of it is right."""
