"""What an audit finds, and what it leaves alone."""

from __future__ import annotations

import json
import re
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

import zfbg
from zfbg import cli, lexicon
from zfbg.audit import findings
from zfbg.audit.checks import CHECKS
from zfbg.testing import damaged, reports, texts

ROOT = Path(__file__).parents[1]
THIS, LAST = (ROOT / "examples" / "audit" / name for name in ("this-year.txt", "last-year.txt"))


def found(text: str) -> list[tuple[str, str]]:
    report = zfbg.parse(text)
    return [(each.check, report.quote(each.spans[0])) for each in zfbg.audit(report)]


def said(sentence: str, everything: bool = False) -> list[tuple[str, str]]:
    """Check and severity of what is found in a report of one sentence."""
    report = zfbg.parse(f"青禾县经信局2031年工作总结\n一、2031年工作情况\n{sentence}", template="generic")
    return [(each.check, each.severity) for each in zfbg.audit(report, all=everything)]


def against(sentence: str) -> set[tuple[str, str]]:
    return set(said(sentence))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("工业投资占固定资产投资的141.9%。", [("shares", "141.9%")]),
        ("工业投资占固定资产投资的100%。", []),
        ("工业投资占固定资产投资的XX%。", []),
        ("工业投资占固定资产投资的2XX%。", [("shares", "2XX%")]),
        ("三次产业结构为11.1:36.3:52.6。", []),
        ("三次产业结构为11.1:36.3:52.8。", [("shares", "11.1")]),
        ("三次产业结构为11.1:36.3:52.7，上年为11.0:36.0:53.0。", []),  # within the rounding of three digits
        ("三次产业结构为11:36:54，上年为11:36:50。", [("shares", "11")]),
    ],
)
def test_shares(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert found(f"一、工业情况\n{sentence}") == expected


def test_numbering() -> None:
    assert found("一、情况\n略。\n二、打算\n略。") == []
    assert [check for check, _ in found("一、情况\n略。\n三、打算\n略。")] == ["numbering"]


def test_a_page_in_another_order_is_not_sure_to_be_wrong() -> None:
    text = "一、综合\n略。\n三、工业\n略。\n四、投资\n略。\n二、农业\n略。"
    report = zfbg.parse(text)
    assert {(each.check, each.severity) for each in zfbg.audit(report)} == {("numbering", "soft")}


def test_days_out_of_order() -> None:
    page = "发文日期：2031-02-24\n发布日期：2031-0{}-26\n青禾县工信局2030年工作总结\n一、情况\n略。"
    assert found(page.format(2)) == []
    assert found(page.format(1)) == [("years", "2031-02-24")]


# The contradiction, what is found, and the same sentence without it.
CONTRADICTIONS = [
    ("市级以上工业设计中心34个，其中国家级1个、省级11个、市级23个。", ("sums", "hard"), "市级23", "市级22"),
    ("实施重点工业项目48个，其中续建项目29个、新开工项目18个。", ("sums", "soft"), "48", "47"),
    ("涉及中央、省级资金项目274个，其中中央资金项目7个、省级资金项目297个。", ("sums", "hard"), "297", "267"),
    ("进出口总额115.17亿元，其中，出口81.32亿元，进口43.85亿元。", ("sums", "hard"), "43.85", "33.85"),
    (
        "地区生产总值90.0亿元，其中第一产业增加值20.0亿元，第二产业增加值30.0亿元，第三产业增加值41.0亿元。",
        ("sums", "hard"),
        "41.0",
        "40.0",
    ),
    ("政府债务余额61.4亿元（其中一般债务44.0亿元、专项债务18.4亿元）。", ("sums", "hard"), "18.4", "17.4"),
    (
        "电子信息产值168.2亿元、高端装备产值121.5亿元、新材料产值95.9亿元，合计395.6亿元。",
        ("sums", "hard"),
        "395.6",
        "385.6",
    ),
    ("电子信息产业产值28.4亿元、新材料产业产值31.2亿元，两大主导产业产值69.6亿元。", ("sums", "hard"), "69.6", "59.6"),
    ("财政部门承担重点改革事项22项，目前已完成工作任务20项，其余3项正在推进。", ("sums", "hard"), "其余3", "其余2"),
    ("新增规上企业31家，退规企业12家，净增企业18家。", ("sums", "hard"), "18", "19"),
    ("收集问题312个，已办结298个，办结率90.5%。", ("rates", "hard"), "90.5", "95.5"),
    ("受理办件312件，全部按时办结，办结率95.5%。", ("rates", "soft"), "95.5", "100"),
    ("收集问题诉求228个，答复率99%，办结率100%。", ("rates", "soft"), "99", "100"),
    ("企业诉求办结率104%。", ("shares", "hard"), "104", "94"),
    ("完成工业投资92.4亿元，其中技改投资38.7亿元，占工业投资的31.9%。", ("shares", "soft"), "31.9", "41.9"),
    ("30家企业入选全省软件50强，占比全省42%。", ("shares", "soft"), "30", "21"),
    ("新增孵化器12家，其中省级14家。", ("subsets", "hard"), "14", "4"),
    ("新增专精特新企业19家，专精特新企业总数达11家。", ("subsets", "soft"), "19", "9"),
    ("完成工业投资92.4亿元，完成技改投资138.7亿元。", ("subsets", "soft"), "138.7", "38.7"),
    ("工业投资92.4亿元。\n略。\n全年工业投资94.2亿元。", ("repeats", "soft"), "94.2", "92.4"),
    ("存款余额90.0亿元，比年初增加10.0亿元，增长22.5%。", ("growth", "soft"), "22.5", "12.5"),
    ("发生安全事故3起，安全事故同比下降100%。", ("growth", "soft"), "3起", "0起"),
    ("年度计划投资64.5亿元，完成投资71.2亿元，完成年度计划的101.4%。", ("progress", "soft"), "101.4", "110.4"),
    ("走访蓝橹精密、恒岫光电、云梭纺织、白石机械等3家企业。", ("lists", "soft"), "3家", "5家"),
    ("培育电子信息、新材料、智能装备四大支柱产业。", ("lists", "soft"), "四大", "三大"),
    ("三大支柱产业和两大新兴产业“3+2”布局，梳理六大产业链。", ("lists", "soft"), "六大", "五大"),
    ("已建成5G基站1050个，开通4000个。", ("plausibility", "soft"), "4000", "400"),
    ("培育企业12.5家，成效明显。", ("plausibility", "soft"), "12.5", "12"),
    ("固定资产投资同比下降120.5%。", ("plausibility", "soft"), "120.5", "20.5"),
    ("规上工业总产值100.0亿元，规上工业增加值82.0亿元。", ("plausibility", "soft"), "82.0", "22.0"),
    ("亩均税收22.3万元（全市排名第10，全省排名第3）。", ("ranks", "soft"), "全市排名第10", "全市排名第2"),
    ("落实“三服务活动，惠及企业。", ("quotes", "soft"), "“三服务", "“三服务”"),
]


@pytest.mark.parametrize(("sentence", "expected", "wrong", "right"), CONTRADICTIONS)
def test_a_contradiction_is_found_and_its_cure_is_not(
    sentence: str, expected: tuple[str, str], wrong: str, right: str
) -> None:
    assert expected in said(sentence)
    assert sentence.count(wrong) == 1
    assert not said(sentence.replace(wrong, right))


# What may look like a contradiction and is none.
SOUND = [
    "新增专利2271件，其中发明专利398件、实用新型1500件。",  # 其中 names some of them
    "城镇居民人均可支配收入46553元，全体居民人均可支配收入33796元，其中城镇居民人均可支配收入46553元。",  # averages
    "规上工业增加值100.0亿元，同比增长8%。",
    "实施项目42个，总投资超40亿元，其中在建项目超40个。",
    "为企业协调贷款约1.58亿元、应急转贷3300万元，合计近2亿元。",
    "城镇新增就业6128人，再就业2291人，城镇登记失业率3.84%。",
    "建成高标准农田8.9万亩、累计达到120.5万亩。",
    "实际完成投资20亿元，增长两位数。一是抓项目，二是抓服务。",
    "办理建议84件、提案65件，办复率100%。",
    "地区生产总值2042. 98  亿元，其中第一产业增加值463.71亿元。",  # a figure that blanks tore
    "三次产业结构为10. 5:31.1:58 .4。",
    "一般贸易进出口60亿元，出口总额50亿元，跨境电商进口3亿元。",
]


@pytest.mark.parametrize("sentence", SOUND)
def test_nothing_is_said_against_what_may_be(sentence: str) -> None:
    assert not said(sentence)


def test_the_example_has_one_of_each_and_the_one_before_it_none() -> None:
    this, last = zfbg.parse(THIS), zfbg.parse(LAST)
    kinds = {each.check for each in zfbg.audit(this)}
    assert kinds == {check.name for check in CHECKS} - {"growth", "ranks"}
    assert not zfbg.audit(last)


def test_a_report_is_held_against_the_one_before() -> None:
    this, last = zfbg.parse(THIS), zfbg.parse(LAST)
    own, both = (zfbg.audit(this, against=reports, all=True) for reports in ((), (last,)))
    more = [each for each in both if each.other]
    assert [each for each in both if not each.other] == list(own)
    assert {each.other for each in more} == {str(LAST)}
    told = [(each.check, each.severity, last.quote(each.other_spans[0])) for each in more]
    assert ("growth", "soft", "100.0亿元") in told
    assert ("progress", "info", "110亿元") in told


def test_two_reports_tell_one_figure() -> None:
    page = "青禾县经信局203{}年工作总结\n一、工作情况\n2030年，全县工业投资{}亿元，同比增长5.0%。"
    one = zfbg.parse(page.format(0, "80.0"))
    for amount, severity in (("80.0", "holds"), ("80", "holds"), ("81.5", "soft")):
        told = zfbg.audit(zfbg.parse(page.format(1, amount)), against=[one], all=True)
        assert [each.severity for each in told if each.check == "repeats" and "亿元" in each.message] == [severity]


def test_value_added_grows_at_constant_prices() -> None:
    page = "青禾县经信局203{}年工作总结\n一、工作情况\n全县{}{}亿元，同比增长5.0%。"
    for name, expected in (("工业投资", ["growth"]), ("规上工业增加值", [])):
        this, last = zfbg.parse(page.format(1, name, "99.0")), zfbg.parse(page.format(0, name, "80.0"))
        assert [each.check for each in zfbg.audit(this, against=[last])] == expected


def test_masked_figures_are_determined_or_impossible() -> None:
    assert ("rates", "holds") in said("受理办件xxx件，办结率xxx%。", everything=True)
    assert against("收集问题100个，已办结xx个，办结率xx.x%。") == set()
    assert against("收集问题900个，已办结xx个，办结率9x.x%。") == {("rates", "hard")}
    assert against("企业技术中心9个，其中省级xx个。") == {("subsets", "hard")}


def test_what_is_off_by_cut_digits_is_soft() -> None:
    sentence = "地区生产总值90.{}亿元，其中第一产业增加值20.0亿元，第二产业增加值30.0亿元，第三产业增加值40.0亿元。"
    assert against(sentence.format(2)) == set()
    assert against(sentence.format(3)) == {("sums", "soft")}
    assert against(sentence.format(5)) == {("sums", "hard")}


@given(reports())
def test_a_sound_report_says_nothing_against_itself(text: str) -> None:
    assert not zfbg.audit(zfbg.parse(text))


@given(st.one_of(texts(), damaged()))
@example("一、\n0个，其中0个，其余0个，完成率0%，占0%，增长-100%，全市第0，全省第0，“")
@example("一、\n总投资0亿元，占固定资产投资的0%，提高0个百分点。完成计划的0%。净增0家，增长0%。")
def test_no_check_raises_on_any_text(text: str) -> None:
    report = zfbg.parse(text)
    for others in ((), (report,)):
        assert findings(report, CHECKS, against=others)[1] == ()


@st.composite
def sums(draw: st.DrawFn) -> tuple[str, list[Decimal], list[int]]:
    """A form with a whole and parts that make it up, their exact amounts, and to how many decimals each is printed."""
    form, size = draw(
        st.sampled_from(
            [
                ("地区生产总值{}亿元，其中第一产业增加值{}亿元，第二产业增加值{}亿元，第三产业增加值{}亿元。", 3),
                ("进出口总额{}亿元，其中，出口{}亿元，进口{}亿元。", 2),
                ("政府债务余额{}亿元，其中一般债务{}亿元、专项债务{}亿元。", 2),
                ("一般公共预算收入{}亿元。其中，税收收入{}亿元，非税收入{}亿元。", 2),
            ]
        )
    )
    parts = [Decimal(draw(st.integers(10_000, 900_000))) / 1000 for _ in range(size)]
    places = [draw(st.integers(0, 3)) for _ in range(size + 1)]
    return form, [sum(parts, Decimal(0)), *parts], places


def printed(amount: Decimal, places: int) -> str:
    return str(amount.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


@given(sums())
def test_rounding_is_no_contradiction(case: tuple[str, list[Decimal], list[int]]) -> None:
    form, amounts, places = case
    assert not said(form.format(*map(printed, amounts, places)))


@given(sums(), st.data())
def test_a_digit_changed_beyond_rounding_is_found(
    case: tuple[str, list[Decimal], list[int]], data: st.DataObject
) -> None:
    form, amounts, places = case
    which = data.draw(st.integers(0, len(amounts) - 1))
    figures = [printed(amount, place) for amount, place in zip(amounts, places, strict=True)]
    digit = data.draw(st.integers(1, 9))
    slip = str(digit) + figures[which][1:]
    off = abs(Decimal(slip) - Decimal(figures[which]))
    # A whole unit of the last digit of each, twice: what is off by less may be cut digits.
    assume(off > 2 * sum(Decimal(1).scaleb(-place) for place in places))
    figures[which] = slip
    assert ("sums", "hard") in said(form.format(*figures))


@st.composite
def masked(draw: st.DrawFn) -> tuple[str, str]:
    """A sentence, sound or not, and the same with some of its figures masked."""
    sentence = draw(
        st.sampled_from([each for row in CONTRADICTIONS for each in (row[0], row[0].replace(row[2], row[3]))])
    )
    figures = list(re.finditer(r"\d+(?:\.\d+)?", sentence))
    assume(figures)
    chosen = draw(st.lists(st.sampled_from(figures), min_size=1, max_size=3, unique_by=lambda each: each.start()))
    hidden = sentence
    for figure in chosen:
        mask = re.sub(r"\d", "x", figure[0])
        hidden = hidden[: figure.start()] + mask + hidden[figure.end() :]
    return sentence, hidden


@given(masked())
def test_a_mask_makes_nothing_impossible(case: tuple[str, str]) -> None:
    plain, hidden = ({check for check, severity in said(sentence) if severity == "hard"} for sentence in case)
    assert hidden <= plain


WORDS = lexicon.table("audit")


@pytest.mark.parametrize("rate", WORDS["bounded"]["rates"])
def test_every_rate_of_a_part_is_bounded(rate: str) -> None:
    assert ("shares", "hard") in said(f"全县企业诉求{rate}104%。")


@pytest.mark.parametrize("verb", WORDS["done"]["verbs"])
def test_every_verb_has_its_rate(verb: str) -> None:
    assert "rates" in dict(said(f"收集问题100个，已{verb}80个，{verb}率60%。"))


@pytest.mark.parametrize("word", WORDS["done"]["of"])
def test_every_word_tells_of_a_part(word: str) -> None:
    assert "rates" in dict(said(f"收集问题100个，{word}办结80个，办结率60%。"))


@pytest.mark.parametrize("word", WORDS["totals"]["words"])
def test_every_word_for_a_total_makes_a_sum(word: str) -> None:
    assert ("sums", "hard") in said(f"电子信息产值168.2亿元、高端装备产值121.5亿元，{word}395.6亿元。")


@pytest.mark.parametrize(("first", "last"), [pair for order in WORDS["stages"]["orders"] for pair in pairwise(order)])
def test_every_stage_comes_after_the_one_before(first: str, last: str) -> None:
    assert ("plausibility", "soft") in said(f"已{first}企业30家，已{last}企业40家。")


@pytest.mark.parametrize("rates", [pair for order in WORDS["stages"]["rates"] for pair in pairwise(order)])
def test_every_rate_comes_after_the_one_before(rates: tuple[str, str]) -> None:
    assert ("rates", "soft") in said(f"企业诉求{rates[0]}80%，{rates[1]}90%。")


@pytest.mark.parametrize("rule", WORDS["divisions"], ids=lambda rule: rule["parts"][0])
def test_every_division_leaves_nothing_over(rule: dict[str, list[str]]) -> None:
    parts = "、".join(f"{part}项目10个" for part in rule["parts"])
    severity = "hard" if rule["strict"] else "soft"
    assert ("sums", severity) in said(f"全县重点项目99个，其中{parts}。")


@pytest.mark.parametrize(
    ("whole", "parts"), [(whole, rule["parts"]) for rule in WORDS["wholes"] for whole in rule["whole"]]
)
def test_every_whole_is_made_of_its_parts(whole: str, parts: list[list[str]]) -> None:
    for at, names in enumerate(parts):
        for name in names:
            told = [each[0] for each in parts[:at]] + [name] + [each[0] for each in parts[at + 1 :]]
            sentence = "，".join(f"{each.replace('口', '口总额')}10.0亿元" for each in told)
            sentence = f"全县{whole.replace('进出口', '进出口总额')}为99.0亿元。{sentence}。"
            assert "sums" in dict(said(sentence)), sentence


@pytest.mark.parametrize(("part", "whole"), [(part, of) for part, rule in WORDS["parts"].items() for of in rule["of"]])
def test_every_part_is_in_its_whole(part: str, whole: str) -> None:
    unit = "个" if "项目" in part and "投资" not in part else "亩" if "用地" in part else "亿元"
    own = f"电子信息{part}" if WORDS["parts"][part]["any"] else part
    sentence = f"全县{whole}90{unit}。全县{own}10{unit}。"
    if whole.startswith("落地项目"):
        sentence = "全县落地项目18个，计划投资70亿元，计划注册金额6亿元。"
    more = [each for each in said(sentence, everything=True) if each[0] == "subsets"]
    assert more == [("subsets", "holds")]


def test_the_command_prints_what_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["audit", str(THIS), "--against", str(LAST), "--format", "jsonl"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {row["severity"] for row in rows} == {"hard", "soft"}
    [row] = [row for row in rows if row["check"] == "growth" and row["quotes"][0] == "92.4亿元"]
    assert row["other"] == str(LAST)
    assert LAST.read_text("utf-8")[slice(*row["other_spans"][0])] == "80.0亿元"
    assert cli.main(["audit", str(THIS), "--all", "--format", "jsonl"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {row["severity"] for row in rows} == {"hard", "soft", "info", "holds"}


def test_the_table_tells_the_message_in_full(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert cli.main(["audit", str(THIS)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "which comes first" in " ".join(" ".join(lines).split())


def test_a_report_to_hold_against_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["audit", str(THIS), "--against", "nope.txt"]) == 1
    told = capsys.readouterr()
    assert "nope.txt" in told.err
    assert "sums" in told.out
