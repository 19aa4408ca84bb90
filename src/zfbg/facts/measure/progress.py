"""Progress: n % of a plan, a budget or a whole that is done, and the amounts that it and growth are reckoned from."""

from __future__ import annotations

import re

from zfbg.facts.clauses.figures import Figure
from zfbg.facts.clauses.tokens import Tokens, first_of, kinds_of, last, said, trimmed
from zfbg.facts.context.thread import Thread
from zfbg.facts.measure.comparisons import is_as_great
from zfbg.facts.measure.reading import FILLER, Reading
from zfbg.facts.mentions.units import dimension
from zfbg.facts.naming import names, owners
from zfbg.facts.naming.names import Name
from zfbg.lexicon import either, of_lexicon, table

# A plan by the amount that it sets: 占年度计划投资的40%.
_PLANNED = ("计划投资", "计划总投资", "计划投资额")
_PLAN = frozenset({"plan"})
_COMPARED = frozenset("高低多少")
_ACHIEVED = frozenset({"achieved"})
_SETTING = frozenset({"achieved", "against", "plan"})
_COMPLETED = frozenset({"完成", "完成了"})
_AGAINST = frozenset({"against"})
# 完成全年8亿任务的70%: of money, where that was told of.
_BARE = frozenset({"万", "亿"})
_OWNING = frozenset({"closing"})
_DIRECTION = frozenset({"up", "down"})
_FIGURE = frozenset({"quantity"})
_CLOSE = frozenset({"close"})
_PAUSES = frozenset({"comma", "colon", "listing", "semicolon", "stop"})
_OF_GOAL = frozenset({"plan", "close"})


def goal(figure: Figure, thread: Thread) -> Reading | None:
    """新增8家,完成全年10家任务的80%; 占计划数5万头的101%: so many were to be done of what was told before.

    Its share of that follows, or it stands in a bracket behind that: 造林5千亩(任务4千亩); or it was surpassed:
    到位资金8亿元,超全年目标7亿元.
    """
    if figure.kinds.isdisjoint(_SETTING):
        return None
    own, quantity = trimmed(figure.own, FILLER), figure.quantity
    at = last(own, _ACHIEVED)
    told = thread.begun and thread.leveled[1] and "stop" not in figure.kinds
    alike = dimension(thread.unit) == quantity.dimension or (quantity.unit in _BARE and thread.unit.endswith("元"))
    if at >= 0 and own[at].words in _COMPLETED and (plan := _set(figure, own[at + 1 :])):
        name = names.before(own[:at])
        if name.words and not name.says_done:
            return Reading("level", name, "goal", scope=plan)  # 零售额完成年度目标40亿元的98%
        # 完成年度造林任务5千亩的110%: of what the plan says, where nothing was told
        return Reading("level", Name() if told and alike else Name(plan), "goal", scope=plan)
    if not (told and alike):
        return None
    if len(own) > 1 and not own[0].kinds.isdisjoint(_AGAINST) and "plan" in own[-1].kinds and len(said(own)) < 10:
        return Reading("level", Name(), "goal", scope=said(own[1:]))
    if any("semicolon" in token.kinds for token in figure.lead):
        return None
    if at < 0:
        in_bracket = not (figure.lead or figure.joined) and own and "plan" in own[-1].kinds and len(said(own)) < 8
        return Reading("level", Name(), "goal", scope=said(own)) if in_bracket else None
    plan = _set(figure, own[at + 1 :])
    return Reading("level", Name(), "goal", scope=plan) if plan else None


def _set(figure: Figure, plan: Tokens) -> str:
    """The plan that ``figure`` sets, whose share that is done follows: 全年任务 of 完成全年10家任务的80%."""
    end = first_of(figure.following, _FIGURE)
    done = figure.following[end : end + 1]
    behind = [token for token in figure.following[:end] if token.words.strip()]
    if not done or done[0].quantity is None or done[0].quantity.dimension != "ratio" or not said(behind).endswith("的"):
        return ""
    plan = [token for token in (*plan, *behind[:-1]) if token.kinds.isdisjoint(_CLOSE)]
    if not plan or "plan" not in plan[-1].kinds or len(said(plan)) > 14 or kinds_of(behind) & _PAUSES:
        return ""
    return said(plan)


