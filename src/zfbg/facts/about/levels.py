"""Levels: what an amount or a count is of: the name before it, what stands behind it, or what was told before."""

from __future__ import annotations

import re

from attrs import evolve

from zfbg.facts.about import acts, budgets, contests, counts, deeds, lasting, people, works
from zfbg.facts.about.belonging import belongs, is_of_several, mishap, owner_told, rated, taken_up, whose_rate
from zfbg.facts.about.parts import as_done, counterpart, of_accounts, told_as
from zfbg.facts.about.spending import aim, begins, far_aim, opens_clause, sake, spent
from zfbg.facts.clauses import heads
from zfbg.facts.clauses.figures import Figure
from zfbg.facts.clauses.tokens import Tokens, first_of, said, trimmed, words
from zfbg.facts.context.states import begins_change
from zfbg.facts.context.thread import Thread
from zfbg.facts.measure.progress import aimed
from zfbg.facts.measure.reading import Reading
from zfbg.facts.mentions.units import COUNTED, base, dimension
from zfbg.facts.naming import counters, endings, names, nouns, owners, verbs
from zfbg.facts.naming.names import Name
from zfbg.lexicon import either, of_lexicon, table

_OF = re.compile("(?:对)?(.{0,12}贡献率)$")
_DONE = re.compile(",*(?:同时|并|共)*(?:实现|完成)")
_ADJUSTED = frozenset({"调整为", "预算调整为", "调整后"})
_DAILY = re.compile(
    "(?:平均)?每(?:[天日月年周]|[人户名辆台套所村例件头](?:每[年月天])?)|平均每[\u4e00-\u9fff]{1,2}?|[日月年生人户]均"
)
_EACH_DAY = re.compile(f"(?P<each>{_DAILY.pattern})(?P<done>.+)")
_TOTAL = re.compile("[、,]?(?:总?累计|总数|总量)")
_PAUSES = frozenset({"comma", "listing"})
_TO = frozenset({"to"})
_PARTICLE, _OPENER = frozenset({"filler"}), frozenset({"opener"})
_SAID, _COMPARED = frozenset({"opening", "predicate"}), frozenset({"against", "than"})
_HAVING = frozenset({"有", "只", "仅", "只有", "共", "达", "就"})
# 关税按5%征收: behind such a rate stands what is done at it.
_BY = frozenset({"按", "拟按", "按照"})
_DIRECTION = frozenset({"up", "down"})
_CHANGING = frozenset({"增加", "减少"})
_DID = frozenset({"done"})
_BEFORE_VERB = frozenset({"listing", "leading", "comma"})
_CENTRAL = re.compile("^中央级?")
# 全镇1395户6820人: who lives there.
# These say only that it came to so much.
_DOES_NOTHING = re.compile("^(?:全年|预计|力争|共|累计|完成|实现)*")
_EXTENTS = frozenset({"length", "area"})


def level(thread: Thread, figure: Figure, reading: Reading) -> tuple[str, str]:
    """Subject and indicator of a level: the name before it, or what its counter counts behind it."""
    name, quantity = reading.name, figure.quantity
    thread.share = ""
    if name.words.endswith("的") and names.gives(name.words[:-1]):
        name = Name()  # 完成市下达的|9亿元的任务
    counted = quantity.dimension in COUNTED
    name = deeds.untouched(name, counted)
    if quantity.dimension == "money" and (paid := spent(figure)):
        return thread.learn(*paid)
    ruled = quantity.dimension == "ratio" and bool(figure.own) and figure.own[-1].words in _BY
    unsaid = ruled or (name.words and _goes_over(figure)) or counts.named_before(thread, figure, name)
    behind = works.done_to(thread, figure, "" if unsaid else counts.behind(figure))
    if not behind and figure.after and figure.after[0].words == "在" and deeds.is_deed(name.words):
        behind = "" if figure.crowded else said(figure.after)  # 引导5万人|在园区就业
    begun, before = thread.begun, thread.last
    subject, indicator = contests.won(thread, figure, behind or name.words) or _measured(thread, figure, name, behind)
    if (told := counts.predicate(figure) or counts.denied(figure, name)) and not indicator.endswith(told):
        if told.startswith(indicator):  # 9人|不从事本职工作: nothing else is told of them
            return subject or names.topic(figure.lead), told
        return subject, indicator + told  # 40项举措|为全省首创
    alone = figure.lead and not (begun or subject) and indicator == name.words
    alike = begun and not subject and thread.unit == quantity.unit
    deed = (alike or alone) and counted and deeds.is_deed(indicator) and not owners.is_of_field(indicator)
    if deed and alike and deeds.is_deed(before[1]):
        return thread.learn(before[0], indicator)  # 清理审批事项,取消9项,下放5项
    if alone and (name.says_done or deed or verbs.kept_verb(indicator) == indicator != ""):
        return thread.learn(names.topic(figure.lead, names.LONG), indicator)  # 实施公路提升行动,新改建5公里
    return subject, indicator


