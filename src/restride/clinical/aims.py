"""What training is for: the one vocabulary that joins findings, guidelines and exercises."""

from enum import StrEnum
from typing import Final


class Category(StrEnum):
    """The five parts of a programme."""

    STRENGTH = "strength"
    PROPRIOCEPTION_COORDINATION = "proprioception_coordination"
    GAIT_TRAINING = "gait_training"
    POSTURE_CORE = "posture_core"
    ASSISTIVE_DEVICE = "assistive_device"


class Aim(StrEnum):
    """What an exercise works on, and what a finding asks to be worked on."""

    # Strength
    KNEE_EXTENSOR_STRENGTH = "knee_extensor_strength"
    KNEE_FLEXOR_STRENGTH = "knee_flexor_strength"
    HIP_ABDUCTOR_STRENGTH = "hip_abductor_strength"
    HIP_EXTENSOR_STRENGTH = "hip_extensor_strength"
    HIP_FLEXOR_STRENGTH = "hip_flexor_strength"
    CALF_STRENGTH = "calf_strength"
    DORSIFLEXOR_STRENGTH = "dorsiflexor_strength"
    EVERTOR_STRENGTH = "evertor_strength"
    TRUNK_STRENGTH = "trunk_strength"
    POWER = "power"
    SIT_TO_STAND = "sit_to_stand"
    # Range
    HIP_RANGE = "hip_range"
    KNEE_RANGE = "knee_range"
    ANKLE_RANGE = "ankle_range"
    # Balance
    SITTING_BALANCE = "sitting_balance"
    STATIC_BALANCE = "static_balance"
    WEIGHT_SHIFT = "weight_shift"
    SINGLE_LEG_BALANCE = "single_leg_balance"
    #: Standing without relying on vision or on a firm floor.
    SENSORY_WEIGHTING = "sensory_weighting"
    REACTIVE_STEPPING = "reactive_stepping"
    DYNAMIC_BALANCE = "dynamic_balance"
    DUAL_TASK = "dual_task"
    LANDING_CONTROL = "landing_control"
    AGILITY = "agility"
    FLOOR_RISE = "floor_rise"
    # Vestibular
    GAZE_STABILITY = "gaze_stability"
    MOTION_HABITUATION = "motion_habituation"
    CANALITH_REPOSITIONING = "canalith_repositioning"
    # Walking
    GAIT_SPEED = "gait_speed"
    ENDURANCE = "endurance"
    STEP_LENGTH = "step_length"
    GAIT_SYMMETRY = "gait_symmetry"
    GAIT_RHYTHM = "gait_rhythm"
    FOOT_PLACEMENT = "foot_placement"
    FOOT_CLEARANCE = "foot_clearance"
    TURNING = "turning"
    STAIRS = "stairs"
    UNEVEN_GROUND = "uneven_ground"
    WEIGHT_ACCEPTANCE = "weight_acceptance"
    #: Stepping at all, with the body partly held.
    STEPPING = "stepping"
    RUNNING = "running"
    # Posture and core
    PELVIC_CONTROL = "pelvic_control"
    CORE_CONTROL = "core_control"
    BREATHING = "breathing"
    UPRIGHT_POSTURE = "upright_posture"
    # Devices
    DEVICE_WALKING = "device_walking"
    DEVICE_TRANSFER = "device_transfer"
    DEVICE_STAIRS = "device_stairs"
    DEVICE_WEANING = "device_weaning"


class Outcome(StrEnum):
    """What gets better when training works; what a guideline's advice and a goal are about."""

    WALKING_SPEED = "walking_speed"
    WALKING_DISTANCE = "walking_distance"
    WALKING_BALANCE = "walking_balance"
    GAIT_PATTERN = "gait_pattern"
    STANDING_BALANCE = "standing_balance"
    SITTING_BALANCE = "sitting_balance"
    FALLS = "falls"
    STRENGTH = "strength"
    TRANSFERS = "transfers"
    STAIRS = "stairs"
    RANGE = "range"
    POSTURE = "posture"
    PAIN = "pain"
    DIZZINESS = "dizziness"
    FREEZING = "freezing"
    CONFIDENCE = "confidence"
    FITNESS = "fitness"
    DAILY_FUNCTION = "daily_function"
    SPORT = "sport"


