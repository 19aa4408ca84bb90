"""Who reports: the names of agencies in a title, a byline, a signature, a salutation or a first sentence."""

from __future__ import annotations

import re
from datetime import date

from zfbg.lexicon import alternation, divisions, either, of_lexicon, table
from zfbg.outline.dates import day_in, last_day
from zfbg.text import half_width

HAN = r"[\u3400-\u9fff·]"
LONGEST = 40
MASK = r"(?:[xX×*]{1,4}(?=[省市州县区旗镇乡]))?"
SEAL = re.compile(r"\s*\((?:盖章|公章|印章|章)\)$")
SPEAKER = re.compile(
    rf"我(?:受|谨)?代表(?P<name>{MASK}{HAN}{{0,16}}?(?:党委、{HAN}{{0,2}})?(?:国务院|政府|常务委员会|委员会|法院|检察院|局))"
    r"(?=[,、。向作就对])"
)
TRUSTEE = re.compile(rf"受(?P<name>{HAN}{{2,16}}?(?:政府|局))(?:的)?委托")
OFFICES = "省长|市长|县长|区长|州长|盟长|旗长|镇长|乡长|主席|总理|局长|主任委员|主任|院长|检察长|厅长|部长|书记"
PERSON = re.compile(rf"(?P<name>{HAN}{{0,30}}?)(?:代|副|常务副)?(?P<office>{OFFICES})(?P<person>{HAN}{{2,4}})?")
YEAR = r"(?:(?:19|20)\d\d|[xX×*]{4}|20\d?[xX×*]{1,2}|[xX×*]{2,3}(?=年)|二[〇○零])"

# 某乡第十届人民代表大会第二次会议政府工作报告: of a sitting, not of who reports.
_SITTING = rf"{MASK}{HAN}{{0,20}}届{HAN}{{0,14}}会议"
# 2020年某局工作总结.
_DATED = re.compile(rf"(?:{YEAR}年?度?(?:[上下]半年|第?[一二三四]季度|\d{{1,2}}月份?)?的?(?=[\u3400-\u9fff]{{2}}))")


def in_title(title: str) -> str | None:
    """The agency that a title begins with.

    >>> in_title("某市某区工业和信息化局2021年工作总结"), in_title("某市2025年统计公报")
    ('某市某区工业和信息化局', None)
    >>> in_title("某县检察院检察业务数据情况"), in_title("某区残联康复工程总结")
    ('某县检察院', '某区残联')
    """
    match = _patterns()["title"].match(title)
    words = table("agencies")
    if match is None or match["name"] in words["endings"] or match["name"] in words["generic"]:
        return None
    # 和田地区教育局 begins with no 和, and 上海市水务局 with no 上.
    function_word = _patterns()["not_first"].match(match["name"]) and not divisions.begins(match["name"])
    return None if function_word else match["name"]


def behind_year(title: str) -> str | None:
    """The agency that a title names behind the year that it begins with.

    >>> behind_year("2020年某县城市管理局工作总结"), behind_year("某县城市管理局工作总结")
    ('某县城市管理局', None)
    """
    dated = _DATED.match(title)
    return in_title(title[dated.end() :]) if dated else None


def in_line(line: str) -> tuple[str, ...]:
    """The agencies that make up a line, which blanks hold apart; () where it is anything else.

    >>> in_line("中共某市委某工委     某市某管委会"), in_line("切实加强领导")
    (('中共某市委某工委', '某市某管委会'), ())
    """
    names = re.split(r"[\s、,]+", SEAL.sub("", line.strip()))
    if len(names) > 2 and all(len(name) == 1 for name in names):
        # 某 市 财 政 局    某 市 统 计 局
        names = [re.sub(r"\s", "", name) for name in re.split(r"\s{2,}", line.strip())]
    if len(line) > 3 * LONGEST or not all(_patterns()["whole"].fullmatch(name) for name in names):
        return ()
    return tuple(names)


def speaker(words: str) -> str | None:
    """Whom the first words say they speak for: 现在,我代表省人民政府,向大会报告工作.

    >>> speaker("各位代表:现在,我代表县人民政府,向大会报告工作")
    '县人民政府'
    """
    match = SPEAKER.search(words)
    return match["name"] if match else None


