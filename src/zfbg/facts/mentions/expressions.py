"""How reports write times: the pattern of all calendar expressions, and the signs that one may begin with.

It is matched in the half-width view, where the scan of ``scan.py`` may begin; ``periods.py`` says which period a match
names.
"""

from __future__ import annotations

import itertools
import re

from zfbg.lexicon import table

_ONE = "一二三四五六七八九"
_ZERO = "零〇○"
YEAR = (
    rf"(?:19|20)\d\d|[xX×*]{{4}}|(?:19|20)(?:[xX×*]{{2}}|_{{2,4}}|\d[xX×*_]|[*_](?=年))|(?:[xX×*]{{2,3}}|_{{2,4}})(?=年(?![来内间以均级龄]))"
    rf"|(?<![{_ONE}{_ZERO}])(?:一九|二[{_ZERO}])[{_ONE}{_ZERO}]{{2}}"
    rf"|[两二]千(?:零[{_ONE}]|[一二]?十[{_ONE}]?)|1[0-8]\d\d(?=年(?:1[0-2]|0?[1-9])月)"
)
_MONTH = rf"(?<![\d{_ONE}几十百千万亿])元(?=月|[至到-].{{1,2}}月)|1[0-2]|0?[1-9]|[xX×]{{1,2}}|十[一二]?|[{_ONE}]"
_DAY = rf"[12]\d|3[01]|0?[1-9]|[xX×]{{1,2}}|三十一?|二?十[{_ONE}]?|[{_ONE}]|廿[{_ONE}]?"
_DATE = r"(?:19|20)\d\d(?P<c_sep{0}>[-/.])(?:1[0-2]|0?[1-9])(?P=c_sep{0})(?:3[01]|[12]\d|0?[1-9])(?!\.?\d)"
_TO = r"\s?[-—–~～至到]{1,2}\s?"
# So many years together.
_COUNT = r"[两二三四五六七八九]|十|(?<!\d)(?:[2-9]|1\d|20)"
# 一至三季度, 三四季度: the second follows the first.
_QUARTER = (
    rf"(?:第?[一二三1-3]{_TO}(?=第?[二三四2-4]季度)|一(?=二季)|二(?=三季)|三(?=四季))?第?[一二三四1-4]季度|首季度"
)
# 年初 as a time: not 2023年初步统计, 初中, nor what a budget was at first (2023年初预算).
_EARLY = (
    "年?初(?![步中级期次心始审核一二三高选赛试评检创冬夏春秋]|预算|计划|安排|确定|下达|制定|提出|部署|目标|结余|结转)"
)
_PART = (
    rf"[上下后]半年[末底]?|(?<![上下后前])半年度(?!的?(?:报告|总结|考核|工作))|(?<!提)前半年[末底]?|全年|(?:{_QUARTER})[末底]?|(?<!提)前(?:[一二两三1-3]个?季度|(?:1[01]|[2-9]|十一?|[两{_ONE[1:]}])个?月(?!份))"
    rf"|(?:{_MONTH})(?:\s?月份?)?{_TO}(?:{_MONTH})\s?月份?"
    rf"|(?:{_MONTH})\s?月(?:份|月?底|月?末|月?初|[上中下]旬|(?:{_DAY})[日号]?{_TO}(?:{_DAY})[日号]|(?:{_DAY})[日号])?"
)
RELATIVE = {
    "今年": 0,
    "本年": 0,
    "当年": 0,
    "去年": -1,
    "上年": -1,
    "上一年": -1,
    "前年": -2,
    "明年": 1,
    "来年": 1,
    "次年": 1,
    "下一年": 1,
    "下年": 1,
    "后年": 2,
}
# These count from the day on which they are said, the others from the year that is told of.
DEICTIC = frozenset({"今年", "去年", "前年", "明年", "来年", "后年"})
_RELATED = (
    r"今年|本年度?|当年|(?:去年|上年(?!底|末))(?!结余|结转|决算|预算|执行|快报)|前年|明年|来年|(?<![产成效工营用])后年|[上下]一年度?"
    r"|(?<![一二两每首多\d])次年(?!报)|(?<!结转)下年度?"
)
# Digits that no sign of a date follows begin none, nor do quotation marks before words: most are passed over here.
_DATED = (
    r"(?=[^\dxX×*_“‘「《]|[“‘「][一二三四五六七八九十]"
    r"|[\dxX×*_]{1,6}(?:\s?[-—–~～至到年月世/全区我]|\.\d\d?\.|[、和](?:19|20)\d))"
)
# Of two digits, what can only be a year: 08年, 98年底, 98年前7个月.
_SHORT_YEAR = (
    rf"0\d|[{_ZERO}][{_ONE}{_ZERO}]|(?:\d\d|[五六七八九][{_ONE}{_ZERO}])"
    rf"(?=年(?:[底末](?![位端尾])|{_EARLY}|前(?:\d{{1,2}}|[{_ONE}两十]{{1,2}})个?[月季]))"
)
_TERM = "(?:规划|计划)?(?:期间|时期)"
# Two that follow each other; only behind a year, since elsewhere 一、 may number a heading.
_FOLLOWING = "|".join(
    f"{one}月?、{two}月份?"
    for row in ([*map(str, range(1, 13))], [*"一二三四五六七八九十", "十一", "十二"])
    for one, two in itertools.pairwise(row)
)
_PAIR = f"(?:一、二|二、三|三、四|1、2|2、3|3、4)季度|{_FOLLOWING}"
# Every group begins with c_.
EXPRESSION = re.compile(
    rf"""{_DATED}(?:
    (?P<c_base>同比|环比|(?:[与和跟]|(?<![\u4e00-\u9fff]))同期相比|相?[比较](?:上一?年|去年|上[一个]{{0,2}}季度?|上[一个]{{0,2}}月|前一?年|年初(?!预[计期测]|计划|[^\d,。;:、]{{0,8}}(?:提出|下达|确定|定|要求|承诺)的)|上半年|[一二三]季度|前三季度|上?年[末底]|(?:{YEAR})年(?:[末底]|同期|到(?:{YEAR})年)?)
        (?:同期|同月|末|底)?(?:相比)?
        |[同与和跟](?:(?:{YEAR})年|去年|上年度?)(?:同期|[末底]|的?[^\d,。;、:()\n]{{1,6}}[^\d,。;、:()\n同])?(?:相比较?|[作做]?比较|同?比(?![例重率较赛]))
        |[同与和跟](?:上半年|上个?季度|[一二三]季度|前三季度|上个?月)(?:相比较?|比较|比(?![例重率较赛]))
        |[同与和跟较比]前(?:{_COUNT})年的?(?:年?平均|年?均)(?:值|数|水平)?(?:相?比)?
        |按(?=[上去]年(?:快报|执行|决算|预算|完成)数)[上去]年)
    |(?P<c_now>截[至止]目前|到目前为?止?|(?<!项)目前|至今|迄今|(?<![实出体表呈发兑])现在(?![校册岗职建库孵线])|(?<![好用活合])现(?:(?=[共已])|有(?![^\d{_ONE}十百千万,。;、]{{1,16}}[,。;])))
    |(?P<c_whole>(?:这|过去的?|最?近)(?P<c_years>{_COUNT})年(?![半期]|来?的?(?:最|首|新[高低]))(?:间|来)?(?:以来)?|过去的?(?P<c_years1>一)年
        |(?=(?:{_COUNT})年)(?<![\d.A-Za-z]){{alone}}(?P<c_years2>{_COUNT})年(?!来?的?(?:最|首|新[高低]))(?:间|以?来(?![自到])|中(?=国家)|中(?![国央小部心期等])|内(?!外)|(?={{sums}})))
    |(?P<c_first>(?<![提目当学])前(?P<c_firstyears>{_COUNT})年(?:[内间里]|(?=[\u4e00-\u9fff])))
    |(?P<c_era>(?:解放|建国|新中国(?:成立|建立))以来|历年来)
    |(?P<c_ahead>(?:未来|今后)的?(?P<c_aheadyears>{_COUNT}|一)年(?:[内间里])?|(?P<c_pair>今明|明后)两年)
    |[到至]?(?P<c_century>本世纪末)
    |(?P<c_both>{YEAR})年?(?:[、和](?:{YEAR})年?){{0,8}}[、和](?P<c_andyear>{YEAR})(?:年?[两三四五六]年|年度?(?![底末初中内间前后第同{_ONE}十\d]|[上下]半年|全年|[、和]{YEAR}))
    |(?P<c_decade>(?:(?P<c_of>上|本|1\d|2[01]|十[{_ONE}]|二十一?)世纪)?(?<![\d.])(?P<c_ten>[1-9]0|[二三四五六七八九]十)年代)
    |[“‘「]?(?P<c_plan>(?:十[一二三四五六]|[六七八九十])五)(?:[”’」](?!规划(?![期时])|纲要)(?P<c_planend>期?末|收官)?(?:{_TERM}|以来)?|(?P<c_planend2>期?末)|{_TERM})
    |[“‘「](?P<c_early>[一二三四五]五)[”’」](?:计划)?(?:期间|时期)?(?P<c_earlyend>期?末)?
    |第(?P<c_nth>十?[{_ONE}]|十)个五年(?:(?:计划|规划)(?![和与纲建草目》”])(?:期间|时期)?|期间|内|(?=[合共总]计))(?P<c_nthend>期?末)?
    |(?<![\d.A-Za-z/-])(?P<c_date>{_DATE.format(1)})(?:{_TO}(?P<c_todate>{_DATE.format(2)}))?
    |(?<![\d.A-Za-z/-])(?P<c_yearmonth>(?:19|20)\d\d-0[1-9])(?=$|[\s,。;、)])
    |(?<![\d.A-Za-z])(?:(?P<c_since>自从?)?(?P<c_until>截[至止][到于]?|到|至)?(?<=[自从至止到于])\s?)?
     (?:
        (?:(?P<c_year>{YEAR})(?:(?:\s?年)?{_TO}(?P<c_lastyear>{YEAR}|\d\d|[xX×*]{{4}}|[{_ONE}][{_ONE}{_ZERO}](?=年)))?\s?(?:年度?(?:内(?!外))?|(?=[全区我]|累计))
          |(?P<c_early2>[09]\d)\s?年{_TO}(?P<c_late2>[0-2]\d|9\d)\s?年
          |(?P<c_short>{_SHORT_YEAR}|(?:\d\d|[五六七八九][{_ONE}{_ZERO}])(?=年(?:{_QUARTER}|[上下]半年|(?:{_MONTH})月)))\s?年
          |(?P<c_relative>{_RELATED})(?:内(?!外))?)
        \s?(?:(?P<c_yearend>年?[底末](?![\u4e00-\u9fff]{{0,1}}库|位))|(?P<c_yearstart>{_EARLY})|(?P<c_part>{_PAIR}|{_PART}))?
       |(?<!每年)(?P<c_part2>{_PART}|年底|年末|(?<![\d{_ONE}十百几数多半两全整每])年内(?!外))
     )
     (?:(?<=[月日号份旬])(?:{_TO}|\?)(?P<c_to>(?:(?:{YEAR}|\d\d(?=年(?:{_MONTH})月))\s?年|{_RELATED})?(?:(?:{_MONTH})月份?(?:(?:{_DAY})[日号])?|(?:{_DAY})[日号]|年底|年末)))?
     (?P<c_after>以来|来(?![自到])|起?[至到](?:现在|今(?!年)|目前)|[之以]?前(?![\d一二三列])|起(?![草点诉步义居])|[之以]后|(?<=年)后(?![续期勤半])|至今)?)
""".replace("{alone}", "".join(f"(?<!{word})" for word in table("words")["periods"]["no_sum_before"])).replace(
        "{sums}", "|".join(table("words")["periods"]["sums"])
    ),
    re.VERBOSE,
)
# The signs that an expression may begin with, besides digits and what marks a plan, and what follows them there.
BEGINS = {
    "上下": "半年月个季末底一世",
    "全本当去明来": "年世",
    "今": "年明后",
    "年": "底末初内",
    "前后": "年半",
    "明": "后",
    "同环": "比",
    "同": "期",
    "同与和跟": "前上去一二三两年同\\d",
    "截": "至止",
    "比较": "上去前年一二三两\\d",
    "相": "比较",
    "这近": "\\d两二三四五六七八九十",
    "最": "近",
    "过": "去",
    "未": "来",
    "次": "年",
    "首": "季",
    "自": "从",
    "两零〇○一二三四五六七八九十": "年月季世○",
    "两二": "千",
    "到至自": "目今本当去上明来下前后次首第年全\\d零〇○一二两三四五六七八九十xX×*",
    "按": "上去",
    "目": "前",
    "迄": "今",
    "现": "共已有在",
    "解建": "放国",
    "新": "中",
    "历": "年",
    "元": "月至到-",
}
