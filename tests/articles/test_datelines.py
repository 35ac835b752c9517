"""Place, day and agency at the head of a text are told from its first words."""

import pytest

from newsnb.articles.datelines import find


@pytest.mark.parametrize(
    ("text", "dateline", "outlet"),  # the last three: Beirut - Reuters, Cairo (Reuters), Tehran (the Coast agency)
    [
        ("CAIRO, Nov 10 (Northwire) - Talks resumed.", "CAIRO, Nov 10 (Northwire) - ", "Northwire"),
        ("MOSCOW (AP) — Talks resumed.", "MOSCOW (AP) — ", "AP"),
        ("LONDON — Talks resumed.", "LONDON — ", None),
        ("2023-05-14 (DESKWIRE- Port Press) Talks resumed.", "2023-05-14 (DESKWIRE- Port Press) ", "Port Press"),
        ("2023-05-14: Talks resumed.", "2023-05-14: ", None),
        ("بيروت - رويترز - استؤنفت المحادثات.", "بيروت - رويترز - ", "رويترز"),
        ("القاهرة (رويترز) - استؤنفت المحادثات.", "القاهرة (رويترز) - ", "رويترز"),
        ("تهران (خبرگزاری ساحل) - گفتگوها از سر گرفته شد.", "تهران (خبرگزاری ساحل) - ", "خبرگزاری ساحل"),
    ],
)  # fmt: skip
def test_datelines(text, dateline, outlet):
    found = find(text)
    assert (text[: found.n_chars], found.outlet) == (dateline, outlet)


@pytest.mark.parametrize(
    "text",
    [
        "The president - who had not slept - agreed.",
        "The minister (right) - and he was not alone - agreed.",
        "Lena Brand (Greens) said that talks had resumed.",
        "Talks resumed on Sunday. The delegates (nine) - all of them - agreed.",
        "بوتين - الرئيس الروسي - وافق على الاقتراح.",  # Putin - the Russian president - agreed to the proposal
        "“Never,” said the minister (54) - and left.",
    ],
)
def test_sentences_with_dashes_and_brackets_have_no_dateline(text):
    assert find(text) is None
