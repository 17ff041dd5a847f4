"""What results say: the numbers of published tables and of sums by hand, and None where none."""

from __future__ import annotations

import re
from fractions import Fraction
from math import inf, isfinite, nan, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercises.items import Option
from exercises.team import analysis, gains
from exercises.team.gains import Gains

unhurried = settings(deadline=None)

STATISTICS = [
    analysis.kr20,
    analysis.alpha,
    analysis.sem,
    analysis.item_statistics,
]
each_statistic = pytest.mark.parametrize("statistic", STATISTICS, ids=lambda each: each.__name__)

LSAT = {
    "00000": 3, "00001": 6, "00010": 2, "00011": 11, "00100": 1, "00101": 1, "00110": 3,
    "00111": 4, "01000": 1, "01001": 8, "01011": 16, "01101": 3, "01110": 2, "01111": 15,
    "10000": 10, "10001": 29, "10010": 14, "10011": 81, "10100": 3, "10101": 28, "10110": 15,
    "10111": 80, "11000": 16, "11001": 56, "11010": 21, "11011": 173, "11100": 11, "11101": 61,
    "11110": 28, "11111": 298,
}  # fmt: skip
"""Patterns of Law School Admission Test VI and how many of 1000 people gave each.

Bock & Lieberman, Psychometrika 35 (1970).
"""

QUIZ = "1111110110 1011011101 1111011001 0010001000 0000010010 1110111111 1101110111 1111111101 \
0101111110 1101101110"
"""Ten students on ten items: Wuensch, The Kuder-Richardson 20 (core.ecu.edu, KR20.txt)."""

QUESTIONS = "11111111111 11111111010 10111111100 11101101100 11111000100 01101111000 11110010000 \
11111000000 01011000010 10010100000 11100000000 10010000000"
"""Twelve people on eleven questions of www.real-statistics.com, as shipped with Pingouin
(cronbach_wide_missing) and with its four gaps filled by the median, as its manual does."""

GAPS = (2, 5, 9)
"""The rows of QUESTIONS that had gaps."""


def table(rows: str) -> list[list[int]]:
    """Return a row of 0 and 1 for each word of *rows*."""
    return [[int(digit) for digit in row] for row in rows.split()]


@pytest.fixture(scope="module")
def lsat():
    """Return the 1000 rows of the LSAT."""
    return [row for pattern, count in LSAT.items() for row in table(pattern) * count]


@pytest.fixture
def item(make_item):
    """Return a single choice of a to d with the key a, and so with three distractors."""
    options = tuple(Option(id=name, text=name, why="For a reason.") for name in "abcd")
    return make_item(options=options, key="a")


def credits(values: st.SearchStrategy, least: int = 1) -> st.SearchStrategy:
    """Draw a table of people by items, each cell one of *values*."""
    items = st.integers(least, 6)
    return items.flatmap(
        lambda k: st.lists(st.lists(values, min_size=k, max_size=k), min_size=least, max_size=9)
    )


right_or_wrong = credits(st.sampled_from([0, 1]))
partial = credits(st.sampled_from([0, Fraction(1, 3), Fraction(1, 2), Fraction(2, 3), 1]))


def close(value: object) -> object:
    """Return what equals *value*, None included, but for the last digits of floats."""
    return value if value is None else pytest.approx(value, abs=1e-9)


# -- reliability --------------------------------------------------------------------------------


def test_kr20_of_a_published_quiz():
    """Ten students' quiz: sum(p q) is 2.18 and s^2 5.84 in print, so 10/9 * (1 - 2.18/5.84)."""
    pq = [0.21, 0.21, 0.24, 0.21, 0.24, 0.16, 0.21, 0.21, 0.25, 0.24]  # as printed by Wuensch

    assert sum(pq) == pytest.approx(2.18)
    assert analysis.kr20(table(QUIZ)) == pytest.approx(10 / 9 * (1 - 2.18 / 5.84))


