"""The checks that zfbg brings, given by the hook that plugins have."""

from __future__ import annotations

from zfbg.audit import (
    Check,
    growth,
    lists,
    numbering,
    plausibility,
    progress,
    quotes,
    ranks,
    rates,
    repeats,
    shares,
    subsets,
    sums,
    years,
)
from zfbg.hookspecs import hookimpl

CHECKS = (
    Check("growth", growth.find, growth.compare),
    Check("lists", lists.find),
    Check("numbering", numbering.find),
    Check("plausibility", plausibility.find),
    Check("progress", progress.find, progress.compare),
    Check("quotes", quotes.find),
    Check("ranks", ranks.find),
    Check("rates", rates.find),
    Check("repeats", repeats.find, repeats.compare),
    Check("shares", shares.find),
    Check("subsets", subsets.find),
    Check("sums", sums.find),
    Check("years", years.find),
)


@hookimpl
def zfbg_checks() -> tuple[Check, ...]:
    return CHECKS
