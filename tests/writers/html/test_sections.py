"""A slide's section by itself: what it is called by, and that it does not depend on those before it."""

from __future__ import annotations

from deckgen import structs
from deckgen.writers.html import write_html
from deckgen.writers.html.styles import Sheet
from deckgen.writers.html.write import SectionWriter, show_of
from tests.writers.html.sample import every_kind


def test_a_section_alone_is_the_one_in_the_file() -> None:
    """Whatever is written before it, or nothing: the same element, the same classes, the same rules."""
    pages = every_kind()
    file = write_html(pages).decode()
    for number, page in enumerate(pages.pages, 1):
        writer = SectionWriter(pages)
        section = writer.section(page, number)
        assert section.startswith('<section class="page"')
        assert section in file, page.id
        rules = (*writer.looks.everywhere.css().splitlines(), *writer.looks.stage.css().splitlines())
        assert rules
        assert [rule for rule in rules if rule not in file] == []


def test_the_order_of_slides_is_not_in_the_rules() -> None:
    """Slides that are moved leave the style sheets as they were, but for the bar of progress."""
    pages = every_kind()
    chrome = structs.replace(pages.theme.chrome, progress=None)
    pages = structs.replace(pages, theme=structs.replace(pages.theme, chrome=chrome))
    moved = structs.replace(pages, pages=tuple(reversed(pages.pages)))
    one, two = show_of(pages), show_of(moved)
    assert list(one.sections.values()) != list(two.sections.values())
    for sheets in ((one.looks.everywhere, two.looks.everywhere), (one.looks.stage, two.looks.stage)):
        assert sheets[0].css() == sheets[1].css()


def test_classes_are_named_after_what_they_declare() -> None:
    """In whatever order they come, and never one name for two."""
    here, there = Sheet("C"), Sheet("C")
    assert (here.name("color:red"), here.name("color:blue")) == (
        there.name("color:blue") and there.name("color:red"),
        there.name("color:blue"),
    )
    red = here.name("color:red")
    assert red.startswith("C")
    assert red == here.name("color:red")
    clash = Sheet("C", rules={red: "color:green"})
    assert clash.name("color:red") == clash.name("color:red") != red
    assert clash.name("color:red").startswith(red)
