"""The one pattern that finds quantities and ranks, and where it or a calendar expression may begin.

Every alternative starts with a sign or word of few kinds, so that the pattern is tried at few places; what it matches
is read in ``quantities.py``. Times are no part of it: a match takes longer the more groups its pattern has.
"""

from __future__ import annotations

import re

from zfbg.facts.mentions.expressions import BEGINS
from zfbg.facts.mentions.numbers import CHINESE, FORMAL, MASKS
from zfbg.facts.mentions.units import pattern
from zfbg.lexicon import alternation, either, of_lexicon, table

_MASKED = re.escape(MASKS)
# What a numeral in figures begins with.
FIGURES = frozenset(f"0123456789{MASKS}")
DIGIT = f"[\\d{_MASKED}]"
NUMERAL = rf"(?:\d{{1,3}}(?:,\d{{3}}){{1,6}}+(?![\d,])|{DIGIT}++)(?:\.{DIGIT}++)?"
_KILO = "千(?![瓦米克])"
_SCALE = f"[十百千]?万?[亿万]|[百十]|{_KILO}"
_MORE = "余|多|来"
# 3亿零52万4600, 3万5千: what stands behind a scale word is less than that, and has its own or says that it has none.
_MIXED = (
    rf"\d{{1,8}}(?:(?:[千万]?亿零?\d{{1,4}}(?=[十百千]?万)|[万亿]零?\d{{1,4}}(?={_KILO}|百)|[万亿]零\d{{1,4}}|万\d{{4}}"
    r"|千\d(?=百))(?![\d.,])){1,4}+"
)
_FIGURES = "一二两三四五六七八九"
_COINS = f"{_FIGURES}{FORMAL[:9]}\\d"
_DECIMALS = "点[零〇一二三四五六七八九]{1,12}+"
_PLAIN = CHINESE.removesuffix(FORMAL)
_SIGN = f"(?:[{_PLAIN.replace('千', '')}]|{_KILO})"
# 两、三倍, 四、五十亿: two figures that follow each other say that it is one or the other.
_EITHER = "(?:一、二|[两二]、三|三、四|四、五|五、六|六、七|七、八|八、九)[十百千]?"
# 万 and 亿 within a numeral belong to it, those at its end to the unit: 三万五千|人, 三|万人.
_HAN = (
    rf"(?:{_EITHER}|{_SIGN}{{1,7}}+(?:[万亿]{{1,2}}{_SIGN}{{1,7}}+){{0,3}}(?:[万亿]?{_DECIMALS}|几)?"
    r"|[几数](?:[十百千]|(?=[万亿]))|(?<![以之及迈跨跃站登建形完])[上成](?:[百千]|(?=[万亿]))"
    # 大写, also among other digits; 陆, 伍 and 柒 alone are names
    rf"|(?=[{FORMAL[:9]}零]+(?:[{FORMAL[9:]}十百千万亿]|点[零{FORMAL[:9]}]|[元圆](?:整|零?[{FORMAL[:9]}][角分]))|拾[{_FIGURES}]?[{FORMAL[:9]}万亿]|[{CHINESE}万亿]{{1,24}}[{FORMAL[9:]}])"
    rf"[{CHINESE}](?:[{CHINESE}]|[万亿]{{1,2}}(?=[{CHINESE}]|点[零〇{_FIGURES}{FORMAL[:9]}]))*+(?:点[零〇{_FIGURES}{FORMAL[:9]}]{{1,12}}+)?)"
)
_TO = r"\ ?(?:[-~～—–]{1,2}|至|到)\ ?"
# What is more than one numeral begins with one that such a sign follows: few do. No numeral is longer.
_SIGNED = rf"(?=[\d.,{_MASKED}]{{1,64}}+\s?[:∶/、和又分])"
# 完成率由96.4|升至99.2: a number that changes.
_CHANGING = "[升降提增减下上回][\u4e00-\u9fff]{0,2}[至到为]"
# Behind these 1/3 is a part of a whole, no date.
_OF_WHOLE = (
    "(?:(?<=[占比近约超逾足率又达])|(?<=[占少]了)|(?<=[年期月届]少)|(?<=[减缩]少)"
    "|(?<=完成)|(?<=[超通]过)|(?<=不到)|(?<=达到)|(?<=[量数比积额口力人]的)|(?<=[率数]为))"
)
# 第16至23批次: the second of two ordinals.
_NTH = r"(?<!第\ )(?<!第\d[至到])(?<!第\d\d[至到])"
# Tried only where such a sign follows soon, and 元 or 块 behind the number: both are rare.
_NEAR = r"(?=[^-~～—–至到,。;:、()\n]{1,16}+(?:\(含\))?[-~～—–至到])"
_BOUND = "(?:(?<=[超近逾])|(?<=[^签预节]约)|(?<=突破)|(?<=超过)|(?<=不足)|(?<=不到)|(?<=[^经通]过))"
# 婴儿和5岁以下儿童死亡率: whose rate one of a list is.
_OF_AGES = (
    r"\d{1,2}周?岁及?以[上下](?:(?:(?<=[、和及与]\d岁以[上下])|(?<=[、和及与]\d\d岁以[上下]))(?=[\u4e00-\u9fff]{2,10}率)"
    r"|(?=[\u4e00-\u9fff]{2,8}(?:[、和及与][\u4e00-\u9fff]{2,8}){1,4}率))"
)
# 一次死亡3人以上|事故2起: a class of accidents.
_OF_DEATHS = rf"(?<=次死亡)(?:\d{{1,2}}{_TO})?\d{{1,2}}人(?:及?以上)?的?(?=[\u4e00-\u9fff]{{0,12}}(?:事故|火灾))"
# 半 and the last figure of 七成六 are read only where the word ends.
_ENDS = r"(?![\u4e00-\u9fff])|(?=[以左的])"
# 三个半月: the half of the unit stands within it.
_HALVED = "个半(?P<within>月(?![刊板])|小时)"
# 一次死亡3人以上的事故: a class of them.
_DEADLY = r"(?:[一1]?起?一次性?死亡[\d一二三十]{1,2}人(?:及?以上)?的?)?"
SIGNS = "￥¥$€£"