def _is_measured_next(figure: Figure, name: str) -> bool:
    """Whether the figure that 、 joins to a count tells how much of the same there is, behind no measure's name."""
    other = next((token.quantity for token in figure.following[:3] if token.quantity), None)
    return other is not None and other.dimension in _EXTENTS and not owners.is_measure(name)


def _goes_over(figure: Figure) -> bool:
    """Whether a figure is the A of 从3个拓展到5个: the word behind it counts nothing."""
    return len(figure.after) == 2 and not figure.after[1].kinds.isdisjoint(_TO) and begins_change(figure.own)


def _measured(thread: Thread, figure: Figure, name: Name, behind: str) -> tuple[str, str]:
    """By what stands around a level, the surest first."""
    quantity, own = figure.quantity, figure.words
    counted = quantity.dimension in COUNTED
    verbal = not name.words or name.says_done
    alike = thread.unit == quantity.unit or thread.counted_in(quantity.unit)
    if counted and not verbal and thread.counting and alike:
        # 隐患路段9处,已治理8处; 案件9宗,罚款3万元,移送司法机关2宗
        verbal = verbs.kept_verb(name.words) == name.words
    if quantity.dimension == "time" or name.words.endswith("连续"):
        return lasting.lasting(thread, figure, name)
    thread.goal = aimed(figure.own)
    if own.lstrip(",、 其中").startswith("对") and (own_of := _OF.match(name.words)):
        return thread.subject + thread.indicator, own_of[1]  # 对经济增长的贡献率为8.5%: of the indicator before
    if nouns.is_level(name.words) and (level := nouns.of_level(name.words, thread.noun)):
        return thread.learn(name.owner, level)
    untold = verbal or (bool(figure.own) and figure.own[-1].words == "的")  # 原享受低保的|8户、12名老人
    if counted and not behind and figure.shares and (untold or _is_measured_next(figure, name.words)):
        # 8条、12.3公里道路, 老城区8条、12.3公里道路
        served = "serve" in figure.kinds
        behind = counts.come_to(figure.after_next, quantity) or counters.behind(figure.after_next, served, served)
    if behind.endswith(_milestones()):  # 产值跨过两个千亿元大关: the 产值 goes on
        if not verbal:
            thread.learn(*_named(thread, figure, name, ""))
        whose = thread.subject + thread.indicator
        return (whose, behind) if quantity.dimension == "things" else (thread.subject, thread.indicator)
    if thread.begun and _DAILY.fullmatch(mean := name.words or own.lstrip(",、;")):
        return thread.subject, thread.indicator + mean  # 供水总量8万吨,日均2吨,平均每户9吨
    if counted and not behind and (each := _EACH_DAY.match(name.words)) and verbs.is_verb(each["done"]):
        noun = nouns.noun(thread.indicator) if thread.begun and thread.measure == "growth" else ""
        done = each["done"] + noun if noun else acts.of_verb(thread, figure, evolve(name, words=each["done"]))
        return thread.learn(name.owner, each["each"] + done)  # 企业增长5%,平均每天新增90户
    if counted and (those := counts.of_those(thread, figure) or _which(thread, figure, name)):
        return thread.learn(*those)
    if behind and (found := _of_behind(thread, figure, name, behind)):
        return thread.learn(*found)
    if counted and verbal:
        if name.words and thread.outnumbers(quantity.number.value, quantity.unit):
            thread.rejoin()
        return thread.learn(*acts.done(thread, figure, name))
    if _is_same_deed(thread, figure, name):
        return thread.learn(*thread.last)  # 扩大灌溉面积5万亩,今年就扩大3万亩
    if name.says_done and thread.begun and thread.dimension != "time" and _goes_on(thread, figure, name):
        noun = verbs.undone(thread.indicator)
        # 存款余额增长8%,新增2亿元; 电站开工9万千瓦、投产5万千瓦; 开工公路90公里,建成50公里
        if noun == thread.indicator:
            noun = names.without_verbs(noun.removeprefix(verbs.kept_verb(noun)))
            return thread.learn(thread.subject, name.words + noun)
        return thread.learn(thread.subject, noun + name.words)
    return thread.learn(*(_named(thread, figure, name, behind) if name.words else _unnamed(thread, figure)))