@pytest.mark.parametrize(
    ("left_out", "expected"),
    [((), 0.7380191693290734), (GAPS, 0.8016949152542373)],
    ids=["all", "without gaps"],
)
def test_kr20_in_pingouins_manual(left_out, expected):
    """Eleven 0/1 questions have the reliability that Pingouin prints, checked with R's psych."""
    rows = [row for place, row in enumerate(table(QUESTIONS)) if place not in left_out]

    assert analysis.kr20(rows) == pytest.approx(expected, abs=1e-15)


def test_alpha_of_items_with_many_steps():
    """Denis's five items scored to 18 have the alpha .633 that SPSS prints for them.

    Applied Univariate, Bivariate, and Multivariate Statistics, with SPSS and R (2021).
    """
    scores = [
        (10, 12, 15, 11, 12), (12, 18, 12, 12, 1), (8, 16, 14, 14, 4), (6, 8, 16, 8, 6),
        (4, 7, 8, 7, 5), (6, 6, 3, 7, 3), (3, 4, 6, 5, 8), (7, 3, 7, 9, 9), (8, 9, 4, 10, 10),
        (9, 5, 6, 11, 12),
    ]  # fmt: skip
    rows = [[Fraction(score, 18) for score in row] for row in scores]

    assert analysis.alpha(rows) == pytest.approx(0.633, abs=5e-4)
    assert analysis.item_statistics(rows)[0].item_rest == pytest.approx(0.712, abs=5e-4)


def test_alpha_with_the_population_variance():
    """Three people, two items by hand: variances 2/9 and 1/6, of the totals 13/18; 12/13 it is."""
    rows = [[0, 0], [1, Fraction(1, 2)], [1, 1]]

    assert analysis.alpha(rows) == pytest.approx(2 * (1 - (2 / 9 + 1 / 6) / (13 / 18)))
    assert analysis.alpha(rows) == pytest.approx(12 / 13)


@unhurried
@given(right_or_wrong)
def test_kr20_is_alpha_of_right_and_wrong(rows):
    """On items scored 0 or 1 KR-20 is alpha, and not defined where alpha is not."""
    assert analysis.kr20(rows) == close(analysis.alpha(rows))


@unhurried
@given(partial)
def test_alpha_is_one_at_most(rows):
    """Alpha is a number of 1 or less, or None: never NaN, never infinite."""
    found = analysis.alpha(rows)

    assert found is None or (isfinite(found) and found <= 1 + 1e-9)


# -- intervals ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("p", "d1", "d2", "expected"),
    [
        (0.95, 1, 1, 161.4476), (0.95, 2, 1, 199.5), (0.95, 10, 1, 241.8817),
        (0.975, 1, 1, 647.7890), (0.975, 1000, 1, 1017.7488), (0.90, 6, 2, 9.3255),
        (0.975, 1, 2, 38.5063), (0.975, 10, 2, 39.3980), (0.99, 40, 2, 99.4742),
        (0.90, 9, 3, 5.2400), (0.95, 7, 3, 8.8867), (0.975, 5, 3, 14.8848),
        (0.975, 1, 3, 17.4434), (0.95, 2, 4, 6.9443), (0.95, 2, 10, 4.1028), (0.95, 2, 30, 3.3158),
    ],
)  # fmt: skip
def test_f_as_tabled_to_four_places(p, d1, d2, expected):
    """F has the upper points of printed tables (www.atozmath.com, F distribution)."""
    assert analysis.f_quantile(p, d1, d2) == pytest.approx(expected, abs=6e-5)


@pytest.mark.parametrize(
    ("p", "d1", "d2", "expected"),
    [
        (0.95, 10, 10, 2.978), (0.95, 10, 20, 2.348), (0.95, 20, 20, 2.124),
        (0.95, 1, 100, 3.936), (0.95, 5, 100, 2.305), (0.95, 10, 100, 1.927),
        (0.99, 10, 10, 4.849), (0.99, 20, 20, 2.938),
    ],
)  # fmt: skip
def test_f_as_tabled_by_nist(p, d1, d2, expected):
    """F has the upper points of the NIST/SEMATECH e-Handbook, 1.3.6.7.3."""
    assert analysis.f_quantile(p, d1, d2) == pytest.approx(expected, abs=6e-4)


