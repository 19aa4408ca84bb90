"""Parts and siblings: what is told of the whole, or of the first of a list, is told of those that only name an owner.

债务余额5亿元,其中一般债务2亿元 is 一般债务余额; 采矿业增加值增长2%,制造业增长3% is 制造业增加值.
"""

from __future__ import annotations

import re

from zfbg.facts.about import kinds, works
from zfbg.facts.clauses.figures import Figure
from zfbg.facts.clauses.tokens import LISTING_JOINTS
from zfbg.facts.context.thread import Thread
from zfbg.facts.mentions.units import COUNTED, base, counter
from zfbg.facts.naming import endings, owners
from zfbg.facts.naming.verbs import kept_verb
from zfbg.lexicon import either, of_lexicon, table

# 对县转移支付…,其中一般性转移支付: to whom.
_TO_WHOM = re.compile("对(?![我本])[^,、对]{1,6}(?:\\([^()]*\\))?(?=(?:一般公共预算)?(?:税收返还[和及与、])?转移支付$)")
_TRANSFERRED = ("转移支付", "税收返还", "返还性支出")
_PLAN = re.compile("(?:预算|计划)$")
# Enterprises are counted as well: 高新技术企业增长5% are more of them.
_COUNTED = ("企业", "项目")
# Names that end alike so far are of one division: 国有控股企业, 集体控股企业.
KIND = 4
# Who runs those of which a part is told: 教育部门办.
_RUN_BY = re.compile("[^、,]{2,8}办")
_OF_SIZE = re.compile("元(?:及?以上)?")
# So many characters tell what is told of an owner: 货运量.
ALIKE = 3
_PRODUCT = ("生产总值", "GDP")
_OUTPUT = "产量"
# 省下达新增限额5亿元(一般债务…): so are its parts, whatever stands before.
_NEW = "新增"
# 各类人才总量 is that of all kinds, not of each; 赔款和给付支出 is of two.
_WHOLES = frozenset("总和及与、")
_ASIDE = re.compile(r"\([^()]*\)$")
_FLOWS = ("收入", "支出")
_INSURED = re.compile("(?P<all>(?:参加)?.{2,20}保险)(?:参保)?(?:人数|人员|职工人数)?$|参保|参加|保险")
# 亿元以上项目9个,其中新开工项目5个: so are its parts.
_SIZED = re.compile(r"[\d.十百千万亿]+元及?以上的?(?=(?:项目|企业)$)")
# So end numbers of those who pass through a school: 招生人数28人,其中本科5人.
_HEADCOUNTS = ("人数", "生数", "招生", "在校", "毕业", "参保")
_BORN = "出生"
# Longer names say more than where persons are.
SHORT = 4
# Of these the parts are told as of those who live there: 户籍人口…,其中城镇人口.
_REGISTERED = "户籍"
# What is told per head, and of whom.
_HEADS = re.compile(".*?(?:居民(?:人均)?|人均)")
# 3岁以下儿童: a class of those who are told of.
AGED = ("以下", "以上")
# What such names is measured by what is told of all of its class.
_CLASSES = ("业", "类")
SORT = "类"
_OTHERS = frozenset({"其他", "其它"})
# In these no goods are made.
_COUNTERS = frozenset("个家项户人名所处座")
_GOODS = frozenset({"mass", "volume", "things", "length", "area", "energy", "power", ""})


