// Made from the OpenAPI document by `make docs`; not edited by hand.
import type { Answered, Client } from "./client";
import type {
  AcceptBody,
  AcceptedAnswer,
  AccessAnswer,
  AlertAnswer,
  AlertDismissBody,
  AlertHandOverBody,
  AlertResolveBody,
  AllVisitMinutesBody,
  AmendBody,
  AnnouncedBody,
  AppliedTemplateAnswer,
  AppointmentAnswer,
  AppointmentMoveBody,
  AssessmentAnswer,
  AssessmentEndBody,
  AssessmentStartBody,
  AssignBody,
  AssignmentAnswer,
  AttendanceAnswer,
  AttendanceBody,
  AttentionAnswer,
  BatchAnswer,
  BatchBody,
  BatteryAnswersBody,
  BatteryProposalAnswer,
  BookingBody,
  CalendarFeedAnswer,
  CardAnswer,
  CareDatesBody,
  CareTeamAnswer,
  CheckInAnswer,
  CheckInBody,
  ClassAnswer,
  ClassBody,
  ClinicAnswer,
  ClinicBody,
  CodeAnswer,
  CompletedAnswer,
  ConsentAnswer,
  ConsentBody,
  ConsentTextAnswer,
  ContentAnswer,
  ContentBody,
  ContentEditBody,
  ContentStateBody,
  CriterionAnswerBody,
  DayAnswer,
  DetailAnswer,
  DeviceAnswer,
  DeviceBody,
  DeviceConditionBody,
  DeviceTokenAnswer,
  DeviceTokenBody,
  DeviceTokenShown,
  DoneOfDueAnswer,
  DraftBody,
  DueAnswer,
  DueDayAnswer,
  EndedAnswer,
  EnrolBody,
  EnrolmentAnswer,
  EpisodeAnswer,
  EpisodeDischargeBody,
  EpisodeFactsAnswer,
  EpisodeOpenBody,
  EpisodeReasonBody,
  EraseAnswer,
  EraseBody,
  ExcuseAnswer,
  ExcuseBody,
  ExerciseProgressAnswer,
  FactsBody,
  FallBody,
  FallReportAnswer,
  FallReviewBody,
  FindingAnswer,
  FindingDecisionBody,
  FindingProposalBody,
  GoalAnswer,
  GoalBody,
  GoalEventBody,
  GoalSelectionBody,
  HitAnswer,
  IdentityBody,
  InvitationAnswer,
  InvitationShown,
  InvitePatientBody,
  InviteStaffBody,
  ItemAnswer,
  JoinBody,
  KeptAnswer,
  LicencePackAnswer,
  LicencePackBody,
  LinkAnswer,
  MarkBody,
  MeAnswer,
  MemberAnswer,
  MergeBody,
  MessageAnswer,
  MessageBody,
  MoveBody,
  MovedMarksBody,
  NewLinkAnswer,
  OpenBody,
  OpenedAssessmentAnswer,
  OpeningAnswer,
  PageAnswer_AssessmentAnswer_,
  PageAnswer_CheckInAnswer_,
  PageAnswer_ContentAnswer_,
  PageAnswer_DeviceAnswer_,
  PageAnswer_DeviceTokenAnswer_,
  PageAnswer_EpisodeAnswer_,
  PageAnswer_ExcuseAnswer_,
  PageAnswer_FallReportAnswer_,
  PageAnswer_FindingAnswer_,
  PageAnswer_GoalAnswer_,
  PageAnswer_InvitationAnswer_,
  PageAnswer_JobAnswer_,
  PageAnswer_LicencePackAnswer_,
  PageAnswer_MessageAnswer_,
  PageAnswer_ObservationAnswer_,
  PageAnswer_OpeningAnswer_,
  PageAnswer_PatientAnswer_,
  PageAnswer_RecordingAnswer_,
  PageAnswer_ReportLine_,
  PageAnswer_SafetyCheckAnswer_,
  PageAnswer_SessionAnswer_,
  PageAnswer_TemplateAnswer_,
  PageAnswer_TokenAnswer_,
  PageAnswer_VisitAnswer_,
  PatientAnswer,
  PhaseEntryBody,
  PhaseNowAnswer,
  PhaseRecordAnswer,
  PinBody,
  PlanAnswer,
  PlanDifferenceAnswer,
  PlanDraftBody,
  PlanEditsBody,
  PlanOfCareAnswer,
  PlanPublishBody,
  PlanReasonBody,
  PlanScheduleBody,
  PlanStopBody,
  PlanVersionAnswer,
  PrecautionAnswersBody,
  PrecautionQuestionAnswer,
  ProposedCardAnswer,
  ProposedGoalAnswer,
  PublishedPlanAnswer,
  ReadReportAnswer,
  RecordedTestBody,
  RecordingAnswer,
  ReferralBody,
  RegisterBody,
  ReportAnswer,
  RosterAnswer,
  RunAnswer,
  RunDocumentAnswer,
  SafetyCheckAnswer,
  SafetyCheckBody,
  SearchBody,
  SecretBody,
  SessionAnswer,
  SessionBody,
  ShareBody,
  SharedReportAnswer,
  SinceLastVisitAnswer,
  SiteAnswer,
  SiteBody,
  SizedClassAnswer,
  SoughtBody,
  StaffAnswer,
  StreamBody,
  SummaryLineAnswer,
  TemplateAnswer,
  TemplateApplyBody,
  TemplateSaveBody,
  TestAnswer,
  TestCorrectionBody,
  TestEntryBody,
  TextBody,
  TokenAnswer,
  TokenBody,
  TokenShown,
  TrailAnswer,
  TrendAnswer,
  TrialAnswer,
  TrialBody,
  TrialVerdictBody,
  UploadAnswer,
  UsualCircumstancesBody,
  VisitAmendBody,
  VisitBody,
  VisitOpenBody,
  WholeVisitAnswer,
  WhyBody,
  WithdrawBody,
} from "./schemas.gen";

/** Say that somebody looks after it. */
export function alertDecideAcknowledge(
  client: Client, asked: { readonly alert_id: string; }, signal?: AbortSignal,
): Promise<Answered<AlertAnswer>> {
  return client.json<AlertAnswer>({ method: "POST", path: `/alerts/${encodeURIComponent(asked.alert_id)}/acknowledge`, signal });
}

/** Say that nothing is to be done, and why. */
export function alertDecideDismiss(
  client: Client, asked: { readonly alert_id: string; readonly body: AlertDismissBody; }, signal?: AbortSignal,
): Promise<Answered<AlertAnswer>> {
  return client.json<AlertAnswer>({ method: "POST", path: `/alerts/${encodeURIComponent(asked.alert_id)}/dismiss`, body: asked.body, signal });
}

/** Give an alert to a colleague. */
export function alertDecideHandOver(
  client: Client, asked: { readonly alert_id: string; readonly body: AlertHandOverBody; }, signal?: AbortSignal,
): Promise<Answered<AlertAnswer>> {
  return client.json<AlertAnswer>({ method: "POST", path: `/alerts/${encodeURIComponent(asked.alert_id)}/hand-over`, body: asked.body, signal });
}

/** Take back that an alert was dismissed. */
export function alertDecideReopen(
  client: Client, asked: { readonly alert_id: string; }, signal?: AbortSignal,
): Promise<Answered<AlertAnswer>> {
  return client.json<AlertAnswer>({ method: "POST", path: `/alerts/${encodeURIComponent(asked.alert_id)}/reopen`, signal });
}

/** Say that what had to be done was done. */
export function alertDecideResolve(
  client: Client, asked: { readonly alert_id: string; readonly body: AlertResolveBody; }, signal?: AbortSignal,
): Promise<Answered<AlertAnswer>> {
  return client.json<AlertAnswer>({ method: "POST", path: `/alerts/${encodeURIComponent(asked.alert_id)}/resolve`, body: asked.body, signal });
}

/** List what needs attention: one's own and nobody's, or of all one's patients. */
export function alertRead(
  client: Client, asked: { readonly is_mine?: boolean; }, signal?: AbortSignal,
): Promise<Answered<AttentionAnswer>> {
  return client.json<AttentionAnswer>({ method: "GET", path: `/alerts`, query: { is_mine: asked.is_mine }, signal });
}

/** List the alerts of a patient, open and closed, the newest first. */
export function alertReadPatient(
  client: Client, asked: { readonly patient_id: string; }, signal?: AbortSignal,
): Promise<Answered<readonly AlertAnswer[]>> {
  return client.json<readonly AlertAnswer[]>({ method: "GET", path: `/patients/${encodeURIComponent(asked.patient_id)}/alerts`, signal });
}

/** Read one analysis, whole. */
export function analysisRead(
  client: Client, asked: { readonly run_id: string; }, signal?: AbortSignal,
): Promise<Answered<RunDocumentAnswer>> {
  return client.json<RunDocumentAnswer>({ method: "GET", path: `/analyses/${encodeURIComponent(asked.run_id)}`, signal });
}

/** Queue another analysis; it will supersede the one that holds, which is kept. */
export function analysisStart(
  client: Client, asked: { readonly recording_id: string; }, signal?: AbortSignal,
): Promise<Answered<RunAnswer>> {
  return client.json<RunAnswer>({ method: "POST", path: `/recordings/${encodeURIComponent(asked.recording_id)}/analyses`, signal });
}

/** Move an appointment to another time, therapist or place. */
export function appointmentEdit(
  client: Client, asked: { readonly appointment_id: string; readonly version: string; readonly body: BookingBody; }, signal?: AbortSignal,
): Promise<Answered<AppointmentAnswer>> {
  return client.json<AppointmentAnswer>({ method: "PUT", path: `/appointments/${encodeURIComponent(asked.appointment_id)}`, version: asked.version, body: asked.body, signal });
}

/** Book a time. */
export function appointmentEditBook(
  client: Client, asked: { readonly patient_id: string; readonly body: BookingBody; }, signal?: AbortSignal,
): Promise<Answered<AppointmentAnswer>> {
  return client.json<AppointmentAnswer>({ method: "POST", path: `/patients/${encodeURIComponent(asked.patient_id)}/appointments`, body: asked.body, signal });
}

/** Say what became of an appointment. */
export function appointmentEditMove(
  client: Client, asked: { readonly appointment_id: string; readonly body: AppointmentMoveBody; }, signal?: AbortSignal,
): Promise<Answered<AppointmentAnswer>> {
  return client.json<AppointmentAnswer>({ method: "POST", path: `/appointments/${encodeURIComponent(asked.appointment_id)}/move`, body: asked.body, signal });
}

/** List appointments from a day to a day, at most 62 days, in the order of their times. */
export function appointmentList(
  client: Client, asked: { readonly first_day: string; readonly last_day: string; readonly therapist_id?: string | null; readonly patient_id?: string | null; }, signal?: AbortSignal,
): Promise<Answered<readonly AppointmentAnswer[]>> {
  return client.json<readonly AppointmentAnswer[]>({ method: "GET", path: `/appointments`, query: { first_day: asked.first_day, last_day: asked.last_day, therapist_id: asked.therapist_id, patient_id: asked.patient_id }, signal });
}

/** Tell the conditions that tests start with. */
export function assessmentEdit(
  client: Client, asked: { readonly assessment_id: string; readonly version: string; readonly body: UsualCircumstancesBody; }, signal?: AbortSignal,
): Promise<Answered<AssessmentAnswer>> {
  return client.json<AssessmentAnswer>({ method: "PUT", path: `/assessments/${encodeURIComponent(asked.assessment_id)}/circumstances`, version: asked.version, body: asked.body, signal });
}