def test_f_as_in_r():
    """Both tails are R's with 88 and 534 degrees, by the limits that ci.cronbach prints.

    Bonett, statpsych: ci.cronbach(.05, .85, 7, 89) has n (k-1), not (n-1)(k-1), and gives
    .7971254 and .8931436.
    """
    limits = [1 - 0.15 * analysis.f_quantile(p, 88, 534) for p in (0.975, 0.025)]

    assert limits == pytest.approx([0.7971254, 0.8931436], abs=5e-8)


@unhurried
@given(st.floats(0.005, 0.995), st.floats(1, 1e6))
def test_f_has_a_closed_form_with_two_degrees(p, d):
    """With 2 degrees above, F is d/2 * ((1-p)^(-2/d) - 1), to six digits; below, its inverse."""
    closed = d / 2 * ((1 - p) ** (-2 / d) - 1)

    assert analysis.f_quantile(p, 2, d) == pytest.approx(closed, rel=1e-6)
    assert analysis.f_quantile(1 - p, d, 2) == pytest.approx(1 / closed, rel=1e-6)


@unhurried
@given(st.floats(0.005, 0.995), st.integers(1, 10**6), st.integers(1, 10**6))
def test_f_turned_over_is_f(p, d1, d2):
    """The quantile is the inverse of the other tail's with the degrees exchanged."""
    found = analysis.f_quantile(p, d1, d2)

    assert found == pytest.approx(1 / analysis.f_quantile(1 - p, d2, d1), rel=1e-6)


def test_alpha_of_items_that_rise_alike_is_one_and_no_more():
    """Two items of which each person has a third more than the other's: alpha 1, and no error."""
    rows = [[Fraction(1, 3), 0], [Fraction(2, 3), Fraction(1, 3)]]

    assert analysis.alpha(rows) == 1
    assert analysis.sem(rows) == 0


def test_alpha_interval_of_a_group_of_thirty():
    """Alpha .57 of 30 people and 10 items lies from .30 to .77 (QME's report on its math data)."""
    assert analysis.alpha_interval(0.57, people=30, items=10) == pytest.approx(
        (0.30, 0.77), abs=0.01
    )


def test_alpha_interval_with_hand_made_f():
    """Three people, two items: F.95 of 2 and 2 is 19, so .9 lies from 1 - 1.9 to 1 - .1/19."""
    found = analysis.alpha_interval(0.9, people=3, items=2, confidence=0.9)

    assert found == pytest.approx((-0.9, 1 - 0.1 / 19), abs=1e-6)


@pytest.mark.parametrize(
    ("alpha", "low", "high"),
    [(0.732660835, 0.435, 0.909), (0.738019169, 0.447, 0.911), (0.801694915, 0.581, 0.933)],
)
def test_alpha_interval_in_pingouins_manual(alpha, low, high):
    """Twelve people and eleven items have the three 95 % limits that Pingouin prints.

    In the last it had left three people out and still counted twelve.
    """
    found = analysis.alpha_interval(alpha, people=12, items=11)

    assert found == pytest.approx((low, high), abs=5e-4)


@unhurried
@given(
    st.floats(-2, 1), st.integers(2, 10**5), st.integers(2, 40), st.sampled_from([0.5, 0.9, 0.99])
)
def test_alpha_interval_is_in_order_and_below_one(alpha, people, items, confidence):
    """The lower limit is at most the upper and the upper at most 1."""
    low, high = analysis.alpha_interval(alpha, people=people, items=items, confidence=confidence)

    assert low <= high <= 1


@pytest.mark.parametrize(
    ("alpha", "people", "items"), [(None, 30, 20), (0.8, 1, 20), (0.8, 30, 1), (0.8, 0, 0)]
)
def test_alpha_interval_where_alpha_is_not(alpha, people, items):
    """Without an alpha, with one person or with one item there is no interval."""
    assert analysis.alpha_interval(alpha, people=people, items=items) is None


@pytest.mark.parametrize(
    ("right", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611),
     (1, 29, 0.0061, 0.1718)],
)  # fmt: skip
def test_wilson_as_tabled_by_newcombe(right, n, low, high):
    """Wilson's limits are those of Newcombe, Statistics in Medicine 17 (1998), table I, row 3."""
    assert analysis.wilson(right, n) == pytest.approx((low, high), abs=5e-5)


