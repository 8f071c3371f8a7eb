import pytest

from tickets.rules.policies import Scope, most_specific

GROUP, PRIORITY, CATEGORY, CHANNEL = 7, 4, 3, 1
MATTER = Scope(group=GROUP, priority=PRIORITY, category=CATEGORY, channel=CHANNEL)


@pytest.mark.parametrize(
    ("scope", "covers"),
    [
        (Scope(), True),
        (Scope(group=GROUP), True),
        (Scope(group=GROUP, channel=CHANNEL), True),
        (Scope(group=8), False),
        (Scope(group=GROUP, channel=2), False),
    ],
)
def test_a_policy_covers_the_matters_that_have_all_that_it_names(
    scope: Scope, covers: bool
) -> None:
    assert scope.covers(MATTER) is covers


def test_a_matter_without_a_group_is_covered_by_no_policy_for_one() -> None:
    assert not Scope(group=GROUP).covers(Scope(channel=CHANNEL))


@pytest.mark.parametrize(
    ("winner", "loser"),
    [
        (Scope(category=CATEGORY, channel=CHANNEL), Scope(group=GROUP)),
        (Scope(group=GROUP), Scope(priority=PRIORITY)),
        (Scope(priority=PRIORITY), Scope(category=CATEGORY)),
        (Scope(category=CATEGORY), Scope(channel=CHANNEL)),
        (
            Scope(group=GROUP, channel=CHANNEL),
            Scope(priority=PRIORITY, category=CATEGORY),
        ),
        (Scope(channel=CHANNEL), Scope()),
    ],
)
def test_the_more_specific_policy_wins(winner: Scope, loser: Scope) -> None:
    for order in ((winner, loser), (loser, winner)):
        assert most_specific([(scope, scope) for scope in order], MATTER) is winner


def test_where_none_covers_there_is_none() -> None:
    assert most_specific([(Scope(), "of the channel"), (Scope(group=8), "other")], MATTER) is None
