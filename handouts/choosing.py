"""Chooses acupoints: those that share a traditional use, a channel or a part of the body, and those that words find."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from handouts.model.acupoint import Acupoint, Acupoints
from handouts.model.handout import Audience
from handouts.model.points import Pointed
from handouts.nearest import did_you_mean


def choose(acupoints: Acupoints, component: Pointed, audience: Audience) -> tuple[list[str], str | None]:
    """The codes that a component shows, and what is wrong with its choice, if something is."""
    points = acupoints.points
    if component.use:
        wrong = "is no use that patients may read" if audience == "patient" else "is no use"
        return _sharing(component.use, {point.code: point.uses_for(audience) for point in points}, wrong)
    if component.channel:
        return _sharing(component.channel, {point.code: [point.channel] for point in points}, "is no channel")
    if component.region:
        regions = {point.code: _regions(point) for point in points}
        return _sharing(component.region.lower(), regions, "is no part of the body")
    return component.points, None


def find(acupoints: Acupoints, words: Iterable[str]) -> list[Acupoint]:
    """The points for which each of the words is found in the code, a name, the characters, the region or a use."""
    sought = [_folded(word) for word in words]
    return [point for point in acupoints.points if all(_holds(point, word) for word in sought)]


def _sharing(wanted: str, offered: Mapping[str, list[str]], wrong: str) -> tuple[list[str], str | None]:
    codes = [code for code, names in offered.items() if wanted in names]
    known = {name for names in offered.values() for name in names}
    near = wanted.upper() if wanted.upper() in known else wanted
    return codes, None if codes else f"'{wanted}' {wrong} of these acupoints{did_you_mean(near, known)}"


def _regions(point: Acupoint) -> list[str]:
    """The part of the body that a point lies on, as `upper back`, and its last word alone: `back`."""
    region = point.region.replace("_", " ")
    return [region, *region.split()]


def _holds(point: Acupoint, word: str) -> bool:
    """Whether a code is the word, or something that is said of the point has it in it."""
    return word == _folded(point.code) or any(word in _folded(text) for text in _texts(point))


def _texts(point: Acupoint) -> Iterator[str]:
    yield from (point.pinyin, point.simplified, point.traditional, point.english)
    yield from (point.region.replace("_", " "), point.channel, *point.uses, *point.variants, *point.pinyin_variants)


def _folded(text: str) -> str:
    """Small letters without tones: `Zhōngfǔ` is found as `zhongfu`."""
    letters = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