@unhurried
@given(st.integers(1, 200), st.data())
def test_wilson_holds_the_share(n, data):
    """The interval holds the share, stays from 0 to 1 and is wider for more confidence."""
    right = data.draw(st.fractions(0, n, max_denominator=6))
    low, high = analysis.wilson(right, n)
    wide = analysis.wilson(right, n, confidence=0.99)

    assert 0 <= wide[0] <= low + 1e-9
    assert low - 1e-9 <= right / n <= high + 1e-9
    assert high - 1e-9 <= wide[1] <= 1


# -- error --------------------------------------------------------------------------------------


def test_sem_of_the_lsat(lsat):
    """Standard deviation 1.035 and alpha .295 make an error of .869 (mirt's manual, LSAT6)."""
    assert analysis.sem(lsat) == pytest.approx(0.869, abs=5e-4)


def test_sem_as_worked_by_hand():
    """Totals 0, 1.5 and 2 have the variance 13/18 and alpha 12/13, so 1/18 is the error squared."""
    assert analysis.sem([[0, 0], [1, 0.5], [1, 1]]) == pytest.approx(sqrt(1 / 18))


# -- items --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "difficulty", "item_total", "item_rest", "alpha_if_removed"),
    [
        (0, 0.924, 0.3620, 0.1128, 0.2754),
        (1, 0.709, 0.5668, 0.1532, 0.2376),
        (2, 0.553, 0.6184, 0.1728, 0.2168),
        (3, 0.763, 0.5344, 0.1444, 0.2459),
        (4, 0.870, 0.4354, 0.1216, 0.2663),
    ],
)
def test_items_of_the_lsat(lsat, column, difficulty, item_total, item_rest, alpha_if_removed):
    """Each item has the four statistics that ltm's descript(LSAT) prints in R."""
    found = analysis.item_statistics(lsat)[column]

    assert found.difficulty == pytest.approx(difficulty)
    assert found.item_total == pytest.approx(item_total, abs=5.1e-5)
    assert found.item_rest == pytest.approx(item_rest, abs=5.1e-5)
    assert found.alpha_if_removed == pytest.approx(alpha_if_removed, abs=5.1e-5)


def test_reliability_of_the_lsat(lsat):
    """Alpha and KR-20 of the five items are the .2950 of descript(LSAT)."""
    assert analysis.alpha(lsat) == pytest.approx(0.2950, abs=5e-5)
    assert analysis.kr20(lsat) == pytest.approx(0.2950, abs=5e-5)


@unhurried
@given(right_or_wrong)
def test_item_total_is_the_point_biserial(rows):
    """For 0/1 items it is (M1 - M0)/s_n * sqrt(p q), with the population's s."""
    totals = [sum(row) for row in rows]
    found = analysis.item_statistics(rows)
    for column, statistics in enumerate(found):
        right = [total for row, total in zip(rows, totals, strict=True) if row[column]]
        wrong = [total for row, total in zip(rows, totals, strict=True) if not row[column]]
        if statistics.item_total is None:
            assert not right or not wrong or len(set(totals)) == 1 or len(found) == 1
        else:
            p, apart = len(right) / len(rows), np.mean(right) - np.mean(wrong)
            expected = apart / np.std(totals) * sqrt(p * (1 - p))
            assert statistics.item_total == pytest.approx(expected)


def test_two_items_against_each_other():
    """Of two items each is the other's rest: r is -1 here, and 1 where they agree."""
    against, agreed = [[0, 1], [1, 0], [1, 0]], [[0, 0], [1, 1], [1, 1]]

    assert [each.item_rest for each in analysis.item_statistics(against)] == [-1, -1]
    assert [each.item_rest for each in analysis.item_statistics(agreed)] == [1, 1]


