"""Three states of a deck → what is to be done to the one that was worked in. Nothing is changed here."""
