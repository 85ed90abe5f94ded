// Made from the OpenAPI document by `make docs`; not edited by hand.

/** Staff choose a password, patients and proxies a PIN for this device. */
export type AcceptBody = {
  readonly secret: string;
  readonly password?: string | null;
  readonly pin?: string | null;
};

/** The account that was joined; of a device at home with what the device must keep. */
export type AcceptedAnswer = {
  readonly username: string;
  readonly device_id?: string | null;
  readonly device_secret?: string | null;
};

/** An account that looks in on a patient. */
export type AccessAnswer = {
  readonly id: string;
  readonly user_id: string;
  readonly patient_id: string;
  readonly is_proxy: boolean;
  readonly relationship: string | null;
  readonly made_at: string;
  readonly ended_at: string | null;
};

/** One exercise of a session, as it is kept. */
export type ActivityAnswer = {
  readonly id: string;
  readonly number: number;
  readonly prescription: string;
  readonly exercise: string;
  readonly content_version: string;
  readonly sets: readonly SetBody[];
  readonly completion: Completion;
  readonly reason: string;
  readonly note: string | null;
  readonly pain_before_points: number | null;
  readonly pain_during_points: number | null;
  readonly pain_after_points: number | null;
  readonly effort_points: number | null;
  readonly was_unsteady: boolean | null;
  readonly assistance: string;
  readonly counted: CountedBody | null;
};

/** One exercise of a session. */
export type ActivityBody = {
  readonly exercise: string;
  readonly prescription?: string | null;
  readonly is_outside_plan?: boolean;
  readonly sets?: readonly SetBody[];
  readonly completion: Completion;
  readonly reason?: WhyNot | null;
  readonly note?: string | null;
  readonly pain_before_points?: number | null;
  readonly pain_during_points?: number | null;
  readonly pain_after_points?: number | null;
  readonly effort_points?: number | null;
  readonly was_unsteady?: boolean | null;
  readonly assistance?: Assistance | null;
  readonly counted?: CountedBody;
};

/** Sessions and dose of one window: always n of m, never a bare percentage. */
export type AdherenceAnswer = {
  readonly first_day: string;
  readonly last_day: string;
  readonly state: AdherenceState;
  readonly done_count: number | null;
  readonly due_count: number;
  readonly extra_count: number | null;
  readonly excused_days_count: number;
  readonly synced_on: string | null;
  readonly dose: readonly DoseAnswer[];
  readonly words: string;
};

/** Whether it can be told. */
export type AdherenceState = "known" | "unknown" | "nothing_due";

/** What a person walked or stood with. */
export type Aid = "none" | "single_cane" | "quad_cane" | "hemi_walker" | "one_crutch" | "two_crutches" | "pick_up_walker" | "rolling_walker" | "rollator" | "parallel_bars" | "harness" | "other";

/** What an exercise works on, and what a finding asks to be worked on. */
export type Aim = "knee_extensor_strength" | "knee_flexor_strength" | "hip_abductor_strength" | "hip_extensor_strength" | "hip_flexor_strength" | "calf_strength" | "dorsiflexor_strength" | "evertor_strength" | "trunk_strength" | "power" | "sit_to_stand" | "hip_range" | "knee_range" | "ankle_range" | "sitting_balance" | "static_balance" | "weight_shift" | "single_leg_balance" | "sensory_weighting" | "reactive_stepping" | "dynamic_balance" | "dual_task" | "landing_control" | "agility" | "floor_rise" | "gaze_stability" | "motion_habituation" | "canalith_repositioning" | "gait_speed" | "endurance" | "step_length" | "gait_symmetry" | "gait_rhythm" | "foot_placement" | "foot_clearance" | "turning" | "stairs" | "uneven_ground" | "weight_acceptance" | "stepping" | "running" | "pelvic_control" | "core_control" | "breathing" | "upright_posture" | "device_walking" | "device_transfer" | "device_stairs" | "device_weaning";

/** Something that somebody must look at. */
export type AlertAnswer = {
  readonly id: string;
  readonly patient: NamedPatientAnswer;
  readonly version: number;
  readonly rule: string;
  readonly severity: number;
  readonly source_kind: string;
  readonly source_id: string | null;
  readonly state: AlertState;
  readonly owner: StaffNameAnswer | null;
  readonly made_at: string;
  readonly due_at: string;
  readonly note: string | null;
  readonly closed_at: string | null;
};

/** Why nothing is to be done. */
export type AlertDismissBody = {
  readonly reason: string;
};

/** Who looks after it from now on. */
export type AlertHandOverBody = {
  readonly owner_id: string;
};

/** What was done. */
export type AlertResolveBody = {
  readonly note?: string | null;
};

/** What was done about an alert. */
export type AlertState = "open" | "acknowledged" | "resolved" | "dismissed";

/** All minutes of a visit. */
export type AllVisitMinutesBody = {
  readonly lines: readonly VisitMinutesBody[];
};

/** A change of something signed, and why. */
export type AmendBody = {
  readonly text: string;
  readonly reason: string;
};

/** A change of something signed. */
export type AmendmentAnswer = {
  readonly number: number;
  readonly reason: string;
  readonly made_at: string;
  readonly made_by_id: string | null;
  readonly before_digest: string;
  readonly after_digest: string;
};

/** What is said of a recording before it is sent. */
export type AnnouncedBody = {
  readonly client_uuid: string;
  readonly declared_name: string;
  readonly size_bytes: number;
  readonly sha256: string;
  readonly recorded_at: string;
  readonly task?: Task | null;
  readonly pace?: string | null;
  readonly episode_id?: string | null;
  readonly visit_id?: string | null;
  readonly circumstances?: { readonly [key: string]: unknown };
  readonly reading?: { readonly [key: string]: unknown };
};

/** Who can answer a question. */
export type Answerer = "patient" | "therapist" | "surgeon" | "physician";

/** What was asked before or after a session; null is not answered. */
export type AnswersBody = {
  readonly pain_points?: number | null;
  readonly dizziness_points?: number | null;
  readonly effort_points?: number | null;
  readonly was_unsteady?: boolean | null;
  readonly fall?: FallAnswer | null;
  readonly pain_next_morning_points?: number | null;
};

/** A draft with the rows of a template. */
export type AppliedTemplateAnswer = {
  readonly id: string;
  readonly patient_id: string;
  readonly episode_id: string;
  readonly version: number;
  readonly number: number;
  readonly state: PlanState;
  readonly effective_from: string | null;
  readonly effective_to: string | null;
  readonly why: string | null;
  readonly published_at: string | null;
  readonly published_by_id: string | null;
  readonly based_on_id: string | null;
  readonly plan: Plan;
  readonly schedule: ScheduleAnswer | null;
  readonly allowed_early: { readonly [key: string]: string };
  readonly without: { readonly [key: string]: string };
  readonly blocked: readonly BlockedRowAnswer[];
  readonly left_out: readonly string[];
};

/** A time that was agreed. */
export type AppointmentAnswer = {
  readonly id: string;
  readonly version: number;
  readonly patient: NamedPatientAnswer;
  readonly therapist: StaffNameAnswer;
  readonly site: SiteNameAnswer | null;
  readonly episode_id: string | null;
  readonly state: AppointmentState;
  readonly kind: VisitKind;
  readonly starts_at: string;
  readonly ends_at: string;
  readonly note: string | null;
};

/** What became of an appointment. */
export type AppointmentMoveBody = {
  readonly state: AppointmentState;
  readonly note?: string | null;
};

/** Where an appointment stands. */
export type AppointmentState = "booked" | "arrived" | "in_session" | "done" | "no_show" | "cancelled";

/** A battery that was begun. */
export type AssessmentAnswer = {
  readonly id: string;
  readonly patient_id: string;
  readonly episode_id: string;
  readonly visit_id: string | null;
  readonly version: number;
  readonly battery: string;
  readonly battery_version: string;
  readonly state: AssessmentState;
  readonly started_at: string | null;
  readonly ended_at: string | null;
  readonly circumstances: UsualCircumstancesBody;
  readonly proposal: { readonly [key: string]: unknown };
};

/** That testing is over. */
export type AssessmentEndBody = {
  readonly rest?: string | null;
};

/** A battery to begin. */
export type AssessmentStartBody = {
  readonly battery: string;
  readonly answers?: BatteryAnswersBody;
  readonly visit_id?: string | null;
  readonly circumstances?: UsualCircumstancesBody | null;
};

/** Where a battery of tests stands. */
export type AssessmentState = "draft" | "in_progress" | "completed" | "signed" | "amended" | "abandoned";

/** A card to give. */
export type AssignBody = {
  readonly topic: string;
  readonly because?: string | null;
};

/** A card that was given. */
export type AssignmentAnswer = {
  readonly id: string;
  readonly patient_id: string;
  readonly topic: string;
  readonly content_version: string;
  readonly because: string | null;
  readonly state: EducationState;
  readonly opened_at: string | null;
  readonly read_at: string | null;
  readonly confirmed_at: string | null;
  readonly understood: boolean | null;
};

/** How much help a test or an activity took, from none to all of it. */
export type Assistance = "independent" | "set_up" | "supervision" | "contact_guard" | "minimal" | "moderate" | "maximal" | "total";

/** Whether somebody was in a class on a day. */
export type AttendanceAnswer = {
  readonly id: string;
  readonly enrolment_id: string;
  readonly held_on: string;
  readonly state: AttendanceState;
};

/** Whether somebody was there. */
export type AttendanceBody = {
  readonly held_on: string;
  readonly state: AttendanceState;
};

/** Whether a person was in a class. */
export type AttendanceState = "expected" | "present" | "absent" | "excused";

/** What to look at now, the gravest first, and how much less grave waits behind it. */
export type AttentionAnswer = {
  readonly alerts: readonly AlertAnswer[];
  readonly held_back_count: number;
};

/** What it is about. */
export type AttentionKind = "alert" | "stopped" | "phase_stuck" | "message" | "unsigned_report" | "unsigned_note" | "retest" | "progress_report" | "plan_of_care_expires" | "plan_ends";

/** One thing that needs attention, and the one thing to do about it. */
export type AttentionLineAnswer = {
  readonly kind: AttentionKind;
  readonly severity: Severity;
  readonly step: NextStep;
  readonly patient_id: string;
  readonly episode_id: string | null;
  readonly source_id: string | null;
  readonly rule: string | null;
  readonly since: string | null;
  readonly due_at: string | null;
  readonly words: string | null;
};

/** What is made harder; one at a time. */
export type Axis = "load" | "repetitions" | "hold" | "range" | "tempo" | "lever" | "seat_height" | "step_height" | "hand_support" | "base_of_support" | "surface" | "vision" | "head_movement" | "dual_task" | "perturbation" | "direction" | "position" | "speed" | "distance" | "duration" | "incline" | "body_weight_support" | "feedback" | "target_size" | "coordination" | "device" | "weight_bearing" | "background" | "impact";

