"""A deck, a slideshow or a PDF as it lies, whoever made or changed it → what keeps people from reading it.

`deck.py`, `show.py` and `pdf.py` each read one kind of file and yield issues; `rules.py` is the table of all
rules; `read.py` tells the kinds apart; `report.py` makes text, JSON and a page of what was found.
"""
