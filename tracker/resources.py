"""Where the files that ship with the program are: icons, fonts, catalogues, the example."""

from functools import cache
from pathlib import Path


@cache
def _root() -> Path:
    # A wheel carries `resources/` inside the package; a checkout has it beside the package.
    packaged = Path(__file__).parent / "_resources"
    return packaged if packaged.is_dir() else Path(__file__).parent.parent / "resources"


def resource_path(name: str) -> Path:
    """The path of a shipped file or folder, e.g. ``resource_path("fonts/x.ttf")``.

    It is not checked: opening a missing file raises as usual.
    """
    return _root() / name