/** Break an assessment off. */
export function assessmentEditAbandon(
  client: Client, asked: { readonly assessment_id: string; readonly version: string; readonly body: WhyBody; }, signal?: AbortSignal,
): Promise<Answered<AssessmentAnswer>> {
  return client.json<AssessmentAnswer>({ method: "POST", path: `/assessments/${encodeURIComponent(asked.assessment_id)}/abandon`, version: asked.version, body: asked.body, signal });
}

/** Say that testing is over. */
export function assessmentEditComplete(
  client: Client, asked: { readonly assessment_id: string; readonly version: string; readonly body: AssessmentEndBody; }, signal?: AbortSignal,
): Promise<Answered<AssessmentAnswer>> {
  return client.json<AssessmentAnswer>({ method: "POST", path: `/assessments/${encodeURIComponent(asked.assessment_id)}/complete`, version: asked.version, body: asked.body, signal });
}

/** Go on testing. */
export function assessmentEditReopen(
  client: Client, asked: { readonly assessment_id: string; readonly version: string; }, signal?: AbortSignal,
): Promise<Answered<AssessmentAnswer>> {
  return client.json<AssessmentAnswer>({ method: "POST", path: `/assessments/${encodeURIComponent(asked.assessment_id)}/reopen`, version: asked.version, signal });
}

/** Read an assessment with its tests and what comes next. */
export function assessmentRead(
  client: Client, asked: { readonly assessment_id: string; }, signal?: AbortSignal,
): Promise<Answered<OpenedAssessmentAnswer>> {
  return client.json<OpenedAssessmentAnswer>({ method: "GET", path: `/assessments/${encodeURIComponent(asked.assessment_id)}`, signal });
}

/** List the assessments of an episode, the newest first. */
export function assessmentReadList(
  client: Client, asked: { readonly episode_id: string; readonly after?: string | null; readonly most_count?: number; }, signal?: AbortSignal,
): Promise<Answered<PageAnswer_AssessmentAnswer_>> {
  return client.json<PageAnswer_AssessmentAnswer_>({ method: "GET", path: `/episodes/${encodeURIComponent(asked.episode_id)}/assessments`, query: { after: asked.after, most_count: asked.most_count }, signal });
}

/** Read a result, corrected or not. */
export function assessmentReadResult(
  client: Client, asked: { readonly result_id: string; }, signal?: AbortSignal,
): Promise<Answered<TestAnswer>> {
  return client.json<TestAnswer>({ method: "GET", path: `/results/${encodeURIComponent(asked.result_id)}`, signal });
}

/** Tell of each value what it is compared with, and what became of it since last time. */
export function assessmentReadSummary(
  client: Client, asked: { readonly assessment_id: string; }, signal?: AbortSignal,
): Promise<Answered<readonly SummaryLineAnswer[]>> {
  return client.json<readonly SummaryLineAnswer[]>({ method: "GET", path: `/assessments/${encodeURIComponent(asked.assessment_id)}/summary`, signal });
}

/** Stand by an assessment. */
export function assessmentSign(
  client: Client, asked: { readonly assessment_id: string; readonly version: string; }, signal?: AbortSignal,
): Promise<Answered<AssessmentAnswer>> {
  return client.json<AssessmentAnswer>({ method: "POST", path: `/assessments/${encodeURIComponent(asked.assessment_id)}/sign`, version: asked.version, signal });
}

/** Begin a battery; the answer tells which conditions are otherwise than last time. */
export function assessmentStart(
  client: Client, asked: { readonly episode_id: string; readonly body: AssessmentStartBody; }, signal?: AbortSignal,
): Promise<Answered<OpenedAssessmentAnswer>> {
  return client.json<OpenedAssessmentAnswer>({ method: "POST", path: `/episodes/${encodeURIComponent(asked.episode_id)}/assessments`, body: asked.body, signal });
}

/** Propose batteries from three answers; nothing is kept. */
export function assessmentStartPropose(
  client: Client, asked: { readonly episode_id: string; readonly body: BatteryAnswersBody; }, signal?: AbortSignal,
): Promise<Answered<BatteryProposalAnswer>> {
  return client.json<BatteryProposalAnswer>({ method: "POST", path: `/episodes/${encodeURIComponent(asked.episode_id)}/battery-proposals`, body: asked.body, signal });
}

/** List what needs attention, the gravest first. */
export function attentionRead(
  client: Client, signal?: AbortSignal,
): Promise<Answered<AttentionAnswer>> {
  return client.json<AttentionAnswer>({ method: "GET", path: `/attention`, signal });
}

/** Open what stands beside a line, as deep as one sees that patient. */
export function auditDetail(
  client: Client, asked: { readonly number: number; }, signal?: AbortSignal,
): Promise<Answered<DetailAnswer>> {
  return client.json<DetailAnswer>({ method: "GET", path: `/trail/${encodeURIComponent(asked.number)}`, signal });
}

/** Tell who saw a patient and did what. */
export function auditPatient(
  client: Client, asked: { readonly patient_id: string; readonly before?: number | null; readonly most_count?: number; }, signal?: AbortSignal,
): Promise<Answered<TrailAnswer>> {
  return client.json<TrailAnswer>({ method: "GET", path: `/patients/${encodeURIComponent(asked.patient_id)}/trail`, query: { before: asked.before, most_count: asked.most_count }, signal });
}

/** Read the trail of the clinic. */
export function auditRead(
  client: Client, asked: { readonly user_id?: string | null; readonly patient_id?: string | null; readonly action?: string | null; readonly outcome?: ("done" | "refused" | "failed") | null; readonly since?: string | null; readonly until?: string | null; readonly before?: number | null; readonly most_count?: number; }, signal?: AbortSignal,
): Promise<Answered<TrailAnswer>> {
  return client.json<TrailAnswer>({ method: "GET", path: `/trail`, query: { user_id: asked.user_id, patient_id: asked.patient_id, action: asked.action, outcome: asked.outcome, since: asked.since, until: asked.until, before: asked.before, most_count: asked.most_count }, signal });
}

/** Close a record that was opened in need, before its time. */
export function breakGlassEnd(
  client: Client, asked: { readonly opened_id: string; }, signal?: AbortSignal,
): Promise<Answered<OpeningAnswer>> {
  return client.json<OpeningAnswer>({ method: "POST", path: `/break-glass/${encodeURIComponent(asked.opened_id)}/end`, signal });
}

/** Tell whether a person is registered, by an id and nothing else. */
export function breakGlassFind(
  client: Client, asked: { readonly body: SoughtBody; }, signal?: AbortSignal,
): Promise<Answered<HitAnswer>> {
  return client.json<HitAnswer>({ method: "POST", path: `/break-glass/search`, body: asked.body, signal });
}

/** Open a record in need, for a few hours. */
export function breakGlassOpen(
  client: Client, asked: { readonly patient_id: string; readonly body: OpenBody; }, signal?: AbortSignal,
): Promise<Answered<OpeningAnswer>> {
  return client.json<OpeningAnswer>({ method: "POST", path: `/patients/${encodeURIComponent(asked.patient_id)}/break-glass`, body: asked.body, signal });
}

/** List what was opened in need; only what waits for review where asked. */
export function breakGlassReview(
  client: Client, asked: { readonly after?: string | null; readonly most_count?: number; readonly is_waiting?: boolean; }, signal?: AbortSignal,
): Promise<Answered<PageAnswer_OpeningAnswer_>> {
  return client.json<PageAnswer_OpeningAnswer_>({ method: "GET", path: `/break-glass`, query: { after: asked.after, most_count: asked.most_count, is_waiting: asked.is_waiting }, signal });
}

/** Say that an administrator has looked at an opening. */
export function breakGlassReviewDone(
  client: Client, asked: { readonly opened_id: string; }, signal?: AbortSignal,
): Promise<Answered<OpeningAnswer>> {
  return client.json<OpeningAnswer>({ method: "POST", path: `/break-glass/${encodeURIComponent(asked.opened_id)}/review`, signal });
}

/** Make one's own calendar address; the one before no longer works. */
export function calendarMake(
  client: Client, signal?: AbortSignal,
): Promise<Answered<CalendarFeedAnswer>> {
  return client.json<CalendarFeedAnswer>({ method: "POST", path: `/calendar-feed`, signal });
}

/** Take one's own calendar address back. */
export function calendarMakeRevoke(
  client: Client, signal?: AbortSignal,
): Promise<Answered<null>> {
  return client.json<null>({ method: "DELETE", path: `/calendar-feed`, signal });
}

/** Read a calendar by its secret address; it tells nothing of whom appointments are with. */
export function calendarRead(
  client: Client, asked: { readonly secret: string; }, signal?: AbortSignal,
): Promise<Response> {
  return client.bytes({ method: "GET", path: `/calendar/${encodeURIComponent(asked.secret)}.ics`, signal });
}

/** Let somebody leave the care team. */
export function careTeamEditEnd(
  client: Client, asked: { readonly member_id: string; }, signal?: AbortSignal,
): Promise<Answered<MemberAnswer>> {
  return client.json<MemberAnswer>({ method: "POST", path: `/care-team-members/${encodeURIComponent(asked.member_id)}/end`, signal });
}

/** Let somebody care for a patient. */
export function careTeamEditJoin(
  client: Client, asked: { readonly patient_id: string; readonly body: JoinBody; }, signal?: AbortSignal,
): Promise<Answered<MemberAnswer>> {
  return client.json<MemberAnswer>({ method: "POST", path: `/patients/${encodeURIComponent(asked.patient_id)}/care-team`, body: asked.body, signal });
}

/** Let a therapist of the team lead it. */
export function careTeamEditLead(
  client: Client, asked: { readonly member_id: string; }, signal?: AbortSignal,
): Promise<Answered<MemberAnswer>> {
  return client.json<MemberAnswer>({ method: "POST", path: `/care-team-members/${encodeURIComponent(asked.member_id)}/lead`, signal });
}

/** List those in treatment whom nobody leads. */
export function careTeamEditMissing(
  client: Client, asked: { readonly after?: string | null; readonly most_count?: number; }, signal?: AbortSignal,
): Promise<Answered<PageAnswer_PatientAnswer_>> {
  return client.json<PageAnswer_PatientAnswer_>({ method: "GET", path: `/patients-without-lead`, query: { after: asked.after, most_count: asked.most_count }, signal });
}

/** Tell who cares for a patient, and who did. */
export function careTeamRead(
  client: Client, asked: { readonly patient_id: string; }, signal?: AbortSignal,
): Promise<Answered<CareTeamAnswer>> {
  return client.json<CareTeamAnswer>({ method: "GET", path: `/patients/${encodeURIComponent(asked.patient_id)}/care-team`, signal });
}

/** List weekly answers, the newest first. */
export function checkInRead(
  client: Client, asked: { readonly patient_id: string; readonly after?: string | null; readonly most_count?: number; }, signal?: AbortSignal,
): Promise<Answered<PageAnswer_CheckInAnswer_>> {
  return client.json<PageAnswer_CheckInAnswer_>({ method: "GET", path: `/patients/${encodeURIComponent(asked.patient_id)}/check-ins`, query: { after: asked.after, most_count: asked.most_count }, signal });
}

/** Send the answers of a week; the same ones sent again give the first. */
export function checkInSend(
  client: Client, asked: { readonly patient_id: string; readonly body: CheckInBody; }, signal?: AbortSignal,
): Promise<Answered<CheckInAnswer>> {
  return client.json<CheckInAnswer>({ method: "POST", path: `/patients/${encodeURIComponent(asked.patient_id)}/check-ins`, body: asked.body, signal });
}

/** Say whether somebody was in a class on a day. */
export function classAttend(
  client: Client, asked: { readonly enrolment_id: string; readonly body: AttendanceBody; }, signal?: AbortSignal,
): Promise<Answered<AttendanceAnswer>> {
  return client.json<AttendanceAnswer>({ method: "PUT", path: `/enrolments/${encodeURIComponent(asked.enrolment_id)}/attendance`, body: asked.body, signal });
}

