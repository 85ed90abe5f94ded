"""What a physical therapist expects of the plan of each case: written by hand, from no plan."""

from dataclasses import dataclass, field

from restride.clinical.aims import Aim
from restride.terms import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What must be in a plan, and what must not."""

    #: Of every group one aim at least is trained by some row.
    trains: tuple[tuple[Aim, ...], ...] = ()
    #: Of every group one exercise at least is there.
    holds: tuple[tuple[str, ...], ...] = ()
    #: Patterns of exercises that would be wrong, with the reason.
    never: dict[str, str] = field(default_factory=dict)
    #: Rows of one side are of this side.
    side: Side | None = None


_NO_SPORT = {"spt_*": "no jumps for this person", "gait_run_walk": "no running for this person"}
_NO_VERTIGO = {"vest_canalith*": "no positional vertigo was found"}
_NO_PROSTHESIS = {"gait_prosthetic": "nobody was amputated"}
_PLAIN = {**_NO_SPORT, **_NO_VERTIGO, **_NO_PROSTHESIS}
_NO_AID = {"dev_*": "walks without an aid, and needs none"}

EXPECTED = {
    "stroke": Expected(
        trains=(
            (Aim.GAIT_SPEED,),
            (Aim.ENDURANCE,),
            (Aim.SIT_TO_STAND,),
            (Aim.HIP_ABDUCTOR_STRENGTH,),
            (Aim.DORSIFLEXOR_STRENGTH, Aim.FOOT_CLEARANCE),
            (Aim.REACTIVE_STEPPING, Aim.DYNAMIC_BALANCE),
        ),
        never={
            **_PLAIN,
            "dev_crutch*": "one hand is weak after a stroke",
            "bal_sls_ec": "far too hard at 44 points of the balance scale",
            "gait_stairs": "foot over foot is above walking with a cane",
        },
        side=Side.LEFT,
    ),
    "parkinson": Expected(
        trains=(
            (Aim.GAIT_RHYTHM, Aim.STEP_LENGTH),
            (Aim.REACTIVE_STEPPING, Aim.DYNAMIC_BALANCE),
            (Aim.SIT_TO_STAND,),
            (Aim.UPRIGHT_POSTURE,),
            (Aim.GAIT_SPEED, Aim.ENDURANCE),
        ),
        never={
            **_PLAIN,
            "gait_heel_toe": "a narrow base with freezing",
            "gait_obstacle": "an obstacle sets freezing off, without a therapist",
            "dev_walker": "a pick-up walker sets freezing off",
        },
    ),
    "total_knee_replacement": Expected(
        trains=(
            (Aim.KNEE_RANGE,),
            (Aim.KNEE_EXTENSOR_STRENGTH,),
            (Aim.GAIT_SPEED, Aim.ENDURANCE),
            (Aim.STAIRS, Aim.DEVICE_STAIRS),
            (Aim.SINGLE_LEG_BALANCE, Aim.STATIC_BALANCE),
        ),
        never={
            **_PLAIN,
            "bal_half_kneel_rise": "no kneeling on the new knee",
            "bal_floor_rise": "no kneeling on the new knee",
            "str_lunge": "before day 84",
            "str_split_squat": "before day 84",
            "str_wall_squat": "before day 42",
            "bal_sls": "the whole weight on one leg, as tolerated only",
        },
        side=Side.RIGHT,
    ),
    "older_adult_falls": Expected(
        trains=(
            (Aim.REACTIVE_STEPPING,),
            (Aim.FLOOR_RISE,),
            (Aim.SIT_TO_STAND,),
            (Aim.STATIC_BALANCE,),
            (Aim.GAIT_SPEED, Aim.ENDURANCE),
        ),
        never={**_PLAIN, **_NO_AID, "bal_foam_ec": "eyes closed on foam, at the start"},
    ),
    "vestibular": Expected(
        trains=((Aim.GAZE_STABILITY,), (Aim.SENSORY_WEIGHTING,), (Aim.MOTION_HABITUATION,)),
        holds=(("gait_head", "vest_vor1_walk", "gait_turn"),),
        never={
            **_PLAIN,
            **_NO_AID,
            "post_chin": "not with dizziness",
            "str_seated_*": "far too easy, and nothing was found",
        },
    ),
    "athlete_ankle_sprain": Expected(
        trains=(
            (Aim.LANDING_CONTROL,),
            (Aim.SINGLE_LEG_BALANCE,),
            (Aim.CALF_STRENGTH,),
            (Aim.RUNNING, Aim.AGILITY),
        ),
        never={
            **_NO_VERTIGO,
            **_NO_PROSTHESIS,
            **_NO_AID,
            "str_seated_*": "far too easy",
            "spt_sport_drill": "before the hops are even",
            "spt_shuttle_cut": "before the hops are even",
        },
        side=Side.LEFT,
    ),
    "chronic_low_back_pain": Expected(
        trains=(
            (Aim.CORE_CONTROL, Aim.TRUNK_STRENGTH),
            (Aim.HIP_EXTENSOR_STRENGTH,),
            (Aim.ENDURANCE,),
            (Aim.PELVIC_CONTROL,),
        ),
        never={**_PLAIN, **_NO_AID, "vest_*": "no dizziness"},
    ),
    "hip_fracture": Expected(
        trains=(
            (Aim.HIP_ABDUCTOR_STRENGTH,),
            (Aim.KNEE_EXTENSOR_STRENGTH,),
            (Aim.DEVICE_TRANSFER, Aim.SIT_TO_STAND),
        ),
        holds=(("dev_walker_pwb",), ("gait_load_scale", "gait_bws")),
        never={
            **_PLAIN,
            "bal_sls*": "half of the body weight at most",
            "gait_treadmill": "half of the body weight at most",
            "dev_cane*": "half of the body weight at most",
            "dev_walker": "half of the body weight at most",
            "bal_floor_rise": "half of the body weight at most",
        },
    ),
    "knee_arthritis": Expected(
        trains=(
            (Aim.KNEE_EXTENSOR_STRENGTH,),
            (Aim.ENDURANCE, Aim.GAIT_SPEED),
            (Aim.STAIRS, Aim.DEVICE_STAIRS),
        ),
        holds=(("dev_cane_2pt", "dev_cane_3pt"),),
        never={
            **_PLAIN,
            "bal_half_kneel_rise": "kneeling hurts",
            "bal_floor_rise": "kneeling hurts",
        },
        side=Side.LEFT,
    ),
    "little_is_known": Expected(
        trains=((Aim.STATIC_BALANCE, Aim.WEIGHT_SHIFT),),
        never={**_PLAIN, "gait_treadmill": "nothing was asked yet"},
    ),
    "spine_surgery": Expected(
        trains=(
            (Aim.ENDURANCE,),
            (Aim.CORE_CONTROL, Aim.BREATHING),
            (Aim.SIT_TO_STAND, Aim.KNEE_EXTENSOR_STRENGTH),
        ),
        never={
            **_PLAIN,
            **_NO_AID,
            "post_turn": "no twisting",
            "core_hinge": "no bending against load",
            "core_knee_rock": "no twisting",
        },
    ),
    "hip_replacement": Expected(
        trains=(
            (Aim.HIP_ABDUCTOR_STRENGTH,),
            (Aim.HIP_EXTENSOR_STRENGTH,),
            (Aim.GAIT_SPEED, Aim.ENDURANCE),
        ),
        holds=(("dev_crutch_2pt", "dev_crutch_4pt", "dev_stairs_wbat"),),
        never={
            **_PLAIN,
            "str_band_hip_*": "before day 42",
            "dev_wean": "three weeks after the operation, on two crutches",
            "gait_ras": "a beat is for people whose rhythm is lost",
            "str_sts_fast": "before day 42",
            "str_sts_low": "bends the hip too far",
            "bal_sls": "the whole weight on one leg",
        },
        side=Side.LEFT,
    ),
    "weakness_and_stiffness": Expected(
        trains=(
            (Aim.SIT_TO_STAND,),
            (Aim.KNEE_EXTENSOR_STRENGTH,),
            (Aim.GAIT_SPEED, Aim.ENDURANCE),
            (Aim.STATIC_BALANCE, Aim.WEIGHT_SHIFT),
        ),
        never={**_PLAIN, "bal_sls": "too hard", "dev_cane*": "walks with a rollator"},
    ),
    "long_lasting_pain": Expected(
        trains=((Aim.ENDURANCE,), (Aim.BREATHING, Aim.CORE_CONTROL)),
        never={**_PLAIN, **_NO_AID},
    ),
    "shin_fracture": Expected(
        trains=((Aim.HIP_ABDUCTOR_STRENGTH,), (Aim.HIP_EXTENSOR_STRENGTH,)),
        holds=(("dev_stairs_nwb",),),
        never={
            **_PLAIN,
            "dev_crutch_2pt": "no weight on the leg",
            "dev_crutch_pwb": "no weight on the leg",
            "dev_cane*": "no weight on the leg",
            "gait_treadmill": "no weight on the leg",
            "str_mini_squat": "no weight on the leg",
        },
        side=Side.RIGHT,
    ),
    "positional_vertigo": Expected(
        holds=(("vest_canalith_repositioning",),),
        never={**_NO_SPORT, **_NO_PROSTHESIS, **_NO_AID, "post_chin": "not with dizziness"},
    ),
    "multiple_sclerosis": Expected(
        trains=(
            (Aim.FOOT_CLEARANCE, Aim.DORSIFLEXOR_STRENGTH),
            (Aim.REACTIVE_STEPPING, Aim.DYNAMIC_BALANCE),
            (Aim.ENDURANCE,),
        ),
        never={**_PLAIN, "dev_wean": "fell within the year, on two crutches"},
        side=Side.RIGHT,
    ),
    "lost_feeling": Expected(
        trains=((Aim.SENSORY_WEIGHTING,), (Aim.FOOT_PLACEMENT,), (Aim.HIP_ABDUCTOR_STRENGTH,)),
        never={**_PLAIN, **_NO_AID, "spt_*": "feet that feel little"},
    ),
    "balance_disorder": Expected(
        trains=((Aim.SENSORY_WEIGHTING,), (Aim.DYNAMIC_BALANCE,), (Aim.DUAL_TASK,)),
        never={**_PLAIN, **_NO_AID},
    ),
    "age_related_balance_loss": Expected(
        trains=((Aim.SINGLE_LEG_BALANCE,), (Aim.STATIC_BALANCE,)),
        never={**_PLAIN, **_NO_AID, "bal_sls_ec": "one leg held for 3 s"},
    ),
    "knee_ligament": Expected(
        trains=((Aim.LANDING_CONTROL,), (Aim.KNEE_EXTENSOR_STRENGTH,), (Aim.RUNNING, Aim.AGILITY)),
        never={
            **_NO_VERTIGO,
            **_NO_PROSTHESIS,
            **_NO_AID,
            "spt_sport_drill": "before the hops are even",
            "str_seated_*": "far too easy",
        },
    ),
}
