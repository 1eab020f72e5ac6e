import { describe, expect, test } from "vitest";
import { trial } from "../participant/participant.fixture.ts";
import type { Arm, Item, Protocol } from "../protocol/types.ts";
import { canReviewDeviation, deviationStatus } from "./can-review-deviation.ts";
import {
  decideDeviation,
  stratumItems,
  type AllocatedNumber,
  type DeviationReport,
  type DeviationRequest,
} from "./decide-deviation.ts";
import { deviationKinds, deviationQuestions, deviationRules, type DeviationQuestion } from "./deviation-kinds.ts";
import { namesArm } from "./names-arm.ts";

const parity: Item = {
  key: "parity_group",
  type: "choice",
  label: { id: "Paritas", en: "Parity" },
  codelist: "parity",
  required: true,
};

function arm(key: string): Arm {
  const found = trial.arms.find((candidate) => candidate.key === key);
  if (found === undefined) throw new Error(`no arm ${key} in the fixture`);
  return found;
}

const both = (en: string) => ({ id: en, en });
/** The trial of the fixtures, stratified by a parity group with codes. */
const protocol: Protocol = {
  ...trial,
  arms: [
    { ...arm("massage"), label: { id: "Pijat oksitosin", en: "Oxytocin massage" } },
    { ...arm("usual"), key: "usual_care", label: { id: "Perawatan standar", en: "Usual care" } },
  ],
  codelists: [
    {
      key: "parity",
      label: both("parity"),
      codes: [
        { code: 1, label: both("first") },
        { code: 2, label: both("later") },
      ],
    },
  ],
  forms: trial.forms.map((form) => ({
    ...form,
    sections: form.sections.map((section) => ({
      ...section,
      items: [...section.items, ...(form.key === "profile" ? [parity] : [])],
    })),
  })),
  allocation: trial.allocation && {
    ...trial.allocation,
    strata: [{ source: "site" }, { source: "item", item: "parity_group" }],
  },
};
const criterion = protocol.eligibility.criteria[0]?.key ?? "";

const number = (changed: Partial<AllocatedNumber> = {}): AllocatedNumber => ({
  number: "MLT-001-1",
  allocatedOn: "2026-03-04",
  allocatedAt: "2026-03-04T03:00:00.000Z",
  ends: [],
  ...changed,
});
const other = number({ number: "MLT-002-8", allocatedOn: "2026-03-05", allocatedAt: "2026-03-05T03:00:00.000Z" });

const facts: Record<DeviationReport["kind"], Partial<DeviationReport>> = {
  wrong_stratum: { strata: { parity_group: "2" } },
  ineligible: { criteria: [criterion] },
  duplicate: { related: other.number },
  wrong_person: { related: other.number },
  card_out_of_order: {},
  card_wrong_pile: {},
  other: {},
};

function request(
  kind: DeviationReport["kind"],
  changed: { report?: Partial<DeviationReport> } & Partial<Omit<DeviationRequest, "report">> = {},
): DeviationRequest {
  const { report, ...rest } = changed;
  const told: DeviationReport = {
    kind,
    foundOn: "2026-03-10",
    description: "The midwife noticed it at the next visit.",
    related: null,
    strata: null,
    criteria: [],
    ...facts[kind],
    ...report,
  };
  return {
    protocol,
    report: told,
    participant: number(),
    related: told.related === null ? null : other,
    recordedStrata: { parity_group: "1" },
    open: [],
    today: "2026-03-10",
    ...rest,
  };
}

const codeOf = (given: DeviationRequest): string => {
  const decided = decideDeviation(given);
  return decided.ok ? "accepted" : decided.refusal.code;
};

