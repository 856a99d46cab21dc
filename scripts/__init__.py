"""What is run by hand after a change: files that are made of others, and measures of the house."""