/** What became of each session, in the order in which they were sent. */
export type BatchAnswer = {
  readonly sessions: readonly SentAnswer[];
};

/** Sessions that a device sends together. */
export type BatchBody = {
  readonly sessions: readonly SessionBody[];
  readonly is_everything?: boolean;
};

/** The three answers that batteries are proposed from; null is not asked. */
export type BatteryAnswersBody = {
  readonly stands_30_s?: boolean | null;
  readonly walks_10_m?: boolean | null;
  readonly endurance_wanted?: boolean | null;
};

/** Batteries in the order they are done, and the conditions they would start with. */
export type BatteryProposalAnswer = {
  readonly batteries: readonly ProposedBatteryAnswer[];
  readonly missing: readonly string[];
  readonly stopped: string | null;
  readonly circumstances: UsualCircumstancesBody;
};

/** One thing that keeps an exercise out. */
export type BlockAnswer = {
  readonly rule: string;
  readonly code: string;
  readonly words: string;
};

/** A row that may not be done as things stand, and what to do. */
export type BlockedRowAnswer = {
  readonly key: string;
  readonly exercise: string;
  readonly words: string;
  readonly blocks: readonly BlockAnswer[];
};

/** A time with somebody, somewhere. */
export type BookingBody = {
  readonly therapist_id: string;
  readonly starts_at: string;
  readonly ends_at: string;
  readonly kind?: VisitKind;
  readonly site_id?: string | null;
  readonly episode_id?: string | null;
  readonly note?: string | null;
  readonly may_overlap?: boolean;
};

/** A calendar address, which is shown this once. */
export type CalendarFeedAnswer = {
  readonly path: string;
};

/** A card that was given, with its words; null where it is no longer part of the content. */
export type CardAnswer = {
  readonly assignment: AssignmentAnswer;
  readonly words: CardWords | null;
};

/** What stands on a card. */
export type CardWords = {
  readonly title: string;
  readonly intro: string;
  readonly points: readonly string[];
  readonly emergency: readonly string[];
  readonly call: readonly string[];
  readonly question: string;
  readonly answer: string;
};

/** When a plan of care began, was certified, ends, and is reported on next. */
export type CareDatesBody = {
  readonly started_on: string;
  readonly certified_on?: string | null;
  readonly expires_on?: string | null;
  readonly progress_report_due_on?: string | null;
};

/** Everybody who cares for a patient, or did. */
export type CareTeamAnswer = {
  readonly members: readonly MemberAnswer[];
  readonly is_lead_missing: boolean;
};

/** The five parts of a programme. */
export type Category = "strength" | "proprioception_coordination" | "gait_training" | "posture_core" | "assistive_device";

/** A change with its verdict, and what it rests on. */
export type ChangeAnswer = {
  readonly verdict: Verdict | null;
  readonly before: number | null;
  readonly now: number | null;
  readonly change: number | null;
  readonly before_count: number;
  readonly after_count: number;
  readonly mdc: number | null;
  readonly mdc_words: string | null;
  readonly mcid: number | null;
  readonly mcid_words: string | null;
  readonly is_mcid_reached: boolean;
  readonly differing: readonly string[];
  readonly less_help: string | null;
  readonly sources: readonly string[];
  readonly words: readonly string[];
  readonly advice: string | null;
};

/** A check-in. */
export type CheckInAnswer = {
  readonly id: string;
  readonly client_uuid: string;
  readonly patient_id: string;
  readonly answered_at: string;
  readonly answers: WeeklyAnswersBody;
};

/** A check-in to send. */
export type CheckInBody = {
  readonly client_uuid: string;
  readonly answered_at: string;
  readonly answers: WeeklyAnswersBody;
};

/** The conditions of a test. What was not written down is None, never a guess. */
export type Circumstances = {
  readonly aid?: Aid | null;
  readonly assistance?: Assistance | null;
  readonly helpers_count?: number | null;
  readonly footwear?: Footwear | null;
  readonly floor?: Floor | null;
  readonly protocol?: string | null;
  readonly orthosis?: Orthosis | null;
  readonly weight_bearing?: WeightBearing | null;
  readonly vision?: Vision | null;
  readonly medication?: MedicationState | null;
  readonly since_dose_min?: number | null;
  readonly stimulation?: Stimulation | null;
  readonly measured_with?: string | null;
};

/** A class. */
export type ClassAnswer = {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly therapist: StaffNameAnswer;
  readonly site: SiteNameAnswer | null;
  readonly weekday: number;
  readonly starts_at: string;
  readonly duration_min: number;
  readonly most_people_count: number;
  readonly ended_at: string | null;
};

/** When a class meets, with whom, and for how many. */
export type ClassBody = {
  readonly name: string;
  readonly therapist_id: string;
  readonly weekday: number;
  readonly starts_at: string;
  readonly duration_min: number;
  readonly most_people_count: number;
  readonly site_id?: string | null;
};

/** The settings of a clinic. */
export type ClinicAnswer = {
  readonly id: string;
  readonly version: number;
  readonly is_demo: boolean;
  readonly name: string;
  readonly time_zone: string;
  readonly language: string;
  readonly idle_limit_min: number;
  readonly absolute_limit_min: number;
  readonly reassess_every_days: number;
  readonly retention_years: number;
  readonly alerts_a_day_count: number;
  readonly equipment: readonly string[];
};

/** What an administrator may set. */
export type ClinicBody = {
  readonly name: string;
  readonly time_zone: string;
  readonly language: string;
  readonly idle_limit_min: number;
  readonly absolute_limit_min: number;
  readonly reassess_every_days: number;
  readonly retention_years: number;
  readonly alerts_a_day_count: number;
  readonly equipment: readonly string[];
};

/** A clinic, and what one is there. */
export type ClinicOfMine = {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly time_zone: string;
  readonly language: string;
  readonly is_demo: boolean;
  readonly idle_limit_min: number;
};

/** A code to hand over; this answer alone tells it. */
export type CodeAnswer = {
  readonly user_id: string;
  readonly code: string;
  readonly expires_at: string;
};

/** What a value is compared with, in words. */
export type ComparedAnswer = {
  readonly words: string;
  readonly decides: boolean;
  readonly sources: readonly string[];
};

/** A recording that was taken in, and the analysis that was queued. */
export type CompletedAnswer = {
  readonly recording: RecordingAnswer;
  readonly run_id: string | null;
};

/** How much of an exercise was done. */
export type Completion = "done" | "partial" | "skipped" | "stopped";

/** A condition, by the id of the content. */
export type ConditionBody = {
  readonly condition: string;
  readonly side?: Side | null;
  readonly since?: string | null;
};

/** How far a figure or a rule has been checked. */
export type Confidence = "verified" | "computed" | "memory";

/** What somebody agreed to, and until when. */
export type ConsentAnswer = {
  readonly id: string;
  readonly kind: ConsentKind;
  readonly text_version: string;
  readonly how: string;
  readonly given_at: string;
  readonly made_by_id: string | null;
  readonly withdrawn_at: string | null;
  readonly withdrawn_by_id: string | null;
};

/** What somebody agreed to. */
export type ConsentBody = {
  readonly kind: ConsentKind;
  readonly text_version: string;
  readonly how: ConsentWay;
};

/** What is agreed to; each apart from the others. */
export type ConsentKind = "record" | "sensors" | "video" | "research" | "home";

/** What is read before somebody agrees. */
export type ConsentTextAnswer = {
  readonly kind: ConsentKind;
  readonly version: string;
  readonly language: string;
  readonly text: string;
};

/** How it was said. */
export type ConsentWay = "in_person" | "on_paper" | "on_tablet" | "at_home" | "by_telephone";

/** Content with its review. */
export type ContentAnswer = {
  readonly id: string;
  readonly version: number;
  readonly kind: string;
  readonly code: string;
  readonly number: number;
  readonly language: string;
  readonly state: ContentState;
  readonly content: { readonly [key: string]: unknown };
  readonly author_id: string;
  readonly reviewer_id: string | null;
  readonly reviewed_at: string | null;
};

/** A draft. */
export type ContentBody = {
  readonly kind: string;
  readonly code: string;
  readonly language?: string;
  readonly content: { readonly [key: string]: unknown };
};

/** A draft as it reads now. */
export type ContentEditBody = {
  readonly content: { readonly [key: string]: unknown };
};

/** How far a clinic's own content has been reviewed. */
export type ContentState = "draft" | "reviewed" | "published" | "retired";

/** Where content is moved to. */
export type ContentStateBody = {
  readonly state: ContentState;
};

/** What minutes of a week are counted as: the words of ``Exercise.counts_as``. */
export type Counted = "balance" | "strength" | "stepping" | "aerobic" | "gaze";

/** What was counted or measured; null is not counted. */
export type CountedBody = {
  readonly tries_count?: number | null;
  readonly corrected_wobbles_count?: number | null;
  readonly steps_or_grabs_count?: number | null;
  readonly near_falls_count?: number | null;
  readonly faults_after_cue_count?: number | null;
  readonly pain_sharp_or_new?: boolean | null;
  readonly metrics?: { readonly [key: string]: number };
};

/** Whether a criterion is met, by whose word. */
export type CriterionAnswerBody = {
  readonly criterion: string;
  readonly said: Said;
  readonly is_met: boolean;
  readonly on?: string | null;
  readonly note?: string | null;
};

/** A criterion and what is known of it. */
export type CriterionStatusAnswer = {
  readonly criterion: string;
  readonly words: string;
  readonly kind: string;
  readonly required: boolean;
  readonly state: string;
  readonly why: string;
  readonly on: string | null;
};

/** What somebody has before them. */
export type DayAnswer = {
  readonly day: string;
  readonly lines: readonly DayLineAnswer[];
  readonly also_due: readonly PatientDueAnswer[];
  readonly unsigned_count: number;
};

/** One appointment of the day, and what is due with the person. */
export type DayLineAnswer = {
  readonly appointment: AppointmentAnswer;
  readonly due: readonly DueAnswer[];
};

/** What a therapist makes of a finding. */
export type Decision = "accept" | "edit" | "reject" | "resolve";

/** What stands beside a line; null where nothing does, or where it was erased. */
export type DetailAnswer = {
  readonly number: number;
  readonly detail: { readonly [key: string]: unknown } | null;
};

/** A device. To whom it is lent is told to those who may see the patient. */
export type DeviceAnswer = {
  readonly id: string;
  readonly version: number;
  readonly kind: string;
  readonly serial: string;
  readonly label: string;
  readonly firmware: string;
  readonly calibrated_on: string | null;
  readonly battery_share: number | null;
  readonly state: DeviceState;
  readonly is_lent: boolean;
  readonly patient_id: string | null;
};

