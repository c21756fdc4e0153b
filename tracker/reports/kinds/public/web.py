"""The public report as one page for the web: no scripts, and nothing fetched from elsewhere."""

import re
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256

from tracker.i18n import _, current_language, format_date
from tracker.models.enums import ReportState
from tracker.reports.kinds.public.amounts import in_order
from tracker.reports.kinds.public.promise import PublicPromise
from tracker.reports.kinds.public.telling import (
    PublicReport,
    columns,
    difference_title,
    public_report,
    why_title,
)
from tracker.reports.kinds.public.web_look import stylesheet, symbol
from tracker.reports.markup import Markup, joined, tag
from tracker.reports.plain_words import BEGIN, END
from tracker.reports.sentences import municipality_name, police_name
from tracker.services.reports.rows import ReportInput

_CONTENT = "innehall"
_THEIRS = re.compile(f"{BEGIN}(.*?){END}", re.DOTALL)


def web_page(data: ReportInput) -> str:
    """The whole page, in the current language; the same input gives the same page."""
    told = public_report(data)
    body = tag(
        "body",
        tag("a", _("Skip to the content"), class_="skip", href=f"#{_CONTENT}"),
        tag("div", _header(data), _main(told), _footer(data), class_="page"),
    )
    document = tag("html", _head(told, data), body, lang=current_language())
    return f"<!DOCTYPE html>\n{document}\n"


def _head(told: PublicReport, data: ReportInput) -> Markup:
    style = stylesheet(data.look)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    # A frozen page stays as it is: nothing may be fetched, run, sent or put around it.
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; font-src data:; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    title = f"{told.title}, {municipality_name(data.municipality)}"
    is_draft = data.state is ReportState.DRAFT
    return tag(
        "head",
        Markup('<meta charset="utf-8">'),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="robots", content="noindex") if is_draft else "",
        tag("title", f"{title} · {_('DRAFT')}" if is_draft else title),
        tag("style", Markup(style)),
    )


def _header(data: ReportInput) -> Markup:
    logotype = data.look.logotype
    municipality: str = municipality_name(data.municipality)
    if logotype is not None:
        source = f"data:image/png;base64,{b64encode(logotype.data).decode()}"
        municipality = tag("img", src=source, alt=logotype.alt or municipality)
    names = [tag("span", name) for name in (municipality, police_name(data.police_area)) if name]
    return tag(
        "header",
        tag("p", *names, class_="names"),
        tag("p", *_stamp(data), class_="stamp"),
    )


def _stamp(data: ReportInput) -> list[Markup]:
    """Whether it is a draft, or the day it was made final."""
    notes = [_("Example data")] if data.example else []
    if data.state is ReportState.DRAFT:
        notes.append(_("not final"))
        word = _("DRAFT")
    elif data.settled_on is None:
        word = _("FINAL")
    else:
        word = _("FINAL {day}").format(day=format_date(data.settled_on, "iso"))
    note = [tag("span", " · ".join(notes))] if notes else []
    return [*note, tag("strong", word)]


def _main(told: PublicReport) -> Markup:
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
    return tag("main", *content, id=_CONTENT, tabindex="-1")


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


def _footer(data: ReportInput) -> Markup:
    both = _("{municipality} and {police}").format(
        municipality=municipality_name(data.municipality), police=police_name("", short=True)
    )
    as_of = _("How things stood on {day}").format(day=format_date(data.as_of, "long"))
    if data.example:
        as_of += " · " + _("Example data")
    return tag("footer", tag("p", both), tag("p", as_of))