def standard(figure: Figure, thread: Thread) -> Reading | None:
    """参保率达98%,超过省定95%的目标; 比年度目标4%低0.6个百分点: so much it was to be of what was told before."""
    if not thread.begun or not (thread.leveled[1] or thread.measure == "share"):
        return None
    behind = said(figure.after[:2])
    if not _is_set(figure, behind):
        if "than" not in figure.kinds or behind[:1] not in _COMPARED or not figure.own:
            return None
        if "plan" not in figure.own[-1].kinds or said(figure.own).lstrip(",")[0] not in "比较":
            return None
        return Reading("level", Name(), "goal")
    if thread.measure == "share" and figure.quantity.dimension == "ratio":
        return Reading("share", Name(), "goal", scope=thread.scope)
    alike = dimension(thread.unit) == figure.quantity.dimension
    return Reading("level", Name(), "goal") if alike and thread.leveled[1] else None


def _is_set(figure: Figure, behind: str) -> bool:
    """Whether the words on both sides of a figure say that one above set it: 市里要求的是|40个; 离|5%|的目标."""
    told = figure.words
    if told.endswith("的"):
        doing = behind.startswith("的") or bool(_called().match(behind))
        return (_demands() if not doing else _fulfils()).match(told) is not None
    if figure.joint == "(":
        return _enclosed().match(told) is not None
    if told.endswith(_LEADING_TO) and _demanded().match(told):
        return True
    return bool(behind) and _standards().match(f"{told}|{behind}") is not None


_LEADING_TO = ("到", "在", "至", "为", "是")
_LINKS = "(?:[,、且并但而却虽又仍还尚远已均都也]|大幅|大大|明显|显著|全面|圆满|顺利|如期|提前)*"


@of_lexicon
def _demands() -> re.Pattern[str]:
    """Before a figure that is compared with, or done: 离区里定的|85%, 超额完成教育局下达的|85人."""
    of = table("words")["progress"]
    leads = either([*of["exceeding"], *of["missing"]])
    return re.compile(f"{_LINKS}(?:{leads})[^,;:。]{{0,12}}?(?:{either(of['set'])})的$")


@of_lexicon
def _fulfils() -> re.Pattern[str]:
    """Before a figure that is called a goal behind it: 完成市里下达的|84%|的考核目标, 远低于省定的|1‰|的控制指标."""
    of = table("words")["progress"]
    leads = either([*of["exceeding"], *of["missing"], "完成"])
    return re.compile(f"{_LINKS}(?:{leads})[^,;:。]{{0,12}}?(?:{either(of['set'])})的$")


@of_lexicon
def _called() -> re.Pattern[str]:
    return re.compile(f"的?(?:{either(table('words')['progress']['standards'])})")


@of_lexicon
def _demanded() -> re.Pattern[str]:
    """Before a figure that is what one above demands: 而市里要求的是压减到|40个."""
    of = table("words")["progress"]
    return re.compile(
        f"{_LINKS}[^,;:。]{{1,8}}?(?:{either(of['set'])})的?(?:{either(of['standards'])})?[是为][^,;:。]{{0,6}}$"
    )


@of_lexicon
def _enclosed() -> re.Pattern[str]:
    """Before a bracket that tells how much it was to be: 比市里给的控制数(|10人次)."""
    of = table("words")["progress"]
    leads = either([*of["exceeding"], *of["missing"]])
    return re.compile(f"{_LINKS}(?:{leads})[^,;:。]{{0,12}}?(?:{either(of['standards'])})数?$")


@of_lexicon
def _standards() -> re.Pattern[str]:
    of = table("words")["progress"]
    setters, given, standards = (either(of[kind]) for kind in ("setters", "set", "standards"))
    leads = either([*of["exceeding"], *of["missing"]])
    set_by = rf"(?:(?:{setters})*(?:{given})的?|(?:{setters})?)"
    return re.compile(rf"{_LINKS}(?:{leads})?{set_by}\|的?{set_by}(?:{standards})")