# -- not defined --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "rows",
    [
        [[1, 0, 1]],
        [[0], [1]],
        [[1]],
        [[1, 0], [0, 1]],
        [[1, 1], [1, 1]],
        [[0, 0], [0, 0], [0, 0]],
    ],
    ids=["one person", "one item", "one cell", "equal totals", "all right", "all wrong"],
)
def test_reliability_that_is_not_defined(rows):
    """One person, one item and equal totals have no reliability and no error: None, not 0."""
    found = [each(rows) for each in (analysis.kr20, analysis.alpha, analysis.sem)]

    assert found == [None] * 3


def test_thirds_that_make_one_are_an_equal_total():
    """Totals that differ only as floats do are equal, so nothing is defined."""
    third = Fraction(1, 3)
    rows = [[third, third, third, 0, 1], [1, 0, 0, 1, 0], [third, 0, 2 * third, third, 2 * third]]

    assert analysis.alpha(rows) is None
    assert {each.item_total for each in analysis.item_statistics(rows)} == {None}


def test_a_little_more_credit_is_a_difference():
    """Totals a thousandth apart are not equal: one item varies, and alpha is 2 * (1 - 1) = 0."""
    assert analysis.alpha([[1, 0], [1, 0.001]]) == pytest.approx(0)


def test_a_constant_item_has_difficulty_only():
    """An item that all miss has no correlation; the others' alpha without it is defined."""
    found = analysis.item_statistics([[0, 0, 0], [0, 1, 1], [0, 1, 0]])[0]

    assert (found.difficulty, found.item_total, found.item_rest) == (0, None, None)
    assert found.alpha_if_removed == pytest.approx(2 * (1 - (4 / 9) / (2 / 3)))


def test_an_equal_rest_leaves_the_total():
    """Where only one item varies it has an item-total, but no rest to be correlated with."""
    found = analysis.item_statistics([[0, 1, 1], [1, 1, 1]])[0]

    assert (found.item_total, found.item_rest, found.alpha_if_removed) == (1, None, None)


def test_a_single_item_has_difficulty_only():
    """A form of one item would only be correlated with itself, which is not shown as 1."""
    (found,) = analysis.item_statistics([[0], [1], [1], [1]])

    assert found.difficulty == 0.75
    assert (found.item_total, found.item_rest, found.alpha_if_removed) == (None, None, None)


def test_one_person_has_difficulties_only():
    """With one person, difficulty is that person's credit and nothing else is defined."""
    for found, credit in zip(analysis.item_statistics([[1, 0, 0.5]]), (1, 0, 0.5), strict=True):
        assert found.difficulty == credit
        assert (found.item_total, found.item_rest, found.alpha_if_removed) == (None, None, None)


def test_two_items_have_no_alpha_without_one():
    """Taking one of two items away leaves one, which has no alpha."""
    found = analysis.item_statistics([[0, 0], [1, 0], [1, 1]])

    assert {each.alpha_if_removed for each in found} == {None}


# -- what must not matter -----------------------------------------------------------------------


def figures(rows: object) -> list[object]:
    """Return each reliability and, item by item, each statistic of *rows*."""
    found = [analysis.alpha(rows), analysis.sem(rows)]
    for each in analysis.item_statistics(rows):
        found += [each.difficulty, each.item_total, each.item_rest, each.alpha_if_removed]
    return found


@unhurried
@given(partial, st.randoms())
def test_the_order_of_people_does_not_matter(rows, random):
    """People in another order have the same statistics."""
    shuffled = random.sample(rows, len(rows))

    assert [close(each) for each in figures(shuffled)] == figures(rows)


@unhurried
@given(partial, st.randoms())
def test_the_order_of_items_does_not_matter(rows, random):
    """Items in another order keep each its own statistics, and the form its reliability."""
    order = random.sample(range(len(rows[0])), len(rows[0]))
    moved = [[row[column] for column in order] for row in rows]
    before, after = analysis.item_statistics(rows), analysis.item_statistics(moved)

    assert analysis.alpha(moved) == close(analysis.alpha(rows))
    for place, column in enumerate(order):
        assert after[place].item_rest == close(before[column].item_rest)
        assert after[place].alpha_if_removed == close(before[column].alpha_if_removed)


