"""The public report as one page for the web: no scripts, and nothing fetched from elsewhere."""

import re
from collections.abc import Sequence

from tracker.i18n import _
from tracker.reports.kinds.public.amounts import in_order
from tracker.reports.kinds.public.promise import PublicPromise
from tracker.reports.kinds.public.telling import (
    PublicReport,
    columns,
    difference_title,
    public_report,
    why_title,
)
from tracker.reports.markup import Markup, joined, tag
from tracker.reports.plain_words import BEGIN, END
from tracker.reports.web_frame import framed
from tracker.reports.web_look import symbol
from tracker.services.reports.rows import ReportInput

_THEIRS = re.compile(f"{BEGIN}(.*?){END}", re.DOTALL)


def web_page(data: ReportInput) -> str:
    """The whole page, in the current language; the same input gives the same page."""
    told = public_report(data)
    return framed(told.title, data, *_main(told))


def _main(told: PublicReport) -> list[Markup]:
    content = [tag("h1", told.title), tag("p", told.opening, class_="opening")]
    if len(told.promises) > 1:
        content.append(_overview(told))
    content += [_promise(promise) for promise in told.promises]
    if told.caution:
        content.append(tag("p", told.caution, class_="caution"))
    content.append(
        tag(
            "div",
            tag("section", tag("h2", told.next_title), _listed(told.next_steps)),
            tag("section", tag("h2", told.contact_title), tag("p", _said(told.contact))),
            class_="panels",
        )
    )
    return content


def _overview(told: PublicReport) -> Markup:
    """Every promise and its state, each leading to what is told of it."""
    rows = [
        tag("li", tag("a", _said(promise.title), href=f"#{_id(promise)}"), _state(promise))
        for promise in told.promises
    ]
    return tag("nav", tag("ul", *rows, class_="overview"), aria_label=_("Every promise"))


def _id(promise: PublicPromise) -> str:
    return f"lofte-{promise.number}"


def _state(promise: PublicPromise) -> Markup:
    return tag("span", symbol(promise.state), tag("span", promise.state_word), class_="state")


def _promise(promise: PublicPromise) -> Markup:
    when = joined(" ", tag("span", promise.when, class_="when")) if promise.when else Markup()
    head = tag(
        "div",
        tag("div", tag("h2", _said(promise.title), id=_id(promise)), when),
        tag("p", _state(promise)),
        class_="head",
    )
    background = [
        tag("p", tag("b", title), " ", _said(text), class_="background")
        for title, text in ((why_title(), promise.why), (promise.aim_title, promise.aim))
        if text
    ]
    titles = columns()
    told = (
        _listed(in_order(promise.promised)),
        _listed(in_order(promise.done)),
        _listed([*promise.undone, *promise.otherwise]),
    )
    three = [tag("div", tag("h3", title), text) for title, text in zip(titles, told, strict=True)]
    effect = tag("p", _said(promise.difference))
    difference = tag("div", tag("h3", difference_title()), " ", effect, class_="difference")
    return tag(
        "article",
        head,
        *background,
        tag("div", *three, class_="columns"),
        difference,
        class_="promise",
        aria_labelledby=_id(promise),
    )


def _listed(texts: Sequence[str]) -> Markup:
    """A list; of one text, a paragraph."""
    if len(texts) == 1:
        return tag("p", _said(texts[0]))
    return tag("ul", *(tag("li", _said(text)) for text in texts))


def _said(text: str) -> Markup:
    """A sentence of ours, where people's own words say which language they are in."""
    parts = _THEIRS.split(text)
    return joined(
        *(tag("span", part, lang="sv") if number % 2 else part for number, part in enumerate(parts))
    )