/** Change a class. */
export function classEdit(
  client: Client, asked: { readonly class_id: string; readonly version: string; readonly body: ClassBody; }, signal?: AbortSignal,
): Promise<Answered<ClassAnswer>> {
  return client.json<ClassAnswer>({ method: "PUT", path: `/classes/${encodeURIComponent(asked.class_id)}`, version: asked.version, body: asked.body, signal });
}

/** End a class, and the enrolments in it. */
export function classEditEnd(
  client: Client, asked: { readonly class_id: string; }, signal?: AbortSignal,
): Promise<Answered<ClassAnswer>> {
  return client.json<ClassAnswer>({ method: "POST", path: `/classes/${encodeURIComponent(asked.class_id)}/end`, signal });
}

/** Make a class. */
export function classEditMake(
  client: Client, asked: { readonly body: ClassBody; }, signal?: AbortSignal,
): Promise<Answered<ClassAnswer>> {
  return client.json<ClassAnswer>({ method: "POST", path: `/classes`, body: asked.body, signal });
}

/** Take somebody into a class. */
export function classEnrol(
  client: Client, asked: { readonly class_id: string; readonly body: EnrolBody; }, signal?: AbortSignal,
): Promise<Answered<EnrolmentAnswer>> {
  return client.json<EnrolmentAnswer>({ method: "POST", path: `/classes/${encodeURIComponent(asked.class_id)}/enrolments`, body: asked.body, signal });
}

/** Let somebody leave a class. */
export function classEnrolLeave(
  client: Client, asked: { readonly enrolment_id: string; }, signal?: AbortSignal,
): Promise<Answered<EnrolmentAnswer>> {
  return client.json<EnrolmentAnswer>({ method: "POST", path: `/enrolments/${encodeURIComponent(asked.enrolment_id)}/leave`, signal });
}

/** List the classes that run, in the order of the week. */
export function classRead(
  client: Client, signal?: AbortSignal,
): Promise<Answered<readonly SizedClassAnswer[]>> {
  return client.json<readonly SizedClassAnswer[]>({ method: "GET", path: `/classes`, signal });
}

/** Read who is expected in a class on a day, and who came. */
export function classReadRoster(
  client: Client, asked: { readonly class_id: string; readonly held_on: string; }, signal?: AbortSignal,
): Promise<Answered<RosterAnswer>> {
  return client.json<RosterAnswer>({ method: "GET", path: `/classes/${encodeURIComponent(asked.class_id)}/roster`, query: { held_on: asked.held_on }, signal });
}

/** Change the settings of one's clinic. */
export function clinicEdit(
  client: Client, asked: { readonly version: string; readonly body: ClinicBody; }, signal?: AbortSignal,
): Promise<Answered<ClinicAnswer>> {
  return client.json<ClinicAnswer>({ method: "PUT", path: `/clinic`, version: asked.version, body: asked.body, signal });
}

/** Read the settings of one's clinic. */
export function clinicRead(
  client: Client, signal?: AbortSignal,
): Promise<Answered<ClinicAnswer>> {
  return client.json<ClinicAnswer>({ method: "GET", path: `/clinic`, signal });
}

/** Keep that a patient agreed. */
export function consentGive(
  client: Client, asked: { readonly patient_id: string; readonly body: ConsentBody; }, signal?: AbortSignal,
): Promise<Answered<ConsentAnswer>> {
  return client.json<ConsentAnswer>({ method: "POST", path: `/patients/${encodeURIComponent(asked.patient_id)}/consents`, body: asked.body, signal });
}

/** List what was agreed to and taken back, the newest first. */
export function consentRead(
  client: Client, asked: { readonly patient_id: string; }, signal?: AbortSignal,
): Promise<Answered<readonly ConsentAnswer[]>> {
  return client.json<readonly ConsentAnswer[]>({ method: "GET", path: `/patients/${encodeURIComponent(asked.patient_id)}/consents`, signal });
}

/** Take a consent back. */
export function consentWithdraw(
  client: Client, asked: { readonly patient_id: string; readonly body: WithdrawBody; }, signal?: AbortSignal,
): Promise<Answered<readonly ConsentAnswer[]>> {
  return client.json<readonly ConsentAnswer[]>({ method: "POST", path: `/patients/${encodeURIComponent(asked.patient_id)}/consents/withdraw`, body: asked.body, signal });
}

/** Edit a draft. */
export function contentEdit(
  client: Client, asked: { readonly content_id: string; readonly version: string; readonly body: ContentEditBody; }, signal?: AbortSignal,
): Promise<Answered<ContentAnswer>> {
  return client.json<ContentAnswer>({ method: "PUT", path: `/content/${encodeURIComponent(asked.content_id)}`, version: asked.version, body: asked.body, signal });
}

/** Draft the next number of an exercise or topic. */
export function contentEditDraft(
  client: Client, asked: { readonly body: ContentBody; }, signal?: AbortSignal,
): Promise<Answered<ContentAnswer>> {
  return client.json<ContentAnswer>({ method: "POST", path: `/content`, body: asked.body, signal });
}

/** Keep the rows of a plan as a template. */
export function contentEditTemplate(
  client: Client, asked: { readonly plan_id: string; readonly body: TemplateSaveBody; }, signal?: AbortSignal,
): Promise<Answered<TemplateAnswer>> {
  return client.json<TemplateAnswer>({ method: "POST", path: `/plans/${encodeURIComponent(asked.plan_id)}/templates`, body: asked.body, signal });
}

/** List the templates of the clinic that are in use, the newest first. */
export function contentEditTemplateList(
  client: Client, asked: { readonly after?: string | null; readonly most_count?: number; }, signal?: AbortSignal,
): Promise<Answered<PageAnswer_TemplateAnswer_>> {
  return client.json<PageAnswer_TemplateAnswer_>({ method: "GET", path: `/plan-templates`, query: { after: asked.after, most_count: asked.most_count }, signal });
}

/** Use a template no longer. */
export function contentEditTemplateRetire(
  client: Client, asked: { readonly template_id: string; }, signal?: AbortSignal,
): Promise<Answered<TemplateAnswer>> {
  return client.json<TemplateAnswer>({ method: "POST", path: `/plan-templates/${encodeURIComponent(asked.template_id)}/retire`, signal });
}

/** Review, publish or retire content. */
export function contentPublish(
  client: Client, asked: { readonly content_id: string; readonly version: string; readonly body: ContentStateBody; }, signal?: AbortSignal,
): Promise<Answered<ContentAnswer>> {
  return client.json<ContentAnswer>({ method: "PUT", path: `/content/${encodeURIComponent(asked.content_id)}/state`, version: asked.version, body: asked.body, signal });
}

/** Read one row of the clinic's own content. */
export function contentRead(
  client: Client, asked: { readonly content_id: string; }, signal?: AbortSignal,
): Promise<Answered<ContentAnswer>> {
  return client.json<ContentAnswer>({ method: "GET", path: `/content/${encodeURIComponent(asked.content_id)}`, signal });
}

/** List the wordings that are asked now. */
export function contentReadConsents(
  client: Client, signal?: AbortSignal,
): Promise<Answered<readonly ConsentTextAnswer[]>> {
  return client.json<readonly ConsentTextAnswer[]>({ method: "GET", path: `/consent-texts`, signal });
}

/** List the clinic's own content, the newest first. */
export function contentReadList(
  client: Client, asked: { readonly kind?: string | null; readonly after?: string | null; readonly most_count?: number; }, signal?: AbortSignal,
): Promise<Answered<PageAnswer_ContentAnswer_>> {
  return client.json<PageAnswer_ContentAnswer_>({ method: "GET", path: `/content`, query: { kind: asked.kind, after: asked.after, most_count: asked.most_count }, signal });
}

/** Read a day: appointments with what is due, what is due besides, notes to sign. */
export function dayRead(
  client: Client, asked: { readonly day?: string | null; readonly therapist_id?: string | null; }, signal?: AbortSignal,
): Promise<Answered<DayAnswer>> {
  return client.json<DayAnswer>({ method: "GET", path: `/day`, query: { day: asked.day, therapist_id: asked.therapist_id }, signal });
}

/** Write down what is known of a device now. */
export function deviceEdit(
  client: Client, asked: { readonly device_id: string; readonly version: string; readonly body: DeviceConditionBody; }, signal?: AbortSignal,
): Promise<Answered<DeviceAnswer>> {
  return client.json<DeviceAnswer>({ method: "PUT", path: `/devices/${encodeURIComponent(asked.device_id)}`, version: asked.version, body: asked.body, signal });
}

/** Register a device. */
export function deviceEditRegister(
  client: Client, asked: { readonly body: DeviceBody; }, signal?: AbortSignal,
): Promise<Answered<DeviceAnswer>> {
  return client.json<DeviceAnswer>({ method: "POST", path: `/devices`, body: asked.body, signal });
}

/** List the clinic's devices, the newest first. */
export function deviceList(
  client: Client, asked: { readonly after?: string | null; readonly most_count?: number; }, signal?: AbortSignal,
): Promise<Answered<PageAnswer_DeviceAnswer_>> {
  return client.json<PageAnswer_DeviceAnswer_>({ method: "GET", path: `/devices`, query: { after: asked.after, most_count: asked.most_count }, signal });
}

/** Read what is known of a device. */
export function deviceListOne(
  client: Client, asked: { readonly device_id: string; }, signal?: AbortSignal,
): Promise<Answered<DeviceAnswer>> {
  return client.json<DeviceAnswer>({ method: "GET", path: `/devices/${encodeURIComponent(asked.device_id)}`, signal });
}

/** List the tokens of a device. */
export function deviceListTokens(
  client: Client, asked: { readonly device_id: string; readonly after?: string | null; readonly most_count?: number; }, signal?: AbortSignal,
): Promise<Answered<PageAnswer_DeviceTokenAnswer_>> {
  return client.json<PageAnswer_DeviceTokenAnswer_>({ method: "GET", path: `/devices/${encodeURIComponent(asked.device_id)}/tokens`, query: { after: asked.after, most_count: asked.most_count }, signal });
}

/** Let a device send recordings. */
export function deviceTokenMake(
  client: Client, asked: { readonly device_id: string; readonly body: DeviceTokenBody; }, signal?: AbortSignal,
): Promise<Answered<DeviceTokenShown>> {
  return client.json<DeviceTokenShown>({ method: "POST", path: `/devices/${encodeURIComponent(asked.device_id)}/tokens`, body: asked.body, signal });
}

/** Let a device send no more. */
export function deviceTokenRevoke(
  client: Client, asked: { readonly token_id: string; }, signal?: AbortSignal,
): Promise<Answered<DeviceTokenAnswer>> {
  return client.json<DeviceTokenAnswer>({ method: "POST", path: `/device-tokens/${encodeURIComponent(asked.token_id)}/revoke`, signal });
}

/** Give a card. */
export function educationAssign(
  client: Client, asked: { readonly patient_id: string; readonly body: AssignBody; }, signal?: AbortSignal,
): Promise<Answered<AssignmentAnswer>> {
  return client.json<AssignmentAnswer>({ method: "POST", path: `/patients/${encodeURIComponent(asked.patient_id)}/education`, body: asked.body, signal });
}

/** Propose cards that fit a person, each with its reason. */
export function educationAssignPropose(
  client: Client, asked: { readonly episode_id: string; }, signal?: AbortSignal,
): Promise<Answered<readonly ProposedCardAnswer[]>> {
  return client.json<readonly ProposedCardAnswer[]>({ method: "GET", path: `/episodes/${encodeURIComponent(asked.episode_id)}/education-proposals`, signal });
}