/** A device to register. */
export type DeviceBody = {
  readonly label?: string;
  readonly firmware?: string;
  readonly calibrated_on?: string | null;
  readonly battery_share?: number | null;
  readonly state?: DeviceState;
  readonly patient_id?: string | null;
  readonly kind: string;
  readonly serial: string;
};

/** What is known of a device. */
export type DeviceConditionBody = {
  readonly label?: string;
  readonly firmware?: string;
  readonly calibrated_on?: string | null;
  readonly battery_share?: number | null;
  readonly state?: DeviceState;
  readonly patient_id?: string | null;
};

/** Whether a device can be used. */
export type DeviceState = "ok" | "low_battery" | "fault" | "retired";

/** A token of a device. */
export type DeviceTokenAnswer = {
  readonly id: string;
  readonly device_id: string;
  readonly made_at: string;
  readonly expires_at: string;
  readonly revoked_at: string | null;
};

/** For how long a device may send. */
export type DeviceTokenBody = {
  readonly lasts_days?: number;
};

/** A token as the device keeps it; its secret is told by this answer alone. */
export type DeviceTokenShown = {
  readonly id: string;
  readonly device_id: string;
  readonly made_at: string;
  readonly expires_at: string;
  readonly revoked_at: string | null;
  readonly secret: string;
};

/** Why an episode ended. */
export type DischargeReason = "goals_met" | "plateau" | "patient_choice" | "did_not_return" | "medical_change" | "referred_on" | "moved_away" | "coverage_ended" | "died" | "other";

/** Whether a note or report is signed. */
export type DocumentState = "draft" | "signed" | "amended" | "sent";

/** What a starting level is of. */
export type Domain = "balance" | "walking" | "strength" | "core" | "gaze" | "device";

/** The last week and the last four. */
export type DoneOfDueAnswer = {
  readonly day: string;
  readonly week: AdherenceAnswer;
  readonly month: AdherenceAnswer;
};

/** One exercise on one day, and how often. */
export type Dose = {
  readonly sets_count: number;
  readonly repetitions_count?: number | null;
  readonly hold_start_s?: number | null;
  readonly hold_goal_s?: number | null;
  readonly work_s?: number | null;
  readonly rest_s: number;
  readonly lower_s?: number | null;
  readonly raise_s?: number | null;
  readonly warm_up_s?: number;
  readonly cool_down_s?: number;
  readonly frequency: Frequency;
  readonly load?: Load | null;
  readonly daily_total_min?: number | null;
};

/** How much of the sets' targets was done, in one unit. */
export type DoseAnswer = {
  readonly unit: DoseUnit;
  readonly done: number;
  readonly target: number;
  readonly unrecorded_count: number;
  readonly words: string;
};

/** Another dose of a row; what is null stays. */
export type DoseEditBody = {
  readonly kind: "dose";
  readonly key: string;
  readonly sets_count?: number | null;
  readonly repetitions_count?: number | null;
  readonly hold_start_s?: number | null;
  readonly hold_goal_s?: number | null;
  readonly work_s?: number | null;
  readonly rest_s?: number | null;
  readonly load?: number | null;
  readonly per?: Per | null;
  readonly min_count?: number | null;
  readonly max_count?: number | null;
};

/** What a set is counted in. */
export type DoseUnit = "repetitions" | "seconds" | "metres";

/** A report to draft. */
export type DraftBody = {
  readonly kind: ReportKind;
};

/** Something that is due with a person. */
export type DueAnswer = {
  readonly kind: DueKind;
  readonly on: string | null;
  readonly reason: RetestReason | null;
};

/** What a day asks for at home, and what was done on it. */
export type DueDayAnswer = {
  readonly day: string;
  readonly plan_number: number | null;
  readonly due_count: number | null;
  readonly per_week_count: number | null;
  readonly is_excused: boolean;
  readonly prescriptions: readonly string[];
  readonly done_count: number;
};

/** What is to be done. */
export type DueKind = "new" | "retest" | "unsigned_note" | "progress_report" | "plan_of_care_expires" | "plan_ends";

/** How far an assigned reading has come. */
export type EducationState = "assigned" | "opened" | "read" | "confirmed";

/** How many sessions ended. */
export type EndedAnswer = {
  readonly sessions_count: number;
};

/** Who joins a class. */
export type EnrolBody = {
  readonly patient_id: string;
};

/** Somebody in a class. */
export type EnrolmentAnswer = {
  readonly id: string;
  readonly training_class_id: string;
  readonly patient: NamedPatientAnswer;
  readonly made_at: string;
  readonly ended_at: string | null;
};

/** An episode. */
export type EpisodeAnswer = {
  readonly id: string;
  readonly patient_id: string;
  readonly version: number;
  readonly state: EpisodeState;
  readonly conditions: readonly ConditionBody[];
  readonly problem: string | null;
  readonly referrer: string | null;
  readonly started_on: string | null;
  readonly ended_on: string | null;
  readonly discharge_reason: DischargeReason | null;
  readonly outcome: string | null;
  readonly history: readonly EpisodeStepAnswer[];
};

/** Why an episode ends, and what came of it. */
export type EpisodeDischargeBody = {
  readonly reason: DischargeReason;
  readonly outcome?: string | null;
};

/** An episode, and what is known in it. */
export type EpisodeFactsAnswer = {
  readonly id: string;
  readonly patient_id: string;
  readonly version: number;
  readonly state: EpisodeState;
  readonly conditions: readonly ConditionBody[];
  readonly problem: string | null;
  readonly referrer: string | null;
  readonly started_on: string | null;
  readonly ended_on: string | null;
  readonly discharge_reason: DischargeReason | null;
  readonly outcome: string | null;
  readonly history: readonly EpisodeStepAnswer[];
  readonly facts: FactsBody;
};

/** An episode to open. */
export type EpisodeOpenBody = {
  readonly conditions: readonly ConditionBody[];
  readonly problem?: string | null;
  readonly referrer?: string | null;
  readonly started_on?: string | null;
  readonly is_planned?: boolean;
};

/** Why something is done. */
export type EpisodeReasonBody = {
  readonly why: string;
};

/** Where a course of care stands. */
export type EpisodeState = "planned" | "active" | "on_hold" | "discharged" | "cancelled";

/** What became of an episode on a day. */
export type EpisodeStep = "opened" | "started" | "held" | "resumed" | "discharged" | "reopened" | "cancelled";

/** Something that became of an episode. */
export type EpisodeStepAnswer = {
  readonly step: EpisodeStep;
  readonly on: string;
  readonly why?: string | null;
  readonly reason?: DischargeReason | null;
};

/** What was erased. */
export type EraseAnswer = {
  readonly patient_id: string;
  readonly rows_count: number;
  readonly files_count: number;
};

/** Why a record is erased, and whose it is, to be sure. */
export type EraseBody = {
  readonly basis: ErasureBasis;
  readonly record_number: string;
  readonly reason: string;
};

/** Why a record may be erased. */
export type ErasureBasis = "retention" | "request";

/** What a row rests on. */
export type Evidence = {
  readonly sources: readonly string[];
  readonly confidence: Confidence;
  readonly note?: string | null;
};

/** Days on which nothing was expected. */
export type ExcuseAnswer = {
  readonly id: string;
  readonly version: number;
  readonly patient_id: string;
  readonly first_day: string;
  readonly last_day: string;
  readonly reason: ExcuseReason;
  readonly note: string | null;
  readonly ended_at: string | null;
};

/** Days on which nothing is expected. */
export type ExcuseBody = {
  readonly first_day: string;
  readonly last_day: string;
  readonly reason: ExcuseReason;
  readonly note?: string | null;
};

/** Why nothing was expected. */
export type ExcuseReason = "ill" | "holiday" | "therapist_pause";

/** A row of the plan with its last sessions and what is proposed. */
export type ExerciseProgressAnswer = {
  readonly prescription: string;
  readonly exercise: string;
  readonly records: readonly RecordAnswer[];
  readonly proposal: ProposalAnswer;
};

/** What is known of a person in an episode; a part that is sent is set as a whole. */
export type FactsBody = {
  readonly body?: MeasuredBodyBody;
  readonly wrist_height_m?: number | null;
  readonly weight_bearing?: readonly WeightBearingBody[];
  readonly ordered_activities?: readonly OrderedActivity[];
  readonly assistance?: Assistance | null;
  readonly aid?: Aid | null;
  readonly home?: HomeSituationBody;
  readonly clinic_equipment?: (readonly string[]) | null;
  readonly settings?: readonly Setting[];
  readonly beta_blocker?: boolean | null;
  readonly resting_heart_rate_bpm?: number | null;
  readonly circumstances?: UsualCircumstancesBody;
  readonly falls_answers?: { readonly [key: string]: boolean };
  readonly therapist?: TherapistChoicesBody;
};

/** Whether somebody fell during a session. */
export type FallAnswer = "no" | "nearly" | "fell";

/** A fall, or nearly one. */
export type FallBody = {
  readonly client_uuid: string;
  readonly happened_at: string;
  readonly is_near_fall: boolean;
  readonly has_injury?: boolean | null;
  readonly activity?: string | null;
  readonly episode_id?: string | null;
};

/** A fall as it was told. */
export type FallReportAnswer = {
  readonly id: string;
  readonly patient_id: string;
  readonly client_uuid: string | null;
  readonly episode_id: string | null;
  readonly made_at: string;
  readonly happened_at: string;
  readonly is_near_fall: boolean;
  readonly has_injury: boolean | null;
  readonly activity: string | null;
  readonly state: FallState;
  readonly reviewed_at: string | null;
  readonly review: string | null;
};

/** What follows from a fall. */
export type FallReviewBody = {
  readonly words?: string | null;
};

/** Whether a reported fall has been looked at. */
export type FallState = "new" | "reviewed";

/** A sentence with what it rests on. */
export type Finding = {
  readonly id: string;
  readonly version: string;
  readonly sentence: string;
  readonly weight: FindingWeight;
  readonly rule: string;
  readonly observed: readonly Observed[];
  readonly aims?: readonly Aim[];
  readonly outcomes?: readonly Outcome[];
  readonly side?: Side | null;
  readonly missing?: readonly string[];
  readonly decides?: boolean;
  readonly education?: readonly string[];
  readonly evidence: Evidence;
};

/** A sentence, with everything it rests on and what was decided. */
export type FindingAnswer = {
  readonly id: string;
  readonly patient_id: string;
  readonly episode_id: string;
  readonly assessment_id: string | null;
  readonly version: number;
  readonly rule: string;
  readonly content_version: string;
  readonly side: Side | null;
  readonly weight: FindingWeight;
  readonly state: FindingState;
  readonly sentence: string;
  readonly proposed: Finding;
  readonly reason: string | null;
  readonly decided_by_id: string | null;
  readonly decided_at: string | null;
  readonly withdrawn_at: string | null;
  readonly superseded_by_id: string | null;
};

