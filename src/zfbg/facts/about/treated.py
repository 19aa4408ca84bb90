"""Treated: what was done to those that are counted, told behind them (对9所学校|进行改造, 引导9人|到乡镇就业)."""

from __future__ import annotations

from collections.abc import Sequence

from zfbg.facts.clauses.figures import Figure
from zfbg.facts.clauses.tokens import Token, first_of, said
from zfbg.lexicon import of_lexicon, table

_TO = frozenset({"to"})
TOWARDS = frozenset({"对", "将", "把"})
_SENTENCE = frozenset({"stop", "semicolon"})
_CARRIED = frozenset({"进行", "给予", "予以"})
_DONE = frozenset({"开展", "完成"})
_LONG = 14
_SHORT = 12
_DOING = frozenset({"verb", "empty", "does", "ending"})
_NAMED = frozenset({"noun", "head", "keep"})


def counted(figure: Figure) -> Sequence[Token]:
    """The words behind a counter, less what was done to these where that is long: 对5名干部|实行定期提醒谈话制度."""
    of = figure.counted
    if figure.joined and (at := next((n for n, token in enumerate(of) if n and token.words == "进行"), 0)):
        return of[:at]  # 对9家企业、12个|商户进行检查
    if not any(token.words in TOWARDS for token in figure.own[:2]):
        return of
    if at := next((n for n, token in enumerate(of) if n and token.words in _CARRIED), 0):
        whose = next((n for n, token in enumerate(of[:at]) if n and token.words == "的"), at)
        return of[:whose]  # 对9所幼儿园|的办园情况进行检查
    if len(said(of)) < _LONG:
        return of
    return of[: next((n for n in range(1, len(of)) if _does(of[n : n + 2])), len(of))]


def done_to(figure: Figure) -> str:
    """What was done to those that are counted, where that is short: 改造升级 of 对9所学校|进行改造升级; else ""."""
    if all(token.words != "对" for token in figure.own[:2]):
        return ""
    sentence = figure.following[: first_of(figure.following, _SENTENCE)]
    if any(token.quantity for token in sentence):
        return ""
    of = figure.counted
    done = said(of[next((n for n, token in enumerate(of) if n and token.words in _CARRIED), len(of)) + 1 :]).strip()
    done = done.removeprefix("了")
    return done if 1 < len(done) <= _SHORT and not done.endswith("了") else ""


def _does(of: Sequence[Token]) -> bool:
    """Whether a predicate begins there: 实行约谈, 全部更新; in 在建项目 and 建设项目 none does."""
    return not of[0].kinds.isdisjoint(_DOING) and not (len(of) > 1 and "head" in of[1].kinds)


def conducted(figure: Figure) -> str:
    """All that stands behind 开展 or 完成: work done to so many, 开展30个集群大气治理; "" where it is no such work."""
    of, own = figure.after, figure.own
    if figure.crowded or len(of) < 2 or not own or of[0].kinds.isdisjoint(_NAMED):
        return ""
    if own[-1].words not in _DONE and (own[0].words not in _DONE or figure.joined):  # 完成甲塔、乙桥2处|文保单位修缮
        return ""
    return said(of).strip() if "head" not in of[-1].kinds and all(map(_is_name, of)) else ""


def sent(figure: Figure) -> str:
    """All that stands behind a count of those who are sent somewhere: 引导9名|毕业生到乡镇就业; "" of others."""
    of = figure.after
    sending = figure.own and figure.own[-1].words in _sending() and not figure.crowded
    where = first_of(of, _TO)
    if not sending or figure.quantity.dimension != "persons" or not 0 < where < len(of) - 1:
        return ""
    return said(of).strip() if of[where].words == "到" else ""


@of_lexicon
def _sending() -> frozenset[str]:
    return frozenset(table("words")["names"]["sending"])


def _is_name(token: Token) -> bool:
    return not token.kinds.isdisjoint(_NAMED)
