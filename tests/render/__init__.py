"""The files as an audience sees them: rendered by LibreOffice and Chromium, and measured there."""
