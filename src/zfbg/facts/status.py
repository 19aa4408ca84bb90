"""actual, estimated or planned: by the words of the clause, else by the section it stands in."""

from __future__ import annotations

import re

from attrs import frozen

from zfbg.facts import dating
from zfbg.facts.context.thread import Thread
from zfbg.lexicon import alternation, of_lexicon, table

_QUOTED = re.compile("“[^“”]*”|《[^《》]*》")

# 今年计划新认定5个,甲园已完成总进度的80%: done, whatever was planned before.
_DONE = re.compile("已(?!计划|纳入计划|列入计划)")

# 预计 that stands no further from the beginning of a sentence leads all of it: 全年预计完成投资5亿元;消费8亿元.
_LEADING = 6

# Behind a figure no clause begins: in 7个计划新开工项目全部动工 nothing is planned.
_WITHIN = "·"

# 1—6月完成3亿元 behind 全年目标5亿元: what was done so far in the year of the plan.
_SO_FAR = re.compile(r"\.\./|(?:\d{4}|XXXX)-01/")
_ACHIEVED = re.compile("完成|实现|到位|增速")
# What is so of a whole is so of its parts.
_TO_COME = frozenset({"planned", "estimated"})
# In what was done in half of a year a time that is not over yet makes a plan of these.
_AIMED = re.compile("目标|任务|计划")
# 取消了5亿元的集资: done, also where a plan tells of it.
_PERFECT = re.compile("(?<![为除])了\\D{0,3}$")
# Behind a semicolon these tell what was done of a plan that the sentence began with.
_COMPLETED = re.compile("[,、]?(?:现|累计|共|已)*完成")
_STOPPED = re.compile("[。;]")
# 计划总投资3亿元,建设泵站9座: what the money is planned for.
_BUDGETED = ("计划总投资", "计划投资", "计划总投资额", "计划投资额")
_FOR_IT = re.compile(
    "(?:·)?,(?:用于|主要|共|将|可)*(?:建设|新建|扩建|改扩?建|改造|解决|铺设|安装|购置|修建|整治|治理)(?![成了])[^,。;:已]*$"
)


@frozen
class _Words:
    begin: re.Pattern[str]
    planned: re.Pattern[str]
    striving: re.Pattern[str]
    coming: re.Pattern[str]
    expected: re.Pattern[str]
    anticipated: re.Pattern[str]
    named: re.Pattern[str]
    estimated: re.Pattern[str]
    supposed: re.Pattern[str]
    existing: re.Pattern[str]
    alike: re.Pattern[str]
    aims: re.Pattern[str]
    carried_out: re.Pattern[str]
    given: re.Pattern[str]


@of_lexicon
def _words() -> _Words:
    lists = table("words")["status"]
    planned = alternation(lists["planned"])
    before = "(?:[并再要均且和]|其中|今年|全年|年内|本次|重点|负责){0,2}(?:[我全][省市州县区镇乡村]|我们)?"
    kinds = ("planned", "striving", "coming", "expected", "anticipated", "estimated", "supposed")
    return _Words(
        # The characters that any of these begins with: most clauses have none.
        begin=re.compile(f"[{''.join({word[0] for kind in kinds for word in lists[kind]})}]"),
        planned=re.compile(rf"(?:^|[,、:;。])\s*{before}(?:{planned})|(?:力争|确保|力促|(?<=[率比重例])争取到?)$"),
        striving=re.compile(rf"^、?{before}(?:{alternation(lists['striving'])})"),
        coming=re.compile(alternation(lists["coming"])),
        expected=re.compile(alternation(lists["expected"])),
        anticipated=re.compile(alternation(lists["anticipated"])),
        named=re.compile(alternation(lists["planned_names"])),
        estimated=re.compile(alternation(lists["estimated"])),
        supposed=re.compile(alternation(lists["supposed"])),
        existing=re.compile(alternation(lists["existing"])),
        alike=re.compile(rf"\s*(?:{alternation(lists['alike'])})"),
        aims=re.compile(alternation(lists["aims"])),
        carried_out=re.compile(rf",?(?:{alternation(lists['carried_out'])})"),
        given=re.compile(alternation(lists["given"])),
    )


