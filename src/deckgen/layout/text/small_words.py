"""Language → the words that belong to the next one: no line of a headline ends on them."""

from __future__ import annotations

import functools

_BY_LANGUAGE = {
    "en": "a an the of to in on at by for from with and or but nor as into onto than that which who whose "
    "his her its their my our your this these those is are was were be been has have had not no",
    "de": "der die das den dem des ein eine einen einem einer eines und oder zu zum zur im in am an auf aus "
    "bei mit nach von vom vor für als dass ob ist sind war waren um sein seine seinen ihr "
    "ihre ihren kein keine nicht",
    "fr": "le la les un une des du de et ou à au aux en dans par pour sur que qui ne son sa ses leur leurs",
    "es": "el la los las un una unos unas y o de del en a al por para con que su sus no",
    "it": "il lo la i gli le un uno una e o di del della dei da in a al per con che su suo sua non",
    "pt": "o a os as um uma e ou de do da dos das em no na por para com que seu sua não",
    "nl": "de het een en of van in op aan bij met voor naar uit als dat die is zijn haar niet geen",
    "pl": "a i o u w z na do od po za że ale lub nie",
    "cs": "a i o u v z k s na do od po za že ale nebo ne",
}


@functools.cache
def small_words(language: str) -> frozenset[str]:
    """Return the articles, prepositions, conjunctions and possessives of a language, a BCP 47 tag."""
    return frozenset(_BY_LANGUAGE.get(language.lower().partition("-")[0], "").split())
