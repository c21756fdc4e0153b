"""What makes a file both PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2). Loads ReportLab."""

import re
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc

from tracker.reports.pdf.document import Properties
from tracker.reports.pdf.fonts import safe

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
<xmp:CreatorTool>{tool}</xmp:CreatorTool>
<xmp:CreateDate>{made}</xmp:CreateDate>
<xmp:ModifyDate>{made}</xmp:ModifyDate>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def declare_conformance(document: Any, properties: Properties) -> None:
    """Put the metadata and the colour profile that both standards ask for into the catalogue."""
    catalog = document.Catalog
    catalog.Metadata = pdfdoc.XMP(creator=lambda _document: _xmp(document, properties))
    profile = pdfdoc.PDFStream(
        pdfdoc.PDFDictionary({"N": 3}), _srgb_profile(), [pdfdoc.PDFZCompress]
    )
    name = pdfdoc.PDFString("sRGB IEC61966-2.1")
    intent = pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("OutputIntent"),
            "S": pdfdoc.PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": name,
            "Info": name,
            "DestOutputProfile": document.Reference(profile, "sRGB"),
        }
    )
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
    catalog.OutputIntents = pdfdoc.PDFArray([intent])


def _xmp(document: Any, properties: Properties) -> bytes:
    """The same as in the information dictionary, to the letter: PDF/A compares them."""
    values = {
        "title": safe(properties.title),
        "author": safe(properties.author),
        "subject": safe(properties.subject),
        "language": properties.language,
        "producer": document.info.producer,
        "tool": document.info.creator,
        "made": f"{properties.made_on.isoformat()}T12:00:00+00:00",
    }
    return _XMP.format(**{key: escape(text) for key, text in values.items()}).encode()


@cache
def _srgb_profile() -> bytes:
    from PIL import ImageCms

    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    # The profile's own creation date (ICC.1, 7.2.1); the same report must give the same bytes.
    profile[24:36] = bytes((7, 208, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0))
    return bytes(profile)


_MAPPING = re.compile(r"<([0-9A-F]{2})> <([0-9A-F]{4})>")


def conforming_cmap(cmap: str) -> str:
    """A ToUnicode map without U+0000, which is forbidden, and with at most 100 lines a block."""
    rows = [match[0] for match in _MAPPING.finditer(cmap) if match[2] != "0000"]
    blocks = [rows[start : start + 100] for start in range(0, len(rows), 100)]
    body = [line for rows in blocks for line in (f"{len(rows)} beginbfchar", *rows, "endbfchar")]
    head, _middle = cmap.split("1 begincodespacerange")
    start = [head + "1 begincodespacerange", "<00> <FF>", "endcodespacerange"]
    end = ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join([*start, *body, *end])