/** What a therapist makes of a finding. */
export type FindingDecisionBody = {
  readonly decision: Decision;
  readonly sentence?: string | null;
  readonly reason?: string | null;
};

/** What suggestions are made after. */
export type FindingProposalBody = {
  readonly assessment_id?: string | null;
};

/** What the therapist made of a proposed finding. */
export type FindingState = "suggested" | "accepted" | "edited" | "rejected" | "resolved";

/** How much a finding matters for what is done next. */
export type FindingWeight = "stop" | "major" | "minor" | "note";

/** How the home programme fits. */
export type Fitting = "too_easy" | "right" | "too_hard";

/** What was walked or stood on. */
export type Floor = "firm" | "carpet" | "foam" | "treadmill" | "outdoors" | "other";

/** What comes next in a battery. */
export type FollowingTestAnswer = {
  readonly test: string | null;
  readonly rest: string | null;
  readonly ended: string | null;
  readonly skipped: readonly LeftOutTestAnswer[];
};

/** What was on the feet. */
export type Footwear = "shoes" | "barefoot" | "socks" | "other";

/** How often: from ``min_count`` to ``max_count`` times a week or a day. */
export type Frequency = {
  readonly per: Per;
  readonly min_count: number;
  readonly max_count: number;
};

/** What a person works for. */
export type Goal = {
  readonly words: string | null;
  readonly measure?: GoalMeasure | null;
  readonly baseline?: number | null;
  readonly baseline_on?: string | null;
  readonly least?: LeastChange | null;
  readonly outcomes?: readonly Outcome[];
  readonly reasons?: readonly string[];
  readonly notes?: readonly string[];
  readonly events: readonly GoalEvent[];
};

/** A goal with everything that happened to it. */
export type GoalAnswer = {
  readonly id: string;
  readonly patient_id: string;
  readonly episode_id: string;
  readonly version: number;
  readonly goal_id: string;
  readonly sentence: string;
  readonly status: GoalStatus;
  readonly target: number | null;
  readonly due: string | null;
  readonly met_on: string | null;
  readonly goal: Goal;
};

/** What a person wants, in their own words; the rest follows where it is not given. */
export type GoalBody = {
  readonly words: string;
  readonly measure?: string | null;
  readonly side?: Side | null;
  readonly target?: number | null;
  readonly due?: string | null;
  readonly why?: string | null;
  readonly outcomes?: readonly Outcome[];
};

/** One thing that happened to a goal; never changed afterwards. */
export type GoalEvent = {
  readonly kind: GoalEventKind;
  readonly on: string;
  readonly who: string;
  readonly why?: string | null;
  readonly target?: number | null;
  readonly due?: string | null;
  readonly value?: number | null;
  readonly status?: GoalStatus | null;
};

/** Something that happens to a goal; what belongs to its kind is given. */
export type GoalEventBody = {
  readonly kind: GoalEventKind;
  readonly why?: string | null;
  readonly target?: number | null;
  readonly due?: string | null;
  readonly value?: number | null;
  readonly status?: GoalStatus | null;
};

/** What happened. */
export type GoalEventKind = "created" | "activated" | "target_moved" | "due_moved" | "met" | "closed";

/** A score of a test, of a part of the body or a side where it has them. */
export type GoalMeasure = {
  readonly instrument: string;
  readonly score: string;
  readonly item?: string | null;
  readonly side?: Side | null;
};

/** Which of the goals that are proposed now are agreed on, by their measures. */
export type GoalSelectionBody = {
  readonly measures: readonly string[];
};

/** How a goal stands. */
export type GoalStatus = "proposed" | "active" | "achieved" | "partly" | "not_achieved" | "cancelled";

/** That such a person is registered, and nothing else. */
export type HitAnswer = {
  readonly patient_id: string;
};

/** What there is at home. */
export type HomeSituationBody = {
  readonly supervision?: Supervision;
  readonly equipment?: readonly string[];
};

/** Who somebody is. */
export type IdentityBody = {
  readonly record_number: string;
  readonly given_name: string;
  readonly family_name: string;
  readonly birth_date: string;
  readonly sex_for_reference?: Sex | null;
  readonly gender?: string | null;
  readonly phone?: string | null;
  readonly email?: string | null;
  readonly address?: string | null;
  readonly language?: string;
  readonly time_zone?: string;
};

/** What minutes of a visit were spent on; the code for the account stands beside it. */
export type Intervention = "evaluation" | "re_evaluation" | "therapeutic_exercise" | "neuromuscular_training" | "gait_training" | "functional_activities" | "manual_therapy" | "manoeuvres" | "self_care_training" | "aid_training" | "modality" | "group" | "physical_test" | "education" | "other";

/** An invitation that holds. */
export type InvitationAnswer = {
  readonly id: string;
  readonly role: Role;
  readonly patient_id: string | null;
  readonly name: string;
  readonly email: string;
  readonly expires_at: string;
  readonly most_uses_count: number;
  readonly uses_count: number;
};

/** An invitation as it is handed over; its secret is told by this answer alone. */
export type InvitationShown = {
  readonly id: string;
  readonly role: Role;
  readonly patient_id: string | null;
  readonly name: string;
  readonly email: string;
  readonly expires_at: string;
  readonly most_uses_count: number;
  readonly uses_count: number;
  readonly secret: string;
  readonly link: string;
  readonly qr_svg: string;
};

/** Whom a link lets in. */
export type InvitePatientBody = {
  readonly is_proxy?: boolean;
  readonly lasts_h?: number;
  readonly most_uses_count?: number;
};

/** Who shall work here, and as what. */
export type InviteStaffBody = {
  readonly role: Role;
  readonly name: string;
  readonly email: string;
  readonly lasts_h?: number;
};

/** An item as it may be put on a screen. */
export type ItemAnswer = {
  readonly id: string;
  readonly label: string;
  readonly wording: string | null;
  readonly holder: string | null;
};

/** How far a job is. */
export type JobAnswer = {
  readonly id: string;
  readonly kind: string;
  readonly state: RunState;
  readonly patient_id: string | null;
  readonly done_share: number;
  readonly stage: string;
  readonly tries_count: number;
  readonly made_at: string;
  readonly ended_at: string | null;
  readonly failure: string | null;
};

/** Who joins a care team. */
export type JoinBody = {
  readonly user_id: string;
  readonly is_lead?: boolean;
};

/** A session, and what of it should have ended an exercise. */
export type KeptAnswer = {
  readonly session: SessionAnswer;
  readonly stop_hits: readonly HitAnswer[];
};

/** How far a target must lie from the first value. */
export type LeastChange = {
  readonly value: number;
  readonly kind: string;
  readonly words: string;
  readonly sources: readonly string[];
};

/** An exercise that was considered and is not in the plan. */
export type LeftOut = {
  readonly exercise: string;
  readonly why: string;
  readonly rule: string;
};

/** A test that is not done, and why. */
export type LeftOutTestAnswer = {
  readonly test: string;
  readonly why: string;
};

/** A pack, without its wordings. */
export type LicencePackAnswer = {
  readonly id: string;
  readonly instrument: string;
  readonly licence: string;
  readonly holder: string;
  readonly expires_on: string;
  readonly language: string;
  readonly removed_at: string | null;
};

/** A pack as its holder gives it. */
export type LicencePackBody = {
  readonly instrument: string;
  readonly licence: string;
  readonly holder: string;
  readonly expires: string;
  readonly language: string;
  readonly items: { readonly [key: string]: string };
};

/** Somebody did or saw something. */
export type LineAnswer = {
  readonly number: number;
  readonly happened_at: string;
  readonly user_id: string | null;
  readonly user_name: string | null;
  readonly roles: string;
  readonly action: string;
  readonly outcome: string;
  readonly entity: string;
  readonly entity_id: string | null;
  readonly patient_id: string | null;
};

/** A link; its secret is known to nobody any more. */
export type LinkAnswer = {
  readonly id: string;
  readonly report_id: string;
  readonly expires_at: string;
  readonly most_uses_count: number;
  readonly uses_count: number;
  readonly revoked_at: string | null;
};

/** How heavy, and by how much it grows. */
export type Load = {
  readonly kind: LoadKind;
  readonly unit: string;
  readonly start: number;
  readonly step?: number | null;
  readonly ceiling?: number | null;
};

/** What resists. */
export type LoadKind = "body" | "ankle_weight" | "held_weight" | "band" | "percent_1rm" | "repetition_maximum" | "effort" | "body_weight_support";

/** How far somebody came with a card. */
export type MarkBody = {
  readonly state: EducationState;
  readonly understood?: boolean | null;
};

/** Start and end of a trial, in seconds of its recording. */
export type MarksBody = {
  readonly start_s: number;
  readonly end_s: number;
};

/** Who is signed in, and what is still missing. */
export type MeAnswer = {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly email: string;
  readonly is_clinic_staff: boolean;
  readonly must_change_password: boolean;
  readonly needs_second_factor: boolean;
  readonly opened_by: string;
  readonly clinics: readonly ClinicOfMine[];
  readonly patient_ids: readonly string[];
};

/** What is measured of a body. */
export type MeasuredBodyBody = {
  readonly height_m?: number | null;
  readonly sensor_height_m?: number | null;
  readonly body_mass_kg?: number | null;
  readonly walking_aid?: WalkingAid | null;
};

/** Where a person with Parkinson's is in the cycle of the medicine. */
export type MedicationState = "on" | "off" | "wearing_off" | "not_applicable";

/** Somebody of a care team. */
export type MemberAnswer = {
  readonly id: string;
  readonly version: number;
  readonly patient_id: string;
  readonly user_id: string;
  readonly user_name: string;
  readonly is_lead: boolean;
  readonly made_at: string;
  readonly ended_at: string | null;
};

/** The record that goes over to the one in the address. */
export type MergeBody = {
  readonly other_id: string;
};

/** A message. */
export type MessageAnswer = {
  readonly id: string;
  readonly client_uuid: string;
  readonly patient_id: string;
  readonly sender_id: string;
  readonly is_from_clinic: boolean;
  readonly text: string;
  readonly made_at: string;
  readonly read_at: string | null;
};

/** A message to send. */
export type MessageBody = {
  readonly client_uuid: string;
  readonly text: string;
};

/** A condition that differs from the one a test was done under last time. */
export type MismatchAnswer = {
  readonly instrument: string;
  readonly condition: string;
  readonly before: string | null;
  readonly now: string | null;
};

/** Which way it goes. */
export type Move = "advance" | "hold" | "regress" | "pause";

/** Whose a recording is, and why it is moved. */
export type MoveBody = {
  readonly to_patient_id: string;
  readonly reason: string;
};

/** Marks as a therapist moved them; null goes back to those that were found. */
export type MovedMarksBody = {
  readonly marks: MarksBody | null;
};

/** Whom something is about, as lists show it. */
export type NamedPatientAnswer = {
  readonly id: string;
  readonly record_number: string | null;
  readonly given_name: string | null;
  readonly family_name: string | null;
  readonly birth_date: string | null;
};