def told_as(thread: Thread, figure: Figure, name: str, measure: str) -> str:
    """The whole name of what ``name`` only tells the owner of, behind a sibling or a whole; else ``name``."""
    if thread.head and (part := _of_head(thread.head, figure, name, measure)):
        return part
    if thread.stem and figure.quantity.dimension == "things" and _RUN_BY.fullmatch(name):
        return name + thread.stem.counted  # 幼儿园88所,在园幼儿900人。其中集体办9所
    parent = "" if measure == "level" and _is_other(thread, figure) else thread.parent
    wholes = [whole for whole in (parent, thread.within if measure == "level" else "") if whole]
    sorts = parent and measure == "level" and name.endswith(SORT) and figure.quantity.dimension in COUNTED
    if parent and name in _OTHERS and figure.quantity.dimension in COUNTED:
        return name + kinds.counted(thread)  # 来信9件,其中求助类5件,其他4件
    if sorts and counter(figure.quantity.unit) == counter(thread.unit):
        return name if name in parent else parent + name  # 申报质量奖9家,其中制造业类5家,农业类4家
    if measure == "growth" and name.endswith(_CLASSES) and (whole := _shared_whole(figure)):
        return _part(name, whole)
    if not (thread.begun or wholes):
        return name
    if parent and (insured := _insured(name, parent)):
        return insured
    first = not thread.begun and thread.within.endswith(endings.people())  # 就业人员中,第一产业2万人
    if measure == "level" and (first or base(figure.quantity.unit)[1] == base(thread.unit)[1]):
        if kinds.is_kind(name):
            return name + kinds.counted(thread)  # 幼儿园88所,其中公办58所
        if parent and figure.quantity.dimension == "things" and (whole := kinds.field(thread, name)):
            return whole + name  # 医疗纠纷88件,其中民事纠纷58件
        whole = thread.parent or thread.within  # 从业人员9万人。按产业分,第一产业2万人
        if whole and figure.quantity.dimension == "persons" and _is_of_persons(name, whole):
            born = whole.endswith(_BORN)  # 出生123人,其中一孩70人
            return whole + name if born else name + kinds.counted(thread)  # 在校生9万人,其中小学6万人
    if not _same_kind(thread, figure, measure):
        made = measure == "level" and thread.within.endswith(_OUTPUT) and figure.quantity.dimension in _GOODS
        return _produced(name) if made else name  # 主要产品产量中,铝材3万吨,衬衫5万件
    if thread.begun:
        owner, told = _divided(thread.indicator)
        if not owner and told == thread.indicator:  # 食品业|完成产值9亿元;机械业8亿元
            owner = thread.subject
        rated = told.endswith("率") or thread.indicator.endswith("率")
        if rated and measure == "level" and figure.quantity.dimension != "ratio":
            return name  # 本一上线率提高6个百分点;本科上线193人
        told_of_all = owner and (figure.joined or _alike(name, owner, figure))
        if told_of_all and (whole := _joined(name, told)) != name:
            return _kept(whole, thread.indicator)
        if whole := _of_kind(name, thread.indicator) or _scaled(name, thread.indicator):
            return whole
    if name.endswith(_FLOWS) and (head := _per_head(thread, figure, name, measure)):
        return head + name
    return next((_kept(part, whole) for whole in wholes if (part := _part(name, whole)) != name), name)


def _insured(name: str, of: str) -> str:
    """参加养老保险职工 of 职工 or 参保职工, as part of those who joined an insurance; "" of no such part."""
    whom, joined = name.removeprefix("参保"), _INSURED.match(of)
    if not (joined and joined["all"] and whom.endswith(endings.people())) or _INSURED.search(whom):
        return ""
    return joined["all"] + whom


def _shared_whole(figure: Figure) -> str:
    """The whole of a share that follows a growth: 工业增加值 behind 采矿业增长5%,占工业增加值的9%."""
    behind = figure.following[:3]
    if len(behind) < 3 or "comma" not in behind[0].kinds or "share" not in behind[1].kinds:
        return ""
    return behind[2].words if _attribute().search(behind[2].words) else ""


def _of_head(head: str, figure: Figure, name: str, measure: str) -> str:
    """汽车业增加值 of 汽车业, where 行业增加值 is told of all of a list; "" where a figure can be of no such thing."""
    if measure == "level":
        unit, dimension = figure.quantity.unit.lstrip("十百千万亿"), figure.quantity.dimension
        fits = dimension in _GOODS and unit not in _COUNTERS if head.endswith(_OUTPUT) else dimension == "money"
        if not fits:
            return ""
    if head.endswith(_OUTPUT):
        return _produced(name)
    return _part(name, head)


def _produced(name: str) -> str:
    """铝材产量 of 铝材, among those whose output is told."""
    return name if name.endswith(("量", "额", "值")) or owners.says_nothing(name) else name + _OUTPUT