@unhurried
@given(partial, st.integers(2, 4))
def test_people_twice_change_nothing(rows, times):
    """Variances divide by n, so a group that comes twice or more has the statistics of one."""
    assert [close(each) for each in figures(rows * times)] == figures(rows)


@unhurried
@given(right_or_wrong)
def test_right_for_wrong_turns_difficulty_over(rows):
    """With 0 and 1 exchanged everywhere, difficulty is turned over and the rest stays."""
    turned = [[1 - credit for credit in row] for row in rows]

    assert analysis.kr20(turned) == close(analysis.kr20(rows))
    for was, now in zip(
        analysis.item_statistics(rows), analysis.item_statistics(turned), strict=True
    ):
        assert now.difficulty == pytest.approx(1 - was.difficulty)
        assert now.item_rest == close(was.item_rest)


@unhurried
@given(partial)
def test_arrays_are_as_good_as_lists(rows):
    """An array, lists of Fractions and tuples of floats have the same statistics."""
    array = np.array(rows, dtype=float)

    assert figures(array) == figures(rows) == figures(tuple(map(tuple, array.tolist())))


@unhurried
@given(partial)
def test_credits_are_left_as_they_were(rows):
    """An array that was analysed holds what it held."""
    array = np.array(rows, dtype=float)
    before = array.copy()

    figures(array)

    assert (array == before).all()


# -- choices ------------------------------------------------------------------------------------


def chosen(picks: str) -> list[set[str]]:
    """Return a response for each letter of *picks*, blank for a dot."""
    return [set(pick) - {"."} for pick in picks]


def test_choices_as_counted_by_hand(item):
    """Of eight, b draws two low scorers and works; c draws the best, d nobody, one is blank."""
    found = analysis.choices(item, chosen("aaaabbc."), [9, 8, 7, 6, 3, 2, 10, 1])

    assert found.counts == {"a": 4, "b": 2, "c": 1, "d": 0}
    assert found.blank == 1
    assert found.working == ("b",)
    assert found.efficiency == Fraction(1, 3)


@pytest.mark.parametrize(("people", "works"), [(20, True), (21, False), (60, True), (61, False)])
def test_five_percent_is_enough(item, people, works):
    """One of 20 and three of 60 are 5 % and enough; of one person more they are not."""
    few = people // 20
    responses = chosen("b" * few + "a" * (people - few))

    found = analysis.choices(item, responses, [0] * few + [1] * (people - few))

    assert found.working == (("b",) if works else ())


@pytest.mark.parametrize(
    ("picks", "scores"),
    [
        ("bbaa", [5, 5, 5, 5]),
        ("bbaa", [6, 4, 5, 5]),
        ("bbbb", [1, 2, 3, 4]),
        ("....", [1, 2, 3, 4]),
    ],
    ids=["equal scores", "equal means", "all choose it", "all blank"],
)
def test_what_separates_nobody_does_not_work(item, picks, scores):
    """A distractor works only if those who choose it score lower than others, who must exist."""
    assert analysis.choices(item, chosen(picks), scores).working == ()


def test_equal_means_in_floats_do_not_make_a_distractor_work(item):
    """Means that differ in the last digit are equal, so neither b nor c separates anyone."""
    tenths = [0.1 + 0.2, 0.3, 0.3, 0.1 + 0.2]

    assert analysis.choices(item, chosen("bcbc"), tenths).working == ()
    assert analysis.choices(item, chosen("cbcb"), tenths).working == ()


def test_choices_of_select_all_and_match(make_item):
    """Where several are chosen each pick is counted by itself; keys are no distractors."""
    select = make_item(key=frozenset("ab"))

    found = analysis.choices(select, [{"a", "b"}, {"a", "c"}, {"b"}], np.array([2, 0, 1]))

    assert found.counts == {"a": 2, "b": 2, "c": 1}
    assert (found.working, found.efficiency) == (("c",), 1)