def _goes_on(thread: Thread, figure: Figure, name: Name) -> bool:
    """Whether the verb before a figure is what was done of that of which the figure before told."""
    if verbs.kept_verb(name.words) == name.words:
        return True
    of = words(name.words, 0, len(name.words))
    return len(of) == 1 and verbs.is_act(of[0]) and base(thread.unit)[1] == base(figure.quantity.unit)[1]


def _is_same_deed(thread: Thread, figure: Figure, name: Name) -> bool:
    """Whether all that stands before a figure is the verb that the figure before was told with."""
    alike = thread.begun and thread.leveled == thread.last and dimension(thread.unit) == figure.quantity.dimension
    if not (alike and name.words) or not thread.last[1].startswith(name.words) or thread.last[1] == name.words:
        return False
    return all(not token.kinds.isdisjoint(_DIRECTION) for token in words(name.words, 0, len(name.words)))


def _which(thread: Thread, figure: Figure, name: Name) -> tuple[str, str] | None:
    """Some of those that were just counted: 40个项目中,已完工|的有|17个; None where the words before are of others."""
    which = thread.counting and thread.counted and [token.words for token in figure.own[-2:]] == ["的", "有"]
    so_many = not (figure.own or figure.after) or figure.words.endswith(("的有", "的"))  # 10亿元以上|3个
    if thread.measure == "criterion" and thread.category and thread.counted and so_many:
        return "", counts.of_class(thread)
    if thread.counting and thread.noun and thread.unit == figure.quantity.unit and (such := _such(figure)):
        whole = thread.noun.removeprefix("、")  # 新建、改建校舍
        whole = whole.removeprefix(verbs.kept_verb(whole)) if whole != thread.noun else whole
        return thread.last[0] if thread.last[1].endswith(thread.noun) else "", such + whole
    if not which or not name.words or name.words.startswith("被") or thread.dimension != figure.quantity.dimension:
        return None
    return name.owner, f"{name.words}的{thread.counted}"


def _such(figure: Figure) -> str:
    """What those are of which so many are: 依法完成换届的 of 村委会90个,其中依法完成换届的|88个; else ""."""
    if figure.after and figure.after[0].kinds.isdisjoint(_SAID):
        return ""
    at = first_of(figure.own, _OPENER) + 1
    own = figure.own[at:] if at <= len(figure.own) else figure.own
    while own and own[-1].words in _HAVING:
        own = own[:-1]
    told = said(own).strip(", ")
    if len(own) < 2 or own[-1].words != "的" or len(told) > names.SHORTER:
        return ""
    compared = any(len(token.words) > 1 and not token.kinds.isdisjoint(_COMPARED) for token in own)
    return "" if compared or told.startswith("被") else told


