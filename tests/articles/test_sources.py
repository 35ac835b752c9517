"""Every kind of input is decoded as it stands, and nothing that cannot be read is lost silently."""

import gzip
import json

import pandas as pd
import pytest

from newsnb.articles.formats import Problem, Source
from newsnb.articles.sources import iter_sources

TEXT = "The council met on Sunday.\r\nIt will meet again, the mayor said."


def read(*paths):
    found = list(iter_sources(list(paths)))
    return [r for r in found if isinstance(r, Source)], [r for r in found if isinstance(r, Problem)]


def messages(problems):
    return " / ".join(problem.message for problem in problems)


def test_text_is_decoded_without_touching_line_ends(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    (source,), problems = read(tmp_path / "a.txt")
    assert (source.source_id, source.text, problems) == ("a.txt", "\ufeff" + TEXT, [])


def test_folder_is_read_with_sub_folders_in_the_order_of_names(tmp_path):
    for name in ("b.txt", "a/z.txt", "a/y.txt", ".hidden.txt", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    sources, problems = read(tmp_path)
    assert [s.source_id for s in sources] == ["a/y.txt", "a/z.txt", "b.txt"]
    assert problems == []


def test_glob_names_files_from_its_fixed_part(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").write_text(TEXT)
    sources, _ = read(f"{tmp_path}/*/x.*")
    assert [s.source_id for s in sources] == ["a/x.txt"]


def test_a_file_given_twice_is_read_once(tmp_path):
    (tmp_path / "x.txt").write_text(TEXT)
    sources, problems = read(tmp_path, tmp_path / "x.txt")
    assert len(sources) == 1
    assert problems == []


def test_files_of_one_name_keep_their_folders(tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text(TEXT)
    sources, _ = read(tmp_path / "a", tmp_path / "b")
    assert [s.source_id for s in sources] == [(tmp_path / f / "x.txt").as_posix() for f in ("a", "b")]


@pytest.mark.parametrize("name", ["c.jsonl", "c.jsonl.gz", "c.csv", "c.csv.gz", "c.parquet"])
def test_records_of_every_container_are_the_same(tmp_path, name):
    rows = [
        {"id": "one", "text": TEXT, "title": "A, b", "date": "2023-05-14", "outlet": "Gazette", "lang": "en"},
        {"id": "two", "text": 'قال الوزير: "لا"', "title": None, "date": None, "outlet": None, "lang": None},
    ]  # the minister said: "no"
    write(rows, tmp_path / name)
    sources, problems = read(tmp_path / name)
    assert problems == []
    assert [(s.source_id, s.text, s.title, s.date, s.outlet, s.lang) for s in sources] == [
        tuple(row[k] for k in ("id", "text", "title", "date", "outlet", "lang")) for row in rows
    ]


def write(rows, path):
    table = pd.DataFrame(rows)
    if ".jsonl" in path.name:
        data = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
        path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    elif ".csv" in path.name:
        table.to_csv(path, index=False, lineterminator="\n")
    else:
        table.to_parquet(path)


def test_a_cell_longer_than_the_csv_modules_limit_is_read(tmp_path):
    long = "The minister spoke. " * 10_000
    pd.DataFrame([{"id": "long", "text": long}]).to_csv(tmp_path / "c.csv", index=False)
    (source,), _ = read(tmp_path / "c.csv")
    assert source.text == long


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("cp1256.txt", "قال".encode("cp1256"), "not UTF-8: 0xde at byte 0"),  # "said", in an older encoding
        ("late.txt", b"ok so far \xff", "at byte 10"),
        ("utf16.txt", "text".encode("utf-16"), "UTF-16"),
        ("nul.txt", b"abc\x00def", "NUL at byte 3"),
        ("control.txt", b"a\x01\x02\x03\x04\x05" * 20, "control characters"),
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\r\n ", "white space"),
        ("mark.txt", b"\xef\xbb\xbf", "white space"),
        ("picture.png", b"\x89PNG", "unknown kind of file '.png'"),
        ("broken.jsonl.gz", b"not gzip", "cannot be read"),
        ("broken.parquet", b"PAR1", "not a Parquet file"),
        ("no_text.csv", b"id,body\n1,x\n", "no column 'text'"),
        ("bad.jsonl", b'{"id": "x"\n', "not JSON"),
        ("list.jsonl", b"[1]\n", "not a JSON object"),
        ("textless.jsonl", b'{"id": "x", "text": 5}\n', "no text"),
        ("half.jsonl", b'{"id": "x", "text": "a\\ud800b"}\n', "surrogate"),
    ],
)
def test_what_cannot_be_read_is_reported_and_the_rest_is_read(tmp_path, name, data, words):
    (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text(TEXT)
    sources, problems = read(tmp_path)
    assert [s.source_id for s in sources] == ["good.txt"]
    assert len(problems) == 1
    assert words in problems[0].message
    assert problems[0].severity == "skipped"
    assert problems[0].remedy


def test_one_bad_line_does_not_spoil_its_file(tmp_path):
    lines = [b'{"id": "a", "text": "One."}', b"{oops", b'{"id": "b", "text": "\xff"}', b'{"id": "c", "text": "Two."}']
    (tmp_path / "c.jsonl").write_bytes(b"\n".join(lines))
    sources, problems = read(tmp_path / "c.jsonl")
    assert [s.source_id for s in sources] == ["a", "c"]
    assert [p.place for p in problems] == ["line 2", "line 3"]


def test_a_csv_row_of_the_wrong_length_is_reported_with_its_line(tmp_path):
    (tmp_path / "c.csv").write_text("id,text\na,One.\nb,Two,three.\nc,Four.\n")
    sources, problems = read(tmp_path / "c.csv")
    assert [s.source_id for s in sources] == ["a", "c"]
    assert problems[0].place == "line 3"


def test_a_record_without_an_id_is_named_by_its_place(tmp_path):
    (tmp_path / "c.jsonl").write_text('{"text": "One."}\n\n{"text": "Two."}\n')
    sources, _ = read(tmp_path / "c.jsonl")
    assert [s.source_id for s in sources] == ["c.jsonl:1", "c.jsonl:3"]


def test_a_second_record_of_a_name_is_kept_and_noted(tmp_path):
    (tmp_path / "c.jsonl").write_text('{"id": "a", "text": "One."}\n{"id": "a", "text": "Two."}\n')
    sources, problems = read(tmp_path / "c.jsonl")
    assert [s.source_id for s in sources] == ["a", "a#2"]
    assert problems[0].severity == "note"


def test_a_csv_that_is_not_utf8_further_down_is_read_up_to_there(tmp_path):
    rows = b"id,text\n" + b"".join(b"n%d,One sentence.\n" % n for n in range(2000)) + b"x,\xff\n"
    (tmp_path / "c.csv").write_bytes(rows)
    sources, (problem,) = read(tmp_path / "c.csv")
    assert len(sources) > 1000
    assert "not UTF-8 from here on: 0xff" in problem.message
    assert problem.severity == "partial"


@pytest.mark.parametrize("name", ["c.jsonl", "c.jsonl.gz", "c.csv"])
def test_large_files_are_read_record_by_record(tmp_path, name):
    import tracemalloc

    write([{"id": str(n), "text": f"{n} " + "The council met. " * 200} for n in range(2000)], tmp_path / name)
    tracemalloc.start()
    count = sum(1 for _ in iter_sources(tmp_path / name))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 2000
    assert peak < 2_000_000  # the texts are seven million characters


# ---------------------------------------------------------------- addresses


@pytest.fixture
def memory():
    """An fsspec file system in memory with two texts, a hidden file and a gzipped list."""
    fsspec = pytest.importorskip("fsspec", reason="the remote extra is not installed")
    files = fsspec.filesystem("memory")
    line = json.dumps({"id": "r1", "text": TEXT}).encode() + b"\n"
    for name, data in {
        "a.txt": TEXT.encode(), "sub/b.txt": TEXT.encode(), ".hidden/c.txt": b"x", "d.jsonl.gz": gzip.compress(line),
    }.items():  # fmt: skip
        files.pipe(f"/news/{name}", data)
    yield files
    files.rm("/news", recursive=True)


def test_folder_behind_an_address_is_read_like_any_other(memory):
    sources, problems = read("memory://news")
    assert [s.source_id for s in sources] == ["a.txt", "r1", "sub/b.txt"]
    assert problems == []
    assert {s.text for s in sources} == {TEXT}


def test_glob_and_single_file_behind_an_address(memory):
    assert [s.source_id for s in read("memory://news/*.txt")[0]] == ["a.txt"]
    assert [s.source_id for s in read("memory://news/sub/b.txt")[0]] == ["b.txt"]


def test_zip_archive_is_an_address(tmp_path):
    import zipfile

    pytest.importorskip("fsspec", reason="the remote extra is not installed")
    with zipfile.ZipFile(tmp_path / "pages.zip", "w") as archive:
        archive.writestr("x/a.txt", TEXT)
    sources, problems = read(f"zip://*/*.txt::{tmp_path / 'pages.zip'}")
    assert [(s.source_id, s.text) for s in sources] == [("x/a.txt", TEXT)]
    assert problems == []


@pytest.mark.parametrize("url", ["memory://nothing/here", "gopher://x/y"])
def test_address_to_nothing_is_a_problem(url):
    pytest.importorskip("fsspec", reason="the remote extra is not installed")
    sources, (problem,) = read(url)
    assert sources == []
    assert problem.source_id == url


@pytest.mark.parametrize("path", ["nowhere", "nowhere/*.txt"])
def test_a_path_to_nothing_is_a_problem(tmp_path, path):
    sources, (problem,) = read(tmp_path / path)
    assert sources == []
    assert str(tmp_path / path) in problem.message


def test_an_empty_folder_is_a_problem(tmp_path):
    assert "no files" in messages(read(tmp_path)[1])


def test_html_gives_the_text_of_the_article_and_the_pages_own_date(tmp_path):
    pytest.importorskip("trafilatura", reason="the html extra is not installed")
    paragraphs = "".join(f"<p>Sentence {n} about the harbour and its keepers, who wrote letters.</p>" for n in range(9))
    page = (
        "<html lang='en'><head><title>The keepers were right</title>"
        "<meta property='article:published_time' content='2023-05-14'></head>"
        f"<body><nav><a href='/'>Home</a></nav><article><h1>The keepers were right</h1>{paragraphs}"
        "</article></body></html>"
    )
    (tmp_path / "p.html").write_text(page)
    (source,), _ = read(tmp_path / "p.html")
    assert "Sentence 8 about" in source.text
    assert "<p>" not in source.text
    assert (source.date, source.origin) == ("2023-05-14", "html")