test.each(deviationKinds)("%s is recorded with the facts it needs, and refused without or with others", (kind) => {
  expect(codeOf(request(kind))).toBe("accepted");
  const { needs } = deviationRules[kind];
  const stray = {
    related: needs.related ? null : other.number,
    strata: needs.strata === "none" ? { parity_group: "2" } : null,
    criteria: needs.criteria ? [] : [criterion],
  };
  for (const [field, value] of Object.entries(stray)) {
    if (field === "strata" && needs.strata === "optional") continue;
    expect(codeOf(request(kind, { report: { [field]: value }, related: other })), field).toBe("invalid_input");
  }
  expect(codeOf(request(kind, { report: { description: "  " } }))).toBe("invalid_input");
});

test.each(deviationKinds)("%s keeps slot and arm: no step asks for another allocation of the same number", (kind) => {
  const { steps } = deviationRules[kind];
  expect(new Set(steps).size).toBe(steps.length);
  const kept = ["do_not_ask_again", "card_stays_used", "allocation_stays_with_number"] as const;
  expect(steps.some((step) => (kept as readonly string[]).includes(step))).toBe(true);
});

test("every question leads to kinds only, and every kind is reached", () => {
  const reached = new Set<string>();
  const ask = (question: DeviationQuestion, asked: readonly DeviationQuestion[]): void => {
    expect(asked).not.toContain(question);
    for (const choice of deviationQuestions[question])
      if ("leadsTo" in choice) reached.add(choice.leadsTo);
      else ask(choice.asks, [...asked, question]);
  };
  ask("what_happened", []);
  expect([...reached].sort()).toEqual([...deviationKinds].sort());
});

describe("of two numbers of one woman", () => {
  const decide = (participant: AllocatedNumber, related: AllocatedNumber) => {
    const decided = decideDeviation(
      request("duplicate", { participant, related, report: { related: related.number } }),
    );
    if (!decided.ok) throw new Error(decided.refusal.code);
    return [decided.value.kept, decided.value.retired];
  };

  test("the one allocated first counts, from whichever side it is told", () => {
    expect(decide(number(), other)).toEqual(["MLT-001-1", "MLT-002-8"]);
    expect(decide(other, number())).toEqual(["MLT-001-1", "MLT-002-8"]);
  });

  test("one that was never allocated is retired; at one instant the smaller number counts", () => {
    const never = number({ number: "MLT-000-1", allocatedOn: null, allocatedAt: null });
    expect(decide(other, never)).toEqual(["MLT-002-8", "MLT-000-1"]);
    expect(decide(number({ number: "MLT-009-9" }), number())).toEqual(["MLT-001-1", "MLT-009-9"]);
  });

  test("none may be retired already, equal or unknown", () => {
    const ended = { ends: [{ kind: "duplicate" as const, on: "2026-03-06" }] };
    expect(codeOf(request("duplicate", { participant: number(ended) }))).toBe("participant_is_duplicate");
    expect(codeOf(request("duplicate", { related: number({ ...other, ...ended }) }))).toBe("participant_is_duplicate");
    expect(codeOf(request("duplicate", { report: { related: "MLT-001-1" } }))).toBe("related_same");
    expect(codeOf(request("duplicate", { related: null }))).toBe("related_unknown");
  });
});

describe("the date", () => {
  test("lies between the allocation and today", () => {
    expect(codeOf(request("other", { report: { foundOn: "2026-03-11" } }))).toBe("date_in_future");
    expect(codeOf(request("other", { report: { foundOn: "2026-03-03" } }))).toBe("date_before_allocation");
    expect(codeOf(request("other", { report: { foundOn: "2026-03-04" } }))).toBe("accepted");
  });

  test("and not before the second participant's", () => {
    expect(codeOf(request("duplicate", { report: { foundOn: "2026-03-04" } }))).toBe("date_before_allocation");
  });
});

test("only an allocated participant of a study that allocates can have one", () => {
  expect(codeOf(request("other", { participant: number({ allocatedOn: null }) }))).toBe("not_allocated");
  expect(codeOf(request("other", { protocol: { ...protocol, allocation: null } }))).toBe("allocation_not_in_design");
});