def status(thread: Thread, lead: str, own: str, role: str) -> str:
    """The status of a figure behind the clauses ``lead`` and the words ``own``, in a section of ``role``.

    What the text only supposes (如果每人节约1元, 每增长1个百分点) has none.
    The thread learns 预计 and 力争 for what follows in the sentence, and that the figures of a plan are of what exists.
    """
    known = _words()
    own = _unquoted(own)
    if known.named.search(own):
        given = known.given.search(own)
        if given or own.lstrip(",、").startswith("拟"):  # 拟投资5亿元,新建3座; 市下达任务为造林5亩,育苗3亩
            thread.status = "planned"
        if given and "完成" not in own:  # 市下达造林任务3万亩,完成4万亩; not of 下达任务为完成造林3万亩,完成育苗4万亩
            thread.announced = "planned"
        return "planned"
    near = _near(thread, lead, own)
    if thread.last_status == "planned" and thread.last[1].endswith(_BUDGETED) and _FOR_IT.match(near):
        return "planned"
    told = _told(known, near, own, thread, role) if known.begin.search(near) else thread.status
    if told == "supposed":
        return ""
    if not told and thread.parted and thread.stem and thread.stem.status in _TO_COME and not _DONE.search(own):
        told = thread.stem.status  # 将新建50座,其中水厂20座
    if not told and dating.is_lately(thread):
        return "actual"
    if dating.is_ahead(thread) and not (dating.is_so_far(thread) and not told and not _AIMED.search(near)):
        return "planned" if told != "estimated" else "estimated"
    if told:
        done = told == "planned" or (told == "estimated" and thread.announced and not known.estimated.search(near))
        if told == "planned" and not _is_of_plan(thread, role) and _is_carried_out(thread, own):
            thread.status = thread.announced = ""
            return "actual"
        if told == "planned" and not _is_of_plan(thread, role) and _is_so_far(thread, own):
            thread.status = thread.announced = ""
            return "actual"
        return "actual" if done and _DONE.search(own) else told
    if not _is_of_plan(thread, role) or dating.is_past(thread):
        return "actual"
    if _PERFECT.search(own):
        return "actual"
    if not known.alike.match(own):
        now = dating.is_present(thread)  # 目前, 截至…: it exists
        here = now or known.existing.search(near.rpartition(",")[2]) is not None
        thread.existing = here or (thread.existing and not lead)
    return "actual" if thread.existing else "planned"


def learn(thread: Thread, lead: str, own: str, role: str) -> None:
    """Learn from the words before the A of 预计将由A提高到B, which is of the past, what is so of the B."""
    known, own = _words(), _unquoted(own)
    near = _near(thread, lead, own)
    if known.begin.search(near) and (told := _told(known, near, own, thread, role)) != "supposed":
        thread.status = told


def _near(thread: Thread, lead: str, own: str) -> str:
    """The words before a figure within its sentence."""
    near = _unquoted(lead.rpartition("。")[2].rpartition(";")[2] if lead else "") + own
    return _WITHIN + near if thread.begun and not _STOPPED.search(lead) else near


def _unquoted(words: str) -> str:
    return _QUOTED.sub("", words) if "“" in words or "《" in words else words


def _is_carried_out(thread: Thread, own: str) -> bool:
    """Whether ``own`` tells what was done of a plan: 计划造林3万亩,实际完成4万亩; 计划造林3万亩;完成投资2亿元.

    So does what is there now: 计划开工6个,目前|3个已开工.
    """
    known = _words()
    if known.carried_out.match(own):
        return True
    if thread.dated and thread.begun and dating.is_present(thread):
        return not any(of.search(own) for of in (known.planned, known.striving, known.coming))
    return bool(thread.announced and thread.begun and not thread.dated and _COMPLETED.match(own))


def announced(words: str) -> str:
    """What the ``words`` before a colon say of all that the sentence tells behind it: 预计全年产量:煤5万吨;钢2万吨."""
    known = _words()
    if not (known.begin.search(words) or known.given.search(words)):
        return ""
    if known.estimated.search(words):
        return "estimated"
    return "planned" if known.planned.search(words) or known.aims.search(words) else ""


def _told(known: _Words, near: str, own: str, thread: Thread, role: str) -> str:
    """What the words around a figure say, for the sentence or for it alone; the thread learns the first.

    将达 is an estimate of what is told of, but an aim of what is to be done.
    """
    if known.supposed.search(near):
        thread.status = "supposed"
    elif expects := known.estimated.search(near):
        thread.status = "estimated"
        if not thread.begun and expects.start() <= _LEADING:
            thread.announced = "estimated"
    elif known.anticipated.search(near):
        thread.status = "planned" if _is_of_plan(thread, role) else "estimated"
    elif (aimed := known.planned.search(near)) or known.striving.search(own):
        thread.status = "planned"
        if aimed and not thread.begun and aimed.start() <= _LEADING and "目标" not in aimed[0]:
            thread.announced = "planned"
    if thread.status:
        return thread.status
    if known.expected.search(own) and not dating.is_ahead(thread) and not _is_of_plan(thread, role):
        return "estimated"
    return "planned" if known.coming.search(own) else ""


def _is_so_far(thread: Thread, own: str) -> bool:
    """Whether ``own`` begins anew with what was done so far, behind what the whole year is to bring."""
    whole = thread.stood is not None and len(thread.stood.edtf) == 4
    now = thread.period.edtf if thread.period else ""
    return bool(
        whole
        and thread.dated
        and thread.last_status == "planned"
        and _SO_FAR.match(now)
        and _ACHIEVED.search(own)
        and not _words().planned.search(own)
    )


def _is_of_plan(thread: Thread, role: str) -> bool:
    """Whether a section is of what is to be done, by what it is for or by its time."""
    return role in {"plan", "safeguards"} or (not role and thread.calendar.is_ahead)