/** Note how far somebody came with a card. */
export function educationMark(
  client: Client, asked: { readonly assignment_id: string; readonly body: MarkBody; }, signal?: AbortSignal,
): Promise<Answered<AssignmentAnswer>> {
  return client.json<AssignmentAnswer>({ method: "PUT", path: `/education/${encodeURIComponent(asked.assignment_id)}/state`, body: asked.body, signal });
}

/** List the cards that a person was given, with their words. */
export function educationRead(
  client: Client, asked: { readonly patient_id: string; }, signal?: AbortSignal,
): Promise<Answered<readonly CardAnswer[]>> {
  return client.json<readonly CardAnswer[]>({ method: "GET", path: `/patients/${encodeURIComponent(asked.patient_id)}/education`, signal });
}

/** End an episode. */
export function episodeDischarge(
  client: Client, asked: { readonly episode_id: string; readonly version: string; readonly body: EpisodeDischargeBody; }, signal?: AbortSignal,
): Promise<Answered<EpisodeAnswer>> {
  return client.json<EpisodeAnswer>({ method: "POST", path: `/episodes/${encodeURIComponent(asked.episode_id)}/discharge`, version: asked.version, body: asked.body, signal });
}

/** Tell what is due in an episode today. */
export function episodeDue(
  client: Client, asked: { readonly episode_id: string; }, signal?: AbortSignal,
): Promise<Answered<readonly DueAnswer[]>> {
  return client.json<readonly DueAnswer[]>({ method: "GET", path: `/episodes/${encodeURIComponent(asked.episode_id)}/care-due`, signal });
}

/** Change what an episode is about. */
export function episodeEdit(
  client: Client, asked: { readonly episode_id: string; readonly version: string; readonly body: ReferralBody; }, signal?: AbortSignal,
): Promise<Answered<EpisodeFactsAnswer>> {
  return client.json<EpisodeFactsAnswer>({ method: "PUT", path: `/episodes/${encodeURIComponent(asked.episode_id)}`, version: asked.version, body: asked.body, signal });
}

/** Take back an episode in which nothing happened. */
export function episodeEditCancel(
  client: Client, asked: { readonly episode_id: string; readonly body: EpisodeReasonBody; }, signal?: AbortSignal,
): Promise<Answered<EpisodeAnswer>> {
  return client.json<EpisodeAnswer>({ method: "POST", path: `/episodes/${encodeURIComponent(asked.episode_id)}/cancel`, body: asked.body, signal });
}

/** Set some parts of what is known, each as a whole; what is not sent stays. */
export function episodeEditFacts(
  client: Client, asked: { readonly episode_id: string; readonly version: string; readonly body: FactsBody; }, signal?: AbortSignal,
): Promise<Answered<EpisodeFactsAnswer>> {
  return client.json<EpisodeFactsAnswer>({ method: "PATCH", path: `/episodes/${encodeURIComponent(asked.episode_id)}/facts`, version: asked.version, body: asked.body, signal });
}

/** Hold an episode for a while. */
export function episodeEditHold(
  client: Client, asked: { readonly episode_id: string; readonly body: EpisodeReasonBody; }, signal?: AbortSignal,
): Promise<Answered<EpisodeAnswer>> {
  return client.json<EpisodeAnswer>({ method: "POST", path: `/episodes/${encodeURIComponent(asked.episode_id)}/hold`, body: asked.body, signal });
}

/** Go on after a hold. */
export function episodeEditResume(
  client: Client, asked: { readonly episode_id: string; }, signal?: AbortSignal,
): Promise<Answered<EpisodeAnswer>> {
  return client.json<EpisodeAnswer>({ method: "POST", path: `/episodes/${encodeURIComponent(asked.episode_id)}/resume`, signal });
}

/** Begin a planned episode today. */
export function episodeEditStart(
  client: Client, asked: { readonly episode_id: string; }, signal?: AbortSignal,
): Promise<Answered<EpisodeAnswer>> {
  return client.json<EpisodeAnswer>({ method: "POST", path: `/episodes/${encodeURIComponent(asked.episode_id)}/start`, signal });
}

/** Open an episode. */
export function episodeOpen(
  client: Client, asked: { readonly patient_id: string; readonly body: EpisodeOpenBody; }, signal?: AbortSignal,
): Promise<Answered<EpisodeFactsAnswer>> {
  return client.json<EpisodeFactsAnswer>({ method: "POST", path: `/patients/${encodeURIComponent(asked.patient_id)}/episodes`, body: asked.body, signal });
}

/** Read an episode with what is known in it. */
export function episodeRead(
  client: Client, asked: { readonly episode_id: string; }, signal?: AbortSignal,
): Promise<Answered<EpisodeFactsAnswer>> {
  return client.json<EpisodeFactsAnswer>({ method: "GET", path: `/episodes/${encodeURIComponent(asked.episode_id)}`, signal });
}

/** List the episodes of a patient, the newest first. */
export function episodeReadList(
  client: Client, asked: { readonly patient_id: string; readonly after?: string | null; readonly most_count?: number; }, signal?: AbortSignal,
): Promise<Answered<PageAnswer_EpisodeAnswer_>> {
  return client.json<PageAnswer_EpisodeAnswer_>({ method: "GET", path: `/patients/${encodeURIComponent(asked.patient_id)}/episodes`, query: { after: asked.after, most_count: asked.most_count }, signal });
}

/** Take an episode up again, with its history. */
export function episodeReopen(
  client: Client, asked: { readonly episode_id: string; readonly body: EpisodeReasonBody; }, signal?: AbortSignal,
): Promise<Answered<EpisodeAnswer>> {
  return client.json<EpisodeAnswer>({ method: "POST", path: `/episodes/${encodeURIComponent(asked.episode_id)}/reopen`, body: asked.body, signal });
}

/** Expect nothing for some days. */
export function excuseEdit(
  client: Client, asked: { readonly patient_id: string; readonly body: ExcuseBody; }, signal?: AbortSignal,
): Promise<Answered<ExcuseAnswer>> {
  return client.json<ExcuseAnswer>({ method: "POST", path: `/patients/${encodeURIComponent(asked.patient_id)}/excuses`, body: asked.body, signal });
}

/** End an excuse: from today on something is expected again. */
export function excuseEditEnd(
  client: Client, asked: { readonly excuse_id: string; readonly version: string; }, signal?: AbortSignal,
): Promise<Answered<ExcuseAnswer>> {
  return client.json<ExcuseAnswer>({ method: "POST", path: `/excuses/${encodeURIComponent(asked.excuse_id)}/end`, version: asked.version, signal });
}

/** List the falls of a patient, the last reported first. */
export function fallRead(
  client: Client, asked: { readonly patient_id: string; readonly after?: string | null; readonly most_count?: number; }, signal?: AbortSignal,
): Promise<Answered<PageAnswer_FallReportAnswer_>> {
  return client.json<PageAnswer_FallReportAnswer_>({ method: "GET", path: `/patients/${encodeURIComponent(asked.patient_id)}/falls`, query: { after: asked.after, most_count: asked.most_count }, signal });
}

/** Report a fall; the same one sent again answers 200. */
export function fallReport(
  client: Client, asked: { readonly patient_id: string; readonly body: FallBody; }, signal?: AbortSignal,
): Promise<Answered<FallReportAnswer>> {
  return client.json<FallReportAnswer>({ method: "POST", path: `/patients/${encodeURIComponent(asked.patient_id)}/falls`, body: asked.body, signal });
}

/** Say that a fall was looked at, and what follows. */
export function fallReview(
  client: Client, asked: { readonly fall_id: string; readonly body: FallReviewBody; }, signal?: AbortSignal,
): Promise<Answered<FallReportAnswer>> {
  return client.json<FallReportAnswer>({ method: "POST", path: `/falls/${encodeURIComponent(asked.fall_id)}/review`, body: asked.body, signal });
}

/** Accept, word anew, reject with a reason, or resolve. */
export function findingDecide(
  client: Client, asked: { readonly finding_id: string; readonly version: string; readonly body: FindingDecisionBody; }, signal?: AbortSignal,
): Promise<Answered<FindingAnswer>> {
  return client.json<FindingAnswer>({ method: "POST", path: `/findings/${encodeURIComponent(asked.finding_id)}/decide`, version: asked.version, body: asked.body, signal });
}

/** Let the rules look at what is known; the answer lists the open suggestions. */
export function findingPropose(
  client: Client, asked: { readonly episode_id: string; readonly body: FindingProposalBody; }, signal?: AbortSignal,
): Promise<Answered<readonly FindingAnswer[]>> {
  return client.json<readonly FindingAnswer[]>({ method: "POST", path: `/episodes/${encodeURIComponent(asked.episode_id)}/findings/propose`, body: asked.body, signal });
}

/** Read one finding. */
export function findingRead(
  client: Client, asked: { readonly finding_id: string; }, signal?: AbortSignal,
): Promise<Answered<FindingAnswer>> {
  return client.json<FindingAnswer>({ method: "GET", path: `/findings/${encodeURIComponent(asked.finding_id)}`, signal });
}

/** List the findings of an episode, the newest first. */
export function findingReadList(
  client: Client, asked: { readonly episode_id: string; readonly with_withdrawn?: boolean; readonly after?: string | null; readonly most_count?: number; }, signal?: AbortSignal,
): Promise<Answered<PageAnswer_FindingAnswer_>> {
  return client.json<PageAnswer_FindingAnswer_>({ method: "GET", path: `/episodes/${encodeURIComponent(asked.episode_id)}/findings`, query: { with_withdrawn: asked.with_withdrawn, after: asked.after, most_count: asked.most_count }, signal });
}

/** Add what happened to a goal. */
export function goalEvent(
  client: Client, asked: { readonly goal_id: string; readonly version: string; readonly body: GoalEventBody; }, signal?: AbortSignal,
): Promise<Answered<GoalAnswer>> {
  return client.json<GoalAnswer>({ method: "POST", path: `/goals/${encodeURIComponent(asked.goal_id)}/events`, version: asked.version, body: asked.body, signal });
}

/** Read one goal. */
export function goalRead(
  client: Client, asked: { readonly goal_id: string; }, signal?: AbortSignal,
): Promise<Answered<GoalAnswer>> {
  return client.json<GoalAnswer>({ method: "GET", path: `/goals/${encodeURIComponent(asked.goal_id)}`, signal });
}

/** List the goals of an episode, the newest first. */
export function goalReadList(
  client: Client, asked: { readonly episode_id: string; readonly after?: string | null; readonly most_count?: number; }, signal?: AbortSignal,
): Promise<Answered<PageAnswer_GoalAnswer_>> {
  return client.json<PageAnswer_GoalAnswer_>({ method: "GET", path: `/episodes/${encodeURIComponent(asked.episode_id)}/goals`, query: { after: asked.after, most_count: asked.most_count }, signal });
}

/** Set a goal. */
export function goalSet(
  client: Client, asked: { readonly episode_id: string; readonly body: GoalBody; }, signal?: AbortSignal,
): Promise<Answered<GoalAnswer>> {
  return client.json<GoalAnswer>({ method: "POST", path: `/episodes/${encodeURIComponent(asked.episode_id)}/goals`, body: asked.body, signal });
}

/** Keep some of the goals that are proposed now. */
export function goalSetAgree(
  client: Client, asked: { readonly episode_id: string; readonly body: GoalSelectionBody; }, signal?: AbortSignal,
): Promise<Answered<readonly GoalAnswer[]>> {
  return client.json<readonly GoalAnswer[]>({ method: "POST", path: `/episodes/${encodeURIComponent(asked.episode_id)}/goal-proposals`, body: asked.body, signal });
}

