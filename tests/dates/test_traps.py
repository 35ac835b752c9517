"""Pages on which the wrong date lies near: each trap in several languages."""

from pathlib import Path

import pandas as pd
import pytest

from newsnb.articles import read_articles
from newsnb.dates import date_articles

PAGES = {
    # menu clock, then "updated" after publication, related list below
    "en updated": (
        "Home\nWorld\nSport\nBusiness\n\nHarbour strike enters its second week\n\nPublished 3 June 2024, 10:15\n"
        "Last updated 5 June 2024, 08:00\n\n"
        "The port authority said on Monday that talks with the crane drivers would go on for as long as it takes.\n\n"
        "A spokeswoman added that no ship had been turned away so far.\n\n"
        "Related articles\nCrane drivers vote on 12 July 2025\nFerry fares to rise on 1 January 2026\n"
    ),
    # title; 3 June 2024 | last update: 5 June 2024; the authority said; read also: a vote on 12 July 2025
    "ar updated": (
        "إضراب الميناء يدخل أسبوعه الثاني\n\n3/6/2024\n|\nآخر تحديث: 5/6/2024 08:00 (توقيت مكة)\n\n"
        "قالت هيئة الميناء اليوم الاثنين إن المحادثات مع سائقي الرافعات ستستمر ما دام ذلك ضروريا وإن الباب مفتوح.\n\n"
        "وأضافت المتحدثة أن أي سفينة لم تمنع من الدخول حتى الآن.\n\n"
        "اقرأ أيضا\nسائقو الرافعات يصوتون في 12 يوليو 2025\nأسعار العبارات ترتفع في 1 يناير 2026\n"
    ),
    # today is Saturday 1 Tir 1403 (page line); title; published: 14 Khordad 1403; the authority said on Monday
    "fa today is": (
        "امروز شنبه ۲ تیر ۱۴۰۳\nصفحه نخست\nسیاست\nاقتصاد\nورزش\n\nاعتصاب بندر وارد هفته دوم شد\n\n"
        "تاریخ انتشار: ۱۴ خرداد ۱۴۰۳ - ۱۰:۱۵\n\n"
        "سازمان بندر روز دوشنبه اعلام کرد که گفتگو با رانندگان جرثقیل تا هر زمان که لازم باشد ادامه خواهد یافت.\n\n"
        "سخنگوی این سازمان افزود که تاکنون هیچ کشتی برگردانده نشده است.\n"
    ),
    # title; published on 3 June 2024, updated on 5 June 2024; text; read also with other dates
    "fr updated": (
        "La grève du port entre dans sa deuxième semaine\n\nPublié le 3 juin 2024 à 10h15, mis à jour le 5 juin 2024\n"
        "\n"
        "L'autorité portuaire a déclaré lundi que les discussions avec les grutiers iraient jusqu'à leur terme.\n\n"
        "Aucun navire n'a été refusé jusqu'ici, a ajouté une porte-parole.\n\n"
        "À lire aussi\nLes grutiers votent le 12 juillet 2025\nLe prix des ferries augmente le 1er janvier 2026\n"
    ),
    # a ticker of timed headlines above the article
    "en ticker": (
        "- 16:35 Lions win the cup final\n- 16:30 Parliament votes on 9 September 2025\n- 15:40 Rain\n\n"
        "Harbour strike enters its second week\n\n3 June 2024\n\n"
        "The port authority said on Monday that talks with the crane drivers would go on for as long as it takes.\n\n"
        "A spokeswoman added that no ship had been turned away so far.\n"
    ),
}


