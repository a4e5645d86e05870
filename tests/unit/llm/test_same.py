from __future__ import annotations

from rolescope.llm.request import Answer, Failure, Usage
from rolescope.llm.same import Same
from tests.unit.llm.asked import question

ANSWER = Answer("{}", "complete", Usage(1, 1), "m")


def test_others_wait_for_the_first_and_have_its_answer_free() -> None:
    same, (first, second, third) = Same(), map(question, range(3))
    asked = [same.is_asked(first, "a"), same.is_asked(second, "a"), same.is_asked(third, "b")]
    assert asked == [False, True, False]
    told = list(same.of(first, "a", ANSWER))
    assert told == [(first, ANSWER), (second, ANSWER)]
    assert [isinstance(reply, Answer) and reply.kept for _, reply in told] == [False, True]


def test_once_it_is_told_the_same_is_asked_anew_so_that_a_failure_is_not_kept() -> None:
    same, failure = Same(), Failure("no answer")
    assert not same.is_asked(question(1), "a")
    assert list(same.of(question(1), "a", failure)) == [(question(1), failure)]
    assert not same.is_asked(question(1), "a")
