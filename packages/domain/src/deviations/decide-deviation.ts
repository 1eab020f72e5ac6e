import type { LocalDate } from "../local-date.ts";
import type { Item, Protocol } from "../protocol/types.ts";
import { accept, refuse, type Result } from "../result.ts";
import type { ParticipantEnd } from "../schedule/schedule.ts";
import { deviationRules, type DeviationKind } from "./deviation-kinds.ts";
import { namesArm } from "./names-arm.ts";

/** Levels of the stratification questions by item key, as text: `{ parity_group: "1" }`. The site is not among them. */
export type StratumAnswers = Readonly<Record<string, string>>;

/** One participant as far as an error of allocation concerns her. `allocatedAt` is an instant of the server. */
export type AllocatedNumber = {
  readonly number: string;
  readonly allocatedOn: LocalDate | null;
  readonly allocatedAt: string | null;
  readonly ends: readonly ParticipantEnd[];
};

export type DeviationReport = {
  readonly kind: DeviationKind;
  readonly foundOn: LocalDate;
  readonly description: string;
  readonly related: string | null;
  readonly strata: StratumAnswers | null;
  readonly criteria: readonly string[];
};

export type DeviationRequest = {
  readonly protocol: Pick<Protocol, "allocation" | "arms" | "interventions" | "forms" | "codelists" | "eligibility">;
  readonly report: DeviationReport;
  readonly participant: AllocatedNumber;
  /** The second participant; null when there is none of that number here. */
  readonly related: AllocatedNumber | null;
  /** The levels she was allocated in, as last corrected. */
  readonly recordedStrata: StratumAnswers;
  /** Kinds of her deviations that nobody has closed yet. */
  readonly open: readonly DeviationKind[];
  readonly today: LocalDate;
};

export type DeviationDecision = {
  readonly kind: DeviationKind;
  /** The number that counts no more, and the one under which the woman goes on; only for `duplicate`. */
  readonly retired: string | null;
  readonly kept: string | null;
  readonly strata: { readonly recorded: StratumAnswers; readonly corrected: StratumAnswers } | null;
};

/**
 * Whether an error of allocation may be recorded as told, and what follows. Nothing here undoes an allocation. Refuses, in
 * this order: `allocation_not_in_design`, `not_allocated`, `participant_is_duplicate`, `deviation_open`, `date_in_future`,
 * `date_before_allocation`, `invalid_input` (a fact that the kind needs or does not take), `text_names_arm`,
 * `related_unknown`, `related_same`, `stratum_unknown`, `stratum_unchanged`, `criterion_unknown`.
 */
export function decideDeviation(request: DeviationRequest): Result<DeviationDecision> {
  for (const rule of [checkParticipant, checkDate, checkFacts, checkRelated, checkStrata, checkCriteria]) {
    const checked = rule(request);
    if (!checked.ok) return checked;
  }
  const { report, participant, related, recordedStrata } = request;
  const [kept, retired] =
    report.kind === "duplicate" && related !== null ? inOrderOfAllocation(participant, related) : [null, null];
  return accept({
    kind: report.kind,
    kept: kept?.number ?? null,
    retired: retired?.number ?? null,
    strata: report.strata === null ? null : { recorded: recordedStrata, corrected: report.strata },
  });
}

/** The stratification questions of a study with the codes they can have; the site is none of them. */
export function stratumItems(
  protocol: Pick<Protocol, "allocation" | "forms" | "codelists">,
): readonly { readonly item: Item; readonly levels: readonly string[] }[] {
  const items = protocol.forms.flatMap((form) => form.sections.flatMap((section) => section.items));
  return (protocol.allocation?.strata ?? []).flatMap((stratum) => {
    if (stratum.source === "site") return [];
    const item = items.find((candidate) => candidate.key === stratum.item);
    if (item === undefined) return [];
    const codes = protocol.codelists.find((list) => list.key === item.codelist)?.codes.map(({ code }) => String(code));
    return [{ item, levels: codes ?? ["true", "false"] }];
  });
}

