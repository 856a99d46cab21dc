"""What is promised: a pattern that was compiled before is the same, and is not compiled again."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from deckgen.orders.compiled_patterns import FOLDER, compiled_patterns

PATTERNS = (
    (r"(?P<year>1\d{3}|20\d\d)(?:-(?P<month>\d\d))?", re.ASCII),
    (r"[^\W\d_]+(?=\s)|[\u4e00-\u9fff]", re.IGNORECASE),
    (rb"<([a-z]+)[^>]*>(.*?)</\1>", re.DOTALL),
    *((rf"(word{number})\b", re.MULTILINE) for number in range(20)),
)
TEXT = "In 1953-03 the Ärger of word7, and 北京 in word12\n"


@pytest.fixture
def forgetful() -> Iterator[None]:
    """Have `re` forget all patterns, as a new process would."""
    re.purge()
    yield
    re.purge()


def _compiled() -> list[tuple[Any, ...]]:
    """Return what can be told of each pattern, and what it finds."""
    found = []
    for pattern, flags in PATTERNS:
        one: re.Pattern[Any] = re.compile(pattern, flags)
        text = TEXT if isinstance(pattern, str) else b"a <b>bold</b> word"
        matches = [(match.span(), match.groups(), match.lastgroup) for match in one.finditer(text)]
        found.append((one.pattern, one.flags, one.groups, dict(one.groupindex), matches))
    return found


def _refuse(*_: object) -> Any:
    raise AssertionError("it is compiled once more")


@pytest.mark.usefixtures("forgetful")
def test_patterns_are_compiled_once_and_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second process compiles nothing; what has been kept finds what the pattern would."""
    usual = _compiled()
    re.purge()
    with compiled_patterns(tmp_path):
        assert _compiled() == usual
    re.purge()
    compiler = importlib.import_module("re._compiler")
    with monkeypatch.context() as patched:
        patched.setattr(compiler, "_code", _refuse)
        with compiled_patterns(tmp_path):
            assert _compiled() == usual
        with pytest.raises(AssertionError):
            re.compile("none of these")


@pytest.mark.usefixtures("forgetful")
@pytest.mark.parametrize("change", ["damaged", "writable", "nonsense"])
def test_what_is_not_certainly_ours_is_compiled_anew(tmp_path: Path, change: str) -> None:
    """A damaged file, one that others may write, and lists that are no pattern's are passed over."""
    with compiled_patterns(tmp_path):
        usual = _compiled()
    (kept,) = (tmp_path / FOLDER).iterdir()
    if change == "damaged":
        data = bytearray(kept.read_bytes())
        data[len(data) // 2] ^= 0x40
        kept.write_bytes(data)
    elif change == "writable":
        kept.chmod(0o666)
    else:
        from deckgen.pandoc.process import keep

        marshal = importlib.import_module("marshal")
        lists = marshal.dumps((0, [7, 7, 7], 0, {}, (None,)))
        keep(kept, marshal.dumps({(one, int(flags)): lists for one, flags in PATTERNS}), 0o600)
    before = kept.stat().st_ino
    re.purge()
    with compiled_patterns(tmp_path):
        assert _compiled() == usual
    assert kept.stat().st_ino != before, "it is written anew"
    assert not kept.stat().st_mode & 0o022
