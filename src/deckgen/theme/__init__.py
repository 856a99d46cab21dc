"""templates/<name>/theme.yaml → Theme: the one description that both files are drawn from."""
