"""What appears one by one → the slide's timing, as PowerPoint itself writes it.

A step is one click: a point of a list together with the points below it, an event of a timeline, the bars
beside the lines of a program that stand out from then on.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from deckgen.structs import Struct
from deckgen.writers.pptx.shapes.recording import AT_ONCE, Player, clicks


class Effect(Struct, frozen=True):
    """What a click does: a shape appears, or some of its paragraphs do, by their places, or it `leaves`.

    `listed` says that it is a shape by itself, which PowerPoint lists among those that are animated; groups
    and frames are not. `again` says that it leaves having appeared.
    """

    shape_id: int
    paragraphs: tuple[int, ...] = ()
    leaves: bool = False
    listed: bool = False
    again: bool = False

    @property
    def group(self) -> int | None:
        """The number by which the list names the effect, None where it does not."""
        if self.paragraphs:
            return 0
        return int(self.again) if self.listed else None


Step = tuple[Effect, ...]
"""What one click does."""


def timing(steps: Sequence[Step], players: Sequence[Player] = ()) -> str:
    """Return the timing of a slide; nothing where nothing appears by steps and nothing plays."""
    if not steps and not players:
        return ""
    ids = itertools.count(2)
    in_turn = _in_turn(steps, ids) if steps else ""
    effects = [one for step in steps for one in step if one.group is not None]
    named = dict.fromkeys((one.shape_id, one.group, bool(one.paragraphs)) for one in effects)
    built = "".join(
        f'<p:bldP spid="{shape_id}" grpId="{group}" {"build" if by_points else "animBg"}='
        f'"{"p" if by_points else 1}"/>'
        for shape_id, group, by_points in named
    )
    listed = f"<p:bldLst>{built}</p:bldLst>" if built else ""
    return (
        '<p:timing><p:tnLst><p:par><p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot">'
        f"<p:childTnLst>{in_turn}{clicks(players, ids)}</p:childTnLst></p:cTn></p:par></p:tnLst>"
        f"{listed}</p:timing>"
    )


def _in_turn(steps: Sequence[Step], ids: Iterator[int]) -> str:
    """Return the sequence of the steps, one a click anywhere on the slide."""
    sequence = next(ids)
    return (
        f'<p:seq concurrent="1" nextAc="seek"><p:cTn id="{sequence}" dur="indefinite" nodeType="mainSeq">'
        f"<p:childTnLst>{''.join(_click(one, ids) for one in steps)}</p:childTnLst></p:cTn>"
        f"<p:prevCondLst>{_turn('onPrev')}</p:prevCondLst><p:nextCondLst>{_turn('onNext')}</p:nextCondLst>"
        "</p:seq>"
    )


def _turn(event: str) -> str:
    return f'<p:cond evt="{event}" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond>'


def _click(step: Step, ids: Iterator[int]) -> str:
    outer, inner = next(ids), next(ids)
    changes = [(one, target) for one in step for target in _targets(one)]
    effects = "".join(
        _changes(one, target, ids, "withEffect" if place else "clickEffect")
        for place, (one, target) in enumerate(changes)
    )
    return (
        f'<p:par><p:cTn id="{outer}" fill="hold"><p:stCondLst><p:cond delay="indefinite"/></p:stCondLst>'
        f'<p:childTnLst><p:par><p:cTn id="{inner}" fill="hold">{AT_ONCE}<p:childTnLst>{effects}'
        "</p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par>"
    )


def _targets(effect: Effect) -> list[str]:
    """Return what of a shape an effect is about, an element each; one empty text: all of it."""
    return [f'<p:txEl><p:pRg st="{place}" end="{place}"/></p:txEl>' for place in effect.paragraphs] or [""]


def _changes(one: Effect, within: str, ids: Iterator[int], node: str) -> str:
    """Return the effect by which a shape appears or leaves, or what `within` names of it appears."""
    effect, change = next(ids), next(ids)
    group = "" if one.group is None else f' grpId="{one.group}"'
    kind, seen = ("exit", "hidden") if one.leaves else ("entr", "visible")
    target = (
        f'<p:spTgt spid="{one.shape_id}">{within}</p:spTgt>'
        if within
        else f'<p:spTgt spid="{one.shape_id}"/>'
    )
    return (
        f'<p:par><p:cTn id="{effect}" presetID="1" presetClass="{kind}" presetSubtype="0" fill="hold"{group} '
        f'nodeType="{node}">{AT_ONCE}<p:childTnLst><p:set><p:cBhvr>'
        f'<p:cTn id="{change}" dur="1" fill="hold">{AT_ONCE}</p:cTn><p:tgtEl>{target}</p:tgtEl>'
        "<p:attrNameLst><p:attrName>style.visibility</p:attrName></p:attrNameLst></p:cBhvr>"
        f'<p:to><p:strVal val="{seen}"/></p:to></p:set></p:childTnLst></p:cTn></p:par>'
    )
