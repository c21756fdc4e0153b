"""A code book to begin with: what citizens most often speak of when they are asked."""

from sqlalchemy import select

from tracker.i18n import N_, _
from tracker.models.search import folded
from tracker.models.survey import Theme
from tracker.services.context import AppContext
from tracker.services.themes import ThemeFields, add_theme_in

_STARTERS = (
    (N_("lighting"), N_("lamp, dark, street light, unlit")),
    (N_("upkeep"), N_("litter, broken, graffiti, clean, overgrown")),
    (N_("visible police"), N_("police, patrol, community police")),
    (N_("traffic"), N_("speeding, car, moped, pedestrian crossing")),
    (N_("young people"), N_("youths, teenagers, youth centre, gang")),
    (N_("drugs"), N_("narcotics, dealing, cannabis, drunk")),
    (N_("life in the centre"), N_("shop, empty, market, opening hours")),
    (N_("feeling safe"), N_("unsafe, afraid, worried, alone")),
    (N_("outdoor surroundings"), N_("park, footpath, underpass, bench")),
)


def add_starter_themes(ctx: AppContext) -> list[int]:
    """Add the common themes, in the current language, that the code book lacks. Returns ids."""
    with ctx.write("theme.start") as tx:
        known = {folded(name) for name in tx.session.scalars(select(Theme.name))}
        return [
            add_theme_in(tx, ThemeFields(_(name), keywords=_(keywords)))
            for name, keywords in _STARTERS
            if folded(_(name)) not in known
        ]
