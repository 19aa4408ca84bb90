"""What a figure is about: its indicator, and the subject that the indicator belongs to."""

from __future__ import annotations

import re

from attrs import evolve

from zfbg.facts.about import counts, former, levels, lists, rates, shared, works
from zfbg.facts.about.reach import reached
from zfbg.facts.clauses import labels
from zfbg.facts.clauses.figures import Figure
from zfbg.facts.clauses.tokens import Token, Tokens, first_of, said, trimmed
from zfbg.facts.context.thread import Thread
from zfbg.facts.measure.reading import Reading
from zfbg.facts.naming import counters, endings, names, owners, verbs
from zfbg.facts.naming.names import Name
from zfbg.lexicon import either, of_lexicon, table

_MEANT = re.compile(
    "仅?[这该此](?:一?[个项类种]|一|部分|些)?的?(?:(?:比重|比例|比率|占比|数字|指标|数据|水平)虽?然?$)?(..+|$)"
)
# So short a name of n % is of those for which what a label says was done.
_BARE = 5
# Shorter words tell of no field, and of no one.
_LEAST, _WHO = 3, 2
# What leads on from the name of a class: 站点|只有, 大户|由3户增加.
_BEHIND, _FROM = frozenset({"opening", "filler"}), frozenset({"from"})
_PEOPLE = frozenset({"persons", "visits"})
_BREAKS = frozenset({"comma", "semicolon", "colon", "stop", "listing", "open", "close", "quantity", "period"})
_TO = frozenset({"to"})
_PAUSES = frozenset({"comma", "semicolon", "colon", "stop"})
_CASES = "案件"
_PORTIONS = ("的占比", "占比", "的比重", "比重")
_INDUSTRY = re.compile("业(?:$|[^务绩态主])")


def about(thread: Thread, figure: Figure, reading: Reading) -> tuple[str, str]:
    """Subject and indicator of a figure; the thread learns them where others may follow."""
    before = thread.subject
    if "分别" in figure.words:
        thread.respective = lists.count_of(figure)
    subject, indicator = _about(thread, figure, reading)
    thread.numbered = lists.numbered(figure) or (() if "分别" in figure.words else thread.numbered)
    if thread.beside and not subject and (whole := _then(thread, indicator)):
        thread.count(whole)
        subject, indicator = thread.learn("", whole)
    if reading.measure == "level" and (of := works.owned(thread, figure, before, subject, indicator)):
        subject, indicator = thread.learn(*of)
    if subject and subject != indicator and indicator.startswith(subject):
        subject = ""  # 企业|企业发放贷款
    if subject and owners.is_pronoun(subject):
        subject, indicator = thread.learn(thread.counted, indicator)  # 慰问低保户9户,为|他们|发放现金300元
    if of_two := former.pointed(thread, figure, subject or indicator):
        subject, indicator = thread.learn("", of_two)
    if reading.measure != "criterion" and (field := _field(thread, figure, subject or indicator)):
        subject, indicator = thread.learn(field + subject, indicator)
    people = figure.quantity.dimension in _PEOPLE and thread.begun and not subject
    if people and (who := _doer(thread.last[1], indicator)):
        subject, indicator = thread.learn(who, indicator)
    label = thread.label
    if not label or subject or reading.measure == "criterion" or indicator.startswith(label):
        return subject, indicator
    if whole := labels.divided(label):
        return thread.learn(whole, indicator)
    if labels.of_goals(indicator) or (labels.is_body(label) and not labels.is_place(label)):
        return thread.learn(label, indicator)
    bare = reading.measure == "level" and figure.quantity.dimension == "ratio" and len(indicator) < _BARE
    if bare and labels.is_done(label) and not indicator.endswith(endings.rates()):
        return thread.learn(label, indicator)  # 布病检测:羊100%,鹿98%
    return subject, indicator


def _then(thread: Thread, name: str) -> str:
    """What was told before, which a bracket tells of another time by the end of its ``name``: 火灾事故 by 事故."""
    return next((told for told in reversed(thread.recent) if told.endswith(name) and told != name), "") if name else ""