def beyond(figure: Figure, thread: Thread) -> Reading | None:
    """比年初提出的七成|目标高出7个百分点: how far what was done is beyond what was to be, told just before."""
    if thread.rule != "goal" or not thread.begun or figure.lead:
        return None
    own = trimmed(figure.own, FILLER)
    short = bool(own) and own[-1].words in _SHORT
    if not own or (own[-1].kinds.isdisjoint(_DIRECTION) and not short):
        return None
    plan = said(own[:-1])
    if (
        plan
        and not short
        and "plan" not in own[-2].kinds
        and not plan.endswith(tuple(table("words")["progress"]["standards"]))
    ):
        return None
    if short:  # 离区里要求的10亿元|还差|1.4亿元
        return Reading("change", Name(), "gap", -1)
    return Reading("change", Name(), "gap", -1 if "down" in own[-1].kinds else 1, plan.removeprefix("的"))


def pace(figure: Figure, thread: Thread) -> Reading | None:
    """超序时进度5%, 欠进度3.2%, 差省定标准5个百分点: how far what was done is ahead of the plan, or behind."""
    told = "plan" in figure.kinds or figure.words.lstrip(_STILL)[:1] in _SHORT
    if not (told and thread.begun) or not (found := _paces().fullmatch(figure.words)):
        return None
    if found["goal"]:
        alike = figure.quantity.dimension == "point" or dimension(thread.unit) == figure.quantity.dimension
        return Reading("change", Name(), "gap", -1, found["goal"]) if alike else None
    return Reading("change", Name(), "gap", -1 if found["behind"] else 1, found["of"])


# Words by which something falls short, and what stands before them.
_SHORT = frozenset({"差", "欠"})
_STILL = ",、且并还仍尚"


@of_lexicon
def _paces() -> re.Pattern[str]:
    of = table("words")["progress"]
    ahead, behind, paces = (either(of[kind]) for kind in ("ahead", "behind", "paces"))
    setters, given, standards = (either(of[kind]) for kind in ("setters", "set", "standards"))
    pace_of = rf"(?:{ahead}|(?P<behind>{behind}))于?(?P<of>(?:{paces})?进度)"
    return re.compile(
        rf"[{_STILL}]*(?:{pace_of}|[差欠](?P<goal>(?:{setters})*(?:{given})?的?(?:{standards}|计划)))[数值]?"
    )


def then(figure: Figure, thread: Thread) -> Reading | None:
    """比上年4万吨增加5%, 较2016年3亿元,增长8%: what it was at the time that it is compared with."""
    if thread.begun and figure.words.strip(",(") == _SAME_TIME:  # 产值8亿元(同期7亿元)
        told = thread.leveled[1] and dimension(thread.unit) == figure.quantity.dimension
        return Reading("level", Name(), "then") if told else None
    if not thread.begun or ("base" not in figure.kinds and figure.joint != "("):
        return None
    own, after, crowded = trimmed(figure.own, _OWNING), figure.after, figure.crowded
    behind = figure.following[:3]
    if len(behind) > 2 and "comma" in behind[0].kinds and behind[2].quantity:
        after, crowded = behind[1:2], True
    dated = figure.joint == "(" and not own and thread.base.year and thread.told[0] == figure.quantity.start - 1
    if dated and thread.leveled[1] and dimension(thread.unit) == figure.quantity.dimension:
        return Reading("level", Name(), "then")  # 是2005年末(4亿元)的1.8倍
    if own or "base" not in figure.kinds or not (after and crowded):
        return None
    alike = thread.leveled[1] and dimension(thread.unit) == figure.quantity.dimension
    return Reading("level", Name(), "then") if alike and not after[0].kinds.isdisjoint(_DIRECTION) else None


def of_then(figure: Figure, thread: Thread) -> Reading | None:
    """较2019年的3亿元, 低于上年的22万人, 与去年的8‰持平: what it was at the time that it is compared with."""
    if not thread.base.words or not thread.leveled[1]:
        return None
    quantity, of = figure.quantity, figure.words.endswith("的")
    told = quantity.start - of - (len(_SAME_TIME) if _SAME_TIME in figure.words else 0)
    if thread.told[0] != told or dimension(thread.unit) != quantity.dimension:
        return None
    if not (of or is_as_great(quantity, thread)):
        return None
    only = all(token.words in _WITH or not token.kinds.isdisjoint(_COMPARING) for token in figure.own)
    return Reading("level", Name(), "then") if only else None