/** Propose goals from accepted findings, beside those that are open. */
export function goalSetPropose(
  client: Client, asked: { readonly episode_id: string; }, signal?: AbortSignal,
): Promise<Answered<readonly ProposedGoalAnswer[]>> {
  return client.json<readonly ProposedGoalAnswer[]>({ method: "GET", path: `/episodes/${encodeURIComponent(asked.episode_id)}/goal-proposals`, signal });
}

/** List the devices of those who look in on a patient. */
export function homeDeviceList(
  client: Client, asked: { readonly patient_id: string; }, signal?: AbortSignal,
): Promise<Answered<readonly DeviceAnswer[]>> {
  return client.json<readonly DeviceAnswer[]>({ method: "GET", path: `/patients/${encodeURIComponent(asked.patient_id)}/home-devices`, signal });
}

/** Open a device at home with its PIN. */
export function homeDeviceOpen(
  client: Client, asked: { readonly body: OpenBody; }, signal?: AbortSignal,
): Promise<Answered<DeviceAnswer>> {
  return client.json<DeviceAnswer>({ method: "POST", path: `/home-devices/open`, body: asked.body, signal });
}

/** Give one's own device another PIN. */
export function homeDevicePin(
  client: Client, asked: { readonly body: PinBody; }, signal?: AbortSignal,
): Promise<Answered<DeviceAnswer>> {
  return client.json<DeviceAnswer>({ method: "POST", path: `/home-devices/pin`, body: asked.body, signal });
}

/** Close a device at home. */
export function homeDeviceRevoke(
  client: Client, asked: { readonly device_id: string; }, signal?: AbortSignal,
): Promise<Answered<DeviceAnswer>> {
  return client.json<DeviceAnswer>({ method: "POST", path: `/home-devices/${encodeURIComponent(asked.device_id)}/revoke`, signal });
}

/** Accept an invitation: staff sign in afterwards, a device at home is signed in at once. */
export function invitationAccept(
  client: Client, asked: { readonly body: AcceptBody; }, signal?: AbortSignal,
): Promise<Answered<AcceptedAnswer>> {
  return client.json<AcceptedAnswer>({ method: "POST", path: `/invitations/accept`, body: asked.body, signal });
}

/** List the invitations that still hold. */
export function invitationList(
  client: Client, asked: { readonly after?: string | null; readonly most_count?: number; }, signal?: AbortSignal,
): Promise<Answered<PageAnswer_InvitationAnswer_>> {
  return client.json<PageAnswer_InvitationAnswer_>({ method: "GET", path: `/invitations`, query: { after: asked.after, most_count: asked.most_count }, signal });
}

/** Let a link open nothing any more. */
export function invitationRevoke(
  client: Client, asked: { readonly invitation_id: string; }, signal?: AbortSignal,
): Promise<Answered<InvitationAnswer>> {
  return client.json<InvitationAnswer>({ method: "POST", path: `/invitations/${encodeURIComponent(asked.invitation_id)}/revoke`, signal });
}

/** List the jobs about patients whom you may see, the newest first. */
export function jobReadList(
  client: Client, asked: { readonly after?: string | null; readonly most_count?: number; }, signal?: AbortSignal,
): Promise<Answered<PageAnswer_JobAnswer_>> {
  return client.json<PageAnswer_JobAnswer_>({ method: "GET", path: `/jobs`, query: { after: asked.after, most_count: asked.most_count }, signal });
}

/** Load a licence pack. */
export function licenceEdit(
  client: Client, asked: { readonly body: LicencePackBody; }, signal?: AbortSignal,
): Promise<Answered<LicencePackAnswer>> {
  return client.json<LicencePackAnswer>({ method: "POST", path: `/licence-packs`, body: asked.body, signal });
}

/** Stop using a licence pack. */
export function licenceEditRemove(
  client: Client, asked: { readonly pack_id: string; }, signal?: AbortSignal,
): Promise<Answered<LicencePackAnswer>> {
  return client.json<LicencePackAnswer>({ method: "DELETE", path: `/licence-packs/${encodeURIComponent(asked.pack_id)}`, signal });
}

/** List the licence packs of the clinic. */
export function licenceList(
  client: Client, asked: { readonly after?: string | null; readonly most_count?: number; }, signal?: AbortSignal,
): Promise<Answered<PageAnswer_LicencePackAnswer_>> {
  return client.json<PageAnswer_LicencePackAnswer_>({ method: "GET", path: `/licence-packs`, query: { after: asked.after, most_count: asked.most_count }, signal });
}

/** Tell who is signed in; also where a second factor is still missing. */
export function meRead(
  client: Client, signal?: AbortSignal,
): Promise<Answered<MeAnswer>> {
  return client.json<MeAnswer>({ method: "GET", path: `/me`, signal });
}

/** Note that the other side has read a message. */
export function messageMark(
  client: Client, asked: { readonly message_id: string; }, signal?: AbortSignal,
): Promise<Answered<MessageAnswer>> {
  return client.json<MessageAnswer>({ method: "POST", path: `/messages/${encodeURIComponent(asked.message_id)}/read`, signal });
}

/** List messages, the newest first. */
export function messageRead(
  client: Client, asked: { readonly patient_id: string; readonly after?: string | null; readonly most_count?: number; }, signal?: AbortSignal,
): Promise<Answered<PageAnswer_MessageAnswer_>> {
  return client.json<PageAnswer_MessageAnswer_>({ method: "GET", path: `/patients/${encodeURIComponent(asked.patient_id)}/messages`, query: { after: asked.after, most_count: asked.most_count }, signal });
}

/** Send a message; the same one sent again gives the first. */
export function messageSend(
  client: Client, asked: { readonly patient_id: string; readonly body: MessageBody; }, signal?: AbortSignal,
): Promise<Answered<MessageAnswer>> {
  return client.json<MessageAnswer>({ method: "POST", path: `/patients/${encodeURIComponent(asked.patient_id)}/messages`, body: asked.body, signal });
}

/** Give counts of jobs, recordings, uploads, sessions and alerts of the clinic. */
export function metricsRead(
  client: Client, signal?: AbortSignal,
): Promise<Response> {
  return client.bytes({ method: "GET", path: `/metrics`, signal });
}

/** List values of a person, those written last first. */
export function observationRead(
  client: Client, asked: { readonly patient_id: string; readonly code?: readonly string[]; readonly episode_id?: string | null; readonly first_day?: string | null; readonly last_day?: string | null; readonly with_corrected?: boolean; readonly after?: string | null; readonly most_count?: number; }, signal?: AbortSignal,
): Promise<Answered<PageAnswer_ObservationAnswer_>> {
  return client.json<PageAnswer_ObservationAnswer_>({ method: "GET", path: `/patients/${encodeURIComponent(asked.patient_id)}/observations`, query: { code: asked.code, episode_id: asked.episode_id, first_day: asked.first_day, last_day: asked.last_day, with_corrected: asked.with_corrected, after: asked.after, most_count: asked.most_count }, signal });
}

/** End what an account sees of a patient. */
export function patientAccessEnd(
  client: Client, asked: { readonly access_id: string; }, signal?: AbortSignal,
): Promise<Answered<AccessAnswer>> {
  return client.json<AccessAnswer>({ method: "POST", path: `/patient-accounts/${encodeURIComponent(asked.access_id)}/end`, signal });
}

/** List the accounts that look in on a patient. */
export function patientAccessList(
  client: Client, asked: { readonly patient_id: string; }, signal?: AbortSignal,
): Promise<Answered<readonly AccessAnswer[]>> {
  return client.json<readonly AccessAnswer[]>({ method: "GET", path: `/patients/${encodeURIComponent(asked.patient_id)}/accounts`, signal });
}

/** Change who somebody is. */
export function patientEdit(
  client: Client, asked: { readonly patient_id: string; readonly version: string; readonly body: IdentityBody; }, signal?: AbortSignal,
): Promise<Answered<PatientAnswer>> {
  return client.json<PatientAnswer>({ method: "PUT", path: `/patients/${encodeURIComponent(asked.patient_id)}`, version: asked.version, body: asked.body, signal });
}

/** Erase a patient for good, files included. */
export function patientErase(
  client: Client, asked: { readonly patient_id: string; readonly body: EraseBody; }, signal?: AbortSignal,
): Promise<Answered<EraseAnswer>> {
  return client.json<EraseAnswer>({ method: "POST", path: `/patients/${encodeURIComponent(asked.patient_id)}/erase`, body: asked.body, signal });
}

/** Hand over everything about a patient, as a ZIP. */
export function patientExport(
  client: Client, asked: { readonly patient_id: string; }, signal?: AbortSignal,
): Promise<Response> {
  return client.bytes({ method: "POST", path: `/patients/${encodeURIComponent(asked.patient_id)}/export`, signal });
}

/** List people, the newest first. */
export function patientFind(
  client: Client, asked: { readonly after?: string | null; readonly most_count?: number; }, signal?: AbortSignal,
): Promise<Answered<PageAnswer_PatientAnswer_>> {
  return client.json<PageAnswer_PatientAnswer_>({ method: "GET", path: `/patients`, query: { after: asked.after, most_count: asked.most_count }, signal });
}

/** List people whose name, number or birth date a text fits; no name stands in an address. */
export function patientFindSearch(
  client: Client, asked: { readonly body: SearchBody; }, signal?: AbortSignal,
): Promise<Answered<PageAnswer_PatientAnswer_>> {
  return client.json<PageAnswer_PatientAnswer_>({ method: "POST", path: `/patients/search`, body: asked.body, signal });
}

/** Invite a patient, or somebody who acts for them. */
export function patientInvite(
  client: Client, asked: { readonly patient_id: string; readonly body: InvitePatientBody; }, signal?: AbortSignal,
): Promise<Answered<InvitationShown>> {
  return client.json<InvitationShown>({ method: "POST", path: `/patients/${encodeURIComponent(asked.patient_id)}/invitations`, body: asked.body, signal });
}

/** Join another record of the same person to this one. */
export function patientMerge(
  client: Client, asked: { readonly patient_id: string; readonly version: string; readonly body: MergeBody; }, signal?: AbortSignal,
): Promise<Answered<PatientAnswer>> {
  return client.json<PatientAnswer>({ method: "POST", path: `/patients/${encodeURIComponent(asked.patient_id)}/merge`, version: asked.version, body: asked.body, signal });
}

/** Read who somebody is. */
export function patientRead(
  client: Client, asked: { readonly patient_id: string; }, signal?: AbortSignal,
): Promise<Answered<PatientAnswer>> {
  return client.json<PatientAnswer>({ method: "GET", path: `/patients/${encodeURIComponent(asked.patient_id)}`, signal });
}

/** Register a person. */
export function patientRegister(
  client: Client, asked: { readonly body: RegisterBody; }, signal?: AbortSignal,
): Promise<Answered<PatientAnswer>> {
  return client.json<PatientAnswer>({ method: "POST", path: `/patients`, body: asked.body, signal });
}

/** Put a record aside. */
export function patientStateRetire(
  client: Client, asked: { readonly patient_id: string; readonly version: string; }, signal?: AbortSignal,
): Promise<Answered<PatientAnswer>> {
  return client.json<PatientAnswer>({ method: "POST", path: `/patients/${encodeURIComponent(asked.patient_id)}/retire`, version: asked.version, signal });
}

/** Bring a record that was put aside into use again. */
export function patientStateTakeBack(
  client: Client, asked: { readonly patient_id: string; readonly version: string; }, signal?: AbortSignal,
): Promise<Answered<PatientAnswer>> {
  return client.json<PatientAnswer>({ method: "POST", path: `/patients/${encodeURIComponent(asked.patient_id)}/take-back`, version: asked.version, signal });
}

