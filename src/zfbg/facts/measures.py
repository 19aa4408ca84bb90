"""What kind of figure it is: level, growth, change, share, progress, rank or criterion, with its sign and bound."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

import regex
from attrs import frozen

from zfbg.facts import clauses
from zfbg.facts.clauses import Name, closing, ending
from zfbg.facts.numbers import Number
from zfbg.facts.quantities import Quantity
from zfbg.lexicon import alternation, table


class Reading(NamedTuple):
    """How a figure is to be read: ``name`` is what stands before it, ``scope`` the reference set, ``rule`` says why."""

    measure: str
    name: Name
    rule: str
    sign: int = 1
    scope: str = ""
    measured_behind: bool = False


@frozen
class Words:
    """The compiled word lists of measures and bounds."""

    bound: regex.Pattern[str]
    bound_after: re.Pattern[str]
    direction: regex.Pattern[str]
    rate: regex.Pattern[str]
    share: re.Pattern[str]
    share_before: regex.Pattern[str]
    share_end: regex.Pattern[str]
    portion: regex.Pattern[str]
    progress: regex.Pattern[str]
    against: regex.Pattern[str]
    cutting: re.Pattern[str]
    ranking: re.Pattern[str]
    among: re.Pattern[str]
    bounds: dict[str, str]
    down: frozenset[str]


@cache
def words() -> Words:
    """The compiled word lists."""
    lists = table("words")
    bounds, direction = lists["bounds"], lists["direction"]
    kinds = {">=": "least", "<=": "most", "~": "about"}
    signs = {word: sign for sign, kind in kinds.items() for word in (*bounds[kind], *bounds[f"{kind}_after"])}
    before = alternation([*bounds["least"], *bounds["most"], *bounds["about"]])
    up_down, to = alternation([*direction["up"], *direction["down"]]), alternation(direction["to"])
    falls, rates = alternation(direction["fall_rates"]), alternation([*direction["rates"], *direction["fall_rates"]])
    filler = "(?:了|约|近|均|各|分别|再|又|也|只|已|仅|达到?|为|是|在|保持)*"
    return Words(
        bound=closing(rf"(?<![签节预合])(?:{before})\s?"),
        bound_after=re.compile(alternation([*bounds["least_after"], *bounds["most_after"], *bounds["about_after"]])),
        direction=closing(rf"(?P<word>{up_down})(?:率|幅度?)?(?:了|约|近|均|各|分别|再|又|高)*(?P<to>{to})?"),
        rate=closing(rf"(?:的)?(?:(?P<fall>{falls})|{rates}){filler}"),
        share=re.compile("占(?!有率|用|地(?![方区])|领|道)[比到据了]?"),
        share_before=closing(f"(?:{filler[3:-2]})+"),
        share_end=closing(f"(?:比重|比例|份额|的|由|从|超过?|提高到|上升到|下降到|降至|升至|提高至|{filler[3:-2]})+"),
        portion=closing(rf"(?:占比|比重){filler}"),
        progress=closing(
            r"(?:已|超额|均|预计|提前)*(?:完成(?:了|约|近|超过?)*(?P<of>[^,。]{0,12}?(?:计划|任务|目标|预算|进度|调整)数?)?"
            r"|[为占达](?P<goal>[^,。]{0,8}?(?:计划|任务|目标|预算|调整)数?))(?:的|约|近|超过?|达到?)*"
        ),
        against=closing(r"(?P<word>高于|低于|快于|慢于|高出|领先|好于)[^,]{0,12}"),
        cutting=re.compile(
            r"[,、\s]*(?:平均|累计|其中)*(?P<word>压减|压缩|缩短|减少|降低|下降|节约|提高|增加)(?!到|至)"
            r"(?P<what>[^,、]{2,12}(?<![率比重例]))$"
        ),
        ranking=re.compile(
            "(?:综合)?(?:排名|排在|排|位居|位列|位次|名列|稳居|均居|跃居|跃升|升至|上升到|列|居|进入|跻身)+"
        ),
        among=re.compile(lists["names"]["ranked_among"]),
        bounds=signs,
        down=frozenset(direction["down"]),
    )


def bound(quantity: Quantity, own: str, key: str, end: int) -> tuple[str, str]:
    """The bound that the words on either side put on a figure, and the words before it without that.

    以上 and 不少于 include the number (民法典 1259); 余, 多 and 超 are read as no less, 前N as no more.
    """
    known = words()
    found = ">=" if quantity.more or quantity.kind == "digits" else "<=" if quantity.upto else ""
    while before := ending(known.bound, own):
        found = found or known.bounds[before[0].strip()]
        own = own[: before.start()]
    if after := known.bound_after.match(key, quantity.end, min(quantity.end + 3, end)):
        found = known.bounds[after[0]]
    return found, own


def read(quantity: Quantity, own: str, after: str, last: str, based: bool, planned: bool) -> Reading:
    """How ``quantity`` is to be read between the words ``own`` before and ``after`` behind it.

    ``last`` is the measure of the figure before in the sentence, ``based`` says that 同比 or the like stands before,
    ``planned`` that the figure before is planned (计划投资5亿元,占全年任务的20%: a share, nothing was done).
    """
    if quantity.kind == "rank":
        return _rank(own)
    if quantity.kind == "part":
        return Reading("share", Name(), "ratio")
    if quantity.kind == "digits":
        cut = ending(words().direction, own) or ending(words().rate, own)
        return Reading("growth", clauses.before(own[: cut.start()] if cut else own), "digits")
    if quantity.dimension == "point":
        return _change(own) or Reading("change", clauses.before(own), "change")
    if quantity.dimension == "ratio":
        return _ratio(quantity, own, after, last, planned)
    if _is_class(quantity, after):
        return Reading("criterion", clauses.before(own), "class")
    found = ending(words().direction, own)
    if found and not found["to"] and len(found["word"]) > 1 and found["word"] not in {"拉动", "扩大"}:
        rest = own[: found.start()]
        if not clauses.behind(after) and (based or not rest.strip() or quantity.dimension == "money"):
            sign = -1 if found["word"] in words().down else 1
            return Reading("change", clauses.before(rest), "change", sign)
    return Reading("level", clauses.before(own), "level")


def _change(own: str) -> Reading | None:
    found = ending(words().direction, own)
    if not found:
        found = ending(words().against, own)
    elif found["to"]:
        return None
    if not found:
        return None
    return Reading("change", clauses.before(own[: found.start()]), "change", -1 if found["word"] in words().down else 1)


def _ratio(quantity: Quantity, own: str, after: str, last: str, planned: bool) -> Reading:
    """A figure in %, ‰, 成 or 倍."""
    known = words()
    if quantity.unit == "番":
        return Reading("growth", clauses.before(re.sub("翻了?$", "", own)), "fold")
    if (found := ending(known.progress, own)) and not (planned and found["goal"]):
        return _progress(found, own)
    if quantity.unit != "倍" and (share := _share(own)):
        return share
    if found := ending(known.portion, own):
        return Reading("share", clauses.before(own[: found.start()]), "portion")
    if found := ending(known.direction, own):
        rest = own[: found.start()]
        if found["to"]:  # 从5%提高到8%: of the kind of the figure before
            measure = last if last in {"share", "growth"} and not clauses.before(rest).words else "level"
            return Reading(measure, clauses.before(rest), "to")
        return Reading("growth", clauses.before(rest), "growth", -1 if found["word"] in known.down else 1)
    if found := ending(known.rate, own):
        return Reading("growth", clauses.before(own[: found.start()]), "rate", -1 if found["fall"] else 1)
    if found := known.cutting.match(own):
        sign = -1 if found["word"] in known.down else 1
        return Reading("growth", Name(clauses.before(found["what"]).words), "cutting", sign)
    if after.startswith("的") or (not clauses.before(own).words and clauses.behind(after)):
        return Reading("share", Name(), "part", scope=clauses.before(own).words, measured_behind=True)
    return Reading("level", clauses.before(own), "level")


def _share(own: str) -> Reading | None:
    """What stands before the last 占 is the part, what stands behind it the whole: 工业投资占固定资产投资的比重达."""
    known, at = words(), own.rfind("占")
    found = known.share.match(own, at) if at >= 0 else None
    if not found:
        return None
    what, of, rule = own[:at], own[found.end() :], "share"
    while adverb := ending(known.share_before, what):
        what = what[: adverb.start()]
        rule = "share.about" if "约" in adverb[0] or "近" in adverb[0] else rule
    while end := ending(known.share_end, of):
        of = of[: end.start()]
    return Reading("share", clauses.before(what), rule, scope=scope(of))


def _progress(found: re.Match[str], own: str) -> Reading:
    """n % of a plan done: the plan, or what is done where the plan is not named."""
    what = clauses.before(own[: found.start()])
    return Reading("progress", Name(found["of"] or found["goal"] or what.words, place=what.place), "progress")


def _rank(own: str) -> Reading:
    """A rank: what ranks, and among whom."""
    known = words()
    if found := known.ranking.search(own):
        what, of = own[: found.start()], own[found.end() :]
        of = known.ranking.sub("", of)
    else:
        what, of = own, ""
    of = clauses.before(of).words if not known.among.match(of) else of
    if not of and (cut := known.among.search(what)):
        what, of = what[: cut.start()], what[cut.start() :]
    name = clauses.before(what)
    if cut := known.among.search(of):
        rest = of[cut.end() :].removesuffix("综合")
        if rest and (not name.words or clauses.is_verb(name.words)):
            name = clauses.before(rest)
        of = cut[0]
    return Reading("rank", name, "rank", scope=scope(of))


def _is_class(quantity: Quantity, after: str) -> bool:
    """Whether an amount only names a class: 5000万元以上企业, 10蒸吨以下锅炉, 4亿元企业专班."""
    if quantity.dimension not in {"money", "power", "area", "mass", "length"} and quantity.unit not in {"万", "亿"}:
        return False
    return bool(_CLASS.match(after))


_CLASS = re.compile("(?:级|规模)?(?:工业|重点|制造业|大)?(?:企业|项目|梯队|产业|集群)")


def is_bounded_class(quantity: Quantity, key: str, after: str) -> bool:
    """Whether 以上 or 以下 behind an amount goes on to a noun, so that it names a class."""
    if quantity.dimension not in {"money", "power", "area", "mass", "length"} or not after:
        return False
    return words().bound_after.match(key, quantity.end) is not None and after[0] not in "和与及并或、左"


_SCOPE_END = closing("(?:的|比重|比例|排名|综合|[由从])+")


def scope(of: str) -> str:
    """The reference set of a share or rank, as the clause has it."""
    of = of.lstrip("了约的从在、上升到")
    while end := ending(_SCOPE_END, of):
        of = of[: end.start()]
    return of.strip("“” ")


def values(number: Number, sign: int, bounded: str) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """Value, lower and upper end of a signed figure: what is known of it, None where open.

    >>> values(Number(Decimal("30")), 1, ">=")
    (Decimal('30'), Decimal('30'), None)
    """
    value, lower, upper = number.value, number.lower, number.upper
    if sign < 0:
        value, lower, upper = _negative(value), _negative(upper), _negative(lower)
    if value is not None and bounded in {">=", "<="}:
        rising = bounded == (">=" if sign > 0 else "<=")
        lower, upper = (value, None) if rising else (None, value)
    return value, lower, upper


def _negative(number: Decimal | None) -> Decimal | None:
    """A number with the other sign and all its digits, whatever the decimal context of the caller; 0 stays 0."""
    return number.copy_negate() if number else number
