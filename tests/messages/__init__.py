"""Small bad inputs, one or more for each message, from which docs/messages.md takes its examples."""
