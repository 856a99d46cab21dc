"""A chart → its part of the package, and the workbook that holds its numbers."""