/** The number allocated first and the other. A number never allocated comes last; at one instant the smaller is first. */
function inOrderOfAllocation(a: AllocatedNumber, b: AllocatedNumber): readonly [AllocatedNumber, AllocatedNumber] {
  const [atA, atB] = [a.allocatedAt ?? "9999", b.allocatedAt ?? "9999"];
  return atA < atB || (atA === atB && a.number < b.number) ? [a, b] : [b, a];
}

const isDuplicate = (who: AllocatedNumber): boolean => who.ends.some((end) => end.kind === "duplicate");

function checkParticipant({ protocol, report, participant, open }: DeviationRequest): Result<null> {
  if (protocol.allocation === null) return refuse("allocation_not_in_design");
  if (participant.allocatedOn === null) return refuse("not_allocated");
  if (isDuplicate(participant)) return refuse("participant_is_duplicate", { participant: participant.number });
  // One error is recorded once; what else is known of it belongs to its review. Other mishaps can be several.
  if (report.kind !== "other" && open.includes(report.kind)) return refuse("deviation_open", { kind: report.kind });
  return accept(null);
}

function checkDate({ report, participant, related, today }: DeviationRequest): Result<null> {
  if (report.foundOn > today) return refuse("date_in_future", { field: "foundOn", date: report.foundOn });
  const dates = [participant.allocatedOn, related?.allocatedOn ?? null].filter((date) => date !== null);
  const allocatedOn = dates.find((date) => report.foundOn < date);
  return allocatedOn === undefined
    ? accept(null)
    : refuse("date_before_allocation", { date: report.foundOn, allocatedOn });
}

/** Facts that the kind needs are there, and no others: a stray one would stand in the record unexplained. */
function checkFacts({ protocol, report }: DeviationRequest): Result<null> {
  const { needs } = deviationRules[report.kind];
  const wrong = (field: string) => refuse("invalid_input", { field }, [{ path: field, code: "fact", params: {} }]);
  if (needs.related !== (report.related !== null)) return wrong("related");
  if (needs.strata === "required" ? report.strata === null : needs.strata === "none" && report.strata !== null)
    return wrong("strata");
  if (needs.criteria !== report.criteria.length > 0) return wrong("criteria");
  if (report.description.trim() === "") return wrong("description");
  return namesArm(protocol, report.description) ? refuse("text_names_arm", { field: "description" }) : accept(null);
}

function checkRelated({ report, participant, related }: DeviationRequest): Result<null> {
  if (report.related === null) return accept(null);
  if (report.related === participant.number) return refuse("related_same");
  if (related === null) return refuse("related_unknown", { participant: report.related });
  return isDuplicate(related) ? refuse("participant_is_duplicate", { participant: related.number }) : accept(null);
}

function checkStrata({ protocol, report, recordedStrata }: DeviationRequest): Result<null> {
  const { strata } = report;
  if (strata === null) return accept(null);
  const asked = stratumItems(protocol);
  const stray = Object.keys(strata).find((key) => !asked.some(({ item }) => item.key === key));
  if (stray !== undefined) return refuse("stratum_unknown", { item: stray });
  const missing = asked.find(({ item, levels }) => !levels.includes(strata[item.key] ?? ""));
  if (missing !== undefined) return refuse("stratum_unknown", { item: missing.item.key });
  const isSame = asked.every(({ item }) => strata[item.key] === recordedStrata[item.key]);
  return isSame ? refuse("stratum_unchanged") : accept(null);
}

function checkCriteria({ protocol, report }: DeviationRequest): Result<null> {
  const unknown = report.criteria.find((key) => !protocol.eligibility.criteria.some((each) => each.key === key));
  return unknown === undefined ? accept(null) : refuse("criterion_unknown", { criterion: unknown });
}
