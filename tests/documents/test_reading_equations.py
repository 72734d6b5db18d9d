"""Equations of LaTeX, Word and web pages as one line each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from capaian.reading.equations.latex import latex, without_latex
from capaian.reading.equations.markup import from_eq_field, from_mathml, from_omml

M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.mark.parametrize(
    ("source", "read"),
    [
        (r"\frac{2555}{2584} \times 100\% = 98{,}87\%", "2555/2584 × 100% = 98,87%"),
        (r"2555/2584 \times 100\% = 98,87 \%", "2555/2584 × 100% = 98,87 %"),
        (r"\dfrac{98,87+83,33}{2}=91,10", "(98,87 + 83,33)/2 = 91,10"),
        (r"\frac{\text{Jumlah surat tepat waktu}}{\text{Jumlah surat}}\times100\%",
         "(Jumlah surat tepat waktu)/(Jumlah surat) × 100%"),
        (r"\frac{Rp. 20.198.106}{Rp 27.006.382}", "Rp. 20.198.106/Rp 27.006.382"),
        (r"\frac{15}{18}100\%", "15/18 × 100%"),
        (r"2\frac{1}{2}", "2 1/2"),
        (r"\frac12", "1/2"),
        (r"{a \over b + c}", "a/(b + c)"),
        (r"\frac{\left(a+b\right)}{2}", "(a + b)/2"),
        (r"\frac{(a)(b)}{2}", "((a)(b))/2"),
        (r"\sqrt[3]{x+1}", "3√(x + 1)"),
        (r"x^2 + y_{1}", "x^2 + y_1"),
        (r"30^\circ", "30°"),
        (r"2 \times -3", "2 × -3"),
        (r"a \cdot b \div c", "a × b ÷ c"),
        (r"\begin{aligned} a &= 1 \\ b &= 2 \end{aligned}", "a = 1\nb = 2"),
        (r"\mathbf{25}\,\%", "25 %"),
    ],
)  # fmt: skip
def test_latex(source: str, read: str) -> None:
    assert latex(source) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (r"a. Perizinan $15/18 \times 100\% = 83,33\%$ Rata-rata = 91,11%",
         "a. Perizinan 15/18 × 100% = 83,33% Rata-rata = 91,11%"),
        (r"$$\frac{1}{2}$$ dan \(3 \times 4\) dan \[5 \times 6\]", "1/2 dan 3 × 4 dan 5 × 6"),
        (r"Capaian \frac{15}{18} \times 100\% R_1 & R_2", "Capaian 15/18 × 100% R_1 & R_2"),
        ("harga US$ 5 dan US$ 6, atau $5 dan $6", "harga US$ 5 dan US$ 6, atau $5 dan $6"),
        (r"C:\temp\data", r"C:\temp\data"),
        ("tanpa rumus", "tanpa rumus"),
    ],
)  # fmt: skip
def test_latex_within_a_text(text: str, read: str) -> None:
    assert without_latex(text) == read


@given(st.text(alphabet="$\\{}^_[]()&~ 12af%\n,"))
def test_any_text_is_read(text: str) -> None:
    without_latex(text)
    latex(text)


@pytest.mark.parametrize("piece", [
    "$", "\\(", "\\[ a", "\\frac{", "\\frac", "{", "$x\\", "a^", "{a\\over ", "\\sqrt[",
])  # fmt: skip
def test_a_long_text_of_beginnings_ends_soon(piece: str) -> None:
    text = piece * 20_000
    assert without_latex(text)
    assert latex(text) is not None


def omml(inside: str) -> str:
    return from_omml(etree.fromstring(f'<m:oMath xmlns:m="{M}" xmlns:w="{W}">{inside}</m:oMath>'))


def r(text: str) -> str:
    return f"<m:r><m:t xml:space='preserve'>{text}</m:t></m:r>"


def f(over: str, under: str) -> str:
    return f"<m:f><m:fPr><m:type m:val='bar'/></m:fPr><m:num>{over}</m:num><m:den>{under}</m:den></m:f>"


@pytest.mark.parametrize(
    ("inside", "read"),
    [
        (f(r("2555"), r("2584")) + r("×100%=98,87%"), "2555/2584 × 100% = 98,87%"),
        (f(r("2555"), r("2584")) + r("x 100%"), "2555/2584 x 100%"),
        (f(r("15"), r("18")) + r("100%"), "15/18 × 100%"),
        (r("Rata-rata=") + f(r("98,87+83,33"), r("2")), "Rata-rata = (98,87 + 83,33)/2"),
        (f(f(r("1"), r("2")), r("3")), "(1/2)/3"),
        (f"<m:sSup><m:e>{r('x')}</m:e><m:sup>{r('2')}</m:sup></m:sSup>", "x^2"),
        (f"<m:rad><m:radPr><m:degHide m:val='1'/></m:radPr><m:deg/><m:e>{r('x+1')}</m:e></m:rad>", "√(x + 1)"),
        (f"<m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr><m:sub>{r('i=1')}</m:sub><m:sup>{r('n')}</m:sup>"
         f"<m:e>{r('x')}</m:e></m:nary>", "Σ_(i = 1)^n x"),
        (f"<m:d><m:e>{r('a+b')}</m:e></m:d>{r('/2')}", "(a + b)/2"),
        (f"<m:d><m:dPr><m:begChr m:val='['/><m:endChr m:val=']'/></m:dPr><m:e>{r('a')}</m:e></m:d>", "[a]"),
        (f"<m:eqArr><m:e>{r('a=1')}</m:e><m:e>{r('b=2')}</m:e></m:eqArr>", "a = 1\nb = 2"),
        (f"{r('1')}<w:del>{r('2')}</w:del><w:ins>{r('3')}</w:ins>", "13"),
        (r("𝟐𝟓"), "25"),
    ],
)  # fmt: skip
def test_an_equation_of_word(inside: str, read: str) -> None:
    assert omml(inside) == read


def test_equations_of_one_paragraph_stand_on_lines() -> None:
    one = f"<m:oMath>{r('a')}</m:oMath>"
    assert from_omml(etree.fromstring(f'<m:oMathPara xmlns:m="{M}">{one}{one}</m:oMathPara>')) == "a\na"


@pytest.mark.parametrize(
    ("inside", "read"),
    [
        ("<mfrac><mn>2555</mn><mn>2584</mn></mfrac><mo>×</mo><mn>100</mn><mo>%</mo>", "2555/2584 × 100%"),
        ("<mfrac><mrow><mn>1</mn><mo>+</mo><mn>2</mn></mrow><mn>2</mn></mfrac>", "(1 + 2)/2"),
        ("<mfrac><mtext>Jumlah surat</mtext><mtext>Semua</mtext></mfrac>", "(Jumlah surat)/Semua"),
        ("<msqrt><mi>x</mi><mo>+</mo><mn>1</mn></msqrt>", "√(x + 1)"),
        ("<msup><mi>x</mi><mn>2</mn></msup>", "x^2"),
        ("<mfenced><mi>a</mi><mi>b</mi></mfenced>", "(a, b)"),
        ("<semantics><mn>5</mn><annotation>\\frac</annotation></semantics>", "5"),
        ("<mover><mi>x</mi><mo>¯</mo></mover>", "x"),
        ("<mn>2</mn><mo>\u2062</mo><mi>x</mi>", "2 × x"),
    ],
)  # fmt: skip
def test_an_equation_of_a_web_page(inside: str, read: str) -> None:
    assert from_mathml(etree.fromstring(f"<math>{inside}</math>")) == read


@pytest.mark.parametrize(
    ("instruction", "read"),
    [
        (r" EQ \f(2555;2584) x 100%", "2555/2584 x 100%"),
        (r"EQ \f(2555,2584)", "2555/2584"),
        (r"EQ \f(98,87+83,33;2)", "(98,87 + 83,33)/2"),
        (r"EQ \b\bc\[(\f(1;2))", "(1/2)"),
        (r"EQ \r(3;x)", "3√x"),
        (r"EQ x\s\up8(2)", "x2"),
        (" PAGE ", ""),
        (" REF a \\h ", ""),
    ],
)
def test_an_eq_field(instruction: str, read: str) -> None:
    assert from_eq_field(instruction) == read


def test_deep_equations_keep_their_characters() -> None:
    inside = r("7")
    for _ in range(70):
        inside = f"<m:sSup><m:e>{inside}</m:e><m:sup/></m:sSup>"
    assert "7" in omml(inside)
