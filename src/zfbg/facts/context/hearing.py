"""What a calendar expression says in its place: when, what is compared with, which thing, or nothing.

Only the words on either side tell: “十四五” is a time in “十四五”增长5%, a base in 快于“十四五”1个百分点, and says
which thing is meant in “十四五”批复的12个项目.
"""

from __future__ import annotations

import re
from enum import Enum

from zfbg.lexicon import either, table


def goes_on(words: str) -> bool:
    """Whether a sentence that begins with ``words`` tells the figures of the time that the one before only named."""
    return words.startswith(tuple(table("words")["periods"]["goes_on"]))


class Role(Enum):
    """What a time is for: all that follows, a comparison, a second one, one noun only, or nothing that is measured."""

    WHEN = "when"
    BASE = "base"
    BESIDE = "beside"
    WHICH = "which"
    NONE = "none"


_ATTRIBUTIVE = frozenset({"去年", "上年", "前年"})
_WHOLE_YEAR = frozenset({"全年", "年度", "本年度", "当年"})
_SEIZED = frozenset({"抢抓", "抓住", "抓好", "抓紧", "紧抓", "把握"})
# 占全年|任务: the words before a plan and its number.
_DOING = frozenset("成占为达")
_PLAN = re.compile("[^,。;:、\n]{0,14}?(?:任务|目标|计划|预算)")
_PUNCTUATION = frozenset("\n,。;:、(在自从是到至由")
# 快于2024年, 相当于2020年, 较“十三五”时期, 比前五年, 恢复至2019年同期水平.
_COMPARED = re.compile("[快慢高低等当好优多少大小长短]于$|高出$|[较比]$|恢复[到至]?$")
# 比疫情前的2019年, 较最好的2018年.
_COMPARED_OF = re.compile("(?:(?<!比)较|(?<![占对])比(?![较重例率]))[\u4e00-\u9fff]{1,10}的$")
_DIFFERS = re.compile("(?:同期|全年)?(?:水平)?[仍还也又再则略]?(?:有所)?[多少增减高低快慢升降涨跌翻便上提下大小,]")
# 只有2019年的八成, 超过2019年的117%.
_PORTION = re.compile("(?:同期|全年)?(?:水平)?的[约近]?[\\d.一二三四五六七八九]{1,6}(?:%|成)")
_BEFORE_PORTION = frozenset("是为到达于有过仅")
# 比一季度、|二季度分别回落, 比1-7月和|1-8月: what is compared with a second time too.
_BESIDE = re.compile(r"[比较](?:第?[一二三]季度|前三季度|上半年|\d{1,2}[-—~至]\d{1,2}月份?)[、和与]\Z")
_JOINED = frozenset("、和与")
_WITH = frozenset("与同和跟")
_ALIKE_THEN = re.compile(r"(?:同期)?的?[\d.]+[^,。;、\n\d]{0,8}?(?:持平|相当|一致|相比|差不多|相近|接近)")
_ALIKE = re.compile("[^,。;、\n\\d]{0,6}?(?:持平|相当|一致|差不多|相近)")
# 是1997年的1.8倍, 达到1949年的九倍多.
_MULTIPLE = re.compile(
    "(?:[(][^()\n]{1,16}[)])?[^,。;:、\n\\d]{0,14}的[约近]?[\\d.一二两三四五六七八九十百点]{1,8}[余多]?倍"
)
# 比战前的1931年大得多: no more than that is told of it.
_BY_FAR = re.compile("[大小多少高低好强快]得多")
_BEFORE_MULTIPLE = frozenset("是为到达于")
# 均价612元,去年是540元,…: an aside, of this one figure alone.
_ASIDE = re.compile("(?:同期)?(?:还|才)?[是为有仅只]{0,2}[\\d.]+[^,。;、\n\\d]{1,6}[,。;)]")
# 在上年大幅增长的基础上; where a figure stands between, it alone is of that time: 在去年建成20个的基础上.
_GROUND = re.compile("[^,。;\n]{0,24}?(?:基础上|基数[^,。;\n]{0,8}?[上下])")
# “十四五”批复的6个, 2013年以来新增的…: a verb and 的 behind a time make it a part of the noun that follows.
_RELATIVE = re.compile("[\u4e00-\u9fff]{2,4}的")
# “十四五”投资过千万元的项目: of a plan the words between may be more.
_OF_PLAN = re.compile("[\u4e00-\u9fff]{2,8}的(?=[\u4e00-\u9fff])")
# 6月底完成路基,: when something was done that no figure tells of.
_EVENT = re.compile("[^,。;:、\\d一二三四五六七八九十百千万亿]{3,30}[,。;]")
_BEFORE_EVENT = frozenset(",于、")
_MONTH = re.compile("(?:\\d{1,2}|[一二三四五六七八九十]{1,2}|元)月(?:份|上旬|中旬|下旬|底|初|末)?")
# 水厂扩建6月底前完工,: by when that is done, not what is told behind it.
_DONE_BY = re.compile("[^,。;:、\\d一二三四五六七八九十百千万亿]{2,30}[,。;]")
_LEADS = re.compile("^(?:确保|力争|争取|推动|抓好|[一二三四五六七八九十]是|[(]?[一二三四五六七八九十]{1,2}[)、.])+")
_BEFORE_TIMES = ("确保", "力争", "争取", "计划", "预计", "要", "将", *"在于到至从自和与、的是")
# 按2020年不变价计算, 2010年价格.
_PRICES = re.compile("(?:不变|可比|现行)?价")
# 2006年以来新高, 建国以来规模最大的: how it compares with all that was.
_RECORD = re.compile("[^,。;、\n]{0,4}?(?:最|首|新高|新低|少有|未有|罕见)")
# 2023年结转的…支出: which money, spent in another year.
_CARRIED = re.compile("结(?:余|转|余结转|转结余)的")
# “十二五”头一年, “十四五”的收官之年: which year it is of these, not when.
_YEAR_OF = re.compile("[”’」]?的?(?:[头第]?[一二三四五]|开局|起步|收官|最后一?|关键|攻坚|承上启下)(?:之|的|个)?年")
_PLAN_NAMES = re.compile(f"(?!计划)[^,。;、:\n\\d]{{0,14}}?(?:{either(table('words')['periods']['plan_names'])})")


