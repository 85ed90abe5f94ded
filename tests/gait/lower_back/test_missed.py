"""A contact that must have been is put in, and only there."""

import numpy as np

from restride.gait.bouts import SIDE_CODES
from restride.gait.lower_back.contacts import ContactSettings, InitialContacts
from restride.gait.lower_back.missed import with_missed_contacts
from restride.gait.lower_back.sides import Sides
from restride.signal.trunk import TrunkSignals
from restride.terms import Side

RATE_HZ = 100.0
LEFT, RIGHT = SIDE_CODES[Side.LEFT], SIDE_CODES[Side.RIGHT]
#: Ten steps of 0.5 s, without the sixth.
TIMES_S = np.delete(1.0 + 0.5 * np.arange(11), 6)
CODES = np.delete(np.array([LEFT, RIGHT] * 6)[:11], 6).astype(np.int8)


def filled(times_s, codes, *, side_confidence=1.0):
    nothing = np.zeros(800)
    trunk = TrunkSignals(
        sampling_rate_hz=RATE_HZ,
        forward_mps2=nothing,
        left_mps2=nothing,
        vertical_mps2=nothing,
        roll_dps=None,
        pitch_dps=None,
        yaw_dps=None,
    )
    blow_mps3 = np.zeros(800)
    blow_mps3[398:403] = 5.0
    return with_missed_contacts(
        trunk,
        InitialContacts(
            times_s=times_s,
            confidence=np.full(len(times_s), 0.9),
            is_first=np.arange(len(times_s)) == 0,
        ),
        sides=Sides(codes=codes, confidence=np.full(len(times_s), side_confidence)),
        blow_mps3=blow_mps3,
        contact_settings=ContactSettings(),
    )


def test_between_two_landings_of_one_foot_the_other_has_landed():
    contacts, sides = filled(TIMES_S, CODES)

    assert contacts.times_s.tolist() == sorted(contacts.times_s.tolist())
    assert len(contacts.times_s) == 11
    assert abs(contacts.times_s[6] - 4.0) < 0.05
    assert sides.codes.tolist() == ([LEFT, RIGHT] * 6)[:11]


def test_what_was_put_in_is_little_trusted():
    contacts, _ = filled(TIMES_S, CODES)

    assert contacts.confidence[6] == 0.3
    assert set(np.delete(contacts.confidence, 6)) == {0.9}


def test_a_slow_step_to_the_other_foot_is_left_as_it_is():
    codes = np.array([LEFT, RIGHT] * 5).astype(np.int8)

    assert len(filled(TIMES_S, codes)[0].times_s) == 10


def test_where_the_sides_are_unsure_nothing_is_put_in():
    assert len(filled(TIMES_S, CODES, side_confidence=0.7)[0].times_s) == 10


def test_the_wait_before_the_first_step_is_no_missed_contact():
    times_s = np.concatenate(([0.0], 1.0 + 0.5 * np.arange(9)))
    codes = np.array([LEFT, LEFT, RIGHT, LEFT, RIGHT, LEFT, RIGHT, LEFT, RIGHT, LEFT])

    assert len(filled(times_s, codes.astype(np.int8))[0].times_s) == 10