@pytest.mark.parametrize(
    ("picks", "scores", "message"),
    [
        ("", [], "responses: nobody; give a set of picks for each person"),
        ("ab", [1], "scores: 1 for 2 responses; give each person one of each"),
        ("ab", [[1, 2]], "scores: 2 for 2 responses; give each person one of each"),
        ("abz", [1, 2, 3], "person 3: 'z' is not an option; use one of a, b, c, d"),
        ("ab", [1, nan], "person 2: score nan is not a number; give the total without this item"),
    ],
    ids=["nobody", "one short", "a table", "unknown pick", "no number"],
)
def test_choices_refuse(item, picks, scores, message):
    """What is not a response and a score for each person is refused in words."""
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        analysis.choices(item, chosen(picks), scores)


# -- gain and calibration -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pre", "post", "full", "expected"),
    [
        (45, 67, 100, 0.4),
        (8, 14, 20, 0.5),
        (10, 8, 20, -0.2),
        (0, 0, 20, 0),
        (Fraction(1, 3), 1, 1, 1),
        (20, 20, 20, None),
        (20, 12, 20, None),
    ],
)
def test_gain_as_worked_by_hand(pre, post, full, expected):
    """From 45 to 67 of 100 is 22 of 55, .4; a loss is negative; from the top nothing is defined."""
    assert gains.normalized_gain(pre, post, full) == close(expected)


def test_mean_of_gains_and_gain_of_means_differ():
    """80 to 90 and 20 to 40 gain .5 and .25, mean .375; the means gain 15 of 50, .3."""
    assert gains.mean_gain([80, 20], [90, 40], 100) == Gains(
        of_persons=pytest.approx(0.375), of_means=pytest.approx(0.3), left_out=0
    )


def test_who_started_at_the_top_is_left_out_and_counted():
    """Who had 20 of 20 has no gain of her own, but stands in the means: 4 of 10."""
    assert gains.mean_gain([20, 10, 10], [20, 14, 14], 20) == Gains(
        of_persons=pytest.approx(0.4), of_means=pytest.approx(0.4), left_out=1
    )


def test_a_loss_from_the_top_is_in_the_means_only():
    """One falls from 20 to 18, one rises from 10 to 15: .5 for persons, 1.5 of 5 for the means."""
    assert gains.mean_gain([20, 10], [18, 15], 20) == Gains(
        of_persons=pytest.approx(0.5), of_means=pytest.approx(0.3), left_out=1
    )


def test_gain_from_the_top_is_not_defined():
    """Where all started at the top neither average is defined."""
    assert gains.mean_gain([5, 5], [5, 4], 5) == Gains(of_persons=None, of_means=None, left_out=2)


@pytest.mark.parametrize(
    ("gain", "level"),
    [(-0.1, "low"), (0.29, "low"), (0.3, "medium"), (0.7, "medium"), (0.71, "high"), (None, None)],
)
def test_gain_has_hakes_names(gain, level):
    """High above .7, medium from .3 to .7, low below: Hake, Am. J. Phys. 66 (1998) 64-74, p. 65."""
    assert gains.gain_level(gain) == level


# -- refusals -----------------------------------------------------------------------------------

MISSING = "give a row for each person and in it a credit for each item"


@each_statistic
@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], f"credits: shape (0,); {MISSING}"),
        ([[], []], f"credits: shape (2, 0); {MISSING}"),
        ([0, 1, 1], f"credits: shape (3,); {MISSING}"),
        (np.zeros((2, 2, 2)), f"credits: shape (2, 2, 2); {MISSING}"),
        ([[1, 0], [1, 0], [1]], "person 3: 1 credits where person 1 has 2; write 0 for a blank"),
        ([[1], [1, 0]], "person 2: 2 credits where person 1 has 1; write 0 for a blank"),
        ([[1, 0], [0, 1.5]], "person 2, item 2: credit 1.5 is not from 0 to 1; "
         "divide points by their maximum"),
        ([[1, Fraction(-1, 2)]], "person 1, item 2: credit -0.5 is not from 0 to 1; "
         "divide points by their maximum"),
        ([[1, inf]], "person 1, item 2: credit inf is not from 0 to 1; "
         "divide points by their maximum"),
        ([[1, 0], [nan, 1]], "person 2, item 1: credit nan is not a number; "
         "divide points by their maximum"),
        ([[None, 0]], "person 1, item 1: credit nan is not a number; "
         "divide points by their maximum"),
    ],
    ids=["nobody", "no items", "no rows", "too deep", "short row", "long row", "above 1", "below 0",
         "infinite", "NaN", "None"],
)  # fmt: skip
def test_credits_that_make_no_sense(statistic, rows, message):
    """Every statistic says which person and item, what stands there, and what to write instead."""
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        statistic(rows)