test("one that nobody has closed is not reported again, but mishaps without a name can be several", () => {
  expect(codeOf(request("ineligible", { open: ["ineligible"] }))).toBe("deviation_open");
  expect(codeOf(request("ineligible", { open: ["other"] }))).toBe("accepted");
  expect(codeOf(request("other", { open: ["other"] }))).toBe("accepted");
});

describe("a wrong stratum", () => {
  test("names every stratification question with one of its codes, other than those recorded", () => {
    const told = (strata: Record<string, string>) => codeOf(request("wrong_stratum", { report: { strata } }));
    expect(told({})).toBe("stratum_unknown");
    expect(told({ parity_group: "9" })).toBe("stratum_unknown");
    expect(told({ parity_group: "2", site: "kenanga" })).toBe("stratum_unknown");
    expect(told({ parity_group: "1" })).toBe("stratum_unchanged");
  });

  test("keeps what was recorded beside what is right", () => {
    const decided = decideDeviation(request("wrong_stratum"));
    expect(decided.ok && decided.value.strata).toEqual({
      recorded: { parity_group: "1" },
      corrected: { parity_group: "2" },
    });
  });

  test("is asked in the plan's order, with the codes of each question", () => {
    expect(stratumItems(protocol).map(({ item, levels }) => [item.key, levels])).toEqual([
      ["parity_group", ["1", "2"]],
    ]);
    expect(stratumItems({ ...protocol, allocation: null })).toEqual([]);
  });
});

test("a criterion that the protocol does not have is refused", () => {
  expect(codeOf(request("ineligible", { report: { criteria: ["no_such_thing"] } }))).toBe("criterion_unknown");
});

describe("free text", () => {
  test("may not say the name of an arm or an intervention, however it is written", () => {
    for (const text of [
      "She is in PIJAT   OKSITOSIN",
      "got “oxytocin massage”.",
      "arm usual_care",
      "perawatan-standar",
      "pijat oksitosinnya sakit",
      "sudah dipijat oksitosin",
      "OxytocinMassage",
      "usual ca\u200bre",
      "pi\u00adjat oksitosin",
      "ｐíｊａｔ oksitosin",
    ])
      expect(namesArm(protocol, text), text).toBe(true);
    const short = { id: "Lengan A", en: "Arm A" };
    const lettered = { ...protocol, arms: protocol.arms.map((arm) => ({ ...arm, key: "a", label: short })) };
    expect(namesArm(lettered, "arm  a")).toBe(true);
    expect(namesArm(lettered, "the pharmacy was closed")).toBe(false);
    for (const text of ["The parity was typed wrongly", "kunjungan kontrol", "oxytocin", ""])
      expect(namesArm(protocol, text), text).toBe(false);
    expect(codeOf(request("other", { report: { description: "Usual care by mistake" } }))).toBe("text_names_arm");
  });

  test("in a study of one group hides nothing", () => {
    expect(namesArm({ ...protocol, arms: protocol.arms.slice(0, 1) }, "Oxytocin massage")).toBe(false);
  });
});

describe("a review", () => {
  test("adds notes until one closes", () => {
    expect(deviationStatus([])).toBe("open");
    expect(deviationStatus([{ closes: false }])).toBe("reviewed");
    expect(deviationStatus([{ closes: false }, { closes: true }])).toBe("closed");
    expect(canReviewDeviation({ protocol, reviews: [{ closes: false }], note: "Seen" })).toEqual({
      ok: true,
      value: null,
    });
  });

  test("is refused after that, and where it names an arm", () => {
    const closed = canReviewDeviation({ protocol, reviews: [{ closes: true }], note: "More" });
    expect(closed.ok || closed.refusal.code).toBe("deviation_closed");
    const naming = canReviewDeviation({ protocol, reviews: [], note: "She had usual care" });
    expect(naming.ok || naming.refusal.code).toBe("text_names_arm");
  });
});
