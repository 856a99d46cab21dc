"""EndNote's XML: each field where EndNote puts it, with and without its style elements."""

from __future__ import annotations

from tests.deck.citing.libraries.reading import said, work, works

CHAPTER = """<?xml version="1.0" encoding="UTF-8"?><xml><records><record><rec-number>7</rec-number>\
<foreign-keys><key app="EN" db-id="x">7</key></foreign-keys><ref-type name="Book Section">5</ref-type>\
<contributors><authors><author><style face="normal">Low, Ada</style></author></authors><secondary-authors>\
<author>Poe, Ben</author></secondary-authors></contributors><titles><title><style>Lids &amp; more</style>\
<style face="italic"> now</style></title><secondary-title>The Kettle Book</secondary-title></titles>\
<pages>345-59</pages><edition>2nd</edition><dates><year>2019</year></dates>\
<pub-location>Leeds</pub-location><publisher>Iron Press</publisher><isbn>978-0&#xD;x</isbn>\
<electronic-resource-num>10.1000/lids</electronic-resource-num><urls><related-urls><url>https://a.org/1</url>\
</related-urls></urls></record></records></xml>"""

ARTICLE = """<xml><records><record><rec-number>8</rec-number><ref-type name="Journal Article">17</ref-type>\
<contributors><authors><author>Ahm, A. S.</author><author>World Bank</author></authors></contributors>\
<titles><title>Trends</title><secondary-title>British Kettle Journal</secondary-title>\
<alt-title>Br Kettle J</alt-title></titles><periodical><full-title>British Kettle Journal</full-title>\
</periodical><pages>943-7</pages><volume>112</volume><number>5</number><dates><year>2015</year><pub-dates>\
<date>Mar 3</date></pub-dates></dates></record></records></xml>"""


def test_a_chapter_has_its_book_editor_edition_and_doi() -> None:
    """All that EndNote exports of a chapter is there."""
    assert said(work(".xml", CHAPTER)) == {
        "type": "chapter",
        "title": "Lids & more now",
        "container-title": "The Kettle Book",
        "author": ["Low, Ada"],
        "editor": ["Poe, Ben"],
        "issued": ((2019,),),
        "page": "345-359",
        "edition": "2",
        "ISBN": "978-0",
        "publisher": "Iron Press",
        "publisher-place": "Leeds",
        "DOI": "10.1000/lids",
        "URL": "https://a.org/1",
    }


def test_an_article_has_its_issue_pages_and_day() -> None:
    """A journal's short title is kept beside the long one; a body needs no comma."""
    assert said(work(".xml", ARTICLE)) == {
        "type": "article-journal",
        "title": "Trends",
        "container-title": "British Kettle Journal",
        "container-title-short": "Br Kettle J",
        "author": ["Ahm, A. S.", "{World Bank}"],
        "issued": ((2015, 3, 3),),
        "volume": "112",
        "issue": "5",
        "page": "943-947",
    }


def test_entities_are_not_followed() -> None:
    """A file that declares entities of its own reads no other file and does not grow."""
    bomb = '<!DOCTYPE xml [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + ARTICLE.replace("Trends", "&a;")
    assert works(".xml", bomb) == {}
