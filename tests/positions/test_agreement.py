"""Agreement figures against published examples and hand-computed values."""

import runpy
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsnb import schemas
from newsnb.positions.agreement import agreement, cohen_kappa, krippendorff_alpha, percent_agreement, reliability_table
from newsnb.positions.comparison import confusion, disagreements, scores_by_level

REFERENCE = Path(__file__).parents[3] / "shared" / "reference" / "alpha_reference.py"


def table(*coders: str) -> pd.DataFrame:
    """One string a coder, one character a unit; a dot is no code."""
    codes = {f"coder{i}": [np.nan if c == "." else float(c) for c in written] for i, written in enumerate(coders)}
    return pd.DataFrame(codes)


BINARY = table("0100000010", "1110010000")
FOUR_OBSERVERS = table("123321412...", "1233224125.3", ".3332342251.", "12332441251.")


def test_alpha_of_krippendorffs_binary_example():
    assert round(krippendorff_alpha(BINARY).value, 3) == 0.095


def test_alpha_of_krippendorffs_nominal_example():
    # Section B: a a b b d c c c e d d a against b a b b b c c c e d d d, letters as numbers.
    assert round(krippendorff_alpha(table("112243335441", "212223335444")).value, 3) == 0.692


@pytest.mark.parametrize(("level", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_alpha_of_krippendorffs_example_with_missing_codes(level, published):
    assert round(krippendorff_alpha(FOUR_OBSERVERS, level).value, 3) == published


@pytest.mark.skipif(not REFERENCE.is_file(), reason="the literal formula ../shared/reference is not here")
@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval"])
@pytest.mark.parametrize("seed", range(5))
def test_alpha_equals_the_formula_written_out(level, seed):
    draw = np.random.default_rng(seed)
    codes = draw.integers(-2, 3, size=(2 + seed, 40)).astype(float)
    codes[draw.random(codes.shape) < 0.1 * seed] = np.nan
    literal = runpy.run_path(str(REFERENCE))["alpha"]
    expected = literal([[None if np.isnan(code) else int(code) for code in row] for row in codes], level)
    assert krippendorff_alpha(pd.DataFrame(codes.T), level).value == pytest.approx(expected)


def test_a_unit_with_one_code_is_not_pairable():
    assert krippendorff_alpha(FOUR_OBSERVERS).n_units == 11


def test_one_level_only_is_undefined_and_says_so():
    measure = krippendorff_alpha(table("1111", "1111"))
    assert np.isnan(measure.value)
    assert measure.reason == "everybody used one level only"


def test_nothing_to_pair_is_undefined_and_says_so():
    assert krippendorff_alpha(table("12..", "..12")).reason == "no unit has two codes"
    assert percent_agreement(table("12..", "..12")).reason == "no unit has two codes"
    assert cohen_kappa(table("12..", "..12")).reason == "no unit was coded by both"


def test_kappa_by_hand():
    # 5 of 6 equal; "1" in 3/6 and 2/6, "2" in 3/6 and 4/6: p_e = 1/6 + 1/3 = 1/2.
    assert cohen_kappa(table("111222", "112222")).value == pytest.approx((5 / 6 - 1 / 2) / (1 / 2))


def test_kappa_refuses_three_coders():
    with pytest.raises(ValueError, match="two coders"):
        cohen_kappa(table("12", "12", "12"))


def test_unknown_level_of_measurement():
    with pytest.raises(ValueError, match="'ratio'"):
        krippendorff_alpha(BINARY, "ratio")


def test_bootstrap_interval_is_seeded_and_holds_the_value():
    first = krippendorff_alpha(FOUR_OBSERVERS, "interval", n_boot=200, seed=7)
    assert first == krippendorff_alpha(FOUR_OBSERVERS, "interval", n_boot=200, seed=7)
    assert first.low <= first.value <= first.high


@given(st.lists(st.tuples(st.integers(-2, 2), st.integers(-2, 2)), min_size=2, max_size=30))
def test_alpha_is_one_for_equal_coders_and_never_more(codes):
    same = pd.DataFrame({"a": [a for a, _ in codes], "b": [a for a, _ in codes]}, dtype=float)
    other = pd.DataFrame(codes, columns=["a", "b"], dtype=float)
    for level in ("nominal", "ordinal", "interval"):
        alone = krippendorff_alpha(same, level).value
        assert np.isnan(alone) or alone == pytest.approx(1)
        value = krippendorff_alpha(other, level).value
        assert np.isnan(value) or value <= 1 + 1e-9


def sixty() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Two people, 60 statements, levels -1, 0, 1 twenty times each; Behzad differs on six of them.

    Four times he says 0 for Amina's -1 (statements 0-3), twice -1 for her 1 (statements 40, 41).
    """
    amina = [-1] * 20 + [0] * 20 + [1] * 20
    behzad = [0] * 4 + amina[4:40] + [-1] * 2 + amina[42:]
    rows = [
        {"statement_id": f"s{i:02}", "issue": "us_contact", "position": code, "coder": name, "confidence": 1.0,
         "evidence": [], "rule": "hand"}
        for name, codes in (("amina", amina), ("behzad", behzad))
        for i, code in enumerate(codes)
    ]  # fmt: skip
    statements = [
        {"statement_id": f"s{i:02}", "article_id": "a", "lang": "en" if i < 30 else "fa", "kind": "indirect",
         "content": [[0, 1]], "text": f"sentence {i}", "cue_class": "say", "actor_id": "peskov", "targets": [],
         "said_method": "none", "confidence": 1.0, "rule": "case"}
        for i in range(60)
    ]  # fmt: skip
    return schemas.frame("positions", rows), schemas.frame("statements", statements)


def test_sixty_statements_by_hand():
    codes = reliability_table(sixty()[0])
    assert percent_agreement(codes).value == pytest.approx(54 / 60)
    # Behzad: -1 in 18, 0 in 24, 1 in 18 of 60. p_e = (20*18 + 20*24 + 20*18) / 3600 = 1/3.
    assert cohen_kappa(codes).value == pytest.approx((0.9 - 1 / 3) / (1 - 1 / 3))
    # Pooled codes: 38, 44, 38 of 120. Nominal: D_o = 12/120, D_e = (120^2 - 38^2 - 44^2 - 38^2) / (120*119).
    assert krippendorff_alpha(codes).value == pytest.approx(1 - 0.1 / ((14400 - 1444 - 1936 - 1444) / (120 * 119)))
    # Interval: four units one apart, two units two apart: D_o = (8*1 + 4*4)/120;
    # D_e = 2 * (38*44 + 44*38 + 38*38*4) / (120*119).
    expected = 2 * (38 * 44 * 2 + 38 * 38 * 4) / (120 * 119)
    assert krippendorff_alpha(codes, "interval").value == pytest.approx(1 - (24 / 120) / expected)
    # Ordinal: half of 38 and half of 44 lie between neighbours: 41; between the ends 82.
    observed = (8 * 41**2 + 4 * 82**2) / 120
    expected = 2 * (2 * 38 * 44 * 41**2 + 38 * 38 * 82**2) / (120 * 119)
    assert krippendorff_alpha(codes, "ordinal").value == pytest.approx(1 - observed / expected)


def test_disagreements_show_the_sentences_furthest_apart_first():
    found = disagreements(*sixty())
    assert list(found["statement_id"]) == ["s40", "s41", "s00", "s01", "s02", "s03"]
    assert found.loc[0, ["text", "amina", "behzad"]].tolist() == ["sentence 40", 1, -1]


def test_agreement_for_each_issue_and_language():
    result = agreement(*sixty(), n_boot=50)
    english = result[result["lang"].eq("en") & result["measure"].eq("percent agreement")].iloc[0]
    assert (english["value"], english["n_units"]) == (pytest.approx(26 / 30), 30)
    assert set(result["issue"]) == {"all", "us_contact"}


def test_confusion_and_scores_against_a_person():
    positions, _ = sixty()
    crossed = confusion(positions, "amina", "behzad")
    assert crossed.to_numpy().tolist() == [[16, 4, 0], [0, 20, 0], [2, 0, 18]]
    minus = scores_by_level(positions, "amina", "behzad").set_index("level").loc[-1]
    assert (minus["precision"], minus["recall"]) == (pytest.approx(16 / 18), pytest.approx(16 / 20))


def test_units_only_one_coded_are_shown():
    positions, _ = sixty()
    fewer = positions.drop(positions.index[60])
    assert confusion(fewer, "amina", "behzad").at[-1, "not coded"] == 1


def test_no_codes_no_disagreements():
    statements = pd.DataFrame(columns=["statement_id", "lang", "actor_id", "text"])
    assert disagreements(schemas.empty("positions"), statements, ["auto", "anna"]).empty
    assert confusion(schemas.empty("positions"), "anna").empty
