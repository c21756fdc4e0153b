"""How the page for the web looks: the report's own colours and faces, by day and by night."""

import re
from base64 import b64encode
from collections.abc import Mapping
from functools import cache

from tracker.models.enums import FollowUp, PromiseStatus
from tracker.reports import style
from tracker.reports.markup import Markup, tag
from tracker.reports.pdf.text import Color, rgb
from tracker.reports.symbols import State
from tracker.resources import resource_path
from tracker.services.reports.colour import carries_text
from tracker.services.reports.rows import Look

_FACES = (
    ("Loftesboken Sans", 400, "LoftesbokenSans-Regular"),
    ("Loftesboken Sans", 600, "LoftesbokenSans-SemiBold"),
    ("Loftesboken Serif", 400, "LoftesbokenSerif-Regular"),
    ("Loftesboken Serif", 600, "LoftesbokenSerif-SemiBold"),
)
_HEX = re.compile(r"#[0-9A-Fa-f]{6}")


def stylesheet(look: Look) -> str:
    """Colours, faces and rules, as the page carries them."""
    light = dict(style.ON_PAPER)
    if _HEX.fullmatch(look.colour):
        light["masthead"] = rgb(look.colour)
        if carries_text(look.colour):
            light["accent"] = light["masthead"]
    night = f"@media screen and (prefers-color-scheme: dark) {{ {_root(style.AT_NIGHT)} }}"
    rules = resource_path("web/public.css").read_text(encoding="utf-8")
    return "\n".join((_faces(), _root(light), night, rules))


def _root(colours: Mapping[str, Color]) -> str:
    said = " ".join(f"--{name}: {_code(color)};" for name, color in colours.items())
    return f":root {{ {said} }}"


def _code(color: Color) -> str:
    return "#" + "".join(f"{round(255 * part):02X}" for part in color)


@cache
def _faces() -> str:
    """The faces themselves: the page must look the same where no font may be fetched."""
    rules = []
    for family, weight, file in _FACES:
        data = b64encode(resource_path(f"fonts/{file}.woff2").read_bytes()).decode()
        rules.append(
            f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-display: swap; '
            f'src: url("data:font/woff2;base64,{data}") format("woff2"); }}'
        )
    return "\n".join(rules)


def symbol(state: State) -> Markup:
    """A state's shape. The word beside it is what is read aloud."""
    return tag("svg", *_SHAPES[state](), viewBox="0 0 20 20", aria_hidden="true", focusable="false")


def _disc() -> list[Markup]:
    return [tag("circle", cx="10", cy="10", r="9.5", class_="on")]


def _triangle() -> list[Markup]:
    return [_path("M10 1.6 19 18 1 18Z", "risk", "1.8")]


def _square() -> list[Markup]:
    return [_path("M1.4 1.4H18.6V18.6H1.4Z", "late")]


def _ring() -> list[Markup]:
    return [tag("circle", cx="10", cy="10", r="8.5", class_="ring", stroke_width="2.4")]


def _outcome(*inside: Markup) -> list[Markup]:
    return [tag("circle", cx="10", cy="10", r="8.6", class_="outcome", stroke_width="2.2"), *inside]


def _tick() -> list[Markup]:
    return _outcome(_path("M5.8 10.4 9 13.6 14.4 7", "outcome", "2.5"))


def _half() -> list[Markup]:
    return _outcome(_path("M10 1.4A8.6 8.6 0 0 0 10 18.6Z", "half"))


def _cross() -> list[Markup]:
    return _outcome(_path("M6.6 6.6 13.4 13.4M6.6 13.4 13.4 6.6", "outcome", "2.5"))


def _path(outline: str, kind: str, weight: str = "") -> Markup:
    return tag("path", d=outline, class_=kind, stroke_width=weight)


_SHAPES = {
    FollowUp.ON_TRACK: _disc,
    FollowUp.AT_RISK: _triangle,
    FollowUp.LATE: _square,
    FollowUp.NOT_STARTED: _ring,
    FollowUp.NO_TARGET: _ring,
    PromiseStatus.SIGNED: _ring,
    PromiseStatus.RUNNING: _ring,
    PromiseStatus.KEPT: _tick,
    PromiseStatus.PARTLY_KEPT: _half,
    PromiseStatus.NOT_KEPT: _cross,
    PromiseStatus.DROPPED: _cross,
}