@of_lexicon
def counters() -> tuple[str, ...]:
    """The units that a Chinese numeral counts with, the longest first."""
    return tuple(sorted(table("words")["quantities"]["chinese_counters"], key=lambda name: (-len(name), name)))


@of_lexicon
def scan(figure: bool, ranges: bool = True) -> re.Pattern[str]:
    """The pattern of the scan; the first alternative that fits at a place wins and names the match.

    ``figure`` says that an Arabic or masked numeral stands there: what cannot begin with one is then left out, and the
    other way round. Quoted names and titles of documents are stepped over whole: what stands in them is a name. Without
    ``ranges`` the two ends of a range are read as two quantities.
    """
    unit = pattern()
    words = table("words")["quantities"]
    after = "|".join(words["names_after"])
    other = table("units")["begins_word"]
    words_of = {name: f"(?![{signs}])" for name, signs in other.items()}
    counted = either(counters(), words_of)
    no_rank = "|".join(words["no_rank_after"])
    halves = either(words["halves"], words_of)
    terms = alternation(words["terms"])
    absence = table("words")["absence"]
    happened = either(absence["verbs"])
    number = f"(?:{NUMERAL}|{_HAN})"
    range_of_parts = rf"(?:[-~至到](?:百分之)?(?P<toparts>{number}))?"
    near = _NEAR if ranges else "(?!)"
    of_figures = rf"""
        (?P<aged>(?=\d{{1,2}}\ ?[周岁~～—–至到-])
            (?<![\d.])\d{{1,2}}(?:周?岁)?(?:{_TO}\d{{1,2}})?周?岁(?:\ ?及?以[上下]|以内)?的?
                (?=\ ?\d{{1,6}}(?:\.\d{{1,3}})?[万余多]?[名人])
            |{_OF_AGES}|{_OF_DEATHS})
        |{_SIGNED}(?:
            (?P<ratio>(?<![\d.:{_MASKED}]){NUMERAL}(?:\s?[:∶]\s?{NUMERAL}){{2,}}+(?![\d:∶]))
            |(?P<name>\d{{1,2}}:\d{{2}}(?:-\d{{1,2}}:\d{{2}})?)
            |(?P<fraction>(?<![A-Za-z\d.+/{_MASKED}])(?P<fracture>(?:\d{{1,6}}又)?(?:[{CHINESE}\d]{{1,5}}+分之[{CHINESE}\d]{{1,5}}+
                |(?:{_OF_WHOLE}\d{{1,2}}/\d{{1,3}}(?![\d/.%万-])|\d{{1,2}}/\d{{1,3}}(?=以[上下]|左右|[强弱]|的)))))
            |(?P<listed>(?<![A-Za-z\d.+/第{_MASKED}])(?P<member>{NUMERAL})
                (?=(?:[、和]{NUMERAL}){{0,6}}?[、和]{NUMERAL}\ ?(?P<listunit>(?:{_SCALE})?{unit})(?!{after}))))"""
    amount = rf"""
        |(?P<amount>(?:(?<![A-Za-z\d.+/第{_MASKED}]){_NTH}|(?<=GDP)|(?<=gdp)|(?<=[比长幅速]\+))
            (?P<number>(?P<mixed>{_MIXED})|{NUMERAL})\ ?
            (?P<more>{_MORE})?\ ?
            (?P<scale>{_SCALE})?\ ?
            (?:(?P<more2>{_MORE})\ ?(?P<scale2>[万亿])?)?
            (?:{_HALVED}|(?P<unit>{unit})(?:(?P<more3>(?<=元)多(?!出))|(?P<half>半)(?:{_ENDS}))?(?!{after})
               |(?P<scaled>(?<=[亿万])(?!{unit}))|(?P<lost>(?<=[余多])(?=[\u4e00-\u9fff])))
            |(?<=[共合]计)(?P<alone>{NUMERAL})(?=[,;。])
            |(?<=[全我][省市区县州])(?P<uncounted>{NUMERAL})(?=(?!强)[\u4e00-\u9fff]{{1,8}}?企业)
            |(?<=[降减下回归清][至到为零])(?P<nought>0)(?=[,;。)])
            |(?P<rate>(?<![A-Za-z\d.+/第{_MASKED}]){NUMERAL})(?::100(?!\d))?(?=\ ?(?:[,;。、)\n和]|{_CHANGING}|$)))"""
    of_words = rf"""
        (?P<name>《[^》\n]{{0,120}}》|“[^”“\n]{{1,14}}”|"[{_FIGURES}][^"\n]{{1,8}}"|{terms})
        |(?P<rank>第(?P<nth>[{CHINESE}]{{1,4}}+|{DIGIT}{{1,4}}+)(?P<place>名|位)?(?!{no_rank})
            |(?<!年)前(?P<upto>[{CHINESE}]{{1,3}}+|\d{{1,4}}+(?!\.\d))(?P<topplace>名|位|列|强|[%‰])?(?!{no_rank}|季|年|期|个|天))
        |(?P<broken>\.(?<=[\u4e00-\u9fff、]\.)(?<![{CHINESE}]\.)(?!(?:19|20)\d\d年)(?P<left>\d{{1,4}})\ ?
            (?P<leftunit>(?:{_SCALE})?{unit})(?!{after}))
        |(?P<digits>(?P<howmany>[两二三个])位数)
        |(?P<percent>(?<![{CHINESE}\d])(?P<per>[百千万])分之负?(?P<parts>{number})
            {range_of_parts if ranges else ""})
        |(?P<fraction>(?<![{CHINESE}\d])(?P<fracture>(?:{number}又)?[{CHINESE}\d]{{1,5}}+分之[{CHINESE}\d]{{1,5}}+
            |(?=一半|半数){_OF_WHOLE}(?:一半|半数)(?![年月天日个小])|(?:一半|半数)(?=以[上下]|左右)))
        |(?P<absent>(?:{happened})(?P<what>{_DEADLY}[\u4e00-\u9fff]{{0,16}}?(?:{either(absence["nouns"])})+)
            |零(?P<none>{either(absence["zero"])}))
        |(?P<zero>零(?<=[为是至到]零)(?=[,。;)]))
        |(?P<priced>(?<![A-Za-z])[{SIGNS}]\ ?(?P<price>{NUMERAL}(?:{_TO}{NUMERAL})?)(?P<pricescale>{_SCALE})?(?:元)?)"""
    counts = rf"""
        |(?P<round>{_BOUND}(?P<rounded>[百千]?)(?P<roundunit>(?:[万亿]{{1,2}}|(?<=[百千]))(?:{counted}))(?!{after}))
        |(?P<counted>(?<![{CHINESE}第初十\d])
            (?P<han>{_HAN})(?P<hanmore>{_MORE})?(?P<hanscale>[万亿]*)(?P<hanmore2>{_MORE})?
            (?:成(?P<tenth>[{_FIGURES}半])(?:{_ENDS})|{_HALVED}|(?P<hanunit>{counted})(?P<hanhalf>半(?:{_ENDS}))?)(?!{after}))
        |(?P<halved>(?<![一上下后大小每多过各对折])(?:(?<!前)|(?<=提前))半(?P<halfunit>{halves})(?!{after}))"""
    both = rf"""
        |(?P<coins>(?=[\d.,{CHINESE}万亿]{{1,24}}+(?:元[零{_COINS}]|块))(?<![A-Za-z\d.+/第{_MASKED}{CHINESE}])(?P<yuan>{_MIXED}|{number}[万亿]{{0,2}})
            (?:(?:元|块)(?:零?(?P<jiao>[{_COINS}])[角毛](?:(?P<fen>[{_COINS}])分)?|零?(?P<onlyfen>[{_COINS}])分)钱?
              |块(?:钱|(?P<loose>[{_FIGURES}\d])(?![\u4e00-\u9fff\d.%]))))
        |(?P<range>{near}(?<![A-Za-z\d.+{_MASKED}{CHINESE}由第初])
            (?P<low>{number})\ ?(?P<lowunit>(?:{_SCALE})?(?:{unit})?)(?:\(含\))?{_TO}
            (?P<high>{number})\ ?(?P<highunit>(?:{_SCALE})?{unit}|[万亿]{{1,2}})(?!{after}))"""
    of = f"{of_figures}{both}{amount}" if figure else f"{of_words}{both}{counts}"
    return re.compile(of, re.VERBOSE)