_SAME_TIME = "同期"  # 与去年|同期|的9起相比
_WITH = frozenset({"与", "同", "和", "跟", "的", _SAME_TIME})
_COMPARING = frozenset({"than", "against", "comma", "leading"})


def of_goal(figure: Figure, thread: Thread) -> Reading | None:
    """完成年度任务200个的78%: the goal stood before."""
    own = figure.own
    if thread.goal and own and own[-1].words == "的" and all(not t.kinds.isdisjoint(_OF_GOAL) for t in own[:-1]):
        return Reading("progress", Name(), "progress", scope=thread.goal)
    return None


def progress(figure: Figure, thread: Thread) -> Reading | None:
    """完成年度计划的110%, 为预算的98.1%: n % of a plan done; the plan, or what is done where no plan is named.

    What is planned is no progress: 计划投资5亿元,占全年任务的20% is a share.
    """
    own = trimmed(figure.own, FILLER)
    if own and own[-1].words == "的":
        own = trimmed(_unbracketed(own[:-1]), FILLER - {"filler"})
    if own and own[-1].words in _COMPLETED:
        what = names.before(own[:-1])
        alone = all("opening" in token.kinds for token in own[:-1])  # 已完成80%
        if what.words.endswith("率"):  # 管网完好率完成99%
            return None
        return Reading("progress", what, "progress") if what.words or alone else None
    if not own or not (own[-1].kinds & {"plan"} or own[-1].words.endswith(_PLANNED)):
        return None
    for number in range(len(own) - 2, -1, -1):
        token = own[number]
        if "achieved" in token.kinds:
            of = own[number + 1 + (own[number + 1].words == "到") :]
            if len(said(of)) > 14 or (token.words in {"为", "占", "达"} and thread.last_status == "planned"):
                return None
            plan = said(of) if said(of) != "进度" else ""  # 完成进度为78%: of no plan that is named
            beyond = number and own[number - 1].words == "超额" and not figure.words.endswith("的")
            if beyond:  # 超额完成计划8%: by so much
                return Reading("change", _planned(names.before(own[: number - 1]), of), "gap", 1, plan)
            return Reading("progress", _planned(names.before(own[:number]), of), "progress", scope=plan)
    again = thread.measure == "progress" and figure.words.endswith("的") and len(said(own)) < 10
    return Reading("progress", Name(), "progress", scope=said(own)) if again else None  # 完成省任务的90%,市任务的80%


def _planned(name: Name, plan: Tokens) -> Name:
    """What is told of whom where the plan says the former: 机床厂完成利润计划的110%."""
    what = said(trimmed(plan, _PLAN))
    if not name.words or name.owner or not owners.is_measure(what) or what in name.words:
        return name
    return Name(what, name.verb, name.place, name.words)


def completed(figure: Figure, thread: Thread) -> Reading | None:
    """完成总工程量的90%: so much of the whole is done."""
    own = trimmed(figure.own, FILLER)
    at = last(own, _ACHIEVED)
    if at < 0 or own[-1].words != "的" or own[at].words != "完成" or not 2 <= len(said(own[at + 1 : -1])) <= 10:
        return None
    return Reading("progress", names.before(own[:at]), "completed", scope=said(own[at + 1 : -1]))


def _unbracketed(own: Tokens) -> Tokens:
    """``own`` without a bracket that closes it: 调整预算(以下简称预算)."""
    opened = max((n for n, token in enumerate(own) if "open" in token.kinds), default=None)
    return own[:opened] if opened and "close" in own[-1].kinds else own


def aimed(own: Tokens) -> str:
    """完成年度任务|200个: the figure is what was to be done."""
    ends = bool(own) and (own[-1].words == "完成" or "plan" in own[-1].kinds)
    at = next((n for n, token in enumerate(own) if "achieved" in token.kinds), None) if ends else None
    return "" if at is None else said(own[at + 1 :]) or own[at].words