def test_text_is_no_credit():
    """What is ragged in no row is refused in the words of NumPy."""
    with pytest.raises(ValueError, match="could not convert string to float: 'right'"):
        analysis.alpha([["right", "wrong"]])


@pytest.mark.parametrize(("statistic", "name"), [("kr20", "KR-20")])
def test_partial_credit_is_for_alpha(statistic, name):
    """KR-20 refuses what is neither right nor wrong, since p q is not its variance."""
    message = f"^person 2, item 1: credit 0.5 is neither 0 nor 1, as {name} needs; use alpha$"

    with pytest.raises(ValueError, match=message):
        getattr(analysis, statistic)([[1, 0], [Fraction(1, 2), 1]])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: analysis.alpha_interval(1.5, people=9, items=9),
         "alpha 1.5 is not 1 or less; give what `alpha` returns"),
        (lambda: analysis.alpha_interval(nan, people=9, items=9),
         "alpha nan is not 1 or less; give what `alpha` returns"),
        (lambda: analysis.alpha_interval(None, people=9, items=9, confidence=95),
         "confidence 95 is not between 0 and 1; write 95 % as 0.95"),
        (lambda: analysis.wilson(1, 2, confidence=1),
         "confidence 1 is not between 0 and 1; write 95 % as 0.95"),
        (lambda: analysis.wilson(0, 0), "n 0 is below 1; give the number of people"),
        (lambda: analysis.wilson(3, 2), "right 3 is not from 0 to 2; give a count of people"),
        (lambda: analysis.wilson(nan, 2), "right nan is not from 0 to 2; give a count of people"),
        (lambda: analysis.f_quantile(1, 2, 2),
         "p 1 is not between 0 and 1; write the 95th percentile as 0.95"),
        (lambda: analysis.f_quantile(0.5, 2, 0),
         "degrees of freedom 0 are below 1; give 1 or more"),
        (lambda: gains.normalized_gain(1, 1, 0),
         "full 0 is not above 0; give the highest score there is"),
        (lambda: gains.normalized_gain(21, 1, 20), "person 1: pre 21.0 is not from 0 to 20; "
         "give both on one scale, and its highest score as full"),
        (lambda: gains.mean_gain([1, 2], [1, nan], 20), "person 2: post nan is not a number; "
         "give both on one scale, and its highest score as full"),
        (lambda: gains.mean_gain([], [], 20), "person 1: pre is missing; give a list"),
        (lambda: gains.mean_gain([1, 2], [1], 20),
         "post: 1 for 2 in pre; give people with both"),
        (lambda: analysis.display(-1), "n -1 is below 0; give the number of people"),
    ],
)  # fmt: skip
def test_numbers_that_make_no_sense(call, message):
    """A number out of range is named with its value, its range and what to give instead."""
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        call()


# -- gates --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("n", "shown"),
    [
        (0, set()),
        (9, set()),
        (10, {"difficulty"}),
        (29, {"difficulty"}),
        (30, {"difficulty", "item_rest", "reliability", "negative_item_rest"}),
        (59, {"difficulty", "item_rest", "reliability", "negative_item_rest"}),
        (60, {"difficulty", "item_rest", "reliability", "negative_item_rest", "distractors"}),
    ],
)
def test_gates(n, shown):
    """Below 10 people only counts are shown, from 10 p, from 30 r and alpha, from 60 choices."""
    assert {what for what, allowed in analysis.display(n).items() if allowed} == shown


@unhurried
@given(st.integers(0, 10**6))
def test_a_gate_once_open_stays_open(n):
    """One person more never hides what was shown."""
    before, after = analysis.display(n), analysis.display(n + 1)

    assert all(after[what] for what in before if before[what])
