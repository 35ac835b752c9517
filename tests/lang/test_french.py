"""French, the language that is read without a parse: sentences, codes, dates and whole pages, all invented."""

import csv
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from tests.statements.sentence_tables import corpus_of, differences

from articles.pages import load
from newsnb import lang
from newsnb.dates.expressions import find_dates, resolve
from newsnb.dates.intervals import Interval
from newsnb.parsing import parse
from newsnb.positions.codebook import load_codebook
from newsnb.positions.coder import code_positions
from newsnb.statements import extract_statements, load_actors
from newsnb.study import Study
from positions.cases import DATA, one_article_each


def read(name: str) -> list[dict[str, str]]:
    with open(Path(__file__).with_name(name), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


SENTENCES, POSITIONS = read("sentences_fr.tsv"), read("positions_fr.tsv")


@pytest.fixture(scope="module")
def found(tmp_path_factory) -> pd.DataFrame:
    """The statements of all sentences; the article's id is the row's."""
    corpus = corpus_of(SENTENCES, "fr")
    parsed = parse(corpus, cache_folder=tmp_path_factory.mktemp("parses"))
    table = extract_statements(parsed, corpus, load_actors(DATA / "actors.yaml"))
    return table.astype(object).where(table.notna(), None)


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(
            row,
            id=row["id"],
            marks=[pytest.mark.xfail(strict=True, reason=row["status"])] if row["status"] else [],
        )
        for row in SENTENCES
    ],
)
def test_statements_of_a_sentence(found, row):
    mine = found[found["article_id"].eq(row["id"])].to_dict("records")
    assert differences(row, mine) == [], row["gloss"]


def test_every_sentence_is_a_phenomenon_of_its_own():
    assert len(SENTENCES) >= 70
    for column in ("id", "phenomenon", "text"):
        assert len({row[column] for row in SENTENCES}) == len(SENTENCES)


@pytest.fixture(scope="module")
def coded() -> list[list[tuple]]:
    """The codes of every row of the table of positions, as (issue, level) pairs."""
    statements, corpus = one_article_each(POSITIONS, "fr")
    codebook, registry = load_codebook(DATA / "codebook.yaml"), load_actors(DATA / "actors.yaml")
    codes = code_positions(statements, corpus, codebook, registry, {"fr": lang.load("fr")})
    levels = [None if pd.isna(level) else int(level) for level in codes["position"]]
    pairs = list(zip(codes["statement_id"], codes["issue"], levels, strict=True))
    return [[pair[1:] for pair in pairs if pair[0] == name] for name in statements["statement_id"]]


@pytest.mark.parametrize("number", range(len(POSITIONS)), ids=lambda number: f"{number:02}")
def test_position_of_a_statement(coded, number):
    row = POSITIONS[number]
    expected = [(row["issue"], int(row["position"]) if row["position"] else None)] if row["issue"] else []
    assert coded[number] == expected, row["gloss"]


