import type { StudyOverview, StudyView } from "@kendali/api";
import { flowReasonLabels, primaryOutcome, primaryTimePoint, type Breakdown, type FlowGroup } from "@kendali/datasets";
import type { Locale, Translator } from "@kendali/i18n";
import type { reportsCatalogue } from "@kendali/i18n/catalogues/reports";
import type { FlowArm, FlowBox, FlowPart, FlowStep } from "@kendali/ui/components/flow-diagram";

type Words = {
  readonly t: Translator<typeof reportsCatalogue>;
  readonly locale: Locale;
  readonly protocol: StudyView["protocol"];
};

/** The participant flow as boxes: one trunk, and below it an arm's column each where the arms may be known. */
export function flowSteps(
  overview: Pick<StudyOverview, "flow" | "isMasked">,
  words: Words,
): { readonly trunk: readonly FlowStep[]; readonly arms: readonly FlowArm[] | undefined } {
  const { flow, isMasked } = overview;
  const { t, locale, protocol } = words;
  const trunk: FlowStep[] = [];
  if (flow.register !== null)
    trunk.push({ label: t("flow_register"), count: flow.register, out: box(t("flow_not_screened"), flow.notScreened) });
  if (flow.screened !== null)
    trunk.push({
      label: t("flow_screened"),
      count: flow.screened,
      out: [
        ...parted(t("flow_not_eligible"), flow.ineligible, (key) => criterionWords(words, key)),
        ...parted(t("flow_declined"), flow.declined, (reason) => reasonWords(words, reason)),
        ...box(t("flow_pending"), flow.pending),
      ],
    });
  const notAllocated =
    flow.notAllocated === null
      ? []
      : parted(t("flow_not_allocated"), flow.notAllocated, (reason) => reasonWords(words, reason));
  trunk.push({ label: t("flow_enrolled"), count: flow.enrolled, out: notAllocated });
  const merged = flow.groups.length === 1 ? flow.groups[0] : undefined;
  if (merged !== undefined) return { trunk: [...trunk, ...groupSteps(merged, words, isMasked)], arms: undefined };
  return {
    trunk,
    arms: flow.groups.map((group, index) => ({
      place: index === 0 ? "a" : "b",
      label: protocol.arms.find((arm) => arm.key === group.arm)?.label[locale] ?? group.arm ?? "",
      steps: groupSteps(group, words, false),
    })),
  };

  function box(label: string, count: number | null): readonly FlowBox[] {
    return count === null || count === 0 ? [] : [{ label, count }];
  }
}

function groupSteps(group: FlowGroup, words: Words, heavy: boolean): FlowStep[] {
  const { t, protocol } = words;
  const visit = visitLabel(words);
  const received = receivedParts(group, words);
  const notDone = parted(t("flow_visit_not_done", { visit }), group.visitNotDone, (reason) =>
    reasonWords(words, reason),
  );
  const entered = protocol.allocation === null ? t("flow_group") : t("flow_allocated");
  return [
    { label: entered, count: group.entered, heavy, parts: received, out: notDone },
    {
      label: t("flow_visit_done", { visit }),
      count: group.visitDone,
      heavy,
      out: parted(t("flow_not_observed"), group.notObserved, (reason) => partWords(words, reason)),
    },
    { label: t("flow_observed", { outcome: outcomeName(words) }), count: group.observed, heavy },
  ];
}

/** What became of the intervention; who stopped it stays among those who are followed up. */
function receivedParts({ sessions, discontinued }: FlowGroup, { t }: Words): readonly FlowPart[] {
  const line = (label: string, count: number): readonly FlowPart[] => (count === 0 ? [] : [{ label, count }]);
  return [
    ...(sessions === null
      ? []
      : [
          ...line(t("flow_sessions_all", { planned: sessions.planned }), sessions.all),
          ...line(t("flow_sessions_some"), sessions.some),
          ...line(t("flow_sessions_none"), sessions.none),
        ]),
    ...line(t("flow_discontinued"), discontinued ?? 0),
  ];
}

/** The primary outcome by its item's short name, without the unit it may end with. */
function outcomeName({ locale, protocol }: Words): string {
  const outcome = primaryOutcome(protocol);
  const item = protocol.forms
    .flatMap((form) => form.sections)
    .flatMap((section) => section.items)
    .find((each) => each.key === outcome?.item);
  const name = item?.shortLabel ?? outcome?.label;
  return (name?.[locale] ?? "").replace(/ \([^()]*\)$/, "");
}

function visitLabel({ locale, protocol }: Words): string {
  return primaryTimePoint(protocol)?.label[locale] ?? "";
}

function parted(label: string, breakdown: Breakdown, say: (reason: string) => string): readonly FlowBox[] {
  if (breakdown.total === 0) return [];
  return [
    {
      label,
      count: breakdown.total,
      parts: breakdown.parts.map((part) => ({ label: say(part.reason), count: part.count })),
    },
  ];
}

function criterionWords({ t, locale, protocol }: Words, key: string): string {
  const criterion = protocol.eligibility.criteria.find((each) => each.key === key);
  if (criterion === undefined) return t("reason_unknown");
  return criterion.kind === "inclusion"
    ? t("criterion_not_met", { text: criterion.text[locale] })
    : criterion.text[locale];
}

function reasonWords({ t, locale }: Words, reason: string): string {
  const label = flowReasonLabels[reason];
  if (label !== undefined) return label[locale];
  if (reason === "waiting") return t("reason_waiting");
  return reason === "unknown" ? t("reason_unknown") : reason;
}

/** `outcome_refused` as "outcome: refused". */
function partWords(words: Words, reason: string): string {
  const [part = "", ...rest] = reason.split("_");
  const name = part === "baseline" ? words.t("part_baseline") : words.t("part_outcome");
  return `${name}: ${reasonWords(words, rest.join("_")).toLowerCase()}`;
}