TEXTS = {
    "en": (
        "Harbour strike enters its second week",
        "The port authority said on Monday that talks with the crane drivers would go on for as long as it takes.",
        "A spokeswoman added that no ship had been turned away so far.",
    ),
    "ar": (
        "إضراب الميناء يدخل أسبوعه الثاني",
        "قالت هيئة الميناء اليوم الاثنين إن المحادثات مع سائقي الرافعات ستستمر ما دام ذلك ضروريا وإن الباب مفتوح.",
        "وأضافت المتحدثة أن أي سفينة لم تمنع من الدخول حتى الآن.",
    ),
    "fa": (
        "اعتصاب بندر وارد هفته دوم شد",
        "سازمان بندر روز دوشنبه اعلام کرد که گفتگو با رانندگان جرثقیل تا هر زمان که لازم باشد ادامه خواهد یافت.",
        "سخنگوی این سازمان افزود که تاکنون هیچ کشتی برگردانده نشده است.",
    ),
    "fr": (
        "La grève du port entre dans sa deuxième semaine",
        "L'autorité portuaire a déclaré lundi que les discussions avec les grutiers iraient jusqu'à leur terme.",
        "Aucun navire n'a été refusé jusqu'ici, a ajouté une porte-parole.",
    ),
}
DAYS = {"en": "3 June 2024", "ar": "3 يونيو 2024", "fa": "۱۴ خرداد ۱۴۰۳", "fr": "3 juin 2024"}
# Each says "today is 5 June 2024" in the head of the page, above the menu.
TODAY = {
    "en": "Wednesday, 5 June 2024\nHome\nWorld\nSport\nBusiness\n\n",
    "ar": "اليوم الأربعاء 5 يونيو 2024\nالرئيسية\nسياسة\nاقتصاد\nرياضة\n\n",
    "fa": "امروز چهارشنبه ۱۶ خرداد ۱۴۰۳\nصفحه نخست\nسیاست\nاقتصاد\nورزش\n\n",
    "fr": "Aujourd'hui mercredi 5 juin 2024\nAccueil\nMonde\nSport\nÉconomie\n\n",
}
# Headlines with clock times and later dates: the cup, a vote on 9 September 2025, rain.
TICKERS = {
    "en": "- 16:35 Lions win the cup final\n- 16:30 Parliament votes on 9 September 2025\n- 15:40 Rain\n\n",
    "ar": "- 16:35 الأسود يفوزون بالكأس\n- 16:30 البرلمان يصوت في 9 سبتمبر 2025\n- 15:40 أمطار متوقعة\n\n",
    "fa": "- ۱۶:۳۵ شیرها قهرمان شدند\n- ۱۶:۳۰ رای گیری مجلس در ۱۸ شهریور ۱۴۰۴\n- ۱۵:۴۰ باران در راه است\n\n",
    "fr": "- 16:35 Les Lions gagnent la coupe\n- 16:30 Le Parlement vote le 9 septembre 2025\n- 15:40 Pluie\n\n",
}
UPDATED = {
    "en": "Last updated 5 June 2024, 08:00",
    "ar": "آخر تحديث: 5 يونيو 2024 08:00",
    "fa": "آخرین به‌روزرسانی: ۱۶ خرداد ۱۴۰۳",
    "fr": "Mis à jour le 5 juin 2024",
}
# Read also: votes and fares of later days.
RELATED = {
    "en": "Related articles\nCrane drivers vote on 12 July 2025\nFerry fares to rise on 1 January 2026\n",
    "ar": "اقرأ أيضا\nسائقو الرافعات يصوتون في 12 يوليو 2025\nأسعار العبارات ترتفع في 1 يناير 2026\n",
    "fa": "بیشتر بخوانید\nرای گیری رانندگان جرثقیل در ۲۱ تیر ۱۴۰۴\nبلیت کشتی از ۱۱ دی ۱۴۰۴ گران می شود\n",
    "fr": "À lire aussi\nLes grutiers votent le 12 juillet 2025\nLe prix des ferries augmente le 1er janvier 2026\n",
}


def page(lang, above="", under_the_day="", below=""):
    title, first, second = TEXTS[lang]
    return f"{above}{title}\n\n{DAYS[lang]}\n{under_the_day}\n\n{first}\n\n{second}\n\n{below}"


TRAPS = {
    "today is": lambda lang: page(lang, above=TODAY[lang]),
    "ticker": lambda lang: page(lang, above=TICKERS[lang]),
    "updated": lambda lang: page(lang, under_the_day=UPDATED[lang]),
    "related": lambda lang: page(lang, below=RELATED[lang]),
}


@pytest.mark.parametrize("lang", sorted(TEXTS))
@pytest.mark.parametrize("trap", sorted(TRAPS))
def test_no_trap_moves_the_day(tmp_path, trap, lang):
    articles = dated(tmp_path, TRAPS[trap](lang))
    assert [days(row) for _, row in articles.iterrows()] == [("2024-06-03", "2024-06-03")]


