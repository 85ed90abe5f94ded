"""A measure carries its meaning, its unit and how sure it is."""

from restride.measure import Better, Measure, MeasureDefinition, NotComputed

SPEED = MeasureDefinition(
    key="walking_speed_mps",
    title="Walking speed",
    definition="Stride length over stride duration.",
    decimals=2,
    better=Better.HIGHER,
    source="kluge2021",
)


def test_the_unit_follows_from_the_key():
    assert SPEED.unit.ucum == "m/s"


def test_a_measure_without_a_side_is_of_both():
    unsure = NotComputed(reason="one stride is too few")

    assert Measure(definition=SPEED, value=1.2, uncertainty=unsure).side is None
