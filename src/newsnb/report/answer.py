"""The answer in words: what the position was, step by step, and how sure that is."""

import pandas as pd

from newsnb.display.articles import level_label, signed, statement_cards
from newsnb.figures.marks import day_text, issue_order, issue_title
from newsnb.figures.notes import counted
from newsnb.shift import change_point, storyline

MOST_STEPS = 40  # steps told for one issue; a long series is told by its figure


def page_title(study, series: pd.DataFrame | None) -> dict:
    """Give the page's title and the line below it."""
    names = [actor_name(study, actor) for actor in study.codebook.perspective]
    articles, languages = study.corpus.articles, sorted(study.corpus.articles["lang"].unique())
    line = f"{len(study.statements)} statements in {len(articles)} articles ({', '.join(languages)})"
    if series is not None and len(series):
        first, last = series["said_from"].min(), series["said_to"].max()
        line += f"; {len(series)} with a position, {day_text(first, last)}"
    return {
        "title": f"{', '.join(names)}: positions over time" if names else "Statements and positions",
        "line": line + ".",
    }


def actor_name(study, actor_id: str) -> str:
    """Name of an actor in the registry, else as the text has it, else the id."""
    return study.names.get(actor_id, actor_id)


def issue_stories(study, series: pd.DataFrame | None) -> list[dict]:
    """Tell each issue: title, question, steps in order, and the sentence about a change point."""
    if series is None or series.empty:
        return []
    steps, tests = storyline(series), change_point(series).set_index("issue")
    told = steps.groupby("issue", sort=False).head(MOST_STEPS)
    cards = statement_cards(study.corpus, study.statements, told["statement_id"])
    questions = {issue.id: issue.question for issue in study.codebook.issues}
    stories = []
    for issue in issue_order(study.codebook, series["issue"]):
        of_issue = steps[steps["issue"].eq(issue)]
        stories.append(
            {"title": issue_title(study.codebook, issue), "question": questions.get(issue, ""),
             "gist": _gist(study, of_issue, series[series["issue"].eq(issue)]),
             "steps": [_step(study, step, cards[step.statement_id]) for step in of_issue.head(MOST_STEPS).itertuples()],
             "more": max(0, len(of_issue) - MOST_STEPS), "test": tests.at[issue, "result"],
             "undated": int(series["mid"].isna()[series["issue"].eq(issue)].sum())}
        )  # fmt: skip
    return stories


def _gist(study, steps: pd.DataFrame, series: pd.DataFrame) -> dict:
    """Say in one sentence from where to where: keys ``turn`` and ``behind``."""
    if steps.empty:
        return {"turn": "not dated closely enough to be put in order", "behind": _behind(series)}
    first, last = steps.iloc[0], steps.iloc[-1]
    between = steps.iloc[1:-1]
    far = between[~between["position"].between(*sorted((first.position, last.position)))]
    told = [first, *(row for _, row in far.iterrows() if abs(row.position - first.position) == _reach(far, first))][:2]
    told = [*told, last] if len(steps) > 1 else told
    words = [
        f"“{level_label(step.issue, step.position, study.codebook)}” ({day_text(step.said_from, step.said_to)})"
        for step in told
    ]
    turn = f"from {', by way of '.join(words[:-1])} to {words[-1]}" if len(words) > 1 else f"{words[0]} throughout"
    return {"turn": turn, "behind": _behind(series)}


def _reach(far: pd.DataFrame, first) -> int:
    """How far the steps go at most from where they began."""
    return int((far["position"] - first.position).abs().max()) if len(far) else 0


def _behind(series: pd.DataFrame) -> str:
    return f"{counted(len(series), 'statement')} in {counted(series['article_id'].nunique(), 'article')}"


def _step(study, step, card: dict) -> dict:
    spread = "" if step.lowest == step.highest else f", from {signed(step.lowest)} to {signed(step.highest)}"
    return {
        "when": day_text(step.said_from, step.said_to),
        "level": level_label(step.issue, step.position, study.codebook),
        "n": f"{counted(step.n, 'statement')} in {counted(step.n_articles, 'article')}{spread}",
        "who": actor_name(study, card["actor_id"]),
        "pieces": _trimmed(card["pieces"]),
        "dir": card["dir"],
        "lang": card["lang"],
        "statement_id": step.statement_id,
    }


def _trimmed(pieces: list[dict]) -> list[dict]:
    """Keep what lies between the first and the last marked piece: from speaker to content."""
    marked = [number for number, piece in enumerate(pieces) if piece["role"]]
    return pieces[marked[0] : marked[-1] + 1] if marked else pieces
