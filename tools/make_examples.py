"""Make the damaged reports of examples/reports out of their clean sources: ``python tools/make_examples.py``."""

from __future__ import annotations

from pathlib import Path

from zfbg.testing.damage import half_width, lost, masked, one_line, repost

REPORTS = Path(__file__).parents[1] / "examples" / "reports"

SEED = 42  # With this one each way to lose a label is to be seen: (二) as (), (三) gone, (九) as ).

# The page of a site that lays its metadata out as a table and the body as one cell of it.
TABLE = """\
索引号 | 0110070030021/2024-00157 | ||
组配分类 | 计划总结 | 发布机构 | 棠沅县经济和信息化局 |
生成日期 | 2024-07-09 | 公开方式 | 主动公开 |
{body} |
|
"""


def examples(sources: Path) -> dict[str, str]:
    """The damaged reports by file name, made of the clean ones in ``sources``; the same ones every time."""
    clean = {path.stem: path.read_text("utf-8") for path in sources.glob("*.txt")}
    _, body = one_line(clean["table"]).split("\n", 1)
    return {
        "one-line.txt": half_width(TABLE.format(body=body)),
        "cms-lost.txt": half_width(lost(clean["cms"], seed=SEED)),
        "masked.txt": masked(clean["masked"]),
        "repost.txt": repost(clean["repost"]),
    }


def main() -> None:
    for name, text in examples(REPORTS / "sources").items():
        (REPORTS / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
