"""What is claimed about speed, measured against Pandoc in one run."""
