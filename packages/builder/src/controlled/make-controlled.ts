import {
  type Arm,
  formPurposes,
  type Outcome,
  type Population,
  type Protocol,
  refuse,
  type Result,
  type Role,
  type Visit,
} from "@kendali/domain";
import { readDraft } from "../draft/read-draft.ts";
import type { ControlledAnswers, ControlledWarning, FollowUp } from "./answers.ts";
import { controlledWords } from "./controlled-words.ts";
import { type ExtraParts, extraParts } from "./extras.ts";
import { freeKey } from "./free-key.ts";
import { controlledArms, planFromPilot } from "./plan-from-pilot.ts";
import { trialAnalyses, trialEstimands } from "./trial-analyses.ts";
import { baselineOf, mainVisitOf, trialVisits } from "./trial-schedule.ts";

/**
 * The trial that a one-group study leads to: a control arm, an allocation, masking, longer follow-up, further outcomes and
 * confounders, a sample size from the pilot's own numbers. Item keys, code lists and forms of the pilot stay as they are
 * (a form that only the pilot's arm has is marked as telling the arm). Valid where the pilot and the answers are; open
 * where the pilot's numbers are not known. Refuses `protocol_invalid` for a study that is controlled already, and for
 * answers that no document can hold, with the places in the new document.
 */
export function makeControlled(pilot: Protocol, given: ControlledAnswers): Result<Protocol> {
  if (pilot.design.type !== "one_group_pretest_posttest") {
    const params = { found: pilot.design.type, offered: "one_group_pretest_posttest" };
    return refuse("protocol_invalid", { count: 1 }, [{ path: "design/type", code: "shape_not_offered", params }]);
  }
  const answers = { ...given, followUps: keyedByDay(pilot, given.followUps) };
  const extras = extraParts(
    pilot,
    answers.extras,
    armsOf(pilot, answers).map(({ label }) => label),
  );
  const made = withAnalyses(pilot, withSchedule(pilot, answers, extras), answers);
  return readDraft(made);
}

/** A follow-up that was moved to another day bears that day in its key too, which stands in every dataset. */
function keyedByDay(pilot: Protocol, followUps: readonly FollowUp[]): readonly FollowUp[] {
  const taken = new Set(pilot.visits.map(({ key }) => key));
  return followUps.map((followUp) => {
    const key = freeKey(/^day_\d+(_\d+)?$/.test(followUp.key) ? `day_${followUp.day}` : followUp.key, taken);
    taken.add(key);
    return { ...followUp, key };
  });
}

/** What the trial should be read again for before it goes live. */
export function controlledWarnings(pilot: Protocol, answers: ControlledAnswers): readonly ControlledWarning[] {
  const { sampleSize } = answers;
  const arms = controlledArms(pilot, answers);
  const planned =
    sampleSize.pilot === null || sampleSize.difference === null || arms === null
      ? null
      : planFromPilot({ ...sampleSize, pilot: sampleSize.pilot, difference: sampleSize.difference, arms });
  return [
    ...(planned?.ok === true ? planned.result.warnings : [{ code: "pilot_numbers_missing" as const, params: {} }]),
    { code: "consent_reword", params: {} },
    { code: "ethics_again", params: {} },
    ...pilot.forms
      .filter(({ purpose, revealsArm }) => formPurposes[purpose].treats && !revealsArm)
      .map(({ key }): ControlledWarning => ({ code: "session_form_reveals_arm", params: { form: key } })),
    ...answers.otherArms.map(({ arm }): ControlledWarning => ({
      code: "other_arm_undescribed",
      params: armWords(arm),
    })),
  ];
}

function armWords({ key, label }: Pick<Arm, "key" | "label">): ControlledWarning["params"] {
  const said = (words: string): string => (words.trim() === "" ? key : words);
  return { "arm:id": said(label.id), "arm:en": said(label.en) };
}

