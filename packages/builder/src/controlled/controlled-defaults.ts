import type { Arm, Intervention, LocalizedText, Protocol } from "@kendali/domain";
import { stratumItems } from "../allocation/stratum-items.ts";
import { withScheme } from "../allocation/with-scheme.ts";
import { cutAtWord } from "../study-key.ts";
import type { ControlledAnswers, ExtraKey, FollowUp, PilotNumbers } from "./answers.ts";
import { extraKeys } from "./answers.ts";
import { controlledWords } from "./controlled-words.ts";
import { freeKey } from "./free-key.ts";
import { postpartumUsualCare } from "./library.ts";
import { baselineOf, mainVisitOf } from "./trial-schedule.ts";

/**
 * A proposal of everything that leads from a one-group study to a trial; `date` is the day on which it is made. The
 * difference looked for is half of the pilot's change: the other half is what one group cannot tell from growth by itself.
 */
export function controlledDefaults(
  pilot: Protocol,
  { date, numbers }: { readonly date: string; readonly numbers: PilotNumbers | null },
): ControlledAnswers {
  const pilotArm = pilot.arms[0];
  const arm = controlArm(pilot, pilotArm);
  return {
    study: studyOf(pilot, called(pilotArm, "unnamed_arm"), arm.label, date),
    sites: pilot.sites.map((site) => ({ ...site })),
    pilotArm: {
      description: controlledWords("pilot_arm_description", {
        description: pilotArm?.description ?? pilot.shortTitle,
        control: arm.label,
      }),
    },
    control: { arm, intervention: controlIntervention(pilot, called(pilotArm, "unnamed_arm")) },
    otherArms: [],
    sampling: {
      method: "consecutive",
      frame: controlledWords("sampling_frame"),
      description: controlledWords("sampling_description"),
    },
    allocation: allocationOf(pilot, pilotArm?.key ?? "", arm.key),
    blinding: {
      statement: controlledWords("blinding_statement"),
      levels: [
        { role: "investigator", level: "blind" },
        { role: "coordinator", level: "none" },
        { role: "provider", level: "own_act" },
        { role: "assessor", level: "blind" },
        { role: "data_manager", level: "blind" },
        { role: "statistician", level: "blind" },
      ],
    },
    followUps: followUpsOf(pilot),
    extras: extrasOf(pilot),
    sampleSize: {
      pilot: numbers,
      difference: numbers === null || numbers.change === 0 ? null : Math.abs(numbers.change) / 2,
      alpha: 0.05,
      power: 0.8,
      dropOut: 0.2,
    },
  };
}

function studyOf(
  pilot: Protocol,
  arm: LocalizedText,
  control: LocalizedText,
  date: string,
): ControlledAnswers["study"] {
  const primary = pilot.outcomes.find(({ role }) => role === "primary");
  const outcome = called(primary, "unnamed_outcome");
  const visit = called(mainVisitOf(pilot), "unnamed_visit");
  return {
    key: `${cutAtWord(pilot.key, 42)}-acak`,
    date,
    title: controlledWords("title", { arm, outcome }),
    shortTitle: controlledWords("short_title", { arm }),
    objective: controlledWords("objective", { arm, control, outcome, visit }),
    hypothesis: controlledWords("hypothesis", { outcome, visit }),
    limitations: [
      {
        key: "participants_know",
        heading: controlledWords("limitation_know_heading"),
        text: controlledWords("limitation_know_text"),
      },
      {
        key: "attention",
        heading: controlledWords("limitation_attention_heading"),
        text: controlledWords("limitation_attention_text"),
      },
    ],
  };
}

function controlArm(pilot: Protocol, pilotArm: Arm | undefined): ControlledAnswers["control"]["arm"] {
  return {
    key: freeKey(
      "usual_care",
      pilot.arms.map(({ key }) => key),
    ),
    label: controlledWords("control_label"),
    description: controlledWords("control_description", { arm: called(pilotArm, "unnamed_arm") }),
  };
}

/** What a part is called in a sentence; one that has no name yet, by what it is. */
function called(
  part: { readonly label: LocalizedText } | null | undefined,
  otherwise: "unnamed_arm" | "unnamed_outcome" | "unnamed_visit",
): LocalizedText {
  const plain = controlledWords(otherwise);
  const { id, en } = part?.label ?? plain;
  return { id: id.trim() === "" ? plain.id : id, en: en.trim() === "" ? plain.en : en };
}

/** Usual care as the reference trial describes it after a birth; in plain words elsewhere. */
function controlIntervention(pilot: Protocol, arm: LocalizedText): Intervention {
  const key = freeKey(
    "usual_care",
    pilot.interventions.map((intervention) => intervention.key),
  );
  if (pilot.deliveryItem !== null) return { ...postpartumUsualCare, key };
  return {
    key,
    name: controlledWords("control_label"),
    why: controlledWords("control_why", { arm }),
    materials: controlledWords("control_materials"),
    steps: [],
    provider: controlledWords("control_provider"),
    mode: controlledWords("control_mode"),
    where: controlledWords("control_where"),
    sessions: null,
    tailoring: controlledWords("control_tailoring"),
    modifications: controlledWords("control_modifications"),
    fidelity: controlledWords("control_fidelity"),
  };
}

/** The scheme that a trial with an open intervention most often has. */
export const usualScheme = "permuted_blocks" as const;

/** Permuted blocks of two sizes, one to one, by site and by the first group that the pilot computes before allocation. */
function allocationOf(pilot: Protocol, pilotArm: string, control: string): ControlledAnswers["allocation"] {
  const afterVisit = baselineOf(pilot)?.key ?? "";
  const group = stratumItems(pilot, afterVisit).find(({ item }) => item.type === "calculated")?.item;
  const plain: ControlledAnswers["allocation"] = {
    scheme: usualScheme,
    ratio: [
      { arm: pilotArm, weight: 1 },
      { arm: control, weight: 1 },
    ],
    strata: [{ source: "site" }, ...(group === undefined ? [] : [{ source: "item" as const, item: group.key }])],
    afterVisit,
  };
  return withScheme(plain, usualScheme);
}

/** Days after the last visit of the pilot: one, three and five weeks, so that a pilot to day 8 leads to days 14, 28 and 42. */
const laterBy = [
  { days: 6, before: 2, after: 2 },
  { days: 20, before: 3, after: 3 },
  { days: 34, before: 3, after: 5 },
] as const;

function followUpsOf(pilot: Protocol): readonly FollowUp[] {
  const taken = pilot.visits.map(({ key }) => key);
  const others = pilot.visits.filter(({ anchor, kind }) => anchor !== "delivery" && kind !== "baseline");
  const last = Math.max(1, ...others.map(({ day }) => day));
  const end = Math.max(1, ...others.map(({ day, window }) => day + window.after));
  // Where the last window is wide, everything moves on, and keeps its distances.
  const shift = Math.max(0, end + 1 - (last + laterBy[0].days - laterBy[0].before));
  return laterBy.map(({ days, before, after }) => {
    const day = last + days + shift;
    return { key: freeKey(`day_${day}`, taken), label: controlledWords("follow_up_day", { day }), day, before, after };
  });
}

/** After a birth everything the reference trial asks; elsewhere what any trial can ask. */
function extrasOf(pilot: Protocol): readonly ExtraKey[] {
  return pilot.deliveryItem === null ? ["blinding_check"] : [...extraKeys];
}