@of_lexicon
def begin() -> re.Pattern[str]:
    """Where the scan may begin: it is tried at these places only, which makes it several times faster.

    The first sign is out of one class for all, so that the search skips what is in none; where only the sign behind it
    tells, the match holds that too, since a sign is tried faster than looked back at.
    """
    numerals = f"{_PLAIN}万亿几数"
    behind = f"{numerals}{FORMAL}半、点分又番余多来至到~～—–元块成位{''.join(name[0] for name in counters())}-"
    halves = "".join(name[0] for name in table("words")["quantities"]["halves"])
    absence = table("words")["absence"]
    absent = "".join(dict.fromkeys(verb[0] for verb in absence["verbs"])) + "零"
    follows = "".join(dict.fromkeys([verb[1] for verb in absence["verbs"]] + [word[0] for word in absence["zero"]]))
    ahead = {
        f"{numerals}上成": behind,
        "第": f"{CHINESE}0-9{_MASKED}",
        "前": rf"{CHINESE}\d",
        "个": "位",
        ".": "0-9",
        "半": halves + "数",
        FORMAL[:10]: f"{CHINESE}点万亿元圆",
        absent: follows,
        "零": ",。;)",
        **BEGINS,
    }
    alone = f'0-9{_MASKED}《“‘「"{SIGNS}'
    followed = "|".join(f"[{others}](?<=[{signs}].)" for signs, others in ahead.items())
    # Behind most signs stands nothing that any of these wants: one class for all is asked before each of them is.
    wanted = re.escape("".join({*"".join(ahead.values()).replace("0-9", "").replace(r"\d", ""), *"0123456789"}))
    return re.compile(f"[{alone}{''.join(ahead)}](?:(?<=[{alone}])|(?=[{wanted}])(?:{followed}))")


@of_lexicon
def scanner() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Where the scan may begin, and its patterns for words and for figures."""
    return begin(), scan(False), scan(True)