/** Decide that a person is in a phase. */
export function phaseEnter(
  client: Client, asked: { readonly episode_id: string; readonly body: PhaseEntryBody; }, signal?: AbortSignal,
): Promise<Answered<PhaseRecordAnswer>> {
  return client.json<PhaseRecordAnswer>({ method: "POST", path: `/episodes/${encodeURIComponent(asked.episode_id)}/phases`, body: asked.body, signal });
}

/** Keep what was reported or checked about leaving a phase. */
export function phaseEnterCriterion(
  client: Client, asked: { readonly episode_id: string; readonly body: CriterionAnswerBody; }, signal?: AbortSignal,
): Promise<Answered<PhaseRecordAnswer>> {
  return client.json<PhaseRecordAnswer>({ method: "POST", path: `/episodes/${encodeURIComponent(asked.episode_id)}/phase-criteria`, body: asked.body, signal });
}

/** Draft a plan from what was accepted; a draft that stands is drafted anew. */
export function planDraft(
  client: Client, asked: { readonly episode_id: string; readonly body: PlanDraftBody; }, signal?: AbortSignal,
): Promise<Answered<PlanAnswer>> {
  return client.json<PlanAnswer>({ method: "POST", path: `/episodes/${encodeURIComponent(asked.episode_id)}/plans`, body: asked.body, signal });
}

/** Draft the next version from a published one. */
export function planDraftNext(
  client: Client, asked: { readonly plan_id: string; }, signal?: AbortSignal,
): Promise<Answered<PlanAnswer>> {
  return client.json<PlanAnswer>({ method: "POST", path: `/plans/${encodeURIComponent(asked.plan_id)}/next`, signal });
}

/** Edit rows; everything is screened anew. */
export function planEdit(
  client: Client, asked: { readonly plan_id: string; readonly version: string; readonly body: PlanEditsBody; }, signal?: AbortSignal,
): Promise<Answered<PlanAnswer>> {
  return client.json<PlanAnswer>({ method: "PATCH", path: `/plans/${encodeURIComponent(asked.plan_id)}`, version: asked.version, body: asked.body, signal });
}

/** Give a draft up. */
export function planEditDiscard(
  client: Client, asked: { readonly plan_id: string; readonly version: string; }, signal?: AbortSignal,
): Promise<Answered<PlanAnswer>> {
  return client.json<PlanAnswer>({ method: "POST", path: `/plans/${encodeURIComponent(asked.plan_id)}/discard`, version: asked.version, signal });
}

/** Set when home sessions are due. */
export function planEditSchedule(
  client: Client, asked: { readonly plan_id: string; readonly version: string; readonly body: PlanScheduleBody; }, signal?: AbortSignal,
): Promise<Answered<PlanAnswer>> {
  return client.json<PlanAnswer>({ method: "PUT", path: `/plans/${encodeURIComponent(asked.plan_id)}/schedule`, version: asked.version, body: asked.body, signal });
}

/** Put the rows of a template into a draft, each screened for the person. */
export function planEditTemplate(
  client: Client, asked: { readonly plan_id: string; readonly version: string; readonly body: TemplateApplyBody; }, signal?: AbortSignal,
): Promise<Answered<AppliedTemplateAnswer>> {
  return client.json<AppliedTemplateAnswer>({ method: "POST", path: `/plans/${encodeURIComponent(asked.plan_id)}/apply-template`, version: asked.version, body: asked.body, signal });
}

/** Change the dates of a plan of care. */
export function planOfCareEdit(
  client: Client, asked: { readonly plan_id: string; readonly version: string; readonly body: CareDatesBody; }, signal?: AbortSignal,
): Promise<Answered<PlanOfCareAnswer>> {
  return client.json<PlanOfCareAnswer>({ method: "PUT", path: `/plans-of-care/${encodeURIComponent(asked.plan_id)}`, version: asked.version, body: asked.body, signal });
}

/** End a plan of care. */
export function planOfCareEditEnd(
  client: Client, asked: { readonly plan_id: string; }, signal?: AbortSignal,
): Promise<Answered<PlanOfCareAnswer>> {
  return client.json<PlanOfCareAnswer>({ method: "POST", path: `/plans-of-care/${encodeURIComponent(asked.plan_id)}/end`, signal });
}

/** Start a plan of care; the one before ends. */
export function planOfCareEditStart(
  client: Client, asked: { readonly episode_id: string; readonly body: CareDatesBody; }, signal?: AbortSignal,
): Promise<Answered<PlanOfCareAnswer>> {
  return client.json<PlanOfCareAnswer>({ method: "POST", path: `/episodes/${encodeURIComponent(asked.episode_id)}/plans-of-care`, body: asked.body, signal });
}

/** List the plans of care of an episode, the newest first. */
export function planOfCareRead(
  client: Client, asked: { readonly episode_id: string; }, signal?: AbortSignal,
): Promise<Answered<readonly PlanOfCareAnswer[]>> {
  return client.json<readonly PlanOfCareAnswer[]>({ method: "GET", path: `/episodes/${encodeURIComponent(asked.episode_id)}/plans-of-care`, signal });
}

/** Let a draft hold from a day on. */
export function planPublish(
  client: Client, asked: { readonly plan_id: string; readonly version: string; readonly body: PlanPublishBody; }, signal?: AbortSignal,
): Promise<Answered<PublishedPlanAnswer>> {
  return client.json<PublishedPlanAnswer>({ method: "POST", path: `/plans/${encodeURIComponent(asked.plan_id)}/publish`, version: asked.version, body: asked.body, signal });
}

/** Go on with a plan that was held. */
export function planPublishResume(
  client: Client, asked: { readonly plan_id: string; readonly version: string; }, signal?: AbortSignal,
): Promise<Answered<PlanAnswer>> {
  return client.json<PlanAnswer>({ method: "POST", path: `/plans/${encodeURIComponent(asked.plan_id)}/resume`, version: asked.version, signal });
}

/** Read one version; of a draft also what keeps it from being published. */
export function planRead(
  client: Client, asked: { readonly plan_id: string; }, signal?: AbortSignal,
): Promise<Answered<PlanAnswer>> {
  return client.json<PlanAnswer>({ method: "GET", path: `/plans/${encodeURIComponent(asked.plan_id)}`, signal });
}

/** Tell what differs from another version of the same person. */
export function planReadDifference(
  client: Client, asked: { readonly plan_id: string; readonly before: string; }, signal?: AbortSignal,
): Promise<Answered<PlanDifferenceAnswer>> {
  return client.json<PlanDifferenceAnswer>({ method: "GET", path: `/plans/${encodeURIComponent(asked.plan_id)}/difference`, query: { before: asked.before }, signal });
}

/** Read the version that holds on a day, today where none is named. */
export function planReadInForce(
  client: Client, asked: { readonly episode_id: string; readonly day?: string | null; }, signal?: AbortSignal,
): Promise<Answered<PlanAnswer>> {
  return client.json<PlanAnswer>({ method: "GET", path: `/episodes/${encodeURIComponent(asked.episode_id)}/plan-in-force`, query: { day: asked.day }, signal });
}

/** List the versions of an episode, the newest first. */
export function planReadList(
  client: Client, asked: { readonly episode_id: string; }, signal?: AbortSignal,
): Promise<Answered<readonly PlanVersionAnswer[]>> {
  return client.json<readonly PlanVersionAnswer[]>({ method: "GET", path: `/episodes/${encodeURIComponent(asked.episode_id)}/plans`, signal });
}

/** Tell where a person is in the phases of each condition. */
export function planReadPhases(
  client: Client, asked: { readonly episode_id: string; }, signal?: AbortSignal,
): Promise<Answered<readonly PhaseNowAnswer[]>> {
  return client.json<readonly PhaseNowAnswer[]>({ method: "GET", path: `/episodes/${encodeURIComponent(asked.episode_id)}/phases`, signal });
}

/** End a plan from a day on. */
export function planStop(
  client: Client, asked: { readonly plan_id: string; readonly version: string; readonly body: PlanStopBody; }, signal?: AbortSignal,
): Promise<Answered<PlanAnswer>> {
  return client.json<PlanAnswer>({ method: "POST", path: `/plans/${encodeURIComponent(asked.plan_id)}/stop`, version: asked.version, body: asked.body, signal });
}

/** Hold a plan from today on. */
export function planStopHold(
  client: Client, asked: { readonly plan_id: string; readonly version: string; readonly body: PlanReasonBody; }, signal?: AbortSignal,
): Promise<Answered<PlanAnswer>> {
  return client.json<PlanAnswer>({ method: "POST", path: `/plans/${encodeURIComponent(asked.plan_id)}/hold`, version: asked.version, body: asked.body, signal });
}

/** Take a published version back before its day. */
export function planStopWithdraw(
  client: Client, asked: { readonly plan_id: string; readonly version: string; readonly body: PlanReasonBody; }, signal?: AbortSignal,
): Promise<Answered<PlanAnswer>> {
  return client.json<PlanAnswer>({ method: "POST", path: `/plans/${encodeURIComponent(asked.plan_id)}/withdraw`, version: asked.version, body: asked.body, signal });
}

/** Answer questions; the newest answer to each holds. */
export function precautionAnswer(
  client: Client, asked: { readonly episode_id: string; readonly body: PrecautionAnswersBody; }, signal?: AbortSignal,
): Promise<Answered<readonly PrecautionQuestionAnswer[]>> {
  return client.json<readonly PrecautionQuestionAnswer[]>({ method: "POST", path: `/episodes/${encodeURIComponent(asked.episode_id)}/precautions`, body: asked.body, signal });
}

/** List what the person is asked before training, and what is known today. */
export function precautionRead(
  client: Client, asked: { readonly episode_id: string; }, signal?: AbortSignal,
): Promise<Answered<readonly PrecautionQuestionAnswer[]>> {
  return client.json<readonly PrecautionQuestionAnswer[]>({ method: "GET", path: `/episodes/${encodeURIComponent(asked.episode_id)}/precautions`, signal });
}

/** Tell how much of what was due was done, over 7 and 28 days. */
export function progressReadAdherence(
  client: Client, asked: { readonly episode_id: string; readonly day?: string | null; }, signal?: AbortSignal,
): Promise<Answered<DoneOfDueAnswer>> {
  return client.json<DoneOfDueAnswer>({ method: "GET", path: `/episodes/${encodeURIComponent(asked.episode_id)}/adherence`, query: { day: asked.day }, signal });
}

/** Tell what each day of a range asks for at home, and what was done on it. */
export function progressReadDue(
  client: Client, asked: { readonly episode_id: string; readonly first_day: string; readonly last_day: string; }, signal?: AbortSignal,
): Promise<Answered<readonly DueDayAnswer[]>> {
  return client.json<readonly DueDayAnswer[]>({ method: "GET", path: `/episodes/${encodeURIComponent(asked.episode_id)}/due`, query: { first_day: asked.first_day, last_day: asked.last_day }, signal });
}

/** Tell what happened since the last visit. */
export function progressReadSince(
  client: Client, asked: { readonly episode_id: string; }, signal?: AbortSignal,
): Promise<Answered<SinceLastVisitAnswer>> {
  return client.json<SinceLastVisitAnswer>({ method: "GET", path: `/episodes/${encodeURIComponent(asked.episode_id)}/since-last-visit`, signal });
}

/** Tell how the measure of each goal changed: band, MDC, MCID, target and verdict. */
export function progressReadTrends(
  client: Client, asked: { readonly episode_id: string; readonly baselines_count?: number; }, signal?: AbortSignal,
): Promise<Answered<readonly TrendAnswer[]>> {
  return client.json<readonly TrendAnswer[]>({ method: "GET", path: `/episodes/${encodeURIComponent(asked.episode_id)}/trends`, query: { baselines_count: asked.baselines_count }, signal });
}