#: What gets better when an aim is reached; the first is what it is mostly for.
OUTCOMES_OF_AIM: Final[dict[Aim, tuple[Outcome, ...]]] = {
    Aim.KNEE_EXTENSOR_STRENGTH: (Outcome.STRENGTH, Outcome.TRANSFERS, Outcome.STAIRS),
    Aim.KNEE_FLEXOR_STRENGTH: (Outcome.STRENGTH,),
    Aim.HIP_ABDUCTOR_STRENGTH: (Outcome.STRENGTH, Outcome.GAIT_PATTERN),
    Aim.HIP_EXTENSOR_STRENGTH: (Outcome.STRENGTH, Outcome.TRANSFERS),
    Aim.HIP_FLEXOR_STRENGTH: (Outcome.STRENGTH, Outcome.GAIT_PATTERN),
    Aim.CALF_STRENGTH: (Outcome.STRENGTH, Outcome.WALKING_SPEED),
    Aim.DORSIFLEXOR_STRENGTH: (Outcome.STRENGTH, Outcome.GAIT_PATTERN),
    Aim.EVERTOR_STRENGTH: (Outcome.STRENGTH, Outcome.SPORT),
    Aim.TRUNK_STRENGTH: (Outcome.STRENGTH, Outcome.PAIN),
    Aim.POWER: (Outcome.STRENGTH, Outcome.SPORT),
    Aim.SIT_TO_STAND: (Outcome.TRANSFERS, Outcome.STRENGTH),
    Aim.HIP_RANGE: (Outcome.RANGE,),
    Aim.KNEE_RANGE: (Outcome.RANGE,),
    Aim.ANKLE_RANGE: (Outcome.RANGE,),
    Aim.SITTING_BALANCE: (Outcome.SITTING_BALANCE,),
    Aim.STATIC_BALANCE: (Outcome.STANDING_BALANCE, Outcome.FALLS),
    Aim.WEIGHT_SHIFT: (Outcome.STANDING_BALANCE, Outcome.FALLS),
    Aim.SINGLE_LEG_BALANCE: (Outcome.STANDING_BALANCE, Outcome.FALLS, Outcome.SPORT),
    Aim.SENSORY_WEIGHTING: (Outcome.STANDING_BALANCE, Outcome.FALLS),
    Aim.REACTIVE_STEPPING: (Outcome.FALLS,),
    Aim.DYNAMIC_BALANCE: (Outcome.WALKING_BALANCE, Outcome.FALLS),
    Aim.DUAL_TASK: (Outcome.WALKING_BALANCE, Outcome.FALLS),
    Aim.LANDING_CONTROL: (Outcome.SPORT,),
    Aim.AGILITY: (Outcome.SPORT,),
    Aim.FLOOR_RISE: (Outcome.CONFIDENCE, Outcome.FALLS, Outcome.DAILY_FUNCTION),
    Aim.GAZE_STABILITY: (Outcome.DIZZINESS,),
    Aim.MOTION_HABITUATION: (Outcome.DIZZINESS,),
    Aim.CANALITH_REPOSITIONING: (Outcome.DIZZINESS,),
    Aim.GAIT_SPEED: (Outcome.WALKING_SPEED,),
    Aim.ENDURANCE: (Outcome.WALKING_DISTANCE, Outcome.FITNESS),
    Aim.STEP_LENGTH: (Outcome.GAIT_PATTERN, Outcome.WALKING_SPEED),
    Aim.GAIT_SYMMETRY: (Outcome.GAIT_PATTERN,),
    Aim.GAIT_RHYTHM: (Outcome.GAIT_PATTERN, Outcome.FREEZING),
    Aim.FOOT_PLACEMENT: (Outcome.GAIT_PATTERN, Outcome.FALLS),
    Aim.FOOT_CLEARANCE: (Outcome.GAIT_PATTERN, Outcome.FALLS),
    Aim.TURNING: (Outcome.WALKING_BALANCE, Outcome.FREEZING),
    Aim.STAIRS: (Outcome.STAIRS,),
    Aim.UNEVEN_GROUND: (Outcome.WALKING_BALANCE, Outcome.FALLS),
    Aim.WEIGHT_ACCEPTANCE: (Outcome.GAIT_PATTERN,),
    Aim.STEPPING: (Outcome.DAILY_FUNCTION, Outcome.GAIT_PATTERN),
    Aim.RUNNING: (Outcome.SPORT, Outcome.FITNESS),
    Aim.PELVIC_CONTROL: (Outcome.POSTURE, Outcome.PAIN),
    Aim.CORE_CONTROL: (Outcome.PAIN, Outcome.STANDING_BALANCE),
    Aim.BREATHING: (Outcome.PAIN, Outcome.POSTURE),
    Aim.UPRIGHT_POSTURE: (Outcome.POSTURE,),
    Aim.DEVICE_WALKING: (Outcome.DAILY_FUNCTION, Outcome.FALLS),
    Aim.DEVICE_TRANSFER: (Outcome.TRANSFERS,),
    Aim.DEVICE_STAIRS: (Outcome.STAIRS,),
    Aim.DEVICE_WEANING: (Outcome.DAILY_FUNCTION,),
}
