"""Other ways in which people write what fills a slide → nodes as the field table has them."""
