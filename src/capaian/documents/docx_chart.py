"""The picture of achievement as a chart of Word's own: bars that print sharp and text that can be read out."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from html import escape

from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from capaian.documents.docx_parts import text_of
from capaian.documents.model import Bar, Chart

_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_EMU = 36000
_WIDTH = 262
_MOST_BARS = 16
_LONGEST_NAME = 60

_MET = '<c:spPr><a:solidFill><a:srgbClr val="1F6F54"/></a:solidFill></c:spPr>'
# A pattern, not only another colour: reports are printed in black and copied.
_SHORT = (
    '<c:spPr><a:pattFill prst="wdUpDiag"><a:fgClr><a:srgbClr val="A2530B"/></a:fgClr>'
    '<a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill>'
    '<a:ln w="9525"><a:solidFill><a:srgbClr val="A2530B"/></a:solidFill></a:ln></c:spPr>'
)
_SHOWN = (
    '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
    '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)
_TEXT = (
    '<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="900"/></a:pPr><a:endParaRPr lang="id-ID"/></a:p>'
    "</c:txPr>"
)


def drawings(document: Document, chart: Chart) -> list[Element]:
    """Add the chart to ``document`` and return the runs that show it: one, or more where bars fill pages."""
    parts = [chart.bars[start : start + _MOST_BARS] for start in range(0, len(chart.bars), _MOST_BARS)]
    return [_drawing(document, chart, bars, number) for number, bars in enumerate(parts, 1)]


def _drawing(document: Document, chart: Chart, bars: Sequence[Bar], number: int) -> Element:
    package = document.part.package
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), _TYPE, _chart_xml(chart, bars).encode(), package)
    link = document.part.relate_to(part, f"{_R}/chart")
    height = (9 * len(bars) + 14) * _EMU
    described = _quoted(chart.caption)
    return parse_xml(
        f'<w:r xmlns:w="{_W}" xmlns:wp="{_WP}" xmlns:a="{_A}" xmlns:c="{_C}" xmlns:r="{_R}"><w:drawing>'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{_WIDTH * _EMU}" cy="{height}"/>'
        f'<wp:docPr id="{number}" name="{_quoted(chart.title)} {number}" descr="{described}"/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{_C}"><c:chart r:id="{link}"/></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )


def _quoted(text: str) -> str:
    return escape(text_of(text).replace("\n", " "))


def _chart_xml(chart: Chart, bars: Sequence[Bar]) -> str:
    end = chart.ticks[-1][0]
    step = chart.ticks[1][0]
    names = "".join(f'<c:pt idx="{n}"><c:v>{_name(bar)}</c:v></c:pt>' for n, bar in enumerate(bars))
    lengths = "".join(
        f'<c:pt idx="{n}"><c:v>{Decimal(bar.share) * Decimal(end)}</c:v></c:pt>' for n, bar in enumerate(bars)
    )
    looks = "".join(
        f'<c:dPt><c:idx val="{n}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>{_SHORT}</c:dPt>'
        for n, bar in enumerate(bars)
        if not bar.met
    )
    labels = "".join(_label(n, bar) for n, bar in enumerate(bars))
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<c:chartSpace xmlns:c="{_C}" xmlns:a="{_A}" xmlns:r="{_R}"><c:roundedCorners val="0"/><c:chart>'
        '<c:autoTitleDeleted val="1"/><c:plotArea><c:layout/><c:barChart><c:barDir val="bar"/>'
        '<c:grouping val="clustered"/><c:varyColors val="0"/><c:ser><c:idx val="0"/><c:order val="0"/>'
        f'<c:tx><c:v>{_quoted(chart.title)}</c:v></c:tx>{_MET}<c:invertIfNegative val="0"/>{looks}'
        f'<c:dLbls>{labels}{_TEXT}<c:dLblPos val="outEnd"/>{_SHOWN}</c:dLbls>'
        f'<c:cat><c:strLit><c:ptCount val="{len(bars)}"/>{names}</c:strLit></c:cat>'
        f'<c:val><c:numLit><c:formatCode>General</c:formatCode><c:ptCount val="{len(bars)}"/>{lengths}'
        '</c:numLit></c:val></c:ser><c:gapWidth val="60"/><c:axId val="1"/><c:axId val="2"/></c:barChart>'
        '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>{_TEXT}<c:crossAx val="2"/>'
        '<c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>'
        '<c:noMultiLvlLbl val="1"/></c:catAx>'
        f'<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:max val="{end}"/><c:min val="0"/>'
        '</c:scaling><c:delete val="0"/><c:axPos val="b"/><c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill>'
        '<a:srgbClr val="BBBBBB"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>'
        '<c:numFmt formatCode="0" sourceLinked="0"/><c:majorTickMark val="out"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="nextTo"/>{_TEXT}<c:crossAx val="1"/><c:crosses val="max"/>'
        f'<c:crossBetween val="between"/><c:majorUnit val="{step}"/></c:valAx>'
        '</c:plotArea><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>'
    )


def _name(bar: Bar) -> str:
    name = bar.name if len(bar.name) <= _LONGEST_NAME else bar.name[: _LONGEST_NAME - 1] + "…"
    return _quoted(f"{bar.code} {name}")


def _label(number: int, bar: Bar) -> str:
    words = f'<a:r><a:rPr lang="id-ID" sz="900"/><a:t>{_quoted(bar.printed)}</a:t></a:r>'
    return (
        f'<c:dLbl><c:idx val="{number}"/><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p>{words}</a:p></c:rich></c:tx>'
        f'<c:dLblPos val="outEnd"/>{_SHOWN}</c:dLbl>'
    )