def _is_of_persons(name: str, whole: str) -> bool:
    """Whether ``name`` is no name of persons, so that it needs the ``whole`` that they are part of."""
    if whole.endswith(_BORN):
        return len(name) < SHORT and not name.endswith(_BORN)
    if len(name) > SHORT or name.endswith(endings.households()) or name[-2:] in whole or kept_verb(name):
        return False
    return whole.endswith(endings.households()) or whole.endswith(_HEADCOUNTS) or name in _flowing()


@of_lexicon
def _flowing() -> frozenset[str]:
    """How persons come and go: 流动人口5万人,其中流出4万人."""
    return frozenset(table("words")["names"]["flowing"])


def _is_other(thread: Thread, figure: Figure) -> bool:
    """Whether a part is told in other units than its whole: 农资总额5亿元,其中化肥2万吨、农膜9吨."""
    stem = thread.stem
    if stem is None or not stem.unit or stem.indicator != thread.parent:
        return False
    unit = figure.quantity.unit  # 来信243件次,其中求助类168件
    return base(stem.unit)[1] != base(unit)[1] and counter(stem.unit) != counter(unit)


def _kept(part: str, whole: str) -> str:
    """``part`` with the verb of the ``whole``: 新增限额5亿元(一般债务2亿元)."""
    verb = kept_verb(whole) or (_NEW if _NEW in whole and _NEW not in part else "")
    return part if verb in part else verb + part


def _per_head(thread: Thread, figure: Figure, name: str, measure: str) -> str:
    """Of whom a part is that is told per head as the whole is: 农村居民人均 of 工资性收入 behind 农村居民人均收入."""
    whole = thread.indicator if thread.begun else thread.parent
    units = figure.quantity.unit, thread.unit
    alike = (thread.parent or figure.joined) and all(unit.endswith("元") and "亿" not in unit for unit in units)
    if not (alike if measure == "level" else thread.parted) or whole[-2:] != name[-2:] or _HEADS.search(name):
        return ""
    found = _HEADS.match(whole)
    return found[0] if found else ""


def as_done(thread: Thread, figure: Figure, name: str) -> str:
    """The name of a part with the verb of its whole, or its size: 新开工住房5万套,其中公寓2万套."""
    if not (thread.parted and thread.parent) or base(figure.quantity.unit)[1] != base(thread.unit)[1]:
        return name
    if (size := _SIZED.match(thread.parent)) and name.endswith(thread.parent[size.end() :]) and "元" not in name:
        return size[0] + name
    if owners.owner_of(thread.parent):
        return name
    verb = kept_verb(thread.parent)
    rest = thread.parent.removeprefix(verb)
    if not verb and _NEW in rest and _NEW not in name:  # 发行新增债券5亿元,其中专项债券2亿元
        verb = _NEW
    told = kept_verb(name) or verb in name or len(name) < 2 or name[:1] == "含"  # 查处违章9起,其中现场查处3起
    return name if told or rest[:1] in LISTING_JOINTS else verb + name


def _of_kind(name: str, other: str) -> str:
    """The whole name of what is one of a kind with the owner of ``other``, whatever is told of that.

    散养户 behind 规模养殖户每户补贴标准 is 散养户每户补贴标准.
    """
    bare = _ASIDE.sub("", name)
    if bare.endswith(_measured()) or kept_verb(bare):
        return ""
    for length in range(min(KIND, len(bare) - 1), 1, -1):
        head, _, told = other.partition(bare[-length:])
        if head and head != bare[:-length] and told.endswith((*_measured(), "标准")) and told[0] not in _WHOLES:
            return bare + told
    return ""


def _scaled(name: str, of: str) -> str:
    """限额以上乡村零售额 of 乡村零售额 behind 限额以上城镇零售额: of two kinds of the same both are of that size."""
    if not (scale := next((scale for scale in _scales() if of.startswith(scale)), "")):
        return ""
    one = next((kind for kind in kinds.kinds() if of.startswith(kind, len(scale))), "")
    other = next((kind for kind in kinds.kinds() if name.startswith(kind)), "")
    alike = one and other and of[len(scale) + len(one) :] == name[len(other) :]
    return scale + name if alike else ""