def dated(tmp_path, text):
    (tmp_path / "page.txt").write_text(text, encoding="utf-8")
    return date_articles(read_articles(tmp_path)).articles


def days(row):
    return tuple(None if pd.isna(row[name]) else str(row[name].date()) for name in ("published_from", "published_to"))


@pytest.mark.parametrize("name", sorted(PAGES))
def test_the_pages_own_day_and_no_other(tmp_path, name):
    articles = dated(tmp_path, PAGES[name])
    assert [days(row) for _, row in articles.iterrows()] == [("2024-06-03", "2024-06-03")]


DATELINES = {
    "en": "PORT SAID, Feb 13 (Reuters) - The port authority said on Thursday that {} would go on as long as needed.",
    # Port Said, 13 February (Reuters) - the authority said today, Thursday
    "ar": "بورسعيد 13 فبراير (رويترز) - قالت هيئة الميناء اليوم الخميس إن {} ستستمر ما دام ذلك ضروريا.",
}


@pytest.mark.parametrize("lang", sorted(DATELINES))
def test_a_dateline_without_its_year_keeps_the_year_open(tmp_path, lang):
    talks = {"en": "the talks", "ar": "المحادثات"}[lang]
    (row,) = [row for _, row in dated(tmp_path, "\n\n" + DATELINES[lang].format(talks)).iterrows()]
    for year in (2020, 2025):  # 13 February was a Thursday in both
        assert not row["published_from"] > pd.Timestamp(year, 2, 13)
        assert not row["published_to"] < pd.Timestamp(year, 2, 13)


LIVE = (
    "Flood in the valley: live\n\n4 June 2024\n\n{}\nThe road to the village is open again, the mayor has said.\n\n"
    "{}\nThe fire brigade has asked residents of the lower town to stay upstairs.\n\n"
    "{}\nThe dam holds, according to the water board.\n\n{}\nSchools in the valley stay closed.\n"
)


def test_entries_of_a_live_page_that_pass_midnight_leave_a_day_on_either_side(tmp_path):
    (row,) = [row for _, row in dated(tmp_path, LIVE.format("00:40", "00:05", "23:50", "22:10")).iterrows()]
    assert days(row) == ("2024-06-03", "2024-06-05")


def test_entries_of_one_day_are_of_that_day(tmp_path):
    (row,) = [row for _, row in dated(tmp_path, LIVE.format("18:40", "16:05", "13:50", "12:10")).iterrows()]
    assert days(row) == ("2024-06-04", "2024-06-04")


ITEMS = {
    "before": "{0}\n{1}\n\n",
    "after": "{1}\n{0}\n\n",
}
# A dock closed because of a storm; trees along the canal; a wing of the museum reopened; three electric boats ordered.
NEWS = {
    "en": (
        ("3 June 2024", "The port authority has closed the dock for a week because of the storm that is coming in."),
        ("1 June 2024", "The city council has voted to plant four hundred trees along the canal before the autumn."),
        ("28 May 2024", "The museum of the sea has reopened its southern wing after two years of building work."),
        ("20 May 2024", "The ferry company has ordered three electric boats from a yard in the north of the country."),
    ),
    "ar": (
        ("3 يونيو 2024", "أغلقت هيئة الميناء الرصيف لمدة أسبوع بسبب العاصفة القادمة من الغرب نحو الساحل."),
        ("1 يونيو 2024", "صوت مجلس المدينة على زراعة أربعمئة شجرة على طول القناة قبل حلول الخريف."),
        ("28 مايو 2024", "أعاد متحف البحر فتح جناحه الجنوبي بعد عامين من أعمال البناء والترميم."),
        ("20 مايو 2024", "طلبت شركة العبارات ثلاثة قوارب كهربائية من حوض بناء في شمال البلاد."),
    ),
    "fa": (
        ("۱۴ خرداد ۱۴۰۳", "سازمان بندر اسکله را به دلیل طوفانی که در راه است به مدت یک هفته تعطیل کرد."),
        ("۱۲ خرداد ۱۴۰۳", "شورای شهر به کاشت چهارصد درخت در کنار کانال پیش از فرا رسیدن پاییز رای داد."),
        ("۸ خرداد ۱۴۰۳", "موزه دریا پس از دو سال کار ساختمانی بال جنوبی خود را دوباره باز کرد."),
        ("۳۱ اردیبهشت ۱۴۰۳", "شرکت کشتیرانی سه قایق برقی به کارگاهی در شمال کشور سفارش داد."),
    ),
    "fr": (
        ("3 juin 2024", "L'autorité portuaire a fermé le quai pour une semaine en raison de la tempête qui arrive."),
        ("1er juin 2024", "Le conseil municipal a décidé de planter quatre cents arbres le long du canal bientôt."),
        ("28 mai 2024", "Le musée de la mer a rouvert son aile sud après deux années de travaux de rénovation."),
        ("20 mai 2024", "La compagnie des ferries a commandé trois bateaux électriques à un chantier du nord du pays."),
    ),
}


