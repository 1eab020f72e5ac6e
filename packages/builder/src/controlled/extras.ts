import type { Codelist, Form, Item, LocalizedText, Outcome, Protocol, ScaleDefinition, Section } from "@kendali/domain";
import { anxietyScale } from "../templates/template-scales.ts";
import type { ExtraKey } from "./answers.ts";
import { type ControlledWordKey, controlledWords } from "./controlled-words.ts";
import { freeKey } from "./free-key.ts";
import {
  anxietySection,
  bloodHead,
  bloodResultsSection,
  bloodSampleSection,
  blindingCheckForm,
  careReceivedForm,
  confoundersHead,
  dietSection,
  feedingForm,
  feedingFrequencySection,
  howOften,
  libraryNotes,
  noYes,
  nutritionSection,
} from "./library.ts";

/** A form that the trial adds, and when it is filled beside the visit of the primary outcome. */
export type ExtraForm = {
  readonly form: Form;
  readonly required: boolean;
  readonly atBaseline: boolean;
  readonly atFollowUp: boolean;
};

export type ExtraParts = {
  readonly forms: readonly ExtraForm[];
  readonly codelists: readonly Codelist[];
  /** Instruments among the items, with items, rule of the score, source and licence. */
  readonly scales: readonly ScaleDefinition[];
  /** Outcomes without time points; those that are asked at follow-up too say so. */
  readonly outcomes: readonly (Omit<Outcome, "timePoints" | "baselineVisit"> & { readonly lastVisitOnly?: boolean })[];
  readonly assumptions: readonly { readonly key: string; readonly about: string[]; readonly note: LocalizedText }[];
  readonly takesBlood: boolean;
};

/** What the chosen extras add to a pilot. Nothing of the pilot is added twice: an item it asks already stays where it is. */
export function extraParts(pilot: Protocol, chosen: readonly ExtraKey[], arms: readonly LocalizedText[]): ExtraParts {
  const wants = (key: ExtraKey): boolean => chosen.includes(key);
  const lists = new Map(
    [howOften, noYes, armGuesses(arms)].map((list) => [list.key, freelyNamed(list, pilot.codelists)]),
  );
  const scale = freelyNamed(anxietyScale, pilot.scales ?? []);
  const forms = [
    extraForm(confounders(wants), { atBaseline: true }),
    extraForm(blood(wants), { atBaseline: true }),
    ...(wants("exclusive_breastfeeding") ? [extraForm(feedingForm, { atFollowUp: true })] : []),
    ...(wants("care_received") ? [extraForm(careReceivedForm, { required: false })] : []),
    ...(wants("blinding_check") ? [extraForm(blindingCheckForm, { required: false })] : []),
  ].flatMap((extra) => fitted(extra, pilot, { lists, scale }));
  const asked = forms.flatMap(({ form }) => itemsOf(form));
  const used = new Set(asked.map(({ codelist }) => codelist));
  return {
    forms,
    codelists: [...lists.values()].filter(({ key }) => used.has(key)),
    scales: asked.some((item) => item.scale === scale.key) ? [scale] : [],
    outcomes: outcomesOf(wants).filter(
      ({ item, key }) =>
        (asked.some((own) => own.key === item) || isAsked(pilot, item)) &&
        !pilot.outcomes.some((own) => own.item === item || own.key === key),
    ),
    assumptions: notesAbout.flatMap(({ key, parts }) => {
      const about = parts.filter((part) => isPart(forms, part)).map((part) => `forms/${part}`);
      return about.length === 0 || pilot.assumptions.some((own) => own.key === key)
        ? []
        : [{ key, about, note: libraryNotes[key] }];
    }),
    takesBlood: forms.some(({ form }) => form.purpose === "biochemistry"),
  };
}

function extraForm(form: Form, more: Partial<Omit<ExtraForm, "form">>): ExtraForm {
  return { form, required: true, atBaseline: false, atFollowUp: false, ...more };
}

function confounders(wants: (key: ExtraKey) => boolean): Form {
  const [groups, fluids] = [dietSection.items.slice(0, 1), dietSection.items.slice(1)];
  const diet = [...(wants("diet") ? groups : []), ...(wants("hydration") ? fluids : [])];
  const sections: readonly Section[] = [
    ...(wants("anxiety") ? [anxietySection] : []),
    { ...dietSection, items: diet },
    ...(wants("nutrition") ? [nutritionSection] : []),
    ...(wants("feeding_frequency") ? [feedingFrequencySection] : []),
  ];
  return { ...confoundersHead, sections: [...sections] };
}

function blood(wants: (key: ExtraKey) => boolean): Form {
  const [prolactin, oxytocin] = [bloodResultsSection.items.slice(0, 1), bloodResultsSection.items.slice(1)];
  const items = [...(wants("prolactin") ? prolactin : []), ...(wants("oxytocin") ? oxytocin : [])];
  return {
    ...bloodHead,
    sections: items.length === 0 ? [] : [bloodSampleSection, { ...bloodResultsSection, items }],
  };
}