@of_lexicon
def _scales() -> tuple[str, ...]:
    return tuple(table("words")["names"]["scales"])


def _part(name: str, of: str) -> str:
    """The whole name of a part ``of`` a whole: 一般债务余额; one of two that the whole names in one: 债券还本."""
    for pair, halves in table("words")["names"]["pairs"].items():
        if name in halves and pair in of:  # 债券还本付息5亿元(还本4亿元,付息1亿元)
            return of.replace(pair, name, 1)
    if name.endswith(_TRANSFERRED) and "对" not in name and (whom := _TO_WHOM.search(of)):
        return whom[0] + name
    if of.endswith(_PRODUCT) and "工农业" in of:
        return name + "产值" if name.endswith("业") else name
    if whole := _compounded(name, of):
        return whole
    if of.endswith(_PRODUCT):  # 地区生产总值…,其中第一产业5亿元
        return name + "增加值" if name.endswith(("业", "一产", "二产", "三产")) else name
    if of.startswith(_REGISTERED) and of.endswith("人口") and name.endswith("人口"):
        return name if name.startswith(_REGISTERED) else _REGISTERED + name
    owner, told = _divided(of)
    paid = owner and name.endswith(told) and of[:2] not in name  # 财政预算收入…,其中地方财政收入: of no such whole
    if paid and owners.pays(name.removesuffix(told)) and not owners.pays(owner.rstrip("总")):
        return name.removesuffix(told) + of  # 教育支出…,其中市财政支出2亿元
    alike = owner[-2:] == name[-2:] and not name.endswith(_measured())  # 建设用地供应量…,其中工业用地
    return name + told if alike else _joined(name, told)


def _compounded(name: str, of: str) -> str:
    """金属类购进价格 of 金属类价格, as a part of 购进价格; "" where its whole is of no such measure, or it tells so."""
    compound = next((compound for compound in _compounds() if of.endswith(compound)), "")
    if not compound or name.endswith(compound):
        return ""
    tail = next((compound[at:] for at in range(1, len(compound) - 1) if name.endswith(compound[at:])), "")
    owner = name.removesuffix(tail) if tail else ""
    return owner + compound if owner.endswith((*_CLASSES, "企业")) else ""


@of_lexicon
def _compounds() -> tuple[str, ...]:
    return tuple(table("words")["names"]["compounds"])


def _alike(name: str, owner: str, figure: Figure) -> bool:
    """Whether ``name`` is one of a kind with ``owner``; enterprises may be told for themselves, unless in 元.

    私人控股企业增长5% behind 国有控股企业增加值增长3% is of the same division.
    """
    if owner[-1:] != name[-1:] or owner == name or _HEADS.match(name):  # 粮食总产9万吨,人均占有粮食400公斤
        return False
    return not name.endswith(_COUNTED) or figure.quantity.dimension == "money" or owner[-KIND:] == name[-KIND:]


def owner_before(thread: Thread, indicator: str) -> str:
    """Whose the measure before it in the sentence was: 新能源 in 新能源投资增长7%、装机规模增长9%."""
    owner, told = thread.last
    if not thread.begun:
        return ""
    if thread.measure == "share" and not owner and _is_owner(told):  # 新能源汽车占比达5%、产量增长8%
        return told
    if owner and (owners.says_nothing(told) or told.endswith(_gaining()) or works.is_work(owner)):
        return owner
    if owner and indicator in _accounts() and told in _accounts():
        return owner  # 国有企业资产总额9亿元,净资产5亿元,资产负债率56%
    if indicator in _accounts() and (enterprises := owners.organisation(thread.indicator)):
        return enterprises  # 工业企业营业收入9亿元,利润总额1亿元
    owner = "" if thread.indicator.endswith("户数") else owners.sibling(thread.indicator, indicator)
    return thread.subject + owner if owner and thread.subject.endswith(AGED) else owner


@of_lexicon
def _gaining() -> tuple[str, ...]:
    return tuple(table("words")["names"]["gaining"])