def heard(time: re.Match[str], key: str, pending: bool = False) -> Role:
    """What ``time``, a match of the scan in ``key``, says there.

    ``pending`` says that the noun which another time describes has just been named: the next time is its predicate's.
    """
    start, end = time.span()
    before, behind = key[max(0, start - 2) : start], key[end : end + 1]
    last = before[-1:]
    if time["c_base"] or _COMPARED.search(before):
        return Role.BASE
    if last in _BEFORE_MULTIPLE and _MULTIPLE.match(key, end):
        return Role.BASE
    if last in _BEFORE_PORTION and _PORTION.match(key, end):
        return Role.BASE
    if last == "在" and (ground := _GROUND.match(key, end)):
        return Role.WHICH if any(map(str.isdigit, ground[0])) else Role.BASE
    if behind and _BY_FAR.match(key, end):
        return Role.NONE
    if last == "的" and _DIFFERS.match(key, end) and _COMPARED_OF.search(key, max(0, start - 12), start):
        return Role.BASE
    if before in _SEIZED:  # 抢抓二季度施工时机
        return Role.NONE
    if last in _JOINED and _BESIDE.search(key, max(0, start - 12), start):
        return Role.BESIDE
    if last in _WITH and _ALIKE.match(key, end):
        return Role.NONE  # 增长3%,与一季度持平
    if last in _WITH and _ALIKE_THEN.match(key, end):
        return Role.BASE  # 与去年的9.84‰基本持平
    if last == "(" and behind == ")":
        return Role.NONE
    if time["c_relative"] in _ATTRIBUTIVE and not time["c_until"] and last not in _PUNCTUATION and not pending:
        return Role.NONE  # 开展上年度退规企业自查: not when, but which
    if time[0] in _WHOLE_YEAR and (behind in "任目计预" or (last in _DOING and _PLAN.match(key, end))):
        return Role.NONE  # 完成全年任务的70%, 占全年引资5亿元任务的70%: part of a name
    if behind == "结" and _CARRIED.match(key, end):
        return Role.NONE
    if behind in "不可现价" and _PRICES.match(key, end):
        return Role.NONE
    if time[0].endswith("来") and _RECORD.match(key, end):
        return Role.NONE
    if time["c_plan"] and time[0][-1] in "五”’」" and (_YEAR_OF.match(key, end) or _PLAN_NAMES.match(key, end)):
        return Role.NONE  # 发布“十四五”节能减排工作方案
    if (time["c_after"] or "")[-1:] == "前" and _RELATIVE.match(key, end):
        return Role.NONE  # 清理2005年以前发布的30件: the work is of the time that the sentence tells
    if (time["c_plan"] or time["c_after"] in {"以来", "起"}) and _RELATIVE.match(key, end):
        return Role.WHICH
    if time["c_plan"] and time[0][-1] in "五”’」" and _OF_PLAN.match(key, end):
        return Role.WHICH
    if last == "," and time["c_relative"] in _ATTRIBUTIVE and _ASIDE.match(key, end):
        return Role.WHICH
    if last == "是" and time["c_relative"] in _ATTRIBUTIVE and _EVENT.match(key, end):
        return Role.NONE  # 增产9吨,主要是去年雨水较多,: why, not when
    if last in _BEFORE_EVENT and _MONTH.fullmatch(time[0]) and _EVENT.match(key, end):
        return Role.NONE
    ended = (time["c_after"] or "").endswith("前") or time[0][-1] in "底末"
    if ended and not time["c_until"] and _DONE_BY.match(key, end) and _of_another(key, start):
        return Role.NONE
    return Role.WHEN


def _of_another(key: str, start: int) -> bool:
    """Whether what stands before a time within its clause is the thing that something will be done to by then."""
    begins = max(key.rfind(stop, max(0, start - 40), start) for stop in ",。;:\n") + 1
    what = _LEADS.sub("", key[begins:start])
    return len(what) > 3 and not what.endswith(_BEFORE_TIMES) and not any(map(str.isdigit, what))
