"""Languages with a file are recognised, their neighbours are told apart from them."""

import pytest

from newsnb import lang
from newsnb.articles.languages import identify, known, majority


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kremlin says no", "en"),
        ("The ferry will not run today.", "en"),
        ("قال الوزير إن العبارة لن تبحر", "ar"),  # the minister said the ferry will not sail
        ("الكرملين", "ar"),  # the Kremlin
        ("وزیر گفت که کشتی نمی‌رود", "fa"),  # the minister said the ship does not go
        ("پسکوف", "fa"),  # a name with a letter that Arabic lacks
        ("علي گفت كه كشتي نمي رود", "fa"),  # Persian typed with Arabic yeh and kaf: Ali said the ship does not go
        ("ٹڈے", "ur"),  # letters that only Urdu has
        ("وزیر نے کہا کہ جہاز نہیں جائے گا", "ur"),  # the minister said the ship will not go
        ("د افغانستان حکومت وویل چې خبرې روانې دي", "ps"),  # the government of Afghanistan said talks are under way
        ("Le ministre a dit que le bateau ne partira pas", "fr"),
        ("Der Minister sagte, das Schiff werde nicht fahren", "de"),
        ("Министр сказал, что паром не пойдёт", "ru"),
        ("Міністр сказав, що пором не піде", "uk"),
        ("部长说船不会开", "zh"),
        ("השר אמר שהספינה לא תצא", "he"),
    ],
)
def test_language_of_short_pieces(text, code):
    assert identify(text) == code


@pytest.mark.parametrize("text", ["", "12:30", "*** 2024 ***", "!"])
def test_without_letters_there_is_no_language(text):
    assert identify(text) is None


def test_a_script_of_no_known_language_is_not_guessed_at():
    assert identify("Նախարարն ասաց, որ լաստանավը չի գնա") is None  # Armenian: the minister said the ferry will not go


def test_every_language_with_a_file_has_words_to_be_known_by():
    assert all(known()[code]["words"] and known()[code]["scripts"] for code in lang.available())


def test_majority_counts_letters_not_pieces():
    arabic = "قال الوزير إن العبارة لن تبحر اليوم بسبب العاصفة التي تضرب الساحل منذ الصباح"
    # the minister said the ferry would not sail today because of the storm that has hit the coast since morning
    assert majority(["Share", "Follow us", arabic]) == "ar"
    assert majority(["12", ""]) is None