/** What must be there before an exercise may start. */
export type Need = "harness" | "gait_belt" | "steady_support" | "corner_or_rail" | "device_fitted" | "vitals_before" | "heart_rate_monitor" | "medical_clearance" | "beat_response_test" | "symptom_score" | "weight_bearing_order" | "therapist_procedure";

/** A link that was just made: the secret is told once. */
export type NewLinkAnswer = {
  readonly link: LinkAnswer;
  readonly secret: string;
};

/** The one thing to do about it. */
export type NextStep = "call" | "adjust" | "answer" | "sign" | "test" | "write_report" | "renew" | "look";

/** One value of one measure, and where it came from. */
export type ObservationAnswer = {
  readonly id: string;
  readonly code: string;
  readonly value: number | null;
  readonly unit: string;
  readonly side: Side | null;
  readonly item: string | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly repeats_count: number | null;
  readonly conditions_key: string;
  readonly observed_at: string;
  readonly state: ObservationState;
  readonly test_result_id: string | null;
  readonly run_id: string | null;
  readonly episode_id: string | null;
  readonly quality: { readonly [key: string]: unknown };
};

/** Which values are asked for; what is left out does not narrow. */
export type ObservationQuery = {
  readonly code?: readonly string[];
  readonly episode_id?: string | null;
  readonly first_day?: string | null;
  readonly last_day?: string | null;
  readonly with_corrected?: boolean;
};

/** How far a value may be relied on. */
export type ObservationState = "preliminary" | "final" | "corrected";

/** A value that a finding rests on. */
export type Observed = {
  readonly instrument: string;
  readonly score: string;
  readonly value: number | null;
  readonly unit?: string;
  readonly shown: string;
  readonly side?: Side | null;
  readonly item?: string | null;
};

/** Why a record is opened. */
export type OpenBody = {
  readonly reason: string;
};

/** Something unanswered that the plan was careful about. */
export type OpenQuestion = {
  readonly code: string;
  readonly question: string;
  readonly answered_by: string;
  readonly hides_count: number;
};

/** A battery with its tests, what comes next, and what is otherwise than last time. */
export type OpenedAssessmentAnswer = {
  readonly id: string;
  readonly patient_id: string;
  readonly episode_id: string;
  readonly visit_id: string | null;
  readonly version: number;
  readonly battery: string;
  readonly battery_version: string;
  readonly state: AssessmentState;
  readonly started_at: string | null;
  readonly ended_at: string | null;
  readonly circumstances: UsualCircumstancesBody;
  readonly proposal: { readonly [key: string]: unknown };
  readonly tests: readonly TestAnswer[];
  readonly following: FollowingTestAnswer | null;
  readonly mismatches: readonly MismatchAnswer[];
};

/** A record that was opened in need. */
export type OpeningAnswer = {
  readonly id: string;
  readonly patient_id: string;
  readonly user_id: string;
  readonly reason: string;
  readonly made_at: string;
  readonly expires_at: string;
  readonly ended_at: string | null;
  readonly reviewed_at: string | null;
  readonly reviewed_by_id: string | null;
};

/** What somebody asks for that needs the legs. */
export type OrderedActivity = "treadmill" | "unloading_treadmill" | "overground_without_aid" | "stairs_foot_over_foot";

/** What holds a joint or lifts a foot. */
export type Orthosis = "none" | "ankle_foot" | "functional_stimulation" | "knee_brace" | "ankle_brace" | "spinal_brace" | "other";

/** What gets better when training works; what a guideline's advice and a goal are about. */
export type Outcome = "walking_speed" | "walking_distance" | "walking_balance" | "gait_pattern" | "standing_balance" | "sitting_balance" | "falls" | "strength" | "transfers" | "stairs" | "range" | "posture" | "pain" | "dizziness" | "freezing" | "confidence" | "fitness" | "daily_function" | "sport";

export type PageAnswer_AssessmentAnswer_ = {
  readonly items: readonly AssessmentAnswer[];
  readonly next_after: string | null;
};

export type PageAnswer_CheckInAnswer_ = {
  readonly items: readonly CheckInAnswer[];
  readonly next_after: string | null;
};

export type PageAnswer_ContentAnswer_ = {
  readonly items: readonly ContentAnswer[];
  readonly next_after: string | null;
};

export type PageAnswer_DeviceAnswer_ = {
  readonly items: readonly DeviceAnswer[];
  readonly next_after: string | null;
};

export type PageAnswer_DeviceTokenAnswer_ = {
  readonly items: readonly DeviceTokenAnswer[];
  readonly next_after: string | null;
};

export type PageAnswer_EpisodeAnswer_ = {
  readonly items: readonly EpisodeAnswer[];
  readonly next_after: string | null;
};

export type PageAnswer_ExcuseAnswer_ = {
  readonly items: readonly ExcuseAnswer[];
  readonly next_after: string | null;
};

export type PageAnswer_FallReportAnswer_ = {
  readonly items: readonly FallReportAnswer[];
  readonly next_after: string | null;
};

export type PageAnswer_FindingAnswer_ = {
  readonly items: readonly FindingAnswer[];
  readonly next_after: string | null;
};

export type PageAnswer_GoalAnswer_ = {
  readonly items: readonly GoalAnswer[];
  readonly next_after: string | null;
};

export type PageAnswer_InvitationAnswer_ = {
  readonly items: readonly InvitationAnswer[];
  readonly next_after: string | null;
};

export type PageAnswer_JobAnswer_ = {
  readonly items: readonly JobAnswer[];
  readonly next_after: string | null;
};

export type PageAnswer_LicencePackAnswer_ = {
  readonly items: readonly LicencePackAnswer[];
  readonly next_after: string | null;
};

export type PageAnswer_MessageAnswer_ = {
  readonly items: readonly MessageAnswer[];
  readonly next_after: string | null;
};

export type PageAnswer_ObservationAnswer_ = {
  readonly items: readonly ObservationAnswer[];
  readonly next_after: string | null;
};

export type PageAnswer_OpeningAnswer_ = {
  readonly items: readonly OpeningAnswer[];
  readonly next_after: string | null;
};

export type PageAnswer_PatientAnswer_ = {
  readonly items: readonly PatientAnswer[];
  readonly next_after: string | null;
};

export type PageAnswer_RecordingAnswer_ = {
  readonly items: readonly RecordingAnswer[];
  readonly next_after: string | null;
};

export type PageAnswer_ReportLine_ = {
  readonly items: readonly ReportLine[];
  readonly next_after: string | null;
};

export type PageAnswer_SafetyCheckAnswer_ = {
  readonly items: readonly SafetyCheckAnswer[];
  readonly next_after: string | null;
};

export type PageAnswer_SessionAnswer_ = {
  readonly items: readonly SessionAnswer[];
  readonly next_after: string | null;
};

export type PageAnswer_TemplateAnswer_ = {
  readonly items: readonly TemplateAnswer[];
  readonly next_after: string | null;
};

export type PageAnswer_TokenAnswer_ = {
  readonly items: readonly TokenAnswer[];
  readonly next_after: string | null;
};

export type PageAnswer_VisitAnswer_ = {
  readonly items: readonly VisitAnswer[];
  readonly next_after: string | null;
};

/** Who somebody is. */
export type PatientAnswer = {
  readonly id: string;
  readonly state: PatientState;
  readonly version: number;
  readonly merged_into_id: string | null;
  readonly record_number: string | null;
  readonly given_name: string | null;
  readonly family_name: string | null;
  readonly birth_date: string | null;
  readonly sex_for_reference: Sex | null;
  readonly gender: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly address: string | null;
  readonly language: string;
  readonly time_zone: string;
};

/** Somebody without an appointment on the day, and what is due all the same. */
export type PatientDueAnswer = {
  readonly patient: NamedPatientAnswer;
  readonly due: readonly DueAnswer[];
};

/** Whether a person's record is in use. */
export type PatientState = "active" | "inactive" | "merged" | "erased";

/** What a frequency counts in. */
export type Per = "week" | "day";

/** A phase that a therapist decides on. */
export type PhaseEntryBody = {
  readonly phase: string;
  readonly on?: string | null;
  readonly note?: string | null;
};

/** The phases of one condition, and the one that holds. */
export type PhaseNowAnswer = {
  readonly condition: string;
  readonly template: string;
  readonly title: string;
  readonly current: string;
  readonly because: string;
  readonly proposed_next: string | null;
  readonly usual_by_time: string | null;
  readonly notes: readonly string[];
  readonly phases: readonly PhaseStatusAnswer[];
};

/** Something that was decided, reported or checked. */
export type PhaseRecordAnswer = {
  readonly id: string;
  readonly episode_id: string;
  readonly condition: string;
  readonly phase: string;
  readonly kind: string;
  readonly criterion: string;
  readonly is_met: boolean | null;
  readonly happened_on: string;
  readonly note: string | null;
};

/** A phase and what must be so before it is left. */
export type PhaseStatusAnswer = {
  readonly phase: string;
  readonly title: string;
  readonly allowed: readonly string[];
  readonly avoided: readonly string[];
  readonly may_be_left: boolean;
  readonly criteria: readonly CriterionStatusAnswer[];
};

/** The PIN as it was, and as it shall be. */
export type PinBody = {
  readonly device_secret: string;
  readonly pin: string;
  readonly new_pin: string;
};

/** Where somebody trained. */
export type Place = "clinic" | "home" | "remote" | "class";

/** A proposal that a therapist reads, edits and signs. */
export type Plan = {
  readonly made_on: string;
  readonly content_versions: readonly (readonly unknown[])[];
  readonly findings: readonly Finding[];
  readonly prescriptions: readonly Prescription[];
  readonly activities: readonly Prescription[];
  readonly left_out: readonly LeftOut[];
  readonly open_questions: readonly OpenQuestion[];
  readonly missing: readonly string[];
  readonly start_levels: readonly StartLevel[];
  readonly weekly: readonly WeeklyCount[];
  readonly visits_count: number;
  readonly beside: readonly Reason[];
};

/** One version of a plan with everything in it. */
export type PlanAnswer = {
  readonly id: string;
  readonly patient_id: string;
  readonly episode_id: string;
  readonly version: number;
  readonly number: number;
  readonly state: PlanState;
  readonly effective_from: string | null;
  readonly effective_to: string | null;
  readonly why: string | null;
  readonly published_at: string | null;
  readonly published_by_id: string | null;
  readonly based_on_id: string | null;
  readonly plan: Plan;
  readonly schedule: ScheduleAnswer | null;
  readonly allowed_early: { readonly [key: string]: string };
  readonly without: { readonly [key: string]: string };
  readonly blocked: readonly BlockedRowAnswer[];
};

