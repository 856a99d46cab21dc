"""What slides state, in numbers, dates, names and words, against the sentences of the essay."""