/** The pilot's arm, further treated ones, and the control, whose care all of them receive. */
function armsOf(pilot: Protocol, { pilotArm, otherArms, control }: ControlledAnswers): Protocol["arms"] {
  const { key } = control.intervention;
  return [
    ...pilot.arms.slice(0, 1).map((arm) => ({
      ...arm,
      description: pilotArm.description,
      interventions: [...arm.interventions, key],
    })),
    ...otherArms.map(({ arm, intervention }) => ({
      ...arm,
      kind: "intervention" as const,
      interventions: [intervention.key, key],
    })),
    { ...control.arm, kind: "control", interventions: [key] },
  ];
}

type Scheduled = Omit<Protocol, "populations" | "estimands" | "analysisPlan">;

function withSchedule(pilot: Protocol, answers: ControlledAnswers, extras: ExtraParts): Scheduled {
  const { populations: _p, estimands: _e, analysisPlan: _a, timetable: _t, statements, ...kept } = pilot;
  const { study } = answers;
  const pilotArm = pilot.arms[0];
  const control = { ...answers.control.intervention };
  const epoch = freeKey(
    "follow_up",
    pilot.epochs.map(({ key }) => key),
  );
  const visits = trialVisits(pilot, pilotArm?.key ?? "", extras.forms, answers.followUps, epoch);
  const forms = [
    ...pilot.forms.map((form) => (formPurposes[form.purpose].treats ? { ...form, revealsArm: true } : form)),
    ...extras.forms.map(({ form }) => form),
  ];
  const own = statements?.filter(({ key }) => !key.startsWith("trend_"));
  const { approval: _approval, ...consent } = consentOf(pilot, answers, extras, visits);
  return {
    ...kept,
    key: study.key,
    date: study.date,
    title: study.title,
    shortTitle: study.shortTitle,
    version: "1.0",
    design: {
      type: "parallel_controlled",
      objective: study.objective,
      hypothesis: study.hypothesis,
      limitations: study.limitations,
    },
    ethics: null,
    registration: null,
    sites: [...answers.sites],
    arms: armsOf(pilot, answers),
    interventions: [
      ...pilot.interventions,
      ...answers.otherArms.map(({ arm, intervention }) => ({ ...intervention, name: arm.label })),
      control,
    ],
    epochs: [
      ...pilot.epochs,
      ...(answers.followUps.length === 0 ? [] : [{ key: epoch, label: controlledWords("follow_up_epoch") }]),
    ],
    visits: [...visits],
    codelists: [...pilot.codelists, ...extras.codelists],
    forms,
    ...(extras.scales.length === 0 ? {} : { scales: [...(pilot.scales ?? []), ...extras.scales] }),
    sampling: answers.sampling,
    consent,
    outcomes: outcomesOf(pilot, extras, visits, forms, answers),
    sampleSize: sampleSizeOf(pilot, answers),
    allocation: answers.allocation,
    blinding: answers.blinding,
    roles: rolesOf(pilot, extras),
    ...(own === undefined || own.length === 0 ? {} : { statements: own }),
    assumptions: assumptionsOf(pilot, answers, extras),
  };
}

function withAnalyses(pilot: Protocol, trial: Scheduled, answers: ControlledAnswers): Protocol {
  const populations = populationsOf(pilot);
  const [everybody, treated] = populations;
  const planned = {
    trial,
    pilot,
    baseline: trial.visits.find(({ key }) => key === baselineOf(pilot)?.key),
    main: trial.visits.find(({ key }) => key === mainVisitOf(pilot)?.key),
    everybody: everybody.key,
    treated: treated.key,
  };
  return {
    ...trial,
    populations: [...populations],
    estimands: trialEstimands(planned),
    analysisPlan: {
      ...pilot.analysisPlan,
      version: "1.0",
      alpha: answers.sampleSize.alpha,
      ...(trial.arms.length > 2 ? { multiplicity: { method: "holm" as const } } : {}),
      analyses: trialAnalyses(planned),
    },
  };
}