FRIDAY = Interval(date(2025, 3, 14), date(2025, 3, 14))


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("mercredi", "2025-03-12", "2025-03-12"),  # Wednesday
        ("le mercredi 12 février 2025", "2025-02-12", "2025-02-12"),  # Wednesday, 12 February 2025
        ("le 1er mars", "2025-03-01", "2025-03-01"),  # 1 March
        ("hier", "2025-03-13", "2025-03-13"),  # yesterday
        ("il y a trois jours", "2025-03-11", "2025-03-11"),  # three days ago
        ("mardi dernier", "2025-03-04", "2025-03-11"),  # last Tuesday: of this week or the one before
        ("en janvier", "2025-01-01", "2025-01-31"),  # in January
        ("début février", "2025-02-01", "2025-02-10"),  # early February
        ("le mois dernier", "2025-02-01", "2025-02-28"),  # last month
        ("l'an dernier", "2024-01-01", "2024-12-31"),  # last year
        ("les 9 et 10 novembre", "2024-11-09", "2024-11-10"),  # 9 and 10 November
        ("jeudi 13 mars 2025 à 14h32", "2025-03-13", "2025-03-13"),  # Thursday, 13 March 2025 at 2.32 pm
        ("dimanche soir", "2025-03-09", "2025-03-09"),  # on Sunday evening
        ("12/03/2025", "2025-03-12", "2025-03-12"),
    ],
)
def test_date(words, first, last):
    (expression,) = find_dates(words, lang.load("fr"))
    assert resolve(expression, FRIDAY) == Interval(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("words", ["la veille", "le champ de Mars", "le lendemain", "deux ans de prison"])
def test_no_date(words):  # the day before, a square in Paris, the day after, two years in prison
    assert find_dates(words, lang.load("fr")) == []


PAGES = {
    "fr_quota.page": (
        "2025-03-04",
        [
            ("pêcheurs_bretons", "le nouveau quota de coquilles", "2025-03-04"),
            ("comité_régional_pêches", "le quota proposé par Bruxelles", "2025-03-04"),
            ("yann_le_bihan", "On nous demande de mourir à petit feu", "2025-03-04"),
            ("yann_le_bihan", "Les banques ne suivront pas", "2025-03-04"),
            ("yann_le_bihan", "la filière perdrait un tiers de ses emplois", "2025-03-04"),
            ("eu", "les scientifiques souhaitaient une baisse plus forte", "2025-03-04"),
            ("porte_parole", "Nous avons choisi un chemin médian", "2025-03-04"),
            ("yann_le_bihan", "personne ne céderait", "2025-01-01"),
        ],
    ),
    "fr_volcano.page": (
        "2025-02-12",
        [
            ("autorités_équatoriennes", "Six villages ont été évacués dans la nuit", "2025-02-12"),
            ("elena_rojas", "Nous n'avons pas de victimes à déplorer pour l'instant", "2025-02-12"),
            ("institut_géophysique", "une activité inhabituelle", "2025-02-09"),
            ("gouvernement", "toute négligence", "2025-02-12"),
            ("ministre_intérieur", "les sirènes avaient fonctionné", "2025-02-12"),
            ("un", "envoyer des tentes", "2025-02-12"),
        ],
    ),
    "fr_forest.page": (
        "2025-03-13",
        [
            ("gouvernement_suédois", "une hausse des taxes sur le bois", "2025-03-13"),
            ("ministre_suédoise_finances", "le gouvernement ne relèverait pas les taxes sur le bois", "2025-03-12"),
            ("elisabeth_holm", "Nous n'avons aucun projet de ce genre", "2025-03-13"),
            ("elisabeth_holm", "Les familles ont déjà fait assez d'efforts", "2025-03-13"),
            ("lars_berg", "une décision « incompréhensible »", "2025-03-13"),
            ("reuters", "une réunion est prévue la semaine prochaine", "2025-03-13"),
        ],
    ),
}


@pytest.mark.parametrize("name", sorted(PAGES))
def test_page_from_raw_text_to_dated_statements(name, tmp_path):
    (tmp_path / "page.txt").write_text(load(name).text, encoding="utf-8")
    study = Study(tmp_path / "page.txt", cache=tmp_path / "cache")
    published, expected = PAGES[name]
    (article,) = study.articles.itertuples()
    assert article.lang == "fr"
    assert [str(day.date()) for day in (article.published_from, article.published_to)] == [published, published]
    outer = study.statements[study.statements["nested_in"].isna()]
    said = zip(outer["actor_id"], outer["text"], outer["said_from"].dt.strftime("%Y-%m-%d"), strict=True)
    assert list(said) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Publié le 12 février 2025 à 18h41. Mis à jour le 13 février 2025 à 07h15.",
        "Article publié le 12 février 2025, 18h41. Mis à jour le 13 février 2025.",
        "Dernière mise à jour le 13 février 2025 à 07h15 — Publié le 12 février 2025",
        "Par Anne Lefort, publié le 12 février 2025 à 19h07, modifié le 13 février 2025 à 08h15",
        "Publié le : 12/02/2025 - 18:41 Modifié le : 13/02/2025 - 07:15",
    ],
)
def test_an_update_is_not_the_day_of_publication(line, tmp_path):
    # The railway will close two stations. It announced that two stations are too expensive, a spokesman explained.
    page = f"La compagnie va fermer deux gares\n\n{line}\n\nDeux gares coûtent trop cher, a expliqué un porte-parole."
    (tmp_path / "page.txt").write_text(page, encoding="utf-8")
    (article,) = Study(tmp_path / "page.txt", cache=tmp_path / "cache").articles.itertuples()
    assert [str(article.published_from.date()), str(article.published_to.date())] == ["2025-02-12", "2025-02-12"]


def test_publication_of_something_else_dates_no_article(tmp_path):
    # The report, published on 12 March 2024, accuses the company of negligence.
    page = (
        "La compagnie se tait\n\nLe rapport, publié le 12 mars 2024, accuse la compagnie de négligence, dit-on à Lyon."
    )
    (tmp_path / "page.txt").write_text(page, encoding="utf-8")
    (article,) = Study(tmp_path / "page.txt", cache=tmp_path / "cache").articles.itertuples()
    assert pd.isna(article.published_to)
