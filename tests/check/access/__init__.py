"""What keeps people from reading a file, planted and looked for."""