/** Four sessions of five, rounded up, still count as treated per protocol. */
const shareOfSessions = 0.8;

function populationsOf(pilot: Protocol): readonly [Population, Population] {
  const counts = pilot.interventions.flatMap(({ sessions }) => (sessions === null ? [] : [sessions.count]));
  const count = Math.max(0, ...counts);
  const minimum = Math.ceil(shareOfSessions * count);
  return [
    {
      key: "all_allocated",
      label: controlledWords("population_all"),
      definition: controlledWords("population_all_definition"),
      rule: "allocated",
    },
    {
      key: "per_protocol",
      label: controlledWords("population_treated"),
      definition:
        count === 0
          ? controlledWords("population_treated_definition_plain")
          : controlledWords("population_treated_definition", { minimum, count }),
      rule: "treated_per_protocol",
      ...(count === 0 ? {} : { minimumSessions: minimum }),
    },
  ];
}

/** The pilot's outcomes at their own visits and at follow-up where they are asked there, by value; then those of the extras. */
function outcomesOf(
  pilot: Protocol,
  extras: ExtraParts,
  visits: readonly Visit[],
  forms: Protocol["forms"],
  answers: ControlledAnswers,
): Outcome[] {
  const [baseline, main] = [baselineOf(pilot), mainVisitOf(pilot)];
  const formOf = new Map(
    forms.flatMap((form) => form.sections.flatMap(({ items }) => items.map(({ key }) => [key, form.key] as const))),
  );
  const isAskedAt = (item: string, visit: string | undefined): boolean =>
    visits.some(({ key, forms: planned }) => key === visit && planned.some(({ form }) => form === formOf.get(item)));
  const followUps = answers.followUps.map(({ key }) => key);
  const asked = (item: string): string[] => followUps.filter((key) => isAskedAt(item, key));
  return [
    ...pilot.outcomes.map((outcome): Outcome => ({
      ...outcome,
      metric: outcome.scale === "continuous" && outcome.baselineVisit !== null ? "value" : outcome.metric,
      timePoints: [...outcome.timePoints, ...asked(outcome.item)],
    })),
    ...extras.outcomes.flatMap(({ lastVisitOnly = false, ...outcome }): Outcome[] => {
      const later = asked(outcome.item);
      const all = [...(isAskedAt(outcome.item, main?.key) ? [main?.key ?? ""] : []), ...later];
      const timePoints = lastVisitOnly ? all.slice(-1) : all;
      const before = !lastVisitOnly && baseline !== main && isAskedAt(outcome.item, baseline?.key);
      return timePoints.length === 0
        ? []
        : [{ ...outcome, baselineVisit: before ? (baseline?.key ?? null) : null, timePoints }];
    }),
  ];
}

function sampleSizeOf(pilot: Protocol, answers: ControlledAnswers): Protocol["sampleSize"] {
  const { pilot: numbers, difference, alpha, power, dropOut } = answers.sampleSize;
  const open = {
    method: "ancova" as const,
    target: Math.max(2, pilot.sampleSize.target),
    perArm: null,
    alpha,
    power,
    difference,
    standardDeviation: numbers?.standardDeviation ?? null,
    correlation: numbers?.correlation ?? null,
    dropOut,
    rationale: controlledWords("rationale_open"),
  };
  const arms = controlledArms(pilot, answers);
  if (numbers === null || difference === null || arms === null) return open;
  const plan = planFromPilot({ ...answers.sampleSize, pilot: numbers, difference, arms });
  if (!plan.ok) return open;
  const { total, perArmRecruited, rationale } = plan.result;
  return { ...open, target: total, perArm: perArmRecruited, rationale };
}

