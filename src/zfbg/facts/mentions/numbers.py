"""Numbers as reports write them: Arabic, Chinese, mixed and masked numerals, exact or bounded.

GB/T 15835-2011 says how numbers are to be written; the masks (xx.xx, ×, *, □) are those of reposted reports. All
arithmetic keeps all digits, whatever the decimal context of the caller; only a quotient that does not end is cut, at
28 significant digits.
"""

from __future__ import annotations

import re
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal, Inexact
from typing import NamedTuple

from zfbg.text import half_width

DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
PLACES = {"十": 10, "百": 100, "千": 1000}
MASKS = "xX×*□_"
# 大写, the digits of contracts and old budgets.
FORMAL = "壹贰叁肆伍陆柒捌玖拾佰仟"
CHINESE = f"零〇一二两三四五六七八九十百千廿卅{FORMAL}"

_PLAINLY = str.maketrans(f"{FORMAL}廿卅", "一二三四五六七八九十百千廿卅") | {ord("廿"): "二十", ord("卅"): "三十"}
_MASKED = re.compile(f"[{re.escape(MASKS)}]")
_EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[])
_ONE = Decimal(1)
_SIGNIFICANT = Context(prec=28, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[])

_ARABIC = r"(?:\d{1,3}(?:,\d{3})++|\d++)(?:\.\d++)?"
_PLAIN = re.compile(rf"{_ARABIC}|\.\d++")
_MINUS = re.compile("[-－−负]的?")
# A blank that does not divide two Arabic numbers is one of layout: 7 万5 千.
_BLANK = re.compile(r" (?![\d,])|(?<![\d,]) ")
_PARTS = re.compile(
    "(?P<bottom>[^分]++)分之(?P<top>[^分]++)|百分(?P<hundredths>[^分之]++)|(?P<upper>[^/]++)/(?P<under>[^/]++)"
)
_TENTHS = re.compile("(?P<whole>[^成]++)成(?P<rest>[一二三四五六七八九半])?")
_VAGUE = re.compile("(?<=.)[余多来](?=[十百千万亿]*$)")
_AT_LEAST = re.compile("[上成](?=[十百千万亿])")
# A digit with its place; two digits that follow each other (三四, 三五) leave it open which is meant.
_TERM = re.compile(rf"(?P<zero>[零〇]?)(?P<digits>{_ARABIC}|[一二两三四五六七八九]{{1,2}}|[几数])?(?P<place>[十百千])?")
_PAIRS = {"三五": (3, 5)} | {
    a + b: (DIGITS[a], DIGITS[b]) for a in DIGITS for b in DIGITS if 0 < DIGITS[a] == DIGITS[b] - 1
}
# 几十 and 数十 are more than one ten and less than a hundred.
_SOME = (Decimal(2), Decimal(10))


class Number(NamedTuple):
    """What is known of a number: ``value`` where it is exact, else ``lower`` and ``upper``; None is open.

    ``mask`` is the numeral as written where signs stand in for its digits.
    """

    value: Decimal | None
    lower: Decimal | None = None
    upper: Decimal | None = None
    mask: str = ""

    @property
    def ends(self) -> tuple[Decimal | None, Decimal | None]:
        """The least and the greatest that it may be, None where that is open."""
        return (self.lower, self.upper) if self.value is None else (self.value, self.value)

    def over(self, divisor: Decimal) -> Number:
        """The number divided by a positive one."""
        value, lower, upper = (None if each is None else quotient(each, divisor) for each in self[:3])
        return Number(value, lower, upper, self.mask)

    def negative(self) -> Number:
        """The number with the other sign; 0 stays 0."""
        value, lower, upper = (each.copy_negate() if each else each for each in self[:3])
        return Number(value, upper, lower, self.mask)


Ends = tuple[Decimal, Decimal]