/** What differs between two versions. */
export type PlanDifferenceAnswer = {
  readonly rows: readonly RowChangeAnswer[];
  readonly whole: readonly string[];
  readonly words: string;
};

/** What a therapist decides before a plan is drafted. */
export type PlanDraftBody = {
  readonly allowed_early?: { readonly [key: string]: string };
  readonly without?: { readonly [key: string]: string };
};

/** Edits, made one after the other; all of them or none. */
export type PlanEditsBody = {
  readonly edits?: readonly (DoseEditBody | SideEditBody | RowRemovalBody | RowAdditionBody | VisitsEditBody)[];
  readonly allowed_early?: { readonly [key: string]: string };
};

/** The dates of a plan of care. */
export type PlanOfCareAnswer = {
  readonly id: string;
  readonly episode_id: string;
  readonly version: number;
  readonly started_on: string;
  readonly certified_on: string | null;
  readonly expires_on: string | null;
  readonly progress_report_due_on: string | null;
  readonly is_over: boolean;
};

/** From which day a plan holds. */
export type PlanPublishBody = {
  readonly effective_from: string;
  readonly why?: string | null;
};

/** Why something is done. */
export type PlanReasonBody = {
  readonly why: string;
};

/** A schedule; null is as often as the plan's rows say. */
export type PlanScheduleBody = {
  readonly schedule: ScheduleBody | null;
};

/** Where a version of a plan stands. */
export type PlanState = "draft" | "active" | "on_hold" | "completed" | "stopped" | "superseded";

/** From which day nothing of a plan holds. */
export type PlanStopBody = {
  readonly why: string;
  readonly from_day: string;
  readonly is_completed?: boolean;
};

/** One version of a plan, without its rows. */
export type PlanVersionAnswer = {
  readonly id: string;
  readonly patient_id: string;
  readonly episode_id: string;
  readonly version: number;
  readonly number: number;
  readonly state: PlanState;
  readonly effective_from: string | null;
  readonly effective_to: string | null;
  readonly why: string | null;
  readonly published_at: string | null;
  readonly published_by_id: string | null;
  readonly based_on_id: string | null;
};

/** One test of a measure. */
export type PointAnswer = {
  readonly tested_on: string;
  readonly state: ResultState;
  readonly value: number | null;
  readonly differing: readonly string[];
};

/** What is said of one precaution; "unanswered" takes an answer back. */
export type PrecautionAnsweredBody = {
  readonly code: string;
  readonly presence: Presence;
  readonly bound?: number | null;
  readonly note?: string | null;
};

/** Answers about precautions; what is left out stays as it was. */
export type PrecautionAnswersBody = {
  readonly answers: readonly PrecautionAnsweredBody[];
};

/** What a precaution does. */
export type PrecautionKind = "red_flag" | "block" | "bound" | "notice";

/** A question before training, and what is known today. */
export type PrecautionQuestionAnswer = {
  readonly code: string;
  readonly name: string;
  readonly kind: PrecautionKind;
  readonly question: string;
  readonly answered_by: Answerer;
  readonly unit: string | null;
  readonly action: string;
  readonly presence: Presence;
  readonly bound: number | null;
  readonly answered_on: string | null;
  readonly note: string | null;
};

/** One exercise of a plan. */
export type Prescription = {
  readonly exercise: string;
  readonly content_version: string;
  readonly category: Category;
  readonly setting: Setting;
  readonly supervision: Supervision;
  readonly side: Side | null;
  readonly level: number;
  readonly dose: Dose;
  readonly dose_confidence: Confidence;
  readonly targets: readonly Target[];
  readonly feedback: string;
  readonly limits: readonly string[];
  readonly stop_sets: readonly string[];
  readonly needs: readonly Need[];
  readonly easier: readonly string[];
  readonly harder: readonly string[];
  readonly reasons: readonly Reason[];
};

/** What is known of a precaution in a person. */
export type Presence = "present" | "absent" | "unanswered";

/** A refusal (RFC 9457): a code, and words to act on. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly fields?: readonly { readonly field: string; readonly wrong: string; }[];
  readonly allowed?: readonly string[];
  readonly merged_into?: string;
};

/** Go on, hold or step back, by which rule and why. */
export type ProposalAnswer = {
  readonly exercise: string;
  readonly move: Move;
  readonly takes: Takes;
  readonly axis: Axis | null;
  readonly step_words: string | null;
  readonly to_exercise: string | null;
  readonly rule: string;
  readonly reason: string;
  readonly missing: readonly string[];
  readonly alert: boolean;
  readonly sources: readonly string[];
};

/** A battery that fits a person. */
export type ProposedBatteryAnswer = {
  readonly id: string;
  readonly name: string;
  readonly purpose: string;
  readonly visit: number;
  readonly why: string;
  readonly minutes: readonly unknown[];
  readonly tests: readonly string[];
  readonly optional_tests: readonly string[];
  readonly left_out: readonly LeftOutTestAnswer[];
};

/** A card that fits a person, and why. */
export type ProposedCardAnswer = {
  readonly topic: string;
  readonly title: string;
  readonly urgency: string;
  readonly because: string;
  readonly content_version: string;
};

/** A goal that findings propose; nothing is kept of it. */
export type ProposedGoalAnswer = {
  readonly measure: string | null;
  readonly sentence: string;
  readonly target: number | null;
  readonly due: string | null;
  readonly goal: Goal;
};

/** A version that now holds or will. */
export type PublishedPlanAnswer = {
  readonly id: string;
  readonly patient_id: string;
  readonly episode_id: string;
  readonly version: number;
  readonly number: number;
  readonly state: PlanState;
  readonly effective_from: string | null;
  readonly effective_to: string | null;
  readonly why: string | null;
  readonly published_at: string | null;
  readonly published_by_id: string | null;
  readonly based_on_id: string | null;
  readonly plan: Plan;
  readonly schedule: ScheduleAnswer | null;
  readonly allowed_early: { readonly [key: string]: string };
  readonly without: { readonly [key: string]: string };
  readonly blocked: readonly BlockedRowAnswer[];
  readonly changed_since_draft: readonly string[];
};

/** A report, its changes, and whether it still is what was signed. */
export type ReadReportAnswer = {
  readonly report: ReportAnswer;
  readonly amendments: readonly AmendmentAnswer[];
  readonly is_intact: boolean | null;
};

/** Why a row stands in a plan: a finding, a recommendation, and who says so. */
export type Reason = {
  readonly words: string;
  readonly finding?: string | null;
  readonly guideline?: string | null;
  readonly strength?: string | null;
  readonly sources: readonly string[];
  readonly confidence: Confidence;
};

/** One exercise in one session; null is not asked or not counted. */
export type RecordAnswer = {
  readonly day: string;
  readonly sets_count: number | null;
  readonly last_set_count: number | null;
  readonly hold_s: number | null;
  readonly work_s: number | null;
  readonly pain_before_points: number | null;
  readonly pain_during_points: number | null;
  readonly pain_after_points: number | null;
  readonly effort_points: number | null;
  readonly near_falls_count: number | null;
};

/** A test that an analysed recording holds. */
export type RecordedTestBody = {
  readonly run_id: string;
  readonly instrument: string;
};

/** What is known of a recording. */
export type RecordingAnswer = {
  readonly id: string;
  readonly patient_id: string;
  readonly version: number;
  readonly state: RecordingState;
  readonly task: string | null;
  readonly pace: string | null;
  readonly circumstances: { readonly [key: string]: unknown };
  readonly declared_name: string | null;
  readonly recorded_at: string;
  readonly episode_id: string | null;
  readonly visit_id: string | null;
  readonly sha256: string;
  readonly size_bytes: number;
  readonly format: string;
  readonly duration_s: number | null;
  readonly content: { readonly [key: string]: unknown };
  readonly lost_share: number | null;
  readonly refusal: string | null;
  readonly runs: readonly RunAnswer[];
};

/** What became of a recording. */
export type RecordingState = "receiving" | "captured" | "rejected" | "lost";

/** What an episode is about, and who sent the person. */
export type ReferralBody = {
  readonly conditions: readonly ConditionBody[];
  readonly problem?: string | null;
  readonly referrer?: string | null;
  readonly started_on?: string | null;
};

/** A person to register. */
export type RegisterBody = {
  readonly record_number: string;
  readonly given_name: string;
  readonly family_name: string;
  readonly birth_date: string;
  readonly sex_for_reference?: Sex | null;
  readonly gender?: string | null;
  readonly phone?: string | null;
  readonly email?: string | null;
  readonly address?: string | null;
  readonly language?: string;
  readonly time_zone?: string;
  readonly are_others_known?: boolean;
};

/** A report with its text and what it rests on. */
export type ReportAnswer = {
  readonly id: string;
  readonly version: number;
  readonly patient_id: string;
  readonly episode_id: string;
  readonly kind: ReportKind;
  readonly state: DocumentState;
  readonly made_at: string;
  readonly signed_at: string | null;
  readonly signed_by_id: string | null;
  readonly digest: string;
  readonly text: string | null;
  readonly snapshot: { readonly [key: string]: unknown };
};

/** What a report is for. */
export type ReportKind = "assessment" | "progress" | "discharge" | "handout";

/** A report in a list. */
export type ReportLine = {
  readonly id: string;
  readonly version: number;
  readonly patient_id: string;
  readonly episode_id: string;
  readonly kind: ReportKind;
  readonly state: DocumentState;
  readonly made_at: string;
  readonly signed_at: string | null;
  readonly signed_by_id: string | null;
  readonly digest: string;
};

/** One test of one person on one day. */
export type Result = {
  readonly instrument: string;
  readonly version: string;
  readonly tested_on: string;
  readonly state: ResultState;
  readonly circumstances: Circumstances;
  readonly scores?: readonly ScoreValue[];
  readonly items?: { readonly [key: string]: number };
  readonly trials?: readonly number[];
  readonly words?: { readonly [key: string]: string };
  readonly reason?: string | null;
  readonly rater?: string | null;
  readonly notes?: readonly string[];
};

/** What happened; four ways of having no value, which are not the same. */
export type ResultState = "done" | "unable" | "unsafe" | "declined" | "not_done";

/** Why a re-test is proposed. */
export type RetestReason = "fall" | "days" | "visits" | "never_assessed";

/** The eight ways of being known to a clinic. */
export type Role = "administrator" | "therapist" | "assistant" | "front_desk" | "viewer" | "patient" | "proxy" | "service";

/** Who is in a class on a day. */
export type RosterAnswer = {
  readonly training_class: ClassAnswer;
  readonly held_on: string;
  readonly lines: readonly RosterLineAnswer[];
  readonly people_count: number;
};

/** Somebody in a class, and whether they were there. */
export type RosterLineAnswer = {
  readonly enrolment: EnrolmentAnswer;
  readonly state: AttendanceState;
};

/** An exercise of the library that is put in. */
export type RowAdditionBody = {
  readonly kind: "add";
  readonly exercise: string;
  readonly setting: Setting;
  readonly side?: Side | null;
};

