"""Scarce places: the first k by (day first asked, arrival, row), whoever was asked first."""

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sim.engine.queue import ARRIVAL_BITS, ROW_MASK, line_up, row_of, ticket

DAYS = st.integers(-1000, 2000)
ARRIVALS = st.floats(0.0, 1.0, exclude_max=True)
ROWS = st.integers(0, ROW_MASK)


def served(tickets, waiting, capacity):
    """Line up and read off who is served, first to last."""
    queue = np.array(tickets, np.int64)
    count = line_up(queue, waiting, capacity)
    assert sorted(queue[:waiting]) == sorted(tickets[:waiting]), "a ticket was lost"
    assert list(queue[waiting:]) == list(tickets[waiting:]), "the rest of the memory was touched"
    return [int(queue[waiting - 1 - place]) for place in range(count)]


@settings(max_examples=300, deadline=None)
@given(
    tickets=st.lists(st.integers(0, (1 << 62) - 1), max_size=80, unique=True),
    capacity=st.integers(0, 100),
    spare=st.integers(0, 5),
)
@example(tickets=[], capacity=0, spare=0)
@example(tickets=[], capacity=3, spare=2)
@example(tickets=[5], capacity=0, spare=0)
@example(tickets=[2, 1], capacity=1, spare=0)
def test_exactly_the_first_k_are_served(tickets, capacity, spare):
    memory = tickets + [0] * spare  # the queue is longer than the line, and must stay as it is
    found = served(memory, len(tickets), capacity)
    assert set(found) == set(sorted(tickets)[:capacity])
    assert len(found) == min(capacity, len(tickets))


@settings(max_examples=200, deadline=None)
@given(
    tickets=st.lists(st.integers(0, (1 << 62) - 1), min_size=2, max_size=60, unique=True),
    data=st.data(),
)
def test_where_places_are_short_they_go_in_order(tickets, data):
    capacity = data.draw(st.integers(0, len(tickets) - 1))
    assert served(tickets, len(tickets), capacity) == sorted(tickets)[:capacity]


@settings(max_examples=200, deadline=None)
@given(
    people=st.lists(st.tuples(st.integers(1, 3), st.sampled_from([0.25, 0.5]), ROWS), max_size=40),
    data=st.data(),
)
def test_order_of_asking_cannot_matter(people, data):
    """Ties of day and arrival are broken by row, so shuffled people give the same set."""
    people = list({row: (day, arrival, row) for day, arrival, row in people}.values())
    shuffled = data.draw(st.permutations(people))
    capacity = data.draw(st.integers(0, len(people)))
    straight, mixed = (
        {int(row_of(t)) for t in served([ticket(*one) for one in line], len(line), capacity)}
        for line in (people, shuffled)
    )
    assert straight == mixed == {row for _, _, row in sorted(people)[:capacity]}


@settings(max_examples=500, deadline=None)
@given(a=st.tuples(DAYS, ARRIVALS, ROWS), b=st.tuples(DAYS, ARRIVALS, ROWS))
@example(a=(-32768, 0.0, 0), b=(-32768, 0.0, 1))
@example(a=(0, 1.0 - 2.0**-53, ROW_MASK), b=(1, 0.0, 0))
@example(a=(-1, 1.0 - 2.0**-53, ROW_MASK), b=(0, 0.0, 0))
@example(a=(32767, 1.0 - 2.0**-53, ROW_MASK), b=(32767, 0.0, ROW_MASK))
def test_tickets_are_ordered_as_day_arrival_row(a, b):
    """Up to the resolution of arrivals: two within 2^-22 of a day count as one moment."""

    def place(person):
        day, arrival, row = person
        return day, int(arrival * (1 << ARRIVAL_BITS)), row

    assert (ticket(*a) < ticket(*b)) == (place(a) < place(b))
    assert (ticket(*a) == ticket(*b)) == (place(a) == place(b))


@given(day=st.integers(-32768, 32767), arrival=ARRIVALS, row=ROWS)
@settings(deadline=None)
def test_a_ticket_is_positive_and_names_its_row(day, arrival, row):
    packed = ticket(day, arrival, row)
    assert 0 <= packed < 1 << 63
    assert row_of(packed) == row


def test_a_long_line():
    line = np.random.default_rng(7).permutation(100_000).astype(np.int64)
    assert served(list(line), len(line), 777) == list(range(777))