def number(text: str) -> Number | None:
    """Read one numeral, a fraction or a share; None where ``text`` is none. A bound (近, 约) is no part of a numeral.

    >>> number("16692.60").value, number("1,234").value, number("三百五十").value, number("三万五").value
    (Decimal('16692.60'), Decimal('1234'), Decimal('350'), Decimal('35000'))
    >>> number("3亿零52万4600").value, number("二十点一万").value, number("千分之五").value, number("七成六").value
    (Decimal('300524600'), Decimal('201000'), Decimal('0.005'), Decimal('0.76'))
    >>> number("xx.xx").lower, number("三五万").upper, number("上百")
    (Decimal('10.00'), Decimal('50000'), Number(value=None, lower=Decimal('100'), upper=None, mask=''))
    """
    if _PLAIN.fullmatch(text):
        return Number(Decimal(text.replace(",", "")))
    if _MASKED.search(text):
        return masked(text)
    text = half_width(text).strip()
    if _PLAIN.fullmatch(text):
        return number(text)
    if minus := _MINUS.match(text):
        rest = text[minus.end() :]
        found = None if _MINUS.match(rest) else number(rest)
        return found and found.negative()
    whole, more, part = text.rpartition("又")
    if more:
        return _together(number(whole), number(part) if _PARTS.fullmatch(part) else None)
    if parts := _PARTS.fullmatch(text):
        bottom, top = parts["bottom"] or parts["under"] or "百", parts["top"] or parts["upper"] or parts["hundredths"]
        return _fraction(number(top), number("一万" if bottom == "万" else bottom))
    if tenths := _TENTHS.fullmatch(text):
        rest = f"点{tenths['rest']}".replace("半", "五") if tenths["rest"] else ""
        return _fraction(chinese(tenths["whole"] + rest), Number(Decimal(10)))
    return chinese(_BLANK.sub("", text))


def masked(text: str) -> Number | None:
    """A number some or all of whose digits are masked, one sign for one digit: an interval.

    A masked first digit is not 0 unless it is the only one before the point (``x`` may be 0, ``x.x`` 0.5).

    >>> masked("XX.27")
    Number(value=None, lower=Decimal('10.27'), upper=Decimal('99.27'), mask='XX.27')
    """
    whole, point, decimals = text.partition(".")
    low = _MASKED.sub("0", whole)
    if len(whole) > 1 and whole[0] in MASKS:
        low = "1" + low[1:]
    high = _MASKED.sub("9", whole)
    least = _MASKED.sub("0", decimals)
    if not low.isdecimal() or (point and not least.isdecimal()):
        return None
    return Number(None, Decimal(low + point + least), Decimal(high + point + _MASKED.sub("9", decimals)), text)


def chinese(text: str) -> Number | None:
    """A numeral with Chinese digits or scale words: 三百五十, 十二, 百 (一百), 3万5千; 三四 is an interval.

    >>> chinese("二十三").value, chinese("一千零五").value, chinese("一千五").value, chinese("百").value
    (Decimal('23'), Decimal('1005'), Decimal('1500'), Decimal('100'))
    >>> chinese("三、四")[1:3], chinese("四十五六")[1:3], chinese("几十万")[1:3]
    ((Decimal('3'), Decimal('4')), (Decimal('45'), Decimal('46')), (Decimal('200000'), Decimal('1000000')))
    >>> chinese("九十四点三").value, chinese("半").value
    (Decimal('94.3'), Decimal('0.5'))
    """
    text = text.translate(_PLAINLY).replace("、", "")
    if text in {"半", "一半", "半数", "半百"}:
        return Number(Decimal(50) if text == "半百" else Decimal("0.5"))
    if text in {"几", "数"}:
        return None
    if vague := _VAGUE.search(text):  # 十余万, 一千多: no less
        return _at_least(text[: vague.start()] + text[vague.end() :])
    if _AT_LEAST.match(text):
        return _at_least(("一" if text[1] in "万亿" else "") + text[1:])
    if len(text) > 1 and DIGITS.keys() >= set(text) and {"零", "〇"} & set(text):
        return Number(Decimal("".join(str(DIGITS[sign]) for sign in text)))  # 三〇〇, 二零一二: digit by digit
    ends = _whole(text)
    if ends is None:
        return None
    return Number(ends[0]) if ends[0] == ends[1] else Number(None, *ends)


def quotient(top: Decimal, bottom: Decimal) -> Decimal:
    """``top`` by ``bottom``, exact where the decimal expansion ends, else 28 significant digits.

    >>> quotient(Decimal(7), Decimal(8)), quotient(Decimal(1), Decimal(3))
    (Decimal('0.875'), Decimal('0.3333333333333333333333333333'))
    """
    # No quotient by a number below 2 ** 64 that ends has more digits than these.
    exact = Context(prec=len(top.as_tuple().digits) + 64, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[])
    found = exact.divide(top, bottom)
    return _SIGNIFICANT.divide(top, bottom) if exact.flags[Inexact] else found


def product(one: Decimal, other: Decimal) -> Decimal:
    """``one`` times ``other`` with all digits that count, and no exponent.

    >>> product(Decimal("1.20"), Decimal(10000))
    Decimal('12000')
    """
    found = _EXACT.multiply(one, other)
    if found.same_quantum(_ONE):
        return found
    whole = found.to_integral_value()
    if whole != found:
        return _EXACT.normalize(found)
    return whole if whole.same_quantum(_ONE) else _EXACT.quantize(whole, _ONE)


