"""Every pair of colours that meets on the screen holds WCAG's contrast."""

from collections.abc import Iterator
from dataclasses import fields

import pytest

from tracker.models.enums import FollowUp, Party
from tracker.ui.tokens import DARK, LIGHT, TONES, Tokens

THEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])


def luminance(colour: str) -> float:
    """WCAG 2 relative luminance."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_ratio_is_wcags() -> None:
    assert ratio("#FFFFFF", "#000000") == pytest.approx(21)
    assert ratio("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def grounds(tokens: Tokens) -> dict[str, str]:
    names = ("bg", "surface", "sunken", "tint", "sel", "hover")
    return {name: getattr(tokens, name) for name in names}


def text_pairs(tokens: Tokens) -> Iterator[tuple[str, str, str]]:
    for ground, behind in grounds(tokens).items():
        for name in ("text", "text2", "text3", "accent"):
            yield f"{name} on {ground}", getattr(tokens, name), behind
        for value in FollowUp:
            yield f"{value} on {ground}", tokens.follow_up(value).word, behind
    for value in FollowUp:
        colours = tokens.follow_up(value)
        yield f"{value} on its pill", colours.word, colours.pill
    for party in Party:
        yield f"letter of {party}", tokens.party_letter, tokens.party(party).name()
    yield "primary button", tokens.on_accent, tokens.accent_fill
    yield "primary button, hot", tokens.on_accent, tokens.accent_hover


def symbol_pairs(tokens: Tokens) -> Iterator[tuple[str, str, str]]:
    for ground, behind in grounds(tokens).items():
        for value in FollowUp:
            yield f"symbol {value} on {ground}", tokens.follow_up(value).symbol, behind
        for party in Party:
            yield f"badge {party} on {ground}", tokens.party(party).name(), behind
        yield f"focus on {ground}", tokens.accent, behind
        yield f"control border on {ground}", tokens.strong, behind
    for value in FollowUp:
        colours = tokens.follow_up(value)
        yield f"symbol {value} on its pill", colours.symbol, colours.pill
    yield "fill on track", tokens.fill, tokens.track
    yield "fill on selected track", tokens.fill, tokens.track_selected
    yield "tick on track", tokens.tick, tokens.track
    yield "ended fill on track", tokens.strong, tokens.track
    for name in ("bg", "surface"):
        yield f"ticked box on {name}", tokens.accent_fill, getattr(tokens, name)


@THEMES
def test_text_holds_4_5(tokens: Tokens) -> None:
    weak = {what: round(ratio(a, b), 2) for what, a, b in text_pairs(tokens) if ratio(a, b) < 4.5}
    assert not weak


@THEMES
def test_symbols_borders_and_rings_hold_3(tokens: Tokens) -> None:
    weak = {what: round(ratio(a, b), 2) for what, a, b in symbol_pairs(tokens) if ratio(a, b) < 3}
    assert not weak


@THEMES
def test_every_colour_is_found_by_name(tokens: Tokens) -> None:
    for field in fields(tokens):
        value = getattr(tokens, field.name)
        if isinstance(value, str):
            assert tokens.colour(field.name).name() == value.lower()
    for tone in TONES:
        assert tokens.tone(tone).isValid()
    with pytest.raises(KeyError):
        tokens.colour("mauve")
