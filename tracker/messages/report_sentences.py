"""The sentences about reports, their look and their seals; see `tracker.messages.sentences`."""

from tracker.i18n import N_

REPORTS: dict[str, str] = {
    "logotype.alt_missing": N_(
        "Write in words what the logotype shows, for those who listen to the report. "
        "Nothing has been saved."
    ),
    "logotype.blank": N_(
        "Nothing of the picture shows on white paper: it is all white or transparent. "
        "Nothing has been saved. Choose the logotype that is made for a light background."
    ),
    "logotype.damaged": N_(
        "The picture is damaged or not complete, so it can't be used. Nothing has been saved. "
        "Fetch it anew, or save it as PNG in a picture program."
    ),
    "logotype.large_file": N_(
        "The picture is larger than {most} MB, which no logotype needs. Nothing has been saved. "
        "Save a smaller copy and choose that."
    ),
    "logotype.many_pixels": N_(
        "The picture is {width} × {height} dots, more than the {most} million that can be taken "
        "in. Nothing has been saved. Save a smaller copy and choose that."
    ),
    "logotype.not_a_picture": N_(
        "The file is neither PNG nor JPEG, so it can't be used as a logotype. "
        "Nothing has been saved. Save the logotype as PNG and choose that."
    ),
    "look.colour": N_(
        "“{value}” is not a colour. Write # and six digits from 0 to F, as in #14406B. "
        "Nothing has been saved."
    ),
    "look.invisible": N_(
        "“{value}” can't be seen on white paper. Nothing has been saved. Choose a darker colour."
    ),
    "report.damaged": N_(
        "Report {id} is no longer as it was when it was made final, so it is not shown. "
        "Check the book with “lofte check”, and fetch the report from a backup."
    ),
    "report.draft": N_(
        "Report {id} is a draft, of which the book keeps no copy. "
        "Only a final report can be opened, handed over or superseded."
    ),
    "report.final": N_(
        "A final report can't be changed or removed, only superseded by a new one. "
        "Nothing has been saved."
    ),
    "report.handed_early": N_(
        "“{field}” is {date}, but the report was made final on {settled}. Nothing has been saved."
    ),
    "report.future": N_(
        "A report can show the state of today, {today}, at the latest. {date} is in the future."
    ),
    "report.no_agreement": N_(
        "There is no agreement in the book yet, so there is nothing to report on. "
        "Add the agreement and its promises first."
    ),
    "report.looks_personal": N_(
        "Page {page} shows what looks like {what}: “{text}”. Make sure that it may be published."
    ),
    "report.look_over": N_(
        "The report has not been made final: anybody may read it, and it can't be taken back. "
        "Correct what is told above, or give --even-so to make it final as it is."
    ),
    "report.no_form": N_(
        "The report “{kind}” can be written as {endings}, not as {file}. Nothing was written. "
        "Give the file a name that ends so."
    ),
    "report.no_kind": N_("There is no report called {kind}. The kinds are: {kinds}."),
    "report.none_to_sign": N_(
        "The agreement puts no promise before its signatories: all are signed, or not complete. "
        "It has not been made final. Complete a draft first, or make it as a draft."
    ),
    "report.not_agreement": N_(
        "Report {id} is no agreement, so it can't be signed. Nothing has been signed. "
        "Make a report of the kind agreement final and sign that one."
    ),
    "report.not_comparable": N_(
        "The two do not cover the same: one is of another agreement, or is limited to an owner or "
        "to the plan the law asks for. Choose two that cover the same."
    ),
    "report.nothing_to_sign": N_(
        "Report {id} puts no promise before its signatories: all were signed when it was made. "
        "Nothing has been signed."
    ),
    "report.no_number": N_(
        "No report has the number {id}. “lofte archive” shows those there are. "
        "Nothing has been saved."
    ),
    "report.not_written": N_(
        "The report is final and kept in the book with number {id}, but {file} could not be "
        "written: it may be open in another program, or the disk may be full. "
        "Take the report out with “lofte archive {book} --open {id} -o FILE.pdf”."
    ),
    "report.period_beyond": N_(
        "The period ends {end}, but the report shows the state of {as_of}. "
        "Choose an end no later than that."
    ),
    "report.sign_superseded": N_(
        "Report {id} has been superseded by report {newer}. Nothing has been signed. "
        "Sign the newer one."
    ),
    "report.signed_early": N_(
        "“{field}” is {date}, but the report was made final on {settled}. Nothing has been signed."
    ),
    "report.superseded": N_(
        "Report {id} has been superseded already, by report {newer}. Nothing has been saved. "
        "Supersede the newer one instead."
    ),
    "report.supersedes_other": N_(
        "Report {id} is of another kind or belongs to another agreement, so it can't be superseded "
        "by this one. Nothing has been saved."
    ),
    "seal.expired": N_(
        "The certificate in {file} expired on {date}, so nothing has been sealed and nothing "
        "written. Ask whoever issued it for a new one."
    ),
    "seal.key_unsupported": N_(
        "The key in {file} is of a kind that can't seal a PDF, so nothing has been sealed and "
        "nothing written. Ask for RSA of at least 2,048 bits, or an elliptic curve such as P-256."
    ),
    "seal.no_key": N_(
        "{file} has a certificate but not the private key that seals, so nothing has been sealed "
        "and nothing written. Export it anew, with its private key."
    ),
    "seal.not_a_certificate": N_(
        "{file} is damaged or is no certificate file, so nothing has been sealed and nothing "
        "written. Choose another, or have the certificate exported anew as .p12 or .pfx."
    ),
    "seal.not_for_signing": N_(
        "The certificate in {file} is not made for seals or signatures, so nothing has been "
        "sealed and nothing written. Ask for a certificate for electronic seals."
    ),
    "seal.not_installed": N_(
        "Sealing needs packages that are not installed, so nothing has been sealed and nothing "
        "written. Install them with: pip install “loftesboken[sign]”."
    ),
    "seal.not_yet_valid": N_(
        "The certificate in {file} holds from {date} on, so nothing has been sealed and nothing "
        "written. Wait until then, or check the computer's clock."
    ),
    "seal.sealed_already": N_(
        "The report has an e-stamp already, so nothing has been changed and nothing written. "
        "Save it as it is: the e-stamp goes with the file."
    ),
    "seal.wrong_password": N_(
        "The password does not fit {file}, or the file is damaged. Nothing has been sealed and "
        "nothing written. Try the password again."
    ),
    "meeting.ambiguous": N_(
        "“{text}” fits several meetings: {candidates}. Write more of the title, or the day."
    ),
    "meeting.none": N_("There is no meeting that fits “{text}”. Check the spelling."),
    "report.no_meeting": N_(
        "There is no meeting of the working group in the book yet. Plan one first."
    ),
    "report.no_round": N_(
        "There is no dialogue round in the book yet. Plan one, with its occasions, first."
    ),
}
