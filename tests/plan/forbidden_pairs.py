"""What must never be given together: written by hand, from what an exercise does to the body.

It is not made from the exercises' own rows, and must not be: it is what these are judged by.
A pattern names exercises by id; the second part says under which supervision the pair is allowed
after all, None where it never is.
"""

from restride.clinical.care import Supervision, WeightBearing

NEVER = None
NEAR = Supervision.SOMEONE_NEAR
GUARD = Supervision.CONTACT_GUARD
HARNESS = Supervision.THERAPIST_HARNESS

_JUMPS = ("spt_*", "gait_run_walk")
_EYES_CLOSED = ("bal_foam_ec", "bal_sls_ec")
_SOFT = ("bal_foam_*", "bal_rocker", "bal_wobble", "bal_march_foam", "bal_catch")
_ONE_LEG = ("bal_sls*", "bal_foam_sls", "bal_clock_step", "str_heel_raise1", "spt_single_hop")
_VIGOROUS = ("gait_interval", "gait_var_step")
_SWING = ("dev_swing_to", "dev_swing_thru")
_CRUTCHES = ("dev_crutch_*", *_SWING)
_HEAD = ("vest_vor*", "bal_foam_head", "bal_sls_head", "gait_head")
_PLANKS = ("core_plank", "core_side_plank*")
_HANDS = ("core_birddog", "core_plank")
_SPINE_LOADED = (
    "core_plank",
    "core_side_plank*",
    "core_hinge",
    "core_birddog",
    "core_extensor_hold",
)
_SQUATS = ("str_wall_squat", "str_split_squat", "str_lunge", "str_mini_squat", "bal_foam_squat")
_NARROW = ("gait_heel_toe", "bal_tandem_back", "bal_tandem_walk_dt")
_HEELS = ("str_heel_raise*", "gait_toe_walk", *_JUMPS)

