"""The outline language: its fields, and the schema, reference page and starter drawn from them."""
