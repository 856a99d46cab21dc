"""Outlines, one or a whole course of them → their files: each is built as alone, and none stops another."""
