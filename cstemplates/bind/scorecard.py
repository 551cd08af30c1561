"""A scorecard as its form prints it; totals of weights and best scores are computed."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from cstemplates.bind.figures import percent, plain
from cstemplates.bind.ranges import half_open, target_text
from cstemplates.bind.worded import worded
from cstemplates.model import best_score
from cstemplates.model.scorecard import AllOrNothing, Bands, Deduct, Levels, Linear, Veto

if TYPE_CHECKING:
    from cstemplates.bind.role import Say
    from cstemplates.model import Measure, Scorecard
    from cstemplates.model.catalog import Catalog
    from cstemplates.model.scorecard import Part, Scoring

_PERIODS = {"month": "月度", "quarter": "季度", "year": "年度"}
_LETTERS = "ABCDEFGHIJ"


def scorecard_context(card: Scorecard, catalog: Catalog, say: Say) -> dict[str, Any]:
    """Bind one scorecard. Achieved totals are left to fill in: Word cannot add up controls."""
    return {
        "title": card.title,
        "period": worded(_PERIODS[card.period], card.period),
        "formula": _formula(card),
        "parts": [_part(part, n, catalog, say) for n, part in enumerate(card.parts)],
        "raters": [{"title": say(r.title), "share": percent(r.share)} for r in card.raters],
        "ratings": [
            {
                "title": r.title,
                "range": half_open(r.start, r.end, "分"),
                "use": say(r.use),
            }
            for r in card.ratings
        ],
        "notes": [{"no": n, "text": say(note.text)} for n, note in enumerate(card.notes, 1)],
    }


def _formula(card: Scorecard) -> str:
    return "总成绩＝" + "＋".join(f"{p.title}得分×{percent(p.share)}" for p in card.parts)


def score_choices(card: Scorecard) -> dict[str, tuple[tuple[str, str], ...]]:
    """What a rater may choose, value and text, by the control's tag: scores and the rating.

    A measure that is scored on a line or by deductions takes any number: no choices.
    """
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for part in card.parts:
        for measure in part.measures:
            scores = _scores(measure.scoring)
            found[f"score:{measure.id}"] = tuple((score, f"{score}分") for score in scores)
    found["rating:final"] = tuple((rating.id, rating.title) for rating in card.ratings)
    return found


def _scores(scoring: Scoring) -> list[str]:
    match scoring:
        case Bands(bands=bands):
            return list(dict.fromkeys(plain(b.score) for b in bands))
        case Levels(levels=levels):
            return list(dict.fromkeys(plain(level.score) for level in levels))
        case AllOrNothing(best=best):
            return [plain(best), "0"]
        case _:
            return []


def _part(part: Part, index: int, catalog: Catalog, say: Say) -> dict[str, Any]:
    letter = _LETTERS[index]
    measures = [
        {"code": f"{letter}{n}"} | _measure(m, n, catalog, say)
        for n, m in enumerate(part.measures, 1)
    ]
    return {
        "id": part.id,
        "no": index + 1,
        "label": f"表{letter}",
        "title": part.title,
        "share": percent(part.share),
        "levelled": all(isinstance(m.scoring, Levels) for m in part.measures),
        "measures": measures,
        "groups": [
            {"no": n, "title": title, "measures": list(group)}
            for n, (title, group) in enumerate(groupby(measures, lambda m: m["group"]), 1)
        ],
        "weight_total": percent(sum(m.weight for m in part.measures)),
        "best_total": plain(sum(best_score(m.scoring) for m in part.measures)),
    }


def _measure(measure: Measure, number: int, catalog: Catalog, say: Say) -> dict[str, Any]:
    indicator = catalog.indicators.get(measure.indicator or "")
    choices = _choices(measure.scoring, indicator.unit if indicator else None)
    # 表5-3 writes group and point in one title: 职业态度—敬业.
    group, _dash, short_title = measure.title.partition("—")
    return {
        "id": measure.id,
        "no": number,
        "title": measure.title,
        "group": group or measure.title,
        "short_title": short_title or measure.title,
        "target": say(target_text(indicator)) or None if indicator else None,
        "source": say(indicator.source) if indicator else None,
        "chosen": bool(_scores(measure.scoring)),
        "weight": percent(measure.weight),
        "best": plain(best_score(measure.scoring)),
        "requirement": say(measure.requirement) if measure.requirement else None,
        "choices": [
            {"no": n, "text": say(text), "score": score}
            for n, (text, score) in enumerate(choices, 1)
        ],
    }


def _choices(scoring: Scoring, unit: str | None) -> list[tuple[str, str]]:
    match scoring:
        case Bands(bands=bands):
            return [
                (b.text or half_open(b.start, b.end, unit), f"{plain(b.score)}分") for b in bands
            ]
        case Levels(levels=levels):
            return [(level.text, f"{plain(level.score)}分") for level in levels]
        case AllOrNothing(met=met, best=best):
            return [(met, f"{plain(best)}分"), ("未达到上述要求", "0分")]
        case Deduct(best=best, deductions=deductions):
            failed = [(f"未满足：{d.text}", f"扣{plain(d.points)}分") for d in deductions]
            return [("全部满足", f"{plain(best)}分"), *failed]
        case Linear(zero_at=zero, full_at=full, best=best):
            text = f"自{plain(zero)}{unit or ''}起按比例计分，{plain(full)}{unit or ''}得满分"
            return [(text, f"0–{plain(best)}分")]
        case Veto(text=text):
            return [(text, "否决")]