/** One row that differs. */
export type RowChangeAnswer = {
  readonly kind: string;
  readonly exercise: string;
  readonly details: readonly string[];
  readonly words: string;
};

/** A row that is taken out, and why. */
export type RowRemovalBody = {
  readonly kind: "remove";
  readonly key: string;
  readonly why: string;
};

/** One analysis, without its document. */
export type RunAnswer = {
  readonly id: string;
  readonly state: RunState;
  readonly algorithm_version: string;
  readonly input_sha256: string;
  readonly started_at: string | null;
  readonly ended_at: string | null;
  readonly superseded_by_id: string | null;
};

/** One analysis with everything that was found. */
export type RunDocumentAnswer = {
  readonly id: string;
  readonly state: RunState;
  readonly algorithm_version: string;
  readonly input_sha256: string;
  readonly started_at: string | null;
  readonly ended_at: string | null;
  readonly superseded_by_id: string | null;
  readonly document: { readonly [key: string]: unknown } | null;
  readonly document_sha256: string;
  readonly failure: string | null;
};

/** Where an analysis or another job stands. */
export type RunState = "queued" | "running" | "ok" | "failed" | "superseded";

/** What the gate said. */
export type SafetyCheckAnswer = {
  readonly id: string;
  readonly episode_id: string;
  readonly visit_id: string | null;
  readonly made_at: string;
  readonly vitals: { readonly [key: string]: unknown } | null;
  readonly is_open: boolean;
  readonly gate: { readonly [key: string]: unknown };
  readonly content_version: string;
};

/** Vital signs to hold against the gate; without them the answers alone count. */
export type SafetyCheckBody = {
  readonly vitals?: VitalsBody | null;
  readonly visit_id?: string | null;
};

/** Who tells whether a criterion is met. */
export type Said = "reported" | "checked";

/** When home sessions are due. */
export type ScheduleAnswer = {
  readonly per_week_count: number | null;
  readonly min_gap_days: number;
  readonly weekdays: readonly Weekday[];
  readonly daily_count: number | null;
};

/** When home sessions are due: one of a count a week, named days and a count a day. */
export type ScheduleBody = {
  readonly per_week_count?: number | null;
  readonly min_gap_days?: number;
  readonly weekdays?: readonly Weekday[];
  readonly daily_count?: number | null;
};

/** One score of one test. */
export type ScoreValue = {
  readonly score: string;
  readonly value: number | null;
  readonly item?: string | null;
  readonly side?: Side | null;
  readonly origin?: string;
  readonly note?: string | null;
};

/** What is known of somebody who is looked for. */
export type SearchBody = {
  readonly text: string;
  readonly after?: string | null;
  readonly most_count?: number;
};

/** The secret of a link; it stands in no address. */
export type SecretBody = {
  readonly secret: string;
};

/** What became of one session of several: kept, known from before, or refused and why. */
export type SentAnswer = {
  readonly client_uuid: string;
  readonly outcome: "kept" | "known" | "refused";
  readonly session_id: string | null;
  readonly stop_hits: readonly HitAnswer[];
  readonly code: string | null;
  readonly detail: string | null;
};

/** A session, as it is kept. */
export type SessionAnswer = {
  readonly id: string;
  readonly version: number;
  readonly client_uuid: string;
  readonly patient_id: string;
  readonly plan_id: string | null;
  readonly visit_id: string | null;
  readonly place: Place;
  readonly state: TrainingState;
  readonly time_zone: string;
  readonly started_at: string;
  readonly ended_at: string | null;
  readonly before: AnswersBody | null;
  readonly after: AnswersBody | null;
  readonly source: Source;
  readonly activities: readonly ActivityAnswer[];
};

/** A session. */
export type SessionBody = {
  readonly client_uuid: string;
  readonly place: Place;
  readonly state: TrainingState;
  readonly started_at: string;
  readonly ended_at?: string | null;
  readonly time_zone: string;
  readonly plan_id?: string | null;
  readonly visit_id?: string | null;
  readonly before?: AnswersBody | null;
  readonly after?: AnswersBody | null;
  readonly activities?: readonly ActivityBody[];
  readonly source?: Source;
};

/** One set. */
export type SetBody = {
  readonly unit: DoseUnit;
  readonly target: number;
  readonly actual?: number | null;
  readonly duration_s?: number | null;
  readonly load?: number | null;
  readonly side?: Side | null;
};

/** Where an exercise is done. */
export type Setting = "clinic" | "home" | "class";

/** Lower is graver. */
export type Severity = 1 | 2 | 3;

/** Sex as reference values are grouped by. */
export type Sex = "female" | "male";

/** For how long and how often a link opens a report. */
export type ShareBody = {
  readonly lasts_days?: number;
  readonly most_uses_count?: number;
};

/** A report that was opened by a link. */
export type SharedReportAnswer = {
  readonly kind: ReportKind;
  readonly state: DocumentState;
  readonly given_name: string | null;
  readonly family_name: string | null;
  readonly birth_date: string | null;
  readonly text: string | null;
  readonly signed_at: string | null;
  readonly signed_by: string | null;
  readonly digest: string;
};

/** A side of the person's own body. */
export type Side = "left" | "right";

/** Another side of a row; null is both. */
export type SideEditBody = {
  readonly kind: "side";
  readonly key: string;
  readonly side: Side | null;
};

/** What happened since the last visit. */
export type SinceLastVisitAnswer = {
  readonly visited_at: string | null;
  readonly sessions_count: number;
  readonly pain_most_points: number | null;
  readonly pain_most_before_points: number | null;
  readonly falls_count: number;
  readonly near_falls_count: number;
  readonly messages_count: number;
  readonly unread_count: number;
  readonly reasons: { readonly [key: string]: number };
  readonly adherence: DoneOfDueAnswer;
};

/** A place where the clinic works. */
export type SiteAnswer = {
  readonly id: string;
  readonly version: number;
  readonly name: string;
};

/** A place where the clinic works. */
export type SiteBody = {
  readonly name: string;
};

/** A place where the clinic works. */
export type SiteNameAnswer = {
  readonly id: string;
  readonly name: string;
};

/** A class, and how many people are in it. */
export type SizedClassAnswer = {
  readonly training_class: ClassAnswer;
  readonly people_count: number;
};

/** Whom somebody looks for in need: the birth date, and record number or full name. */
export type SoughtBody = {
  readonly birth_date: string;
  readonly record_number?: string | null;
  readonly given_name?: string | null;
  readonly family_name?: string | null;
};

/** Who or what told of a session. */
export type Source = "person" | "device" | "paper" | "simulated";

/** Somebody in a role at the clinic. */
export type StaffAnswer = {
  readonly id: string;
  readonly user_id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly site_id: string | null;
  readonly made_at: string;
  readonly ended_at: string | null;
};

/** Somebody who works at the clinic. */
export type StaffNameAnswer = {
  readonly id: string;
  readonly name: string;
};

/** The highest level that training of one kind begins with. */
export type StartLevel = {
  readonly domain: Domain;
  readonly level: number;
  readonly because: string;
  readonly tested: boolean;
};

/** Whether a deep brain stimulator was on. */
export type Stimulation = "on" | "off" | "not_applicable";

/** How much ends, the least first. */
export type StopDegree = "slow_down" | "end_set" | "end_exercise" | "end_session" | "call";

/** What a device will record. */
export type StreamBody = {
  readonly client_uuid: string;
  readonly device_id: string;
  readonly task?: Task | null;
  readonly pace?: string | null;
  readonly episode_id?: string | null;
  readonly visit_id?: string | null;
  readonly circumstances?: { readonly [key: string]: unknown };
};

/** One score with its reference, last time, and the verdict on it. */
export type SummaryLineAnswer = {
  readonly result_id: string;
  readonly instrument: string;
  readonly name: string;
  readonly state: ResultState;
  readonly reason: string | null;
  readonly score: ScoreValue | null;
  readonly shown: string | null;
  readonly references: readonly ComparedAnswer[];
  readonly cut_offs: readonly ComparedAnswer[];
  readonly missing: readonly string[];
  readonly last_on: string | null;
  readonly before: number | null;
  readonly verdict: Verdict | null;
  readonly verdict_words: readonly string[];
};

/** Who is beside the person, from nobody to a therapist with a harness. */
export type Supervision = "none" | "someone_near" | "contact_guard" | "therapist_harness";

/** What a proposal needs before it takes effect. */
export type Takes = "at_once" | "within_limits" | "therapist";

/** Within which band a metric should lie. */
export type Target = {
  readonly metric: string;
  readonly basis: TargetBasis;
  readonly low?: number | null;
  readonly high?: number | null;
  readonly own?: string | null;
  readonly ceiling?: number | null;
  readonly ceiling_height_percent?: number | null;
  readonly when_out: string;
  readonly confidence?: Confidence;
};

/** Where the ends of a target come from. */
export type TargetBasis = "absolute" | "percent_of_own" | "order";

/** What the person was asked to do in a recording. */
export type Task = "walk" | "quiet-standing" | "limits-of-stability" | "timed-up-and-go" | "sit-to-stand" | "repetitions" | "posture" | "functional-reach" | "range-of-motion";

/** Rows of a plan that the clinic keeps. */
export type TemplateAnswer = {
  readonly id: string;
  readonly code: string;
  readonly number: number;
  readonly state: string;
  readonly content: { readonly [key: string]: unknown };
};

/** A template whose rows are put in. */
export type TemplateApplyBody = {
  readonly template_id: string;
};

/** Under which name rows are kept. */
export type TemplateSaveBody = {
  readonly name: string;
  readonly code: string;
};

/** A test of an assessment. */
export type TestAnswer = {
  readonly id: string;
  readonly assessment_id: string;
  readonly version: number;
  readonly number: number;
  readonly instrument: string;
  readonly content_version: string;
  readonly state: TestState;
  readonly tested_on: string | null;
  readonly reason: string | null;
  readonly rater_id: string | null;
  readonly run_id: string | null;
  readonly corrected_by_id: string | null;
  readonly correction: string | null;
  readonly result: Result | null;
  readonly trials: readonly TrialAnswer[];
};

/** What stands in the place of a result, and why. */
export type TestCorrectionBody = {
  readonly instrument: string;
  readonly tested_on: string;
  readonly state?: ResultState;
  readonly circumstances?: UsualCircumstancesBody;
  readonly items?: { readonly [key: string]: number | null };
  readonly trials?: (readonly number[]) | { readonly [key: string]: readonly number[] };
  readonly scores?: { readonly [key: string]: number | null };
  readonly words?: { readonly [key: string]: string };
  readonly painful?: readonly string[];
  readonly involved_side?: Side | null;
  readonly reason?: string | null;
  readonly caution?: string | null;
  readonly why: string;
};

