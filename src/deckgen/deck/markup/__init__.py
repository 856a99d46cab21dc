"""A text of the outline → what its inline markup says: runs, citations, formulas, spoken notes, languages."""
