"""What is around the content of every page for the web: no scripts, nothing fetched."""

from base64 import b64encode
from hashlib import sha256

from tracker.i18n import _, current_language, format_date
from tracker.models.enums import ReportState
from tracker.reports.markup import Markup, tag
from tracker.reports.sentences import municipality_name, police_name
from tracker.reports.web_look import stylesheet
from tracker.services.reports.rows import ReportInput

_CONTENT = "innehall"


def framed(title: str, data: ReportInput, *content: Markup) -> str:
    """The whole page, in the current language; the same input gives the same page."""
    main = tag("main", *content, id=_CONTENT, tabindex="-1")
    body = tag(
        "body",
        tag("a", _("Skip to the content"), class_="skip", href=f"#{_CONTENT}"),
        tag("div", _header(data), main, _footer(data), class_="page"),
    )
    document = tag("html", _head(title, data), body, lang=current_language())
    return f"<!DOCTYPE html>\n{document}\n"


def _head(title: str, data: ReportInput) -> Markup:
    style = stylesheet(data.look)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    # A frozen page stays as it is: nothing may be fetched, run, sent or put around it.
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; font-src data:; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    title = f"{title}, {municipality_name(data.municipality)}"
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


def _footer(data: ReportInput) -> Markup:
    both = _("{municipality} and {police}").format(
        municipality=municipality_name(data.municipality), police=police_name("", short=True)
    )
    as_of = _("How things stood on {day}").format(day=format_date(data.as_of, "long"))
    if data.example:
        as_of += " · " + _("Example data")
    return tag("footer", tag("p", both), tag("p", as_of))