def _field(thread: Thread, figure: Figure, name: str) -> str:
    """In what field that is whose name says nothing of it, which the clause before tells; "" where it needs none.

    生产性服务业扩容行动 of 实施生产性服务业扩容行动,培育领军企业9家; 旧改 of 开展旧改试点,试点扩大到9个县.
    """
    of_field = owners.is_of_field(name)
    cases = name.endswith(_CASES) and (of_field or verbs.is_verb(name.removesuffix(_CASES)))
    if cases and (crime := _crime(thread, figure)):
        return crime
    if not of_field:
        return ""
    whose, named = thread.last
    brought = name.startswith(owners.bringing())
    if brought and (owners.says_nothing(named) or named.endswith(endings.measures())):  # 灯会总营收5亿元,带动消费9亿元
        named = owners.owner_of(named)
    of_last = thread.begun and (brought or name.startswith(_taking_part()))
    if of_last and whose + named and not named.endswith(name[-2:]):
        return whose + named  # 举办比赛9场次,参加运动员800人
    if figure.joined or figure.joint == "等":
        return ""
    if thread.begun and figure.lead and figure.lead[0].kinds.isdisjoint(_PAUSES):
        return ""  # what stands directly behind a figure tells of that
    field = names.topic(figure.lead, names.LONG).removesuffix("方面")
    shared = next((length for length in range(len(name), 1, -1) if field.endswith(name[:length])), 0)
    field = field[: len(field) - shared]  # 城中村改造提速,启动改造项目9个
    told = len(field) < _LEAST or name[-2:] in field or field.endswith(("情况", "进行"))
    return "" if told else field


def _crime(thread: Thread, figure: Figure) -> str:
    """Of what crimes cases are, as the clause before tells or of the last: 毒品犯罪 of 严惩毒品犯罪,审结案件9件."""
    told = thread.last[0] if thread.begun else names.topic(figure.lead, names.LONG)
    return _fought().sub("", told) if told.endswith(_crimes()) else ""


@of_lexicon
def _crimes() -> tuple[str, ...]:
    return tuple(table("words")["fields"]["crimes"])


@of_lexicon
def _fought() -> re.Pattern[str]:
    return re.compile(f"^.{{0,6}}(?:{either(table('words')['fields']['fighting'])})")


def _doer(of: str, indicator: str) -> str:
    """Who took part in what ``indicator`` tells, as in that before: 侨胞 of 侨胞参加医保9万人,参加养老保险8万人."""
    at = of.find(indicator[:2]) if indicator.startswith(_taking_part()) else 0
    return of[:at] if at >= _WHO else ""


@of_lexicon
def _taking_part() -> tuple[str, ...]:
    return tuple(table("words")["fields"]["taking_part"])


