"""Matrices as CSV and UCINET DL."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from invented_events import QUARREL
from newsnb.networks import affiliation_network, onemode_network
from newsnb.networks.interchange import read_dl, read_matrix_csv, write_dl, write_matrix_csv

FORMATS = [(write_matrix_csv, read_matrix_csv), (write_dl, read_dl)]
LINE = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1).map(str.strip).filter(bool)


@pytest.mark.parametrize(("write", "read"), FORMATS)
@pytest.mark.parametrize(
    "network", [affiliation_network(QUARREL), onemode_network(QUARREL, normalization="jaccard")], ids=["two", "one"]
)
def test_there_and_back(tmp_path, write, read, network):
    pd.testing.assert_frame_equal(read(write(network, tmp_path / "m")), network, check_names=False)


@pytest.mark.parametrize(("write", "read"), FORMATS)
@settings(max_examples=30, deadline=None)
@given(labels=st.lists(LINE, min_size=2, max_size=4, unique=True), data=st.data())
def test_labels_of_every_script_survive(tmp_path_factory, write, read, labels, data):
    cells = data.draw(st.lists(st.floats(-1e6, 1e6), min_size=len(labels), max_size=len(labels)))
    network = pd.DataFrame([cells, cells], ["بازیگر", 'he said "no"; twice'], labels)  # بازیگر: "actor" in Persian
    back = read(write(network, tmp_path_factory.mktemp("m") / "m"))
    assert list(back.index) == list(network.index)
    assert list(back.columns) == list(network.columns)
    np.testing.assert_array_equal(back, network)


def test_dl_says_what_it_holds(tmp_path):
    lines = write_dl(affiliation_network(QUARREL), tmp_path / "m.dl").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "dl nr=4, nc=2, format=fullmatrix"
    assert lines[1:3] == ["row labels:", '"anna"']
    assert lines[-1] == "0 1"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", "dl n="),
        ("dl n=1\nlabels:\na\n", "data:"),
        ("dl n=2, format=fullmatrix\nlabels:\na\nb\ndata:\n0 1\n", "expected 2 x 2"),
        ("dl n=2, format=edgelist1\nlabels:\na\nb\ndata:\n1 2\n", "fullmatrix"),
    ],
)
def test_what_is_not_dl_is_refused_with_the_reason(tmp_path, text, named):
    (tmp_path / "m.dl").write_text(text)
    with pytest.raises(ValueError, match=named):
        read_dl(tmp_path / "m.dl")


@pytest.mark.parametrize(("text", "named"), [("", "empty"), (",a,b\nx,1\n", "line 2"), (",a\nx,many\n", "line 2")])
def test_a_broken_csv_is_refused_with_its_line(tmp_path, text, named):
    (tmp_path / "m.csv").write_text(text)
    with pytest.raises(ValueError, match=named):
        read_matrix_csv(tmp_path / "m.csv")