#: Code of a precaution that is present or unanswered: exercises, and what releases them.
BY_PRECAUTION: dict[str, tuple[tuple[tuple[str, ...], Supervision | None], ...]] = {
    "chest_pain_or_faint": ((("*",), NEVER),),
    "cardiac_unstable": ((("*",), NEVER),),
    "new_neurological_signs": ((("*",), NEVER),),
    "central_signs": ((("*",), NEVER),),
    "cauda_equina_signs": ((("*",), NEVER),),
    "calf_clot_signs": ((("*",), NEVER),),
    "acute_illness": ((("*",), NEVER),),
    "concussion_danger_signs": ((("*",), NEVER),),
    "unexplained_weight_loss_or_night_pain": ((("*",), NEVER),),
    "heart_not_cleared": (((*_VIGOROUS, "gait_run_walk", "gait_incline"), NEVER),),
    "aortic_stenosis_severe": ((_VIGOROUS, NEVER),),
    "blood_pressure_uncontrolled": ((_VIGOROUS, NEVER),),
    "seizures_set_off_by_light": ((("gait_vr",), NEVER),),
    "vertebral_fracture_recent": (((*_SPINE_LOADED, *_JUMPS), NEVER),),
    "bone_risk_high": (
        (_JUMPS, NEVER),
        (("bal_perturb", "bal_lean_release", "bal_trip_recovery"), HARNESS),
    ),
    "spine_surgery_first_phase": (((*_SPINE_LOADED, "core_deadbug", *_JUMPS), NEVER),),
    "spine_movement_limits": ((("core_hinge", "post_turn", *_JUMPS), NEVER),),
    "abdominal_surgery_not_cleared": ((_PLANKS, NEVER),),
    "hip_posterior_precautions": ((("bal_cross_step", "str_sts_low", "str_lunge"), NEVER),),
    "hip_anterior_precautions": ((("str_stand_hip_ext", "str_lying_hip_ext"), NEVER),),
    "hip_abductor_repair_recent": (
        (
            ("str_side_hip_abd", "str_stand_hip_abd", "str_band_hip_abd", "str_band_lateral_walk"),
            NEVER,
        ),
    ),
    "hip_unstable": ((("str_slr", *_JUMPS), NEVER),),
    "hamstring_graft_recent": ((("str_band_ham", "str_ham_slide"), NEVER),),
    "patellar_tendon_repair": (((*_SQUATS, *_JUMPS), NEVER),),
    "knee_hot_or_swollen": (((*_SQUATS, *_JUMPS, "bal_step_down", "str_sts_low"), NEVER),),
    "kneecap_pain_flare": ((("str_wall_squat", "str_lunge", "bal_step_down", *_JUMPS), NEVER),),
    "knee_bends_backwards": ((("str_band_tke",), NEVER),),
    "kneeling_not_allowed": ((("core_birddog", "bal_half_kneel_rise"), NEVER),),
    "achilles_or_calf_acute": (((*_HEELS, "gait_incline"), NEVER),),
    "achilles_repair_recent": (((*_HEELS, "str_calf_stretch"), NEVER),),
    "ankle_sprain_fresh": (((*_JUMPS, "bal_foam_sls", "bal_wobble", "bal_clock_step"), NEVER),),
    "heel_fracture_or_pain": ((("gait_heel_walk",), NEVER),),
    "foot_wound_open": ((("gait_endurance", "gait_run_walk", "gait_interval"), NEVER),),
    "foot_sensation_lost": (((*_EYES_CLOSED, "gait_uneven"), GUARD),),
    "disc_acute_leg_pain": ((("str_slr", "core_hinge", *_PLANKS), NEVER),),
    "back_flare": (((*_PLANKS,), NEVER),),
    "back_extension_hurts": ((("core_extensor_hold",), NEVER),),
    "neck_unstable": (((*_HEAD, "post_chin"), NEVER),),
    "neck_artery_concern": ((_HEAD, NEVER),),
    "neck_arm_pain": ((("post_chin",), NEVER),),
    "shoulder_pain": (((*_PLANKS,), NEVER),),
    "wrist_pain": ((_HANDS, NEVER),),
    "arms_weak": ((_CRUTCHES, NEVER),),
    "trunk_weak": ((_SWING, NEVER),),
    "cannot_stand_with_one_hand": (
        (
            ("bal_tandem", "bal_sls*", "bal_foam_*", "bal_step_up", "str_stand_*", "gait_heel_toe"),
            GUARD,
        ),
    ),
    "falls_last_12_months": (((*_EYES_CLOSED, "bal_sls", "bal_sls_head", "bal_foam_head"), NEAR),),
    "fall_last_30_days": ((("dev_wean",), NEVER),),
    "freezing_of_gait": (
        (
            ("gait_stride", "gait_pace", "gait_treadmill", "gait_obstacle", *_NARROW, "bal_tandem"),
            NEAR,
        ),
    ),
    "beat_worsens_walking": ((("gait_ras",), NEVER),),
    "cannot_walk_on_belt": ((("gait_treadmill", "gait_interval", "gait_incline"), NEVER),),
    "vertigo_acute": ((("vest_habit", "bal_foam_ec", "gait_head"), NEVER),),
    "bppv_untreated": ((("vest_habit",), NEVER),),
    "vestibular_loss_both_sides": ((("vest_vor2", "vest_habit"), NEVER),),
    "retina_surgery_recent": (((*_HEAD, "vest_habit"), NEVER),),
    "harness_skin_or_pain": ((("gait_bws", "bal_lean_release"), NEVER),),
    "harness_stoma_or_tube": ((("gait_bws", "bal_lean_release"), NEVER),),
    "orthostatic_symptoms": ((("bal_step_up", "bal_sls", "bal_foam_dbl", "gait_uneven"), NEAR),),
    "fracture_not_cleared": (((*_JUMPS, "bal_sls*", "str_lunge", "bal_step_down"), NEVER),),
    "acl_graft_open_chain_limit": ((_JUMPS, NEVER),),
    "ankle_fusion": (((*_JUMPS, "bal_rocker", "bal_wobble", "gait_heel_walk"), NEVER),),
    "wound_open_surgical": (((*_JUMPS, *_VIGOROUS, "bal_floor_rise"), NEVER),),
    "stimulation_not_cleared": ((("dev_fes",), NEVER),),
    "thinking_needs_supervision": ((("*",), NEAR),),
}

