import type { Codelist, Form, Item, LocalizedText, Outcome, Protocol, Visit } from "@kendali/domain";
import fc from "fast-check";

/** Random one-group documents that satisfy every rule: what can be built with the builder, in small. */

const text = fc.constantFrom("Volume", "Lama (menit)", "Apakah Ibu sehat?", "ß – “kutip”", "Ω 12 %").map(both);

function both(words: string): LocalizedText {
  return { id: `${words} (id)`, en: words };
}

type ItemSeed = {
  readonly kind: "integer" | "decimal" | "choice" | "yes_no" | "text" | "calculated" | "date_time" | "note";
  readonly label: LocalizedText;
  readonly isRequired: boolean;
  readonly hasRange: boolean;
  readonly isRelevant: boolean;
  readonly list: number;
};

const itemSeed: fc.Arbitrary<ItemSeed> = fc.record({
  kind: fc.constantFrom("integer", "decimal", "choice", "yes_no", "text", "calculated", "date_time", "note"),
  label: text,
  isRequired: fc.boolean(),
  hasRange: fc.boolean(),
  isRelevant: fc.boolean(),
  list: fc.nat(2),
});

const formSeed = fc.record({
  purpose: fc.constantFrom("outcome", "confounder", "follow_up", "biochemistry"),
  sections: fc.array(fc.array(itemSeed, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 }),
  atPosttest: fc.boolean(),
});

const seed = fc.record({
  title: text,
  codelists: fc.array(fc.integer({ min: 2, max: 5 }), { minLength: 3, maxLength: 3 }),
  forms: fc.array(formSeed, { maxLength: 3 }),
  sessions: fc.integer({ min: 0, max: 5 }),
  sessionsMarked: fc.boolean(),
  mixed: fc.boolean(),
  outcomeDay: fc.integer({ min: 9, max: 60 }),
  window: fc.integer({ min: 0, max: 9 }),
  hasDelivery: fc.boolean(),
  isChange: fc.boolean(),
});
type Seed = typeof seed extends fc.Arbitrary<infer S> ? S : never;

/** A valid one-group pretest–posttest document. */
export const oneGroupDocument: fc.Arbitrary<Protocol> = seed.map(documentOf);

function documentOf(given: Seed): Protocol {
  const codelists = given.codelists.map((count, index) => codelistOf(`list_${index}`, count));
  const forms = formsOf(given);
  return {
    schema: "kendali-protocol/1",
    key: "random-study",
    version: "1.0",
    date: "2026-01-05",
    languages: ["id", "en"],
    title: given.title,
    shortTitle: given.title,
    design: {
      type: "one_group_pretest_posttest",
      objective: given.title,
      hypothesis: given.title,
      limitations: [{ key: "growth", heading: given.title, text: given.title }],
    },
    ethics: null,
    registration: null,
    sites: [{ key: "here", code: "HR", name: both("Here"), timeZone: "Asia/Jakarta" }],
    arms: [
      {
        key: "treated",
        label: both("Treatment"),
        description: both("All of them."),
        kind: "intervention",
        interventions: given.sessions > 0 ? ["treatment"] : [],
      },
    ],
    interventions: given.sessions > 0 ? [interventionOf(given.sessions)] : [],
    epochs: [{ key: "all", label: both("All") }],
    visits: visitsOf(given, forms),
    codelists,
    forms,
    deliveryItem: given.hasDelivery ? "born_at" : null,
    eligibility: {
      criteria: [{ key: "willing", kind: "inclusion", text: both("Willing"), question: both("Willing?") }],
    },
    sampling: { method: "total", frame: both("Everybody"), description: both("All who come.") },
    consent: {
      version: "1.0",
      date: "2026-01-05",
      title: both("Consent"),
      sections: [{ key: "purpose", heading: both("Purpose"), text: both("Why") }],
      purposes: [{ key: "participate", text: both("I take part"), required: true }],
    },
    outcomes: [outcomeOf(given), ...furtherOutcomes(given, forms)],
    populations: [{ key: "everybody", label: both("Everybody"), definition: both("Everybody"), rule: "enrolled" }],
    estimands: [],
    sampleSize: { ...noNumbers, rationale: both("All there are.") },
    allocation: null,
    blinding: { statement: both("None"), levels: [] },
    analysisPlan: {
      version: "1.0",
      alpha: 0.05,
      confidenceLevel: 0.95,
      analyses: [
        {
          key: "change",
          title: both("Change"),
          kind: "paired_comparison",
          role: "primary",
          population: "everybody",
          outcomes: ["main"],
          timePoint: "after",
        },
      ],
    },
    roles: (["investigator", "coordinator", "provider", "assessor"] as const).map((role) => ({
      role,
      responsibilities: both("Works"),
    })),
    assumptions: [{ key: "ranges", about: ["forms/basics"], note: both("Ranges are ours.") }],
  };
}

const noNumbers = {
  method: "total_sampling",
  target: 20,
  perArm: null,
  alpha: 0.05,
  power: null,
  difference: null,
  standardDeviation: null,
  correlation: null,
  dropOut: null,
} as const;

function codelistOf(key: string, count: number): Codelist {
  const codes = Array.from({ length: count }, (_, code) => ({ code, label: both(`${key} ${code}`) }));
  return { key, label: both(key), codes };
}