/** What a test came to, as it was written down; null is not asked or not tested. */
export type TestEntryBody = {
  readonly instrument: string;
  readonly tested_on: string;
  readonly state?: ResultState;
  readonly circumstances?: UsualCircumstancesBody;
  readonly items?: { readonly [key: string]: number | null };
  readonly trials?: (readonly number[]) | { readonly [key: string]: readonly number[] };
  readonly scores?: { readonly [key: string]: number | null };
  readonly words?: { readonly [key: string]: string };
  readonly painful?: readonly string[];
  readonly involved_side?: Side | null;
  readonly reason?: string | null;
  readonly caution?: string | null;
};

/** What became of one test; the four ways of having no value are not the same. */
export type TestState = "planned" | "running" | "valid" | "caution" | "unable" | "unsafe" | "declined" | "skipped" | "discarded";

/** The text of a draft. */
export type TextBody = {
  readonly text: string;
};

/** What the therapist has decided about a plan. */
export type TherapistChoicesBody = {
  readonly home_exercises_count?: number;
  readonly clinic_exercises_count?: number;
  readonly clinic_visits_count?: number;
  readonly start_levels?: { readonly [key: string]: number };
  readonly allowed_early?: { readonly [key: string]: string };
  readonly without?: readonly string[];
  readonly devices?: readonly string[];
  readonly beat_helps?: boolean | null;
};

/** A token of another program. */
export type TokenAnswer = {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly made_at: string;
  readonly expires_at: string;
  readonly revoked_at: string | null;
  readonly last_used_at: string | null;
};

/** What another program may do, and for how long. */
export type TokenBody = {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly lasts_days?: number;
};

/** A token as it is handed over; its secret is told by this answer alone. */
export type TokenShown = {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly made_at: string;
  readonly expires_at: string;
  readonly revoked_at: string | null;
  readonly last_used_at: string | null;
  readonly secret: string;
};

/** Some lines, the newest first. */
export type TrailAnswer = {
  readonly lines: readonly LineAnswer[];
  readonly next_before: number | null;
};

/** Which lines are asked for. */
export type TrailQuery = {
  readonly user_id?: string | null;
  readonly patient_id?: string | null;
  readonly action?: string | null;
  readonly outcome?: ("done" | "refused" | "failed") | null;
  readonly since?: string | null;
  readonly until?: string | null;
  readonly before?: number | null;
  readonly most_count?: number;
};

/** Where a training session stands. */
export type TrainingState = "started" | "paused" | "completed" | "abandoned";

/** How the measure of a goal went. */
export type TrendAnswer = {
  readonly goal_id: string;
  readonly sentence: string;
  readonly status: GoalStatus;
  readonly measure: string;
  readonly title: string;
  readonly unit: string;
  readonly points: readonly PointAnswer[];
  readonly baseline_on: readonly string[];
  readonly baseline_low: number | null;
  readonly baseline_high: number | null;
  readonly important_value: number | null;
  readonly target: number | null;
  readonly due: string | null;
  readonly change: ChangeAnswer | null;
};

/** One go at a test, with the marks that were found and those that were moved. */
export type TrialAnswer = {
  readonly id: string;
  readonly version: number;
  readonly number: number;
  readonly state: TrialState;
  readonly started_at: string | null;
  readonly ended_at: string | null;
  readonly recording_id: string | null;
  readonly auto_marks: { readonly [key: string]: number } | null;
  readonly edited_marks: { readonly [key: string]: number } | null;
  readonly quality: { readonly [key: string]: unknown };
};

/** One go at a test. */
export type TrialBody = {
  readonly number: number;
  readonly started_at?: string | null;
  readonly ended_at?: string | null;
  readonly recording_id?: string | null;
  readonly auto_marks?: MarksBody | null;
  readonly quality?: TrialQualityBody;
};

/** How usable a trial is: codes and shares, no words of anybody. */
export type TrialQualityBody = {
  readonly verdict?: string | null;
  readonly doubts?: readonly string[];
  readonly lost_share?: number | null;
  readonly strides_count?: number | null;
};

/** What became of one trial of a test. */
export type TrialState = "recording" | "captured" | "accepted" | "rejected" | "lost";

/** Whether a trial counts. */
export type TrialVerdictBody = {
  readonly is_usable: boolean;
};

/** How far an upload is. */
export type UploadAnswer = {
  readonly id: string;
  readonly recording_id: string;
  readonly state: UploadState;
  readonly declared_bytes: number;
  readonly received_bytes: number;
  readonly expires_at: string;
  readonly refusal: string | null;
};

/** Where an upload stands. */
export type UploadState = "open" | "complete" | "refused" | "abandoned";

/** The conditions of a test; what was not written down is null. */
export type UsualCircumstancesBody = {
  readonly aid?: Aid | null;
  readonly assistance?: Assistance | null;
  readonly helpers_count?: number | null;
  readonly footwear?: Footwear | null;
  readonly floor?: Floor | null;
  readonly protocol?: string | null;
  readonly orthosis?: Orthosis | null;
  readonly weight_bearing?: WeightBearing | null;
  readonly vision?: Vision | null;
  readonly medication?: MedicationState | null;
  readonly since_dose_min?: number | null;
  readonly stimulation?: Stimulation | null;
  readonly measured_with?: string | null;
};

/** What a change is, in the only words used for it. */
export type Verdict = "real improvement" | "likely meaningful" | "within measurement error" | "real worsening" | "not comparable" | "no MDC known";

/** What corrected the sight. */
export type Vision = "no_correction" | "single_focus" | "multifocal" | "contact_lenses";

/** What holds from now on, and why. */
export type VisitAmendBody = {
  readonly note: string;
  readonly reason: string;
  readonly minutes?: AllVisitMinutesBody | null;
};

/** A change of what was signed: what stood there before, and why it was changed. */
export type VisitAmendmentAnswer = {
  readonly number: number;
  readonly made_at: string;
  readonly made_by: StaffNameAnswer | null;
  readonly reason: string;
  readonly note_before: string | null;
  readonly before_digest: string;
  readonly after_digest: string;
};

/** A visit, without its note. */
export type VisitAnswer = {
  readonly id: string;
  readonly patient_id: string;
  readonly episode_id: string;
  readonly appointment_id: string | null;
  readonly version: number;
  readonly kind: VisitKind;
  readonly state: DocumentState;
  readonly therapist: StaffNameAnswer;
  readonly started_at: string;
  readonly ended_at: string | null;
  readonly signed_at: string | null;
  readonly signed_by: StaffNameAnswer | null;
};

/** The draft of a visit. */
export type VisitBody = {
  readonly kind: VisitKind;
  readonly note?: string | null;
  readonly ended_at?: string | null;
  readonly therapist_id?: string | null;
};

/** What a visit is for. */
export type VisitKind = "initial" | "treatment" | "reassessment" | "discharge" | "remote";

/** Minutes of one intervention. */
export type VisitMinutesAnswer = {
  readonly intervention: Intervention;
  readonly duration_min: number;
  readonly billing_code: string;
};

/** Minutes of one intervention, with its code for the account. */
export type VisitMinutesBody = {
  readonly intervention: Intervention;
  readonly duration_min: number;
  readonly billing_code?: string;
};

/** A visit to open, from an appointment or without one. */
export type VisitOpenBody = {
  readonly kind?: VisitKind | null;
  readonly appointment_id?: string | null;
  readonly therapist_id?: string | null;
  readonly started_at?: string | null;
};

/** Another number of visits to the clinic in a week. */
export type VisitsEditBody = {
  readonly kind: "visits";
  readonly visits_count: number;
};

/** What was measured today; null is "not measured". */
export type VitalsBody = {
  readonly systolic_mmhg?: number | null;
  readonly diastolic_mmhg?: number | null;
  readonly systolic_fall_under_load_mmhg?: number | null;
  readonly systolic_drop_on_standing_mmhg?: number | null;
  readonly diastolic_drop_on_standing_mmhg?: number | null;
  readonly heart_rate_bpm?: number | null;
  readonly heart_rate_above_zone_bpm?: number | null;
  readonly above_zone_s?: number | null;
  readonly saturation_percent?: number | null;
  readonly own_saturation_percent?: number | null;
  readonly glucose_mgpdl?: number | null;
  readonly ketones?: boolean | null;
  readonly symptoms?: boolean | null;
  readonly dragging_steps_count?: number | null;
};

/** What a person walks with. */
export type WalkingAid = "none" | "cane" | "crutches" | "walker" | "other";

/** A day of the week, counted as ``date.weekday`` does. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/** The four answers of a week; null is not answered. */
export type WeeklyAnswersBody = {
  readonly pain_points?: number | null;
  readonly confidence_points?: number | null;
  readonly fall?: FallAnswer | null;
  readonly programme?: Fitting | null;
};

/** What the plan holds of something, beside what a guideline asks. */
export type WeeklyCount = {
  readonly target: WeeklyTarget;
  readonly planned_min: number;
  readonly planned_most_min: number;
  readonly offered_min?: number;
  readonly times_count: number;
};

/** A dose that the minutes and days of a week are counted against. */
export type WeeklyTarget = {
  readonly guideline: string;
  readonly strength: string;
  readonly counts_as: readonly Counted[];
  readonly minutes_per_week_min: number | null;
  readonly per_week_min: number | null;
  readonly per_week_max: number | null;
  readonly words: string;
  readonly population: string;
  readonly evidence: Evidence;
  readonly decides: boolean;
};

/** How much a leg may carry, from nothing to everything. */
export type WeightBearing = "NWB" | "TTWB" | "PWB" | "WBAT" | "FWB";

/** What a leg may carry. */
export type WeightBearingBody = {
  readonly side: Side;
  readonly grade: WeightBearing;
  readonly at_most_percent?: number | null;
  readonly at_least_percent?: number | null;
  readonly ordered_on?: string | null;
};

/** A visit with all that belongs to it. */
export type WholeVisitAnswer = {
  readonly id: string;
  readonly patient_id: string;
  readonly episode_id: string;
  readonly appointment_id: string | null;
  readonly version: number;
  readonly kind: VisitKind;
  readonly state: DocumentState;
  readonly therapist: StaffNameAnswer;
  readonly started_at: string;
  readonly ended_at: string | null;
  readonly signed_at: string | null;
  readonly signed_by: StaffNameAnswer | null;
  readonly note: string | null;
  readonly digest: string;
  readonly minutes: readonly VisitMinutesAnswer[];
  readonly amendments: readonly VisitAmendmentAnswer[];
};

/** Why something is done. */
export type WhyBody = {
  readonly why: string;
};

/** Why an exercise was not done as it was asked for. */
export type WhyNot = "pain" | "tired" | "unsteady" | "dizzy" | "no_time" | "not_understood" | "no_equipment" | "therapist" | "other";

/** What is taken back. */
export type WithdrawBody = {
  readonly kind: ConsentKind;
};