/** Propose for each row of the plan to go on, hold or step back, and why. */
export function progressionPropose(
  client: Client, asked: { readonly episode_id: string; }, signal?: AbortSignal,
): Promise<Answered<readonly ExerciseProgressAnswer[]>> {
  return client.json<readonly ExerciseProgressAnswer[]>({ method: "GET", path: `/episodes/${encodeURIComponent(asked.episode_id)}/progressions`, signal });
}

/** Send the file of a recording as it came. */
export function recordingDownload(
  client: Client, asked: { readonly recording_id: string; }, signal?: AbortSignal,
): Promise<Response> {
  return client.bytes({ method: "GET", path: `/recordings/${encodeURIComponent(asked.recording_id)}/file`, signal });
}

/** Move a recording, with its analyses and values, to the patient it is of. */
export function recordingMove(
  client: Client, asked: { readonly recording_id: string; readonly version: string; readonly body: MoveBody; }, signal?: AbortSignal,
): Promise<Answered<RecordingAnswer>> {
  return client.json<RecordingAnswer>({ method: "POST", path: `/recordings/${encodeURIComponent(asked.recording_id)}/move`, version: asked.version, body: asked.body, signal });
}

/** Read what is known of a recording. */
export function recordingRead(
  client: Client, asked: { readonly recording_id: string; }, signal?: AbortSignal,
): Promise<Answered<RecordingAnswer>> {
  return client.json<RecordingAnswer>({ method: "GET", path: `/recordings/${encodeURIComponent(asked.recording_id)}`, signal });
}

/** List a patient's recordings with their analyses, the newest first. */
export function recordingReadList(
  client: Client, asked: { readonly patient_id: string; readonly after?: string | null; readonly most_count?: number; }, signal?: AbortSignal,
): Promise<Answered<PageAnswer_RecordingAnswer_>> {
  return client.json<PageAnswer_RecordingAnswer_>({ method: "GET", path: `/patients/${encodeURIComponent(asked.patient_id)}/recordings`, query: { after: asked.after, most_count: asked.most_count }, signal });
}

/** Announce a recording; the same again gives the first. */
export function recordingUploadAnnounce(
  client: Client, asked: { readonly patient_id: string; readonly body: AnnouncedBody; }, signal?: AbortSignal,
): Promise<Answered<UploadAnswer>> {
  return client.json<UploadAnswer>({ method: "POST", path: `/patients/${encodeURIComponent(asked.patient_id)}/recordings`, body: asked.body, signal });
}

/** Say that the last part was sent: the file is looked at, kept sealed, and analysed. */
export function recordingUploadComplete(
  client: Client, asked: { readonly upload_id: string; }, signal?: AbortSignal,
): Promise<Answered<CompletedAnswer>> {
  return client.json<CompletedAnswer>({ method: "POST", path: `/uploads/${encodeURIComponent(asked.upload_id)}/complete`, signal });
}

/** End a stream whose device is gone: what came is kept, and told to be cut. */
export function recordingUploadEnd(
  client: Client, asked: { readonly recording_id: string; }, signal?: AbortSignal,
): Promise<Answered<RecordingAnswer>> {
  return client.json<RecordingAnswer>({ method: "POST", path: `/recordings/${encodeURIComponent(asked.recording_id)}/end`, signal });
}

/** Send the next part as the body, at most 16 MB, from a byte on. */
export function recordingUploadPart(
  client: Client, asked: { readonly upload_id: string; readonly offset_bytes: number; readonly bytes: Blob | ArrayBuffer; }, signal?: AbortSignal,
): Promise<Answered<UploadAnswer>> {
  return client.json<UploadAnswer>({ method: "PUT", path: `/uploads/${encodeURIComponent(asked.upload_id)}/parts`, query: { offset_bytes: asked.offset_bytes }, bytes: asked.bytes, signal });
}

/** Read how far an upload is, to go on from there. */
export function recordingUploadProgress(
  client: Client, asked: { readonly upload_id: string; }, signal?: AbortSignal,
): Promise<Answered<UploadAnswer>> {
  return client.json<UploadAnswer>({ method: "GET", path: `/uploads/${encodeURIComponent(asked.upload_id)}`, signal });
}

/** Open a stream into which a device records; the same again gives the first. */
export function recordingUploadStream(
  client: Client, asked: { readonly patient_id: string; readonly body: StreamBody; }, signal?: AbortSignal,
): Promise<Answered<RecordingAnswer>> {
  return client.json<RecordingAnswer>({ method: "POST", path: `/patients/${encodeURIComponent(asked.patient_id)}/streams`, body: asked.body, signal });
}

/** Change what was signed, with the reason. */
export function reportAmend(
  client: Client, asked: { readonly report_id: string; readonly version: string; readonly body: AmendBody; }, signal?: AbortSignal,
): Promise<Answered<ReportAnswer>> {
  return client.json<ReportAnswer>({ method: "POST", path: `/reports/${encodeURIComponent(asked.report_id)}/amend`, version: asked.version, body: asked.body, signal });
}

/** Draft a report from what is known today. */
export function reportDraft(
  client: Client, asked: { readonly episode_id: string; readonly body: DraftBody; }, signal?: AbortSignal,
): Promise<Answered<ReportAnswer>> {
  return client.json<ReportAnswer>({ method: "POST", path: `/episodes/${encodeURIComponent(asked.episode_id)}/reports`, body: asked.body, signal });
}

/** Edit the text of a draft. */
export function reportDraftEdit(
  client: Client, asked: { readonly report_id: string; readonly version: string; readonly body: TextBody; }, signal?: AbortSignal,
): Promise<Answered<ReportAnswer>> {
  return client.json<ReportAnswer>({ method: "PUT", path: `/reports/${encodeURIComponent(asked.report_id)}`, version: asked.version, body: asked.body, signal });
}

/** Open a report by the secret of a link; nobody needs to be signed in. */
export function reportOpen(
  client: Client, asked: { readonly body: SecretBody; }, signal?: AbortSignal,
): Promise<Answered<SharedReportAnswer>> {
  return client.json<SharedReportAnswer>({ method: "POST", path: `/shared-reports/open`, body: asked.body, signal });
}

/** Read a report, and whether it still is what was signed. */
export function reportRead(
  client: Client, asked: { readonly report_id: string; }, signal?: AbortSignal,
): Promise<Answered<ReadReportAnswer>> {
  return client.json<ReadReportAnswer>({ method: "GET", path: `/reports/${encodeURIComponent(asked.report_id)}`, signal });
}

/** List reports, the newest first. */
export function reportReadList(
  client: Client, asked: { readonly patient_id: string; readonly after?: string | null; readonly most_count?: number; }, signal?: AbortSignal,
): Promise<Answered<PageAnswer_ReportLine_>> {
  return client.json<PageAnswer_ReportLine_>({ method: "GET", path: `/patients/${encodeURIComponent(asked.patient_id)}/reports`, query: { after: asked.after, most_count: asked.most_count }, signal });
}

/** Make a link to a signed report; its secret is told once. */
export function reportShare(
  client: Client, asked: { readonly report_id: string; readonly body: ShareBody; }, signal?: AbortSignal,
): Promise<Answered<NewLinkAnswer>> {
  return client.json<NewLinkAnswer>({ method: "POST", path: `/reports/${encodeURIComponent(asked.report_id)}/links`, body: asked.body, signal });
}

/** List the links to a report. */
export function reportShareList(
  client: Client, asked: { readonly report_id: string; }, signal?: AbortSignal,
): Promise<Answered<readonly LinkAnswer[]>> {
  return client.json<readonly LinkAnswer[]>({ method: "GET", path: `/reports/${encodeURIComponent(asked.report_id)}/links`, signal });
}

/** Let a link open nothing any more. */
export function reportShareRevoke(
  client: Client, asked: { readonly link_id: string; }, signal?: AbortSignal,
): Promise<Answered<LinkAnswer>> {
  return client.json<LinkAnswer>({ method: "POST", path: `/share-links/${encodeURIComponent(asked.link_id)}/revoke`, signal });
}

/** Sign a report: from now on it is amended, never changed. */
export function reportSign(
  client: Client, asked: { readonly report_id: string; readonly version: string; }, signal?: AbortSignal,
): Promise<Answered<ReportAnswer>> {
  return client.json<ReportAnswer>({ method: "POST", path: `/reports/${encodeURIComponent(asked.report_id)}/sign`, version: asked.version, signal });
}

/** List those whose record need no longer be kept. */
export function retentionRead(
  client: Client, asked: { readonly after?: string | null; readonly most_count?: number; }, signal?: AbortSignal,
): Promise<Answered<PageAnswer_PatientAnswer_>> {
  return client.json<PageAnswer_PatientAnswer_>({ method: "GET", path: `/retention`, query: { after: asked.after, most_count: asked.most_count }, signal });
}

/** Hold today's vital signs and answers against the gate. */
export function safetyCheck(
  client: Client, asked: { readonly episode_id: string; readonly body: SafetyCheckBody; }, signal?: AbortSignal,
): Promise<Answered<SafetyCheckAnswer>> {
  return client.json<SafetyCheckAnswer>({ method: "POST", path: `/episodes/${encodeURIComponent(asked.episode_id)}/safety-checks`, body: asked.body, signal });
}

/** List the safety checks of an episode, the newest first. */
export function safetyRead(
  client: Client, asked: { readonly episode_id: string; readonly after?: string | null; readonly most_count?: number; }, signal?: AbortSignal,
): Promise<Answered<PageAnswer_SafetyCheckAnswer_>> {
  return client.json<PageAnswer_SafetyCheckAnswer_>({ method: "GET", path: `/episodes/${encodeURIComponent(asked.episode_id)}/safety-checks`, query: { after: asked.after, most_count: asked.most_count }, signal });
}

/** Read a session. */
export function sessionRead(
  client: Client, asked: { readonly session_id: string; }, signal?: AbortSignal,
): Promise<Answered<SessionAnswer>> {
  return client.json<SessionAnswer>({ method: "GET", path: `/sessions/${encodeURIComponent(asked.session_id)}`, signal });
}

/** List the days on which nothing was expected, the newest first. */
export function sessionReadExcuses(
  client: Client, asked: { readonly patient_id: string; readonly after?: string | null; readonly most_count?: number; }, signal?: AbortSignal,
): Promise<Answered<PageAnswer_ExcuseAnswer_>> {
  return client.json<PageAnswer_ExcuseAnswer_>({ method: "GET", path: `/patients/${encodeURIComponent(asked.patient_id)}/excuses`, query: { after: asked.after, most_count: asked.most_count }, signal });
}

/** List sessions, the newest first. */
export function sessionReadList(
  client: Client, asked: { readonly patient_id: string; readonly after?: string | null; readonly most_count?: number; }, signal?: AbortSignal,
): Promise<Answered<PageAnswer_SessionAnswer_>> {
  return client.json<PageAnswer_SessionAnswer_>({ method: "GET", path: `/patients/${encodeURIComponent(asked.patient_id)}/sessions`, query: { after: asked.after, most_count: asked.most_count }, signal });
}

/** Record a session; the same one sent again gives the first. */
export function sessionRecord(
  client: Client, asked: { readonly patient_id: string; readonly body: SessionBody; }, signal?: AbortSignal,
): Promise<Answered<KeptAnswer>> {
  return client.json<KeptAnswer>({ method: "POST", path: `/patients/${encodeURIComponent(asked.patient_id)}/sessions`, body: asked.body, signal });
}