function formsOf(given: Seed): Form[] {
  const basics: Form = {
    key: "basics",
    title: both("Basics"),
    performedBy: ["coordinator"],
    purpose: "characteristics",
    revealsArm: false,
    sections: [
      {
        key: "who",
        title: both("Who"),
        items: [
          itemOf("age", "integer"),
          itemOf("age_group", "calculated", { calculation: "age > 30 ? 1 : 0", codelist: "list_0" }),
          itemOf("born_at", "date_time"),
        ],
      },
    ],
  };
  const main: Form = {
    key: "measure",
    title: both("Measure"),
    performedBy: ["assessor"],
    purpose: "outcome",
    revealsArm: false,
    sections: [
      { key: "values", title: both("Values"), items: [itemOf("main_value", "decimal", { unit: "ml", decimals: 1 })] },
    ],
  };
  const session: Form = {
    key: "session",
    title: both("Session"),
    performedBy: ["provider"],
    purpose: "intervention",
    revealsArm: given.sessionsMarked,
    sections: [{ key: "given", title: both("Given"), items: [itemOf("minutes", "duration")] }],
  };
  const others = given.forms.map((form, index): Form => ({
    key: `form_${index}`,
    title: both(`Form ${index}`),
    performedBy: form.purpose === "confounder" ? ["coordinator"] : ["assessor"],
    purpose: form.purpose,
    revealsArm: false,
    sections: form.sections.map((items, place) => ({
      key: `part_${place}`,
      title: both(`Part ${place}`),
      items: itemsOf(items, `f${index}_s${place}`),
    })),
  }));
  return [basics, main, ...(given.sessions > 0 ? [session] : []), ...others];
}

function itemsOf(seeds: readonly ItemSeed[], prefix: string): Item[] {
  return seeds.map((given, index) => {
    const earlier = seeds.slice(0, index);
    const asked = (kind: ItemSeed["kind"]): string | null => {
      const at = earlier.findIndex((other) => other.kind === kind);
      return at < 0 ? null : `${prefix}_${at}`;
    };
    const [truth, number] = [asked("yes_no"), asked("integer")];
    return {
      key: `${prefix}_${index}`,
      type: given.kind,
      label: given.label,
      required: given.isRequired && given.kind !== "calculated" && given.kind !== "note",
      ...(given.kind === "choice" ? { codelist: `list_${given.list}` } : {}),
      ...(given.kind === "decimal" ? { decimals: 2 } : {}),
      ...(given.kind === "calculated" ? { calculation: number === null ? "age * 2" : `${number} + 1` } : {}),
      ...(given.hasRange && (given.kind === "integer" || given.kind === "decimal")
        ? { hardRange: { min: 0, max: 100 }, softRange: { min: null, max: 90 } }
        : {}),
      ...(given.isRelevant && truth !== null ? { relevant: truth } : {}),
    };
  });
}

function itemOf(key: string, type: Item["type"], more: Partial<Item> = {}): Item {
  return { key, type, label: both(key), required: type !== "calculated", ...more };
}

function visitsOf(given: Seed, forms: readonly Form[]): Visit[] {
  const visit = (key: string, kind: Visit["kind"], day: number, planned: readonly string[], after: number): Visit => ({
    key,
    label: both(key),
    epoch: "all",
    kind,
    anchor: "enrolment",
    day,
    window: { before: 0, after },
    forms: planned.map((form) => ({ form, required: true })),
  });
  const others = forms.filter(({ key }) => key.startsWith("form_")).map(({ key }) => key);
  const late = others.filter((_, index) => given.forms[index]?.atPosttest === true);
  const isMixed = given.mixed && given.sessions > 0;
  const apart = isMixed ? given.sessions - 1 : given.sessions;
  return [
    visit("before", "baseline", 1, ["basics", "measure", ...others], 0),
    ...Array.from({ length: apart }, (_, day) =>
      visit(`session_${day + 1}`, "intervention_session", day + 1, ["session"], 0),
    ),
    visit("after", "outcome", given.outcomeDay, ["measure", ...late, ...(isMixed ? ["session"] : [])], given.window),
  ];
}

function interventionOf(count: number): Protocol["interventions"][number] {
  const words = both("As planned");
  return {
    key: "treatment",
    name: both("Treatment"),
    why: words,
    materials: words,
    steps: [{ key: "first", text: words }],
    provider: words,
    mode: words,
    where: words,
    sessions: { count, perDay: 1, minutes: 15, timeOfDay: { from: "15:00", to: "18:00" }, form: "session" },
    tailoring: words,
    modifications: words,
    fidelity: words,
  };
}

function outcomeOf(given: Seed): Outcome {
  return {
    key: "main",
    label: both("Main value"),
    role: "primary",
    item: "main_value",
    metric: given.isChange ? "change" : "value",
    scale: "continuous",
    aggregation: "mean",
    baselineVisit: "before",
    timePoints: ["after"],
  };
}

/** The first choice and the first truth of each further form that is asked again. */
function furtherOutcomes(given: Seed, forms: readonly Form[]): Outcome[] {
  const asked = forms.filter(
    (form) => form.key.startsWith("form_") && given.forms[Number(form.key.slice(5))]?.atPosttest,
  );
  return asked.flatMap((form) => {
    const items = form.sections.flatMap((section) => section.items);
    const item = items.find(({ type }) => type === "choice" || type === "yes_no");
    if (item === undefined) return [];
    const isTruth = item.type === "yes_no";
    return [
      {
        key: `of_${form.key}`,
        label: item.label,
        role: "secondary" as const,
        item: item.key,
        metric: "value" as const,
        scale: isTruth ? ("binary" as const) : ("ordinal" as const),
        aggregation: isTruth ? ("proportion" as const) : ("category" as const),
        baselineVisit: "before",
        timePoints: ["after"],
      },
    ];
  });
}
