"""The tree of causes."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from tickets.models import ComplaintCause
from tickets.models.complaint_cause import CauseTree

pytestmark = pytest.mark.django_db


def cause(name: str, parent: ComplaintCause | None = None) -> ComplaintCause:
    made = ComplaintCause(name_en=name, parent=parent)
    made.put()
    return made


def test_a_cause_tells_its_path() -> None:
    assert cause("Late", cause("Delivery")).path == "Delivery › Late"


def test_the_tree_is_walked_from_the_top_in_the_managers_order() -> None:
    delivery, goods = cause("Delivery"), cause("Goods")
    cause("Late", delivery)
    goods.move(-1)
    walked = [(level, each.name_en) for level, each in CauseTree().walk()]
    assert walked == [(1, "Goods"), (1, "Delivery"), (2, "Late")]


def test_what_belongs_to_a_cause_is_found_under_it() -> None:
    delivery = cause("Delivery")
    late = cause("Late", delivery)
    cause("Goods")
    assert CauseTree().under(delivery.pk) == {delivery.pk, late.pk}


def test_a_cause_cannot_belong_to_itself() -> None:
    delivery = cause("Delivery")
    delivery.parent = cause("Late", delivery)
    with pytest.raises(ValidationError, match="itself"):
        delivery.put()


def test_the_tree_has_four_levels() -> None:
    deepest = cause("4", cause("3", cause("2", cause("1"))))
    with pytest.raises(ValidationError, match="levels"):
        cause("5", deepest)


def test_what_hangs_on_a_cause_counts_when_it_moves() -> None:
    second = cause("2", cause("1"))
    branch = cause("A")
    cause("C", cause("B", branch))
    branch.parent = second
    with pytest.raises(ValidationError, match="levels"):
        branch.put()


def test_two_causes_under_one_have_two_names() -> None:
    delivery = cause("Delivery")
    cause("Late", delivery)
    cause("Late")
    with pytest.raises(ValidationError):
        cause("Late", delivery)


@pytest.mark.django_db(transaction=True)
def test_two_managers_cannot_make_a_ring() -> None:
    delivery, goods = cause("Delivery"), cause("Goods")
    delivery.parent_id, goods.parent_id = goods.pk, delivery.pk
    begin = threading.Barrier(2)

    def put(moved: ComplaintCause) -> bool:
        begin.wait()
        try:
            moved.put()
        except ValidationError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(put, [delivery, goods])) == [False, True]
