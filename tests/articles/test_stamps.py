"""Clock times and bare dates are recognised in any digits; sentences with a date in them are not bare dates."""

import pytest

from newsnb.articles.paragraphs import Paragraph
from newsnb.articles.stamps import clock, is_date_line


def line(text):
    return Paragraph(0, len(text), text)


@pytest.mark.parametrize("text", ["16:35 Talks", "- 16:30Talks", "١٦:٣٥ خبر", "۱۶:۳۵ خبر", "14:05 GMT", "7:30pm"])
def test_clock_times(text):
    assert clock(line(text))


@pytest.mark.parametrize("text", ["25:10 x", "16:75 x", "3:2 win", "At 16:35 talks", "16:355", "1635 Talks", ""])
def test_what_is_no_clock_time(text):
    assert clock(line(text)) is None


@pytest.mark.parametrize(
    "text",
    [
        "10 November 2024",
        "Sunday, November 10, 2024 14:05 GMT",
        "March 7, 2025 at 9:15 a.m.",
        "2024-11-10",
        "10/11/2024 - 12:30",
        "الأحد 10 نوفمبر 2024",  # Sunday 10 November 2024
        "الأحد ٨ جمادى الأولى ١٤٤٦",  # Sunday 8 Jumada I 1446
        "یکشنبه ۲۰ آبان ۱۴۰۳ - ۱۲:۳۰",  # Sunday 20 Aban 1403
        "۱۴۰۳/۰۸/۲۰",
    ],
)
def test_date_lines(text):
    assert is_date_line(line(text))


@pytest.mark.parametrize(
    "text",
    [
        "Word of the Year 2024",
        "The agreement was signed in Geneva on 10 November 2024 by both ministers",
        "Section 12 of the 2024 law",
        "1,024 people",
        "وقع الوزيران الاتفاق يوم 10 نوفمبر 2024 في جنيف",  # both ministers signed the agreement on ... in Geneva
    ],
)
def test_lines_that_only_contain_numbers_or_dates(text):
    assert not is_date_line(line(text))