def trustor(words: str) -> str | None:
    """Who has the report made: 受市人民政府委托,现将…报告如下."""
    match = TRUSTEE.search(words)
    return match["name"] if match else None


def office(line: str) -> tuple[str, bool] | None:
    """For the line of a person in office: the agency before the office (maybe empty), and whether the name follows.

    >>> office("某省人民政府省长 王某某"), office("某县县长")
    (('某省人民政府', True), ('某县人民政府', False))
    """
    match = PERSON.fullmatch(re.sub(r"\s", "", line)) if len(line) <= LONGEST else None
    if match is None:
        return None
    # 某县县长 is the head of 某县人民政府; 县长 alone names no place.
    head = match["office"] in table("agencies")["heads_of_government"] and match["name"][-1:] == match["office"][0]
    return match["name"] + ("人民政府" if head else ""), match["person"] is not None


def short(name: str) -> str:
    """An agency's name for comparing: 区政府 is 区人民政府.

    >>> short("某区人民政府")
    '某区政府'
    """
    return half_width(name).replace("人民政府", "政府")


def in_opening(words: str) -> str | None:
    """The agency that the first sentence tells of: 今年以来,县经信局深入开展… ; 我局 names none.

    >>> in_opening("今年以来,县经信局深入开展学习教育,紧紧围绕目标。")
    '县经信局'
    """
    sentence = words.split("。", 1)[0][:200]
    match = _patterns()["opening"].search(sentence)
    return match["name"] if match else None


def place_in_opening(words: str) -> str | None:
    """The county, district or city that the first sentence tells of: 今年以来,青禾县坚持….

    >>> place_in_opening("今年以来,青禾县坚持项目为王,加快发展。"), place_in_opening("今年以来,全县坚持项目为王。")
    ('青禾县', None)
    """
    match = _patterns()["place"].search(words.split("。", 1)[0][:200])
    return match["name"] if match else None


def dated(line: str) -> tuple[str, date] | None:
    """The agency and the day of a line in brackets: (青禾街道 2016年1月11日).

    >>> dated("(青禾街道 2016年1月11日)"), dated("(2016年1月11日)")
    (('青禾街道', datetime.date(2016, 1, 11)), None)
    """
    words = line[1:-1] if line[0] == "(" and line[-1] == ")" else ""
    last = last_day(words)
    day = day_in(last[0]) if last else None
    names = in_line(words[: last.start()].strip()) if last and day else ()
    return (names[0], day) if day and len(names) == 1 else None


def of_source(source: str) -> str | None:
    """The agency that a page gives as its source, the first of several; None where the source only passes news on.

    >>> of_source("某市统计局 国家统计局某市调查队"), of_source("某市日报")
    ('某市统计局', None)
    """
    media = any(word in source for word in table("labels")["values"]["media"])
    return None if media else next(iter(in_line(source)), None)


@of_lexicon
def _patterns() -> dict[str, re.Pattern[str]]:
    words = table("agencies")
    ending, acts, first = either(words["endings"]), either(words["acts"]), either(words["not_first"])
    bracket = r"(?:\([^()]{1,30}\))?"
    goes_on = rf"(?!(?!{first}|关于){HAN}{{0,12}}?(?:{either(words['within'])})(?=\s*{YEAR}))"
    return {
        "title": re.compile(
            rf"(?!{_SITTING})(?P<name>{MASK}{HAN}{{1,{LONGEST}}}?(?:(?:{ending}){bracket}(?=\s*(?:{YEAR}|{either(words['after_agency'])}))"
            rf"|(?:{alternation(words['plain'])}){bracket}(?={HAN}{{2}}){goes_on}))"
        ),
        "not_first": re.compile(first),
        "place": re.compile(
            rf"(?:^|[,:])\s*(?P<name>(?!{first}){HAN}{{2,8}}?(?<![城园社景校厂库地])[县市区旗州])(?=(?:{acts}))"
        ),
        "whole": re.compile(rf"(?!{HAN}*届){MASK}{HAN}{{1,{LONGEST}}}(?:{ending}){bracket}"),
        "opening": re.compile(
            rf"(?:^|[,:】])\s*(?P<name>(?!{first})(?:{HAN}|[xX×*]){{1,14}}?(?:{ending})(?<!城乡))(?=(?:{acts}))"
        ),
    }