/** The pilot's words with what a trial has to say besides; whoever made it reads the whole again. */
function consentOf(
  pilot: Protocol,
  answers: ControlledAnswers,
  extras: ExtraParts,
  visits: readonly Visit[],
): Protocol["consent"] {
  const { consent } = pilot;
  const main = mainVisitOf(pilot);
  const measured = visits
    .filter(({ arms, kind }) => arms === undefined && kind !== "baseline")
    .map(({ label }) => label);
  const list = { id: measured.map(({ id }) => id).join(", "), en: measured.map(({ en }) => en).join(", ") };
  const treated = joined([pilot.arms[0]?.label ?? list, ...answers.otherArms.map(({ arm }) => arm.label)], ", ");
  const labels = { arm: treated, control: answers.control.arm.label };
  const taken = consent.sections.map(({ key }) => key);
  const further = [
    {
      key: freeKey("randomization", taken),
      heading: controlledWords("consent_random_heading"),
      text: controlledWords("consent_random_text", { ...labels, visits: list }),
    },
    ...(extras.takesBlood
      ? [
          {
            key: freeKey("blood", taken),
            heading: controlledWords("consent_blood_heading"),
            text: controlledWords("consent_blood_text", { visit: main?.label ?? list }),
          },
        ]
      : []),
    {
      key: freeKey("do_not_tell", taken),
      heading: controlledWords("consent_quiet_heading"),
      text: controlledWords("consent_quiet_text"),
    },
  ];
  const purpose = freeKey(
    "blood_sample",
    consent.purposes.map(({ key }) => key),
  );
  return {
    ...consent,
    date: answers.study.date,
    sections: [...consent.sections, ...further],
    purposes: [
      ...consent.purposes,
      ...(extras.takesBlood ? [{ key: purpose, text: controlledWords("consent_blood_purpose"), required: false }] : []),
    ],
  };
}

/** The pilot's roles, and those who fill the forms that were added. */
function rolesOf(pilot: Protocol, extras: ExtraParts): Protocol["roles"] {
  const declared = new Set<Role>(pilot.roles.map(({ role }) => role));
  const needed = [...new Set(extras.forms.flatMap(({ form }) => form.performedBy))].filter(
    (role) => !declared.has(role),
  );
  return [
    ...pilot.roles,
    ...needed.map((role) => ({
      role,
      responsibilities: joined(
        extras.forms.filter(({ form }) => form.performedBy.includes(role)).map(({ form }) => form.title),
      ),
    })),
  ];
}

function joined(
  texts: readonly { readonly id: string; readonly en: string }[],
  between = "; ",
): { id: string; en: string } {
  return { id: texts.map(({ id }) => id).join(between), en: texts.map(({ en }) => en).join(between) };
}

/** What was assumed of the pilot's parts is still assumed; populations and plan are new. */
function assumptionsOf(pilot: Protocol, answers: ControlledAnswers, extras: ExtraParts): Protocol["assumptions"] {
  const replaced = ["populations", "estimands", "analysisPlan", "ethics", "registration", "sampleSize"];
  const kept = pilot.assumptions.flatMap((assumption): Protocol["assumptions"] => {
    const about = assumption.about.filter(
      (path) => !replaced.some((part) => path === part || path.startsWith(`${part}/`)),
    );
    return about.length === 0 ? [] : [{ ...assumption, about }];
  });
  const taken = kept.map(({ key }) => key);
  return [
    ...kept,
    ...extras.assumptions.map(({ key, about, note }) => ({ key: freeKey(key, taken), about, note })),
    {
      key: freeKey("sample_size", taken),
      about: ["sampleSize"],
      note: controlledWords("assumption_sample_size"),
    },
    { key: freeKey("allocation", taken), about: ["allocation"], note: controlledWords("assumption_allocation") },
    ...(answers.followUps.length === 0
      ? []
      : [
          {
            key: freeKey("follow_up_windows", taken),
            about: answers.followUps.map(({ key }) => `visits/${key}`),
            note: controlledWords("assumption_windows"),
          },
        ]),
  ];
}