@of_lexicon
def _accounts() -> frozenset[str]:
    return frozenset(table("words")["names"]["accounts"])


def of_accounts(thread: Thread, indicator: str) -> str:
    """Whose a measure of enterprises' accounts is, such as 利润总额, or what projects bring; "" of any other."""
    brought = table("words")["names"]["brought"]
    if indicator in brought and thread.begun and not thread.inherited:  # 亿元以上项目9家,合同外资3亿美元
        whole = thread.last[0] if thread.last[1] in brought else "".join(thread.last)
        return whole if _OF_SIZE.search(whole) else ""
    return owner_before(thread, indicator) if indicator in _accounts() else ""


def counterpart(thread: Thread, name: str) -> str:
    """The whole name of a bare 支出 or 货物周转量 behind 铁路货运量; "" where several had one."""
    of = thread.total if name.endswith("总计") else thread.indicator
    whole = owners.counterpart(name, of)
    if not whole:
        return ""
    before = sum(told.endswith(of[-ALIKE:]) - told.endswith(name) for told in thread.recent)
    return whole if before <= 1 else ""


def _divided(name: str) -> tuple[str, str]:
    """Whose an indicator is, and what is told of that: 债务|余额."""
    name = _PLAN.sub("", name)
    found = _attribute().search(name)
    return (name[: found.start()], found[0]) if found else ("", "")


def measured_of(name: str) -> str:
    """Whose an amount is that ``name`` tells of: 重点产业 of 重点产业产值; "" where it tells of none."""
    return _divided(name)[0]


def whole(thread: Thread, name: str) -> str:
    """The whole that ``name`` is a part of: one of which the same is told, else what began the paragraph.

    工业增加值增长5%,产品销售率95%。分类型看,国有企业增加值增长3%.
    """
    told = _divided(name)[1]
    scales = _scales()
    if thread.parted and told and thread.parent.endswith(told) and thread.parent.startswith(scales):
        return "" if name.startswith(scales) else thread.parent  # 限额以上单位零售额…,其中饮料类零售额
    if not told or told[:2] in thread.within or not thread.within.endswith(_measured()):
        return thread.within
    return thread.total if told in thread.total else ""


def same_measure(name: str, of: str) -> bool:
    """Whether two indicators tell the same of whatever: 工业增加值, 制造业增加值."""
    told = _divided(of)[1]
    return bool(told) and _divided(name)[1] == told


def _is_owner(name: str) -> bool:
    """Whether ``name`` is that of no measure, but of something of which one is told."""
    name = _PLAN.sub("", name)
    listed = "、" in name and not name.endswith(("业", "类"))  # 电力、热力供应业 is one, as is 服装、鞋帽类
    if len(name) < 2 or listed or owners.says_nothing(name) or name.endswith(_measured()):
        return False
    return name.endswith("企业") or not owners.owner_of(name)


def _same_kind(thread: Thread, figure: Figure, measure: str) -> bool:
    """Whether the figure can be one of the same thing as the figure before: both growths, or amounts in one unit."""
    if measure == "level":
        untold = not (thread.begun or thread.unit) and bool(thread.parent)  # 增加教育支出,其中县财政支出5亿元
        return untold or base(figure.quantity.unit)[1] == base(thread.unit)[1]
    return thread.measure in {"level", "growth"}


def _joined(name: str, told: str) -> str:
    """住户存款 and 存款余额 are 住户存款余额; 参保职工 is no owner of 参保人数, 制造业利润 needs no 总额."""
    for length in range(len(told) - 1, 1, -1):
        if name.endswith(told[:length]) and not owners.is_measure(told[:length]):
            return name + told[length:]
    told_twice = told[:2] in name and not name.endswith("业")
    return name + told if not told_twice and _is_owner(name) else name


@of_lexicon
def _measured() -> tuple[str, ...]:
    return (*endings.measures(), "投入", *owners.counterparts())


@of_lexicon
def _attribute() -> re.Pattern[str]:
    of = table("words")["names"]
    return re.compile(f"(?:{either([*of['attributes'], *of['told_of']])})$")