def _of_behind(thread: Thread, figure: Figure, name: Name, behind: str) -> tuple[str, str] | None:
    """By the noun behind a counter or a unit; None where the name before the figure says what it is."""
    verbal = not name.words or name.says_done
    if figure.quantity.dimension in COUNTED:
        if harmed := mishap(thread, behind):  # 事故5起,造成9人死亡
            return harmed, behind
        found = counts.of_noun(thread, figure, name, behind, verbal)
        thread.count(behind)
        return found
    if verbal:
        if thread.begun and behind in _tasks() and not name.owner:
            return thread.subject, thread.indicator + behind
        if figure.quantity.unit == "倍" and thread.begun and not name.owner and "stop" not in figure.kinds:
            return "".join(thread.last), behind  # 基金认缴5亿元,实现7倍|杠杆放大
        return name.owner, verbs.kept_verb(name.verb + name.words) + behind  # 新增5万吨原料的加工能力
    if figure.quantity.dimension != "money":
        of_it = figure.after[0].words == "的" and owners.is_told_of(name.words)  # 面积5亩的广场
        return (names.without_predicate(behind), name.words) if of_it else (name.words, behind)
    if deeds.is_deed(name.words):
        return "", name.words + behind  # 盘活3亿元|存量资产
    deed = deeds.deed(name.words)
    if figure.after[0].words != "的" or not (deed or _ends_in_verb(figure.own)):
        return None
    return "", (deed or verbs.kept_verb(name.words)) + behind  # 带动银行贷款形成5亿元的投资规模


def _ends_in_verb(own: Tokens) -> bool:
    """Whether what stands before an amount ends with a verb, so that it is no name of that amount."""
    own = trimmed(own, _PARTICLE)
    return bool(own) and not own[-1].kinds.isdisjoint(verbs.ACT)


def _unnamed(thread: Thread, figure: Figure) -> tuple[str, str]:
    """By what was told before, of a level without a name of its own."""
    if thread.begun and figure.words.strip(", ") == "即":  # 占农田的十分之一,即6万亩
        return thread.last
    if thread.whole and figure.sums:
        return "", thread.whole
    topic = names.topic(figure.lead, names.LONG if begins_change(figure.own) else names.SHORTER)
    if part := budgets.divided(topic, thread.subject + thread.indicator):
        return "", part  # 债务限额9亿元。计划分配:市本级5亿元
    if topic and not topic.endswith(_milestones()):  # 产值跨过两个千亿元大关,达到6千亿元
        return "", topic
    indicator = _step(figure, counts.ranked(thread) or thread.indicator)
    if figure.joined or (_TOTAL.match(figure.words) and thread.unit == figure.quantity.unit):
        indicator = _made().sub("", nouns.stock(indicator))
    return thread.subject, indicator


@of_lexicon
def _milestones() -> tuple[str, ...]:
    return tuple(table("words")["names"]["milestones"])


@of_lexicon
def _tasks() -> frozenset[str]:
    return frozenset(table("words")["progress"]["standards"])


@of_lexicon
def _made() -> re.Pattern[str]:
    """Words that say that only the new ones are told, before what they are."""
    return re.compile(f"^(?:{either(table('words')['names']['made'])}|新建成?(?!材)|净增)")


def _step(figure: Figure, indicator: str) -> str:
    """What a budget is called that was changed (支出预算调整为6亿元), and what was done of it (实际完成5亿元)."""
    own = [token.words for token in figure.own]
    if not _ADJUSTED.isdisjoint(own) and budgets.of_name(indicator):
        return budgets.adjusted(indicator)
    return budgets.done(indicator) if "完成" in own else indicator