@pytest.mark.parametrize("lang", sorted(NEWS))
@pytest.mark.parametrize("place", sorted(ITEMS))
def test_the_date_of_an_item_stands_before_or_after_it(tmp_path, place, lang):
    text = "".join(ITEMS[place].format(day, words) for day, words in NEWS[lang])
    articles = dated(tmp_path, text)
    found = [days(row)[0] for _, row in articles.sort_values("item").iterrows()]
    assert found == ["2024-06-03", "2024-06-01", "2024-05-28", "2024-05-20"]
    assert Path(articles["source_id"].iloc[0]).name == "page.txt"


# A live page: road open again; the fire brigade; the dam holds; schools closed, with clock times above each entry.
LIVE_IN = {
    "ar": (
        "فيضان الوادي: تغطية مباشرة",
        "أعلن رئيس البلدية أن الطريق إلى القرية فتح من جديد أمام السيارات.",
        "طلبت فرق الإطفاء من سكان المدينة القديمة البقاء في الطوابق العليا.",
        "السد صامد بحسب هيئة المياه التي تراقب المستوى كل ساعة.",
        "المدارس في الوادي تبقى مغلقة حتى إشعار آخر.",
    ),
    "fa": (
        "سیل در دره: پوشش زنده",
        "شهردار اعلام کرد که جاده روستا دوباره به روی خودروها باز شده است.",
        "آتش نشانی از ساکنان پایین شهر خواست در طبقات بالا بمانند.",
        "سد همچنان پابرجاست و سازمان آب سطح آن را هر ساعت بررسی می‌کند.",
        "مدارس دره تا اطلاع ثانوی تعطیل می‌مانند.",
    ),
    "fr": (
        "Crue dans la vallée : le direct",
        "La route du village est de nouveau ouverte, a annoncé le maire de la commune.",
        "Les pompiers demandent aux habitants de la ville basse de rester à l'étage.",
        "Le barrage tient, selon le service des eaux qui surveille le niveau.",
        "Les écoles de la vallée restent fermées jusqu'à nouvel ordre.",
    ),
}


# The clock as pages of the language write it; in Persian and Arabic also behind the word for hour.
CLOCKS = {"ar": ("{}", "الساعة {}"), "fa": ("{}", "ساعت {}", "{} به وقت تهران"), "fr": ("{}", "à {}")}
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
LIVE_CASES = [(lang, clock) for lang in sorted(CLOCKS) for clock in CLOCKS[lang]]


@pytest.mark.parametrize(("lang", "clock"), LIVE_CASES)
def test_clock_times_of_a_live_page_are_no_dates(tmp_path, lang, clock):
    title, *entries = LIVE_IN[lang]
    times = [clock.format(time) for time in ("18:40", "16:05", "13:50", "12:10")]
    times = [time.translate(PERSIAN) if lang == "fa" else time for time in times]
    timed = "\n\n".join(f"{time}\n{words}" for time, words in zip(times, entries, strict=True))
    for row in dated(tmp_path, f"{title}\n\n{DAYS[lang]}\n\n{timed}\n").itertuples():
        assert not row.published_from > pd.Timestamp(2024, 6, 3)
        assert not row.published_to < pd.Timestamp(2024, 6, 3)
        assert row.published_from >= pd.Timestamp(2024, 6, 2)
