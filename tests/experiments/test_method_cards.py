"""A card of a method tells its side effect, read off the docstring."""

from experiments.method_cards import method_rows, overuse_told


def test_every_method_of_signing_tells_its_side_effect():
    cards = [card for card in method_rows() if card["model"] == "signing"]
    assert len(cards) > 40
    silent = [card["method"] for card in cards if not card["overuse"]]
    assert not silent


def test_a_sentence_that_begins_with_side_effect_is_told_as_overuse():
    mechanism = "It helps. Side effect: the hall stands empty. Observed once. It costs 3 hours."
    assert overuse_told(mechanism) == "Side effect: the hall stands empty."