/** Send up to 50 sessions that were recorded offline; each has a result of its own. */
export function sessionRecordBatch(
  client: Client, asked: { readonly patient_id: string; readonly body: BatchBody; }, signal?: AbortSignal,
): Promise<Answered<BatchAnswer>> {
  return client.json<BatchAnswer>({ method: "POST", path: `/patients/${encodeURIComponent(asked.patient_id)}/sessions/batch`, body: asked.body, signal });
}

/** Go on with a session that is not over: pause, resume, add, complete, abandon. */
export function sessionRecordEdit(
  client: Client, asked: { readonly session_id: string; readonly version: string; readonly body: SessionBody; }, signal?: AbortSignal,
): Promise<Answered<KeptAnswer>> {
  return client.json<KeptAnswer>({ method: "PUT", path: `/sessions/${encodeURIComponent(asked.session_id)}`, version: asked.version, body: asked.body, signal });
}

/** Say that the device has sent everything it had. */
export function sessionSync(
  client: Client, asked: { readonly patient_id: string; }, signal?: AbortSignal,
): Promise<Answered<null>> {
  return client.json<null>({ method: "POST", path: `/patients/${encodeURIComponent(asked.patient_id)}/sync`, signal });
}

/** Give a place another name. */
export function siteEdit(
  client: Client, asked: { readonly site_id: string; readonly version: string; readonly body: SiteBody; }, signal?: AbortSignal,
): Promise<Answered<SiteAnswer>> {
  return client.json<SiteAnswer>({ method: "PUT", path: `/sites/${encodeURIComponent(asked.site_id)}`, version: asked.version, body: asked.body, signal });
}

/** Add a place where the clinic works. */
export function siteEditMake(
  client: Client, asked: { readonly body: SiteBody; }, signal?: AbortSignal,
): Promise<Answered<SiteAnswer>> {
  return client.json<SiteAnswer>({ method: "POST", path: `/sites`, body: asked.body, signal });
}

/** List the places where the clinic works. */
export function siteList(
  client: Client, signal?: AbortSignal,
): Promise<Answered<readonly SiteAnswer[]>> {
  return client.json<readonly SiteAnswer[]>({ method: "GET", path: `/sites`, signal });
}

/** End what somebody is at the clinic. */
export function staffEnd(
  client: Client, asked: { readonly membership_id: string; }, signal?: AbortSignal,
): Promise<Answered<StaffAnswer>> {
  return client.json<StaffAnswer>({ method: "POST", path: `/memberships/${encodeURIComponent(asked.membership_id)}/end`, signal });
}

/** Invite somebody to work at the clinic. */
export function staffInvite(
  client: Client, asked: { readonly body: InviteStaffBody; }, signal?: AbortSignal,
): Promise<Answered<InvitationShown>> {
  return client.json<InvitationShown>({ method: "POST", path: `/staff/invitations`, body: asked.body, signal });
}

/** List who works at the clinic. */
export function staffList(
  client: Client, asked: { readonly with_former?: boolean; }, signal?: AbortSignal,
): Promise<Answered<readonly StaffAnswer[]>> {
  return client.json<readonly StaffAnswer[]>({ method: "GET", path: `/staff`, query: { with_former: asked.with_former }, signal });
}

/** Give somebody a code to hand over, with which they choose a password. */
export function staffResetPassword(
  client: Client, asked: { readonly user_id: string; }, signal?: AbortSignal,
): Promise<Answered<CodeAnswer>> {
  return client.json<CodeAnswer>({ method: "POST", path: `/staff/${encodeURIComponent(asked.user_id)}/reset-password`, signal });
}

/** Take somebody's second factors away. */
export function staffResetSecondFactor(
  client: Client, asked: { readonly user_id: string; }, signal?: AbortSignal,
): Promise<Answered<null>> {
  return client.json<null>({ method: "POST", path: `/staff/${encodeURIComponent(asked.user_id)}/reset-second-factor`, signal });
}

/** Sign somebody out everywhere. */
export function staffSessionsEnd(
  client: Client, asked: { readonly user_id: string; }, signal?: AbortSignal,
): Promise<Answered<EndedAnswer>> {
  return client.json<EndedAnswer>({ method: "DELETE", path: `/staff/${encodeURIComponent(asked.user_id)}/sessions`, signal });
}

/** List the open sessions of somebody of the staff. */
export function staffSessionsList(
  client: Client, asked: { readonly user_id: string; }, signal?: AbortSignal,
): Promise<Answered<readonly SessionAnswer[]>> {
  return client.json<readonly SessionAnswer[]>({ method: "GET", path: `/staff/${encodeURIComponent(asked.user_id)}/sessions`, signal });
}

/** Enter what a test came to; the very same again answers with the first. */
export function testEnter(
  client: Client, asked: { readonly assessment_id: string; readonly body: TestEntryBody; }, signal?: AbortSignal,
): Promise<Answered<TestAnswer>> {
  return client.json<TestAnswer>({ method: "POST", path: `/assessments/${encodeURIComponent(asked.assessment_id)}/results`, body: asked.body, signal });
}

/** Put another result in the place of one; the old one stays. */
export function testEnterCorrect(
  client: Client, asked: { readonly result_id: string; readonly version: string; readonly body: TestCorrectionBody; }, signal?: AbortSignal,
): Promise<Answered<TestAnswer>> {
  return client.json<TestAnswer>({ method: "POST", path: `/results/${encodeURIComponent(asked.result_id)}/corrections`, version: asked.version, body: asked.body, signal });
}

/** Say that a test does not count. */
export function testEnterDiscard(
  client: Client, asked: { readonly result_id: string; readonly version: string; readonly body: WhyBody; }, signal?: AbortSignal,
): Promise<Answered<TestAnswer>> {
  return client.json<TestAnswer>({ method: "POST", path: `/results/${encodeURIComponent(asked.result_id)}/discard`, version: asked.version, body: asked.body, signal });
}

/** List the items that may be entered one by one today; none where only totals may be. */
export function testEnterItems(
  client: Client, asked: { readonly instrument_id: string; }, signal?: AbortSignal,
): Promise<Answered<readonly ItemAnswer[]>> {
  return client.json<readonly ItemAnswer[]>({ method: "GET", path: `/instruments/${encodeURIComponent(asked.instrument_id)}/items`, signal });
}

/** Take the result of a test from an analysed recording. */
export function testEnterRecorded(
  client: Client, asked: { readonly assessment_id: string; readonly body: RecordedTestBody; }, signal?: AbortSignal,
): Promise<Answered<TestAnswer>> {
  return client.json<TestAnswer>({ method: "POST", path: `/assessments/${encodeURIComponent(asked.assessment_id)}/recorded-results`, body: asked.body, signal });
}

/** Keep one go at a test. */
export function testEnterTrial(
  client: Client, asked: { readonly result_id: string; readonly body: TrialBody; }, signal?: AbortSignal,
): Promise<Answered<TrialAnswer>> {
  return client.json<TrialAnswer>({ method: "POST", path: `/results/${encodeURIComponent(asked.result_id)}/trials`, body: asked.body, signal });
}

/** Move start and end of a trial; those that were found stay. */
export function testEnterTrialMarks(
  client: Client, asked: { readonly trial_id: string; readonly version: string; readonly body: MovedMarksBody; }, signal?: AbortSignal,
): Promise<Answered<TrialAnswer>> {
  return client.json<TrialAnswer>({ method: "PUT", path: `/trials/${encodeURIComponent(asked.trial_id)}/marks`, version: asked.version, body: asked.body, signal });
}

/** Take a trial, or leave it out. */
export function testEnterTrialVerdict(
  client: Client, asked: { readonly trial_id: string; readonly version: string; readonly body: TrialVerdictBody; }, signal?: AbortSignal,
): Promise<Answered<TrialAnswer>> {
  return client.json<TrialAnswer>({ method: "PUT", path: `/trials/${encodeURIComponent(asked.trial_id)}/verdict`, version: asked.version, body: asked.body, signal });
}

/** List the tokens of other programs. */
export function tokenList(
  client: Client, asked: { readonly after?: string | null; readonly most_count?: number; }, signal?: AbortSignal,
): Promise<Answered<PageAnswer_TokenAnswer_>> {
  return client.json<PageAnswer_TokenAnswer_>({ method: "GET", path: `/service-tokens`, query: { after: asked.after, most_count: asked.most_count }, signal });
}

/** Let another program act. */
export function tokenMake(
  client: Client, asked: { readonly body: TokenBody; }, signal?: AbortSignal,
): Promise<Answered<TokenShown>> {
  return client.json<TokenShown>({ method: "POST", path: `/service-tokens`, body: asked.body, signal });
}

/** Let a program act no more. */
export function tokenRevoke(
  client: Client, asked: { readonly token_id: string; }, signal?: AbortSignal,
): Promise<Answered<TokenAnswer>> {
  return client.json<TokenAnswer>({ method: "POST", path: `/service-tokens/${encodeURIComponent(asked.token_id)}/revoke`, signal });
}

/** Change what was signed, with the reason. */
export function visitAmend(
  client: Client, asked: { readonly visit_id: string; readonly version: string; readonly body: VisitAmendBody; }, signal?: AbortSignal,
): Promise<Answered<WholeVisitAnswer>> {
  return client.json<WholeVisitAnswer>({ method: "POST", path: `/visits/${encodeURIComponent(asked.visit_id)}/amend`, version: asked.version, body: asked.body, signal });
}

/** Change the draft of a visit. */
export function visitEdit(
  client: Client, asked: { readonly visit_id: string; readonly version: string; readonly body: VisitBody; }, signal?: AbortSignal,
): Promise<Answered<WholeVisitAnswer>> {
  return client.json<WholeVisitAnswer>({ method: "PUT", path: `/visits/${encodeURIComponent(asked.visit_id)}`, version: asked.version, body: asked.body, signal });
}

/** Say what the minutes of a visit were spent on. */
export function visitEditMinutes(
  client: Client, asked: { readonly visit_id: string; readonly version: string; readonly body: AllVisitMinutesBody; }, signal?: AbortSignal,
): Promise<Answered<WholeVisitAnswer>> {
  return client.json<WholeVisitAnswer>({ method: "PUT", path: `/visits/${encodeURIComponent(asked.visit_id)}/minutes`, version: asked.version, body: asked.body, signal });
}

/** Open a visit. */
export function visitOpen(
  client: Client, asked: { readonly episode_id: string; readonly body: VisitOpenBody; }, signal?: AbortSignal,
): Promise<Answered<WholeVisitAnswer>> {
  return client.json<WholeVisitAnswer>({ method: "POST", path: `/episodes/${encodeURIComponent(asked.episode_id)}/visits`, body: asked.body, signal });
}

/** Read a visit with its minutes and amendments. */
export function visitRead(
  client: Client, asked: { readonly visit_id: string; }, signal?: AbortSignal,
): Promise<Answered<WholeVisitAnswer>> {
  return client.json<WholeVisitAnswer>({ method: "GET", path: `/visits/${encodeURIComponent(asked.visit_id)}`, signal });
}

/** List the visits of a patient, the newest first. */
export function visitReadList(
  client: Client, asked: { readonly patient_id: string; readonly after?: string | null; readonly most_count?: number; }, signal?: AbortSignal,
): Promise<Answered<PageAnswer_VisitAnswer_>> {
  return client.json<PageAnswer_VisitAnswer_>({ method: "GET", path: `/patients/${encodeURIComponent(asked.patient_id)}/visits`, query: { after: asked.after, most_count: asked.most_count }, signal });
}

/** Sign a visit. */
export function visitSign(
  client: Client, asked: { readonly visit_id: string; readonly version: string; }, signal?: AbortSignal,
): Promise<Answered<WholeVisitAnswer>> {
  return client.json<WholeVisitAnswer>({ method: "POST", path: `/visits/${encodeURIComponent(asked.visit_id)}/sign`, version: asked.version, signal });
}
