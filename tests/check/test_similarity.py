from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from cstemplates.check.similarity import Pair, near_copies, plain

_WORDS = st.lists(st.text("甲乙丙丁", min_size=2, max_size=9), max_size=8)


def test_references_punctuation_and_spaces_do_not_count() -> None:
    assert plain("统筹${company.brand}的服务，每月 一次。") == "统筹的服务每月一次"


def test_a_copy_with_one_sign_changed_is_found_and_an_unrelated_text_is_not() -> None:
    texts = ["每季度回访全部大客户", "班后清点未结工单", "每季度走访全部大客户"]

    assert list(near_copies(texts, 0.5)) == [Pair(0, 2, 7 / 11)]


@settings(derandomize=True, max_examples=200, deadline=None)
@given(texts=_WORDS, least=st.sampled_from([0.3, 0.5, 0.75, 1.0]))
def test_the_index_misses_no_pair_that_comparing_all_pairs_would_find(
    texts: list[str], least: float
) -> None:
    sets = [{a + b for a, b in pairwise(text)} for text in texts]
    expected = {
        (one, other)
        for one, other in combinations(range(len(texts)), 2)
        if len(sets[one] & sets[other]) / len(sets[one] | sets[other]) >= least
    }

    assert {(pair.first, pair.second) for pair in near_copies(texts, least)} == expected