#: Exercises by the least load that the stricter leg must be allowed.
_ANY_STANDING = (
    "bal_feet_together", "bal_semi_tandem", "bal_tandem", "bal_foam_*", "bal_shift", "bal_reach",
    "bal_tap", "bal_4square", "bal_side_step", "bal_backwalk", "bal_dt_stand", "bal_tai_chi",
    "bal_rocker", "bal_wobble", "bal_march_foam", "bal_catch", "str_stand_*", "str_standing_*",
    "str_mini_squat", "str_wall_squat", "str_split_squat", "str_heel_raise*", "str_toe_raise",
    "str_sts", "str_sts_high", "str_sts_low", "str_band_hip_abd", "str_band_lateral_walk",
    "gait_overground", "gait_stride", "gait_endurance", "gait_treadmill", "gait_ras", "gait_pace",
    "gait_vr", "gait_symmetry", "gait_amplitude", "gait_turn", "gait_dt", "gait_head",
    "dev_cane_*", "dev_quad_cane", "dev_rollator", "dev_rolling_walker", "dev_hemi_walker",
    "dev_crutch_2pt", "dev_crutch_4pt", "dev_swing_*", "dev_wean", "dev_curb", "core_tilt_stand",
    "vest_vor1_stand", "vest_vor1_walk", "post_wall", "bal_step_up",
)  # fmt: skip
_ONE_LEG_OR_IMPACT = (
    "bal_sls*", "bal_foam_sls", "str_heel_raise1", "str_lunge", "bal_step_down", "gait_stairs",
    "bal_clock_step", "spt_*", "gait_run_walk", "bal_perturb", "bal_lean_release", "gait_heel_walk",
    "gait_toe_walk",
)  # fmt: skip
BY_ORDER: dict[WeightBearing, tuple[str, ...]] = {
    WeightBearing.NON: (
        *_ANY_STANDING, *_ONE_LEG_OR_IMPACT, "gait_bws", "dev_crutch_pwb", "dev_walker_pwb",
        "dev_stairs_pwb", "dev_stairs_wbat", "gait_load_scale", "str_bridge",
    ),
    WeightBearing.TOE_TOUCH: (
        *_ANY_STANDING, *_ONE_LEG_OR_IMPACT, "gait_bws", "dev_stairs_pwb", "dev_stairs_wbat",
    ),
    WeightBearing.PARTIAL: (*_ANY_STANDING, *_ONE_LEG_OR_IMPACT, "dev_stairs_wbat"),
    WeightBearing.AS_TOLERATED: _ONE_LEG_OR_IMPACT,
    WeightBearing.FULL: ("dev_crutch_nwb", "dev_stairs_nwb", "dev_walker_nwb"),
}  # fmt: skip

#: Condition: what is wrong for it whatever is answered.
BY_CONDITION: dict[str, tuple[str, ...]] = {
    "vestibular_two_sided": ("vest_vor2", "vest_habit"),
    "vestibular": ("post_chin",),
    "fracture": _SWING,
}
#: Days since onset before which it is not given without a therapist's word.
TOO_EARLY: dict[str, tuple[tuple[str, int], ...]] = {
    "stroke": (("gait_interval", 180), ("gait_var_step", 180)),
}
#: Never at home: they need a harness, a belt or a therapist's hands.
NOT_AT_HOME = (
    "gait_treadmill", "gait_bws", "gait_interval", "gait_var_step", "gait_vr", "gait_incline",
    "bal_perturb", "bal_lean_release", "bal_trip_recovery", "vest_canalith_repositioning",
)  # fmt: skip