def _about(thread: Thread, figure: Figure, reading: Reading) -> tuple[str, str]:
    if (meant := _MEANT.match(reading.name.words)) and (not meant[1] or thread.indicator.endswith(meant[1])):
        if sum("stop" in token.kinds for token in figure.lead) > 1:  # 这个比重: of a sentence without figures
            return "", ""
        reading = evolve(reading, name=Name())  # 这部分支出, 仅此一项: that of the figure before
    if thread.such:
        reading = counts.among(thread, figure, reading)
    name, quantity = reading.name, figure.quantity
    if quantity.kind == "part":
        return "", _sector(thread, figure)
    if quantity.kind == "none":
        return "", _happened().sub("", figure.text, count=1)
    if reading.rule in {"goal", "then"}:
        thread.goal = reading.scope
        told = thread.last if reading.measure == "share" else thread.leveled
        return thread.learn(name.owner, name.words) if name.words else told
    if reading.rule == "inside":
        return "", name.words + _class(figure)
    if reading.measure == "criterion":
        named = "" if reading.rule == "among" or said(figure.after[:1]) == "部分" else _class(figure)
        whole = (
            thread.counted.removeprefix(thread.sized) if thread.counting and said(figure.after) in {"", "的"} else ""
        )
        return "", named or name.words or (thread.last[1] if thread.measure == "criterion" else whole)
    if (reading.behind or reading.measure == "level") and (found := reached(thread, figure)):
        return thread.learn(*found)
    if reading.behind:
        return name.words, reading.behind
    if reading.rule == "whole":
        return name.owner, name.words
    listed = bool(thread.names) or "分别" in figure.words
    if reading.measure == "progress" and not (name.words or listed):
        of_work = works.is_named(thread.subject) and owners.is_measure(thread.indicator)
        if thread.begun and of_work and not reading.scope:
            return "", thread.subject  # 河道治理工程,投资3亿元,完成65%
        return (thread.subject, thread.indicator) if thread.begun else ("", reading.scope)
    if not name.words and len(thread.members) > 1 and _is_of_all(thread, figure, reading):
        return thread.learn("", shared.together(thread.members))
    if lists.is_list(thread, figure, name) and (member := lists.listed(thread, figure, reading)):
        return member if reading.rule == "pull" else thread.learn(*member)
    if name.words and not name.says_done:
        thread.members = ()
    if reading.rule == "pull":
        return name.owner or thread.subject + thread.indicator or "".join(thread.last), name.words
    if reading.rule in {"to", "list"} and not name.words:
        return thread.last
    again = not name.words or name.says_done or len(figure.own) == 2 or thread.last[1].endswith(name.words)
    if thread.leaving and _arrives(figure.own) and again:
        return thread.last  # 从3个|拓展到5个
    if reading.measure == "level":
        return levels.level(thread, figure, reading)
    return rates.rate(thread, figure, reading)


def _sector(thread: Thread, figure: Figure) -> str:
    """Of which industry a member of 三次产业结构11:37:52 is, by its place."""
    told = thread.members if figure.joint in {":", "∶"} else ()
    sector = f"第{'一二三四五六七八九'[min(len(told), 8)]}产业"
    thread.members = (*told, sector)
    return sector


def _is_of_all(thread: Thread, figure: Figure, reading: Reading) -> bool:
    """Whether a figure is of a whole list: 甲、乙合计占比5%; 甲、乙分别增长1%、2%,占工业投资的5%."""
    if figure.sums:
        return True
    return reading.measure == "share" and thread.rule == "list" and bool(figure.lead) and lists.count_of(figure) == 1


@of_lexicon
def _happened() -> re.Pattern[str]:
    return re.compile(f"(?:{either(table('words')['absence']['verbs'])})(?:[一1][起例件])?|零")


def _arrives(own: Tokens) -> bool:
    """Whether a figure is the B of 由66户整合至12户, whatever the verb between."""
    return bool(own) and not own[-1].kinds.isdisjoint(_TO)


def _class(figure: Figure) -> str:
    """What a criterion is a class of: 企业 of 5000万元以上企业; a list (交通运输、仓储和邮政业) is named whole."""
    after = list(figure.after)
    if after and after[0].words in {"且", "并且"}:
        return ""
    rest = figure.following[len(after) :]
    while len(rest) > 1 and "listing" in rest[0].kinds and not rest[1].quantity and _INDUSTRY.search(said(rest[1:4])):
        end = next((n for n, token in enumerate(rest[1:], 1) if token.kinds & _BREAKS), len(rest))
        after, rest = [*after, *rest[:end]], rest[end:]
    verb = next((n for n, token in enumerate(after) if n and _ends_class(token, after[n + 1 :])), len(after))
    if said(after[:verb]) in _PORTIONS:  # 500万元以下的|占比为5%
        return ""
    return counters.first_head(counters.behind(trimmed(after[: min(verb, first_of(after, _FROM))], _BEHIND)))


def _ends_class(token: Token, following: Tokens) -> bool:
    """Whether a verb says what is done to a class; in 重大建设项目 it is part of its name."""
    return bool(token.kinds & verbs.VERBS) and not (following and "head" in following[0].kinds)