def _named(thread: Thread, figure: Figure, name: Name, behind: str) -> tuple[str, str]:
    """By its name, which stands before it."""
    subject, indicator = name.owner, name.words
    if subject and owners.says_nothing(subject) and thread.counted.endswith(subject):
        subject = thread.counted  # 5个建成项目|完成投资3亿元
    if not subject and thread.begun and thread.counting and _is_of_change(indicator):
        return "".join(thread.last), indicator  # 取消低保对象320户,减少保障金额14万元
    if not subject and (part := budgets.divided(indicator, thread.subject + thread.indicator)):
        return "", part  # 债务限额9亿元,市本级留用3亿元,转贷县区6亿元
    indicator = _with_verb(thread, figure, indicator)
    if not subject and (line := budgets.line_of(thread.budget, indicator)):
        return line[0], _step(figure, line[1])
    if not (subject and owners.pays(subject)) and (whole := counterpart(thread, indicator)):
        if "place" in figure.kinds:
            whole = _CENTRAL.sub("", whole)  # 中央级收入5亿元;省级收入2亿元
        return subject, whole  # 转移支付收入3亿元,收入总计9亿元: of what the paragraph began with
    if not subject and thread.begun and thread.indicator in owners.counterparts().get(indicator, ()):
        subject = thread.subject  # 公路运输完成货运量9万吨,货物周转量3万吨公里
    if _DONE.match(figure.words):
        subject = subject or thread.owner
    thread.owner = subject or thread.owner
    if figure.quantity.dimension == "money" and not thread.label and owners.collects(indicator):
        return indicator, "收入"  # 地税局完成5亿元
    if not subject and (harmed := mishap(thread, indicator)):
        return harmed, indicator.removeprefix("造成")
    if owners.says_nothing(indicator) or owners.is_measure(indicator.removeprefix("新增")):
        if thread.category and figure.quantity.dimension in COUNTED:
            thread.count(indicator)  # 亿元以上项目9个
        return _whose(thread, figure, indicator, subject, behind), indicator
    indicator = as_done(thread, figure, told_as(thread, figure, indicator, "level"))
    extends = figure.quantity.dimension in _EXTENTS and "累计" not in figure.words
    if name.verb in table("words")["names"]["made"] and (extends or _sums_up(figure)):  # 建成农田5万亩: there are more
        indicator = name.verb + indicator
    if not figure.lead:
        subject = subject or thread.category
    subject = subject or of_accounts(thread, indicator) or whose_rate(thread, indicator)
    subject = subject or ("" if "place" in figure.kinds else rated(thread, indicator))
    subject = subject or people.whose(thread, indicator)
    counted = figure.quantity.dimension in COUNTED
    persons = endings.people()  # no place of where these are: 高校5所,教师700人,在校生2万人
    if counted and not (indicator.endswith(persons) and thread.counting and not thread.noun.endswith(persons)):
        thread.count(indicator)
    return subject, indicator


def _is_of_change(name: str) -> bool:
    """Whether a name says only by how much a measure of what was counted is more or less: 减少保障金额."""
    return name[:2] in _CHANGING and len(name) > len("增加") and owners.says_nothing(name[2:])


