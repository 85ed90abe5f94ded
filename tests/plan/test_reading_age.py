"""What patients read is written for about the age of twelve."""

import re

import pytest

from restride.plan.education import EducationTopic, education

#: American school grade 7 is read at the age of twelve.
_GRADE_AT_MOST = 7.0
_WORDS_OF_A_SENTENCE_AT_MOST = 20


def _texts(topic: EducationTopic) -> list[str]:
    return [
        topic.title + ".",
        topic.intro,
        *topic.points,
        *topic.get_help.emergency,
        *topic.get_help.call,
        topic.check.question,
        topic.check.answer,
    ]


def _sentences(topic: EducationTopic) -> list[list[str]]:
    parts = [part for text in _texts(topic) for part in re.split(r"[.!?:]+(?:\s|$)", text)]
    return [words for part in parts if (words := re.findall(r"[A-Za-z0-9'-]+", part))]


def _syllable_count(word: str) -> int:
    """Count groups of vowels; a silent e at the end, and that of -es and -ed, is not one."""
    plain = re.sub(r"[^a-z]", "", word.lower())
    silent = re.sub(r"(?:(?<=[^aeiouyl])e|(?<=[^aeiouytd])ed|(?<=[^aeiouyscxzhg])es)$", "", plain)
    return max(len(re.findall(r"[aeiouy]+", silent)), 1)


def _grade(sentences: list[list[str]]) -> float:
    """Flesch and Kincaid: years of school from words a sentence and syllables a word."""
    words = [word for sentence in sentences for word in sentence]
    syllables = sum(_syllable_count(word) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("fall", 1),
        ("rise", 1),
        ("stopped", 1),
        ("shoes", 1),
        ("needed", 2),
        ("table", 2),
        ("exercise", 3),
        ("medicine", 3),
        ("emergency", 4),
    ],
)
def test_syllables_are_counted_as_they_are_said(word: str, count: int):
    assert _syllable_count(word) == count


def test_a_hard_text_is_told_from_an_easy_one():
    easy = [["sit", "down", "and", "rest"]]
    hard = [["vestibular", "rehabilitation", "necessitates", "individualised", "progression"]]
    # By hand: 0.39 x 4 + 11.8 x 4 / 4 - 15.59.
    assert _grade(easy) == pytest.approx(-2.23)
    assert _grade(hard) > _GRADE_AT_MOST


@pytest.mark.parametrize("topic", education().values(), ids=lambda topic: topic.id)
def test_a_topic_is_read_at_twelve(topic: EducationTopic):
    assert _grade(_sentences(topic)) <= _GRADE_AT_MOST


@pytest.mark.parametrize("topic", education().values(), ids=lambda topic: topic.id)
def test_a_topic_has_short_sentences(topic: EducationTopic):
    longest = max(_sentences(topic), key=len)
    assert len(longest) <= _WORDS_OF_A_SENTENCE_AT_MOST, " ".join(longest)
