"""What appears one by one → the slide's timing, as PowerPoint itself writes it.

A step is one click: a point of a list together with the points below it, or an event of a timeline.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from deckgen.layout.pages import TextBox
from deckgen.writers.pptx.recording import AT_ONCE, Player, clicks


@dataclass(frozen=True, slots=True)
class Step:
    """What one click brings: paragraphs of a shape, by their places; the whole shape where it names none."""

    shape_id: int
    paragraphs: tuple[int, ...] = ()


def point_steps(shape_id: int, box: TextBox) -> tuple[Step, ...]:
    """Return the steps in which a box's parts appear; all other paragraphs are there from the start."""
    return tuple(Step(shape_id, one) for one in box.parts)


def timing(steps: Sequence[Step], players: Sequence[Player] = ()) -> str:
    """Return the timing of a slide; nothing where nothing appears by steps and nothing plays."""
    if not steps and not players:
        return ""
    ids = itertools.count(2)
    in_turn = _in_turn(steps, ids) if steps else ""
    by_points = dict.fromkeys(one.shape_id for one in steps if one.paragraphs)
    built = "".join(f'<p:bldP spid="{shape_id}" grpId="0" build="p"/>' for shape_id in by_points)
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
    targets = [f'<p:txEl><p:pRg st="{place}" end="{place}"/></p:txEl>' for place in step.paragraphs] or [""]
    effects = "".join(
        _appears(step.shape_id, target, ids, "withEffect" if place else "clickEffect")
        for place, target in enumerate(targets)
    )
    return (
        f'<p:par><p:cTn id="{outer}" fill="hold"><p:stCondLst><p:cond delay="indefinite"/></p:stCondLst>'
        f'<p:childTnLst><p:par><p:cTn id="{inner}" fill="hold">{AT_ONCE}<p:childTnLst>{effects}'
        "</p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par>"
    )


def _appears(shape_id: int, within: str, ids: Iterator[int], node: str) -> str:
    """Return the effect by which a shape appears, or what `within` names of it."""
    effect, change = next(ids), next(ids)
    group = ' grpId="0"' if within else ""
    target = f'<p:spTgt spid="{shape_id}">{within}</p:spTgt>' if within else f'<p:spTgt spid="{shape_id}"/>'
    return (
        f'<p:par><p:cTn id="{effect}" presetID="1" presetClass="entr" presetSubtype="0" fill="hold"{group} '
        f'nodeType="{node}">{AT_ONCE}<p:childTnLst><p:set><p:cBhvr>'
        f'<p:cTn id="{change}" dur="1" fill="hold">{AT_ONCE}</p:cTn><p:tgtEl>{target}</p:tgtEl>'
        "<p:attrNameLst><p:attrName>style.visibility</p:attrName></p:attrNameLst></p:cBhvr>"
        '<p:to><p:strVal val="visible"/></p:to></p:set></p:childTnLst></p:cTn></p:par>'
    )