def _whose(thread: Thread, figure: Figure, indicator: str, subject: str, behind: str) -> str:
    """Whose a measure is that says nothing alone; ``subject`` stands before it, ``behind`` behind its unit."""
    if thread.enclosing and not subject:
        return thread.enclosing  # 甲厂(投资3亿元)
    if not (subject or thread.begun) and (field := heads.field(figure.lead)):
        return field  # 茶叶发展方面,新建茶园,产量5万吨
    first = not (thread.subject or thread.indicator)
    if indicator.endswith("资金") and owners.pays(subject):
        purpose = aim(figure) or (far_aim(figure, first) if subject or begins(figure) else "")
        subject = subject if purpose.endswith(indicator) else purpose or subject
    elif indicator.endswith("支出"):
        subject = sake(figure, subject) or subject
    subject = subject or works.behind_next(figure)
    if not subject and opens_clause(figure, indicator):  # 投资1亿元,建成甲桥;投资2亿元,建成乙桥
        subject = far_aim(figure, False)
    acts_behind = bool(figure.after) and (verbs.is_act(figure.after[0]) or "keep" in figure.after[0].kinds)
    if not subject and figure.quantity.dimension == "money" and acts_behind:
        subject = far_aim(figure, False)  # 投资3亿元|建设甲、乙等8个项目
    # …;共计完成投资5亿元; 立案9件,其中简易案件4件,罚款合计3万元
    summed = figure.sums and (thread.parted or any("semicolon" in token.kinds for token in figure.lead))
    told_before = (figure.quantity.dimension in COUNTED or thread.begun or not figure.lead) and not summed
    noun = belongs(thread, indicator) if told_before else ""
    topic = owner_told(figure.lead)
    topic = topic if owners.has(topic, indicator) else ""
    told = "" if thread.begun else topic  # 成人高校,包括夜大学等,在校生5万人
    if lasting.goes_on(thread, figure):
        told = thread.indicator
    topic = "" if is_of_several(thread, indicator) else topic
    subject = subject or thread.category or behind or told or noun or topic
    if not (subject or thread.begun) and (_DONE.match(figure.words) or not _of_another(figure)):
        subject = owners.organisation(thread.subject + thread.indicator)  # 工业企业产品销售率97%。实现利润5亿元
    bare = not (subject or thread.begun) and _DOES_NOTHING.sub("", figure.words).startswith(indicator)
    if bare and owners.is_told_of(indicator):
        subject = names.trade(said(figure.lead))  # 装备制造业加快升级。产值达9亿元
    if not subject and not thread.begun and owners.yields(indicator):
        subject = owners.sown(thread.indicator)  # 荞麦总面积9万亩,扩大4%。预计产量1万吨
    built = thread.begun and thread.run  # 新建水渠9公里,投资3亿元,灌溉农田5万亩: not of what stands behind
    if not (subject or built) and figure.quantity.dimension == "money":  # 投资3亿元,实施了两所学校的扩建
        purpose = far_aim(figure, first and indicator.endswith("资金"))
        subject = purpose if owners.has(purpose, indicator) else ""  # 完成营业收入9亿元,完成产量5吨
    subject = subject or ("" if thread.begun else taken_up(figure.lead, indicator))
    return subject.removesuffix(indicator)  # 工业投资稳中有升,完成投资5亿元


def _of_another(figure: Figure) -> bool:
    """Whether an amount at the beginning of a sentence is of what stands behind it: 总投资5亿元的水厂."""
    begins = not figure.lead or "stop" in figure.lead[-1].kinds
    return not begins or (bool(figure.after) and figure.after[0].words == "的")


def _with_verb(thread: Thread, figure: Figure, indicator: str) -> str:
    """关停砖厂…家、小煤窑45处: the verb of the first member of a list is that of all."""
    if (verb := verbs.kept_verb(indicator) or _looking(indicator)) or figure.joined:
        if not verb and _begins_with_verb(figure.own):
            thread.verb = ""  # 发现隐患9处、下达文书2份
        thread.verb = verb or thread.verb
        told = verb or not thread.verb or owners.is_measure(indicator)
        return indicator if told else thread.verb + indicator
    if indicator.startswith("《") and thread.begun and thread.verb and len(figure.lead) < 2:
        return thread.verb + indicator  # 暂扣《甲证》9本,《乙证》3本
    thread.verb = ""
    return indicator


def _looking(indicator: str) -> str:
    """The verb at the beginning of what was looked at: 检查 of 检查企业, not of 检查站."""
    looked = next((verb for verb in table("words")["names"]["looked_at"] if indicator.startswith(verb)), "")
    if not looked or len(indicator) < len(looked) + 2:
        return ""
    return looked + verbs.kept_verb(indicator.removeprefix(looked))


def _begins_with_verb(own: Tokens) -> bool:
    """Whether the words before a figure begin with a verb of their own: 、已整改隐患."""
    first = next((token for token in own if token.kinds.isdisjoint(_BEFORE_VERB)), None)
    return first is not None and not first.kinds.isdisjoint(verbs.ACT | _DID)


def _sums_up(figure: Figure) -> bool:
    """Whether the sum of all there are follows at once: 5万亩、累计达到60万亩."""
    behind = figure.following[:4]
    pauses = len(behind) > 2 and not behind[0].kinds.isdisjoint(_PAUSES) and behind[1].words in {"累计", "总数", "总量"}
    return pauses and any(t.quantity and t.quantity.unit == figure.quantity.unit for t in behind[2:])
