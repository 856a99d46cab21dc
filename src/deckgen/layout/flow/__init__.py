"""What is shown together on a slide, and how it sits: headlines, text, visuals, spare height."""