def _fraction(top: Number | None, bottom: Number | None) -> Number | None:
    """三分之一, 百分之负三点八, 1/2, 七成六."""
    return top.over(bottom.value) if top and bottom and bottom.value and bottom.value > 0 else None


def _together(whole: Number | None, part: Number | None) -> Number | None:
    """三又五分之一, 3又1/5."""
    if whole is None or part is None or whole.value is None or part.value is None:
        return None
    return Number(_EXACT.add(whole.value, part.value))


def _at_least(text: str) -> Number | None:
    floor = _whole(text)
    return Number(None, floor[0]) if floor and floor[0] == floor[1] else None


def _whole(text: str) -> Ends | None:
    """A numeral cut at its last 亿, else 万: what stands before is multiplied, what stands behind added."""
    for scale, power in (("亿", 8), ("万", 4)):
        before, sign, behind = text.rpartition(scale)
        if not sign:
            continue
        if scale in before.removesuffix("万") or (scale == "亿" and "亿" in before):
            return None  # 五万六万, 三亿五亿: two numbers
        many, rest = _whole(before), _behind(behind, power)
        if many is None or rest is None or (behind[:1] not in {"", "点"} and many[0] != many[0].to_integral_value()):
            return None
        return _plus(_times(many, 10**power), rest)
    return _section(text)


def _behind(text: str, power: int) -> Ends | None:
    """What follows 万 or 亿: less than that. A single digit is of the place below: 三万五 is 35000."""
    if not text:
        return _same(Decimal(0))
    if text[0] == "点":
        return _decimals(text[1:])
    if digits := _digits(text):
        return _times(digits, 10 ** (power - 1))
    if text.isdecimal() and len(text) == power:
        return _same(Decimal(text))
    if text[0] not in "零〇" and not re.search("[十百千万]", text):
        return None
    rest = _whole(text)
    return rest if rest and rest[1] < 10**power else None


def _section(text: str) -> Ends | None:
    """A numeral below 万: digits with their places in falling order, Arabic ones too (4千6百), and decimals."""
    text, point, behind = text.partition("点")
    decimals = _decimals(behind) if point else _same(Decimal(0))
    total, at, last = _same(Decimal(0)), 0, 10**4
    while at < len(text) and last > 1:
        term = _TERM.match(text, at)
        found = _term(term, last) if term and term.end() > at else None
        if found is None or total[0] != total[1]:
            return None
        assert term is not None
        worth, last = found
        total, at = _plus(total, worth), term.end()
    return _plus(total, decimals) if text and at == len(text) and decimals else None


def _term(term: re.Match[str], last: int) -> tuple[Ends, int] | None:
    """What one digit with its place is worth behind the place ``last``, and its own place."""
    said, begins = term["digits"], term.start() == 0
    place = PLACES.get(term["place"] or "", 1)
    if place >= last:
        return None
    if said is None:
        if term["place"]:  # 十五, 百, 一百十五
            return (_same(Decimal(place)), place) if begins or place == 10 else None
        return (_same(Decimal(0)), 1) if begins else None
    if said in {"几", "数"}:
        if term["place"] or begins:
            return _times(_SOME, place), place
        return ((Decimal(0), Decimal(10)), 1) if term["zero"] or last == 10 else None
    if digits := _digits(said):
        if place == 1 and last > 10 and not begins and not term["zero"]:
            place = last // 10  # 一百五 is 150, 一百零五 is 105
        return _times(digits, place), 1 if not term["place"] else place
    if said in _PAIRS or not _PLAIN.fullmatch(said):
        return None
    arabic = Decimal(said.replace(",", ""))
    # 4千6 may be 4006 or 4600.
    fits = begins or (arabic < 10 if term["place"] else arabic < last and (len(said) > 1 or bool(term["zero"])))
    return (_times(_same(arabic), place), place) if fits else None


def _digits(text: str) -> Ends | None:
    """One Chinese digit that counts, or two that follow each other."""
    low, high = _PAIRS.get(text) or (DIGITS.get(text), DIGITS.get(text))
    return (Decimal(low), Decimal(high)) if low and high else None


def _decimals(text: str) -> Ends | None:
    """What stands behind 点."""
    if not text or not DIGITS.keys() >= set(text):
        return None
    return _same(Decimal(f"0.{''.join(str(DIGITS[sign]) for sign in text)}"))


def _same(value: Decimal) -> Ends:
    return value, value


def _plus(one: Ends, other: Ends) -> Ends:
    return _EXACT.add(one[0], other[0]), _EXACT.add(one[1], other[1])


def _times(ends: Ends, factor: int) -> Ends:
    return product(ends[0], Decimal(factor)), product(ends[1], Decimal(factor))