/** What the library names, under the names it has in this document. */
type Named = { readonly lists: ReadonlyMap<string, Codelist>; readonly scale: ScaleDefinition };

/** The form without what the pilot asks already, under keys that are free; nothing where nothing is left. */
function fitted(extra: ExtraForm, pilot: Protocol, named: Named): readonly ExtraForm[] {
  const taken = new Set(pilot.forms.flatMap((form) => itemsOf(form).map(({ key }) => key)));
  const sections = extra.form.sections
    .map((section) => ({ ...section, items: section.items.filter(({ key }) => !taken.has(key)) }))
    .filter(({ items }) => items.length > 0)
    .map((section) => ({ ...section, items: section.items.map((item) => adapted(item, pilot, named)) }));
  if (sections.length === 0) return [];
  const key = freeKey(
    extra.form.key,
    pilot.forms.map((form) => form.key),
  );
  return [{ ...extra, form: { ...extra.form, key, sections } }];
}

/** Code list and scale by their names here; a check against the birth only where the pilot asks when that was. */
function adapted(item: Item, pilot: Protocol, { lists, scale }: Named): Item {
  const { constraints = [], ...rest } = item;
  const { deliveryItem } = pilot;
  const kept = constraints.flatMap((constraint) => {
    if (!constraint.expression.includes("delivery_at")) return [constraint];
    return deliveryItem === null
      ? []
      : [{ ...constraint, expression: constraint.expression.replaceAll("delivery_at", deliveryItem) }];
  });
  const list = item.codelist === undefined ? undefined : (lists.get(item.codelist)?.key ?? item.codelist);
  return {
    ...rest,
    ...(list === undefined ? {} : { codelist: list }),
    ...(item.scale === undefined ? {} : { scale: scale.key }),
    ...(kept.length === 0 ? {} : { constraints: kept }),
  };
}

function freelyNamed<Part extends { readonly key: string }>(
  part: Part,
  taken: readonly { readonly key: string }[],
): Part {
  const key = freeKey(
    part.key,
    taken.map((own) => own.key),
  );
  return { ...part, key };
}

function armGuesses(arms: readonly LocalizedText[]): Codelist {
  return {
    key: "arm_guesses",
    label: controlledWords("guessed_group"),
    codes: [
      ...arms.map((label, index) => ({ code: index + 1, label: { ...label } })),
      { code: 9, label: controlledWords("guess_unknown") },
    ],
  };
}

type ExtraOutcome = ExtraParts["outcomes"][number];
type OutcomeRow = readonly [key: ExtraKey, role: ExtraOutcome["role"], item: string];

/** The continuous outcomes of the reference trial that a pilot may not have. */
const continuousOutcomes: readonly OutcomeRow[] = [
  ["prolactin", "secondary", "prolactin_ng_ml"],
  ["oxytocin", "secondary", "oxytocin_pg_ml"],
  ["anxiety", "confounder", "anxiety_score"],
  ["diet", "confounder", "diet_groups"],
  ["hydration", "confounder", "fluid_ml_24h"],
  ["nutrition", "confounder", "muac_cm"],
  ["feeding_frequency", "confounder", "bf_freq_24h"],
];

function outcomesOf(wants: (key: ExtraKey) => boolean): readonly ExtraOutcome[] {
  const exclusive: ExtraOutcome = {
    key: "exclusive_breastfeeding",
    label: controlledWords("outcome_exclusive_breastfeeding"),
    role: "secondary",
    item: "exclusive_bf",
    metric: "value",
    scale: "binary",
    aggregation: "proportion",
    event: [1],
    lastVisitOnly: true,
  };
  const others = continuousOutcomes
    .filter(([key]) => wants(key))
    .map(([key, role, item]): ExtraOutcome => ({
      key,
      label: controlledWords(`outcome_${key}` as ControlledWordKey),
      role,
      item,
      metric: "value",
      scale: "continuous",
      aggregation: "mean",
    }));
  return wants("exclusive_breastfeeding") ? [exclusive, ...others] : others;
}

/** What each note of the library is about: forms, or sections of them. */
const notesAbout: readonly { readonly key: keyof typeof libraryNotes; readonly parts: readonly string[] }[] = [
  { key: "anxiety_scale", parts: ["confounders/anxiety"] },
  { key: "biochemistry_ranges", parts: ["blood"] },
  { key: "confounder_measures", parts: ["confounders/diet", "confounders/nutrition", "care_received"] },
];

function isPart(forms: readonly ExtraForm[], part: string): boolean {
  const [key, section] = part.split("/");
  const form = forms.find((extra) => extra.form.key === key)?.form;
  return form !== undefined && (section === undefined || form.sections.some((own) => own.key === section));
}

function itemsOf(form: Form): readonly Item[] {
  return form.sections.flatMap(({ items }) => items);
}

function isAsked(pilot: Protocol, item: string): boolean {
  return pilot.forms.some((form) => itemsOf(form).some(({ key }) => key === item));
}
