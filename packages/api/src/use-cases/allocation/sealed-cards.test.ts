import { randomUUID } from "node:crypto";
import { findStudy, readAllocations, readCards, readSealedList } from "@kendali/db";
import { createTestDatabase, type TestDatabase } from "@kendali/db/testing";
import { type AllocationPlan, type Protocol } from "@kendali/domain";
import { cardArms, deriveCards, readAllocationBundle, verifyBundle } from "@kendali/randomization";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openList, promisedCards } from "../../allocation-list.ts";
import { referenceProtocol, refusalOf, World, type StudyWorld } from "../../testing/study-world.ts";
import { lockStudy, unblindStudy } from "../study/close-study.ts";
import { createStudy } from "../study/create-study.ts";
import { listCards } from "./list-cards.ts";
import { printCards, type PrintedCards } from "./print-cards.ts";
import { revealAllocations } from "./reveal-allocations.ts";
import { useCard } from "./use-card.ts";

let database: TestDatabase;
let world: World;
let study: StudyWorld;
let without: StudyWorld;

const perList = 12;
const reference = referenceProtocol("oxytocin-rct");
const plan = reference.allocation as AllocationPlan;
const withCards: Protocol = { ...reference, allocation: { ...plan, cards: { perList } } };
const { cards: _cards, ...planWithout } = plan;
const withoutCards: Protocol = { ...reference, allocation: planWithout };

beforeAll(async () => {
  database = await createTestDatabase({ connections: 64 });
  world = await World.open(database);
  study = await world.study({ key: "card-trial", protocol: withCards, site: null });
  without = await world.study({ key: "no-cards", protocol: withoutCards });
});
afterAll(() => database.drop());

const piles = withCards.sites.flatMap(({ key: site }) => ["1", "2"].map((parity) => ({ site, parity })));
const strataOf = (site: string, parity: string) => ({ site, parity_group: parity });

const printInput = (site: string, parity: string, reason?: string) => ({
  commandId: randomUUID(),
  study: study.key,
  site,
  strata: strataOf(site, parity),
  ...(reason === undefined ? {} : { reason }),
});
let printed: PrintedCards | null = null;
/** The pile of the first site and of women who gave birth once; printed by whichever test comes first. */
async function pile(): Promise<PrintedCards> {
  printed ??= await world.must(study.people.randomization_officer, printCards, printInput(study.site, "1"));
  return printed;
}

async function ready(parity: number): Promise<string> {
  const participant = await study.enrol();
  for (const { form } of study.protocol.visits[0]?.forms ?? [])
    await study.save(participant, "pretest", form, form === "characteristics" ? { parity } : {});
  await study.lockBaseline(participant);
  return participant;
}

const cardInput = (participant: string, code: string, changed: object = {}) => ({
  commandId: randomUUID(),
  study: study.key,
  participant,
  code,
  openedAt: "2026-03-02T10:00",
  reason: "the network was down all morning",
  ...changed,
});
const use = (participant: string, code: string, changed: object = {}) =>
  world.run(study.people.coordinator, useCard, cardInput(participant, code, changed));
const mustUse = (participant: string, code: string) =>
  world.must(study.people.coordinator, useCard, cardInput(participant, code));

const studyId = async (key = study.key) => (await findStudy(database.drizzle, key))?.id ?? "";
const allocations = async () => database.drizzle.transaction(async (tx) => readAllocations(tx, await studyId()));
const events = async (action: string) =>
  (await database.client`SELECT event FROM audit_event WHERE action = ${action}`).map((row) => String(row["event"]));

describe("going live", () => {
  test("lays out the promised cards, a pile for each site and stratum, without an arm in the database", async () => {
    const id = await studyId();
    const [list, cards] = await database.drizzle.transaction(async (tx) => [
      await readSealedList(tx, id),
      await readCards(tx, id),
    ]);
    if (list === null) throw new Error("no list");
    const promised = promisedCards(list);
    if (promised === null) throw new Error("no cards were promised");
    expect(promised.piles).toHaveLength(piles.length);
    expect(cards).toHaveLength(piles.length * perList);
    const derived = deriveCards(openList(list, world.server.keys.sealKey).secret, promised);
    expect(new Map(cards.map((card) => [`${card.list};${card.position}`, card.code]))).toEqual(
      new Map(derived.map((card) => [`${card.list};${card.position}`, card.code])),
    );
    for (const arm of withCards.arms) expect(JSON.stringify(cards)).not.toContain(arm.key);
  });

  test("promises nothing of cards where the protocol has none, and refuses whoever asks for them", async () => {
    const id = await studyId(without.key);
    const list = await database.drizzle.transaction((tx) => readSealedList(tx, id));
    expect(list === null ? "no list" : promisedCards(list)).toBeNull();
    const { randomization_officer: officer, coordinator } = without.people;
    const asked = { study: without.key };
    expect(refusalOf(await world.run(officer, listCards, asked)).code).toBe("cards_not_in_study");
    const { participant } = await without.allocated();
    const input = cardInput(participant, "01234-56789", asked);
    expect(refusalOf(await world.run(coordinator, useCard, input)).code).toBe("cards_not_in_study");
  });

  test("is not offered to a protocol whose scheme looks back", async () => {
    const minimized = {
      ...withCards,
      allocation: {
        ...withCards.allocation,
        scheme: "minimization",
        blockSizes: undefined,
        coin: { numerator: 4, denominator: 5 },
        measure: "range",
      },
    };
    const protocol: unknown = JSON.parse(JSON.stringify(minimized));
    const input = { commandId: randomUUID(), key: "minimized-cards", kind: "test" as const, protocol };
    const made = await world.run(world.administrator, createStudy, input);
    expect(refusalOf(made).problems?.map(({ code }) => code)).toEqual(["cards_not_offered"]);
  });
});

describe("printing", () => {
  test("answers the cards of one pile with their arms, once; again only with a reason, and then somebody is told", async () => {
    const officer = study.people.randomization_officer;
    const { cards, printing, strata } = await pile();
    expect(printing).toBe(1);
    expect(strata).toEqual([
      { factor: "site", level: study.site },
      { factor: "parity_group", level: "1" },
    ]);
    expect(cards.map(({ number }) => number)).toEqual(Array.from({ length: perList }, (_, index) => index + 1));
    const list = await database.drizzle.transaction(async (tx) => readSealedList(tx, await studyId()));
    if (list === null) throw new Error("no list");
    const at = { site: study.site, stratumKey: `{"parity_group":"1","site":"${study.site}"}` };
    const arms = cardArms(openList(list, world.server.keys.sealKey), { pile: at, count: perList });
    expect(cards.map(({ arm }) => arm.key)).toEqual(arms);
    expect(new Set(arms).size).toBe(2);

    const again = await world.run(officer, printCards, printInput(study.site, "1"));
    expect(refusalOf(again).code).toBe("card_reprint_reason");
    const named = await world.run(officer, printCards, printInput(study.site, "1", "Oxytocin massage card torn"));
    expect(refusalOf(named).code).toBe("text_names_arm");
    const reprinted = await world.must(officer, printCards, printInput(study.site, "1", "the first set was wet"));
    expect(reprinted).toMatchObject({ printing: 2, cards });
    const notices = await database.client`SELECT kind, roles, params FROM notice WHERE study_id = ${await studyId()}`;
    expect(notices).toMatchObject([{ kind: "cards_reprinted", roles: ["investigator", "data_manager"] }]);

    const { piles: listed } = await world.must(officer, listCards, { study: study.key });
    expect(listed.map(({ site, cards: count, printings }) => [site, count, printings.length])).toEqual(
      piles.map(({ site }, index) => [site, perList, index === 0 ? 2 : 0]),
    );
    expect(listed[0]?.printings.map(({ reason }) => reason)).toEqual([null, "the first set was wet"]);
  });

  test("is answered the same when the printer's page is sent again, and leaves no arm in events, receipts and notices", async () => {
    const input = printInput(study.site, "2");
    const officer = study.people.randomization_officer;
    const answers = await Promise.all(Array.from({ length: 8 }, () => world.must(officer, printCards, input)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.printing).toBe(1);
    const rows = await database.client`
      SELECT event AS text FROM audit_event WHERE action = 'allocation.printCards'
      UNION ALL SELECT answer FROM receipt WHERE command_id = ${input.commandId} UNION ALL SELECT params::text FROM notice`;
    expect(rows.length).toBeGreaterThan(3);
    for (const { text } of rows) for (const arm of withCards.arms) expect(String(text)).not.toContain(arm.key);
  });

  test("is refused for a pile that the study does not have", async () => {
    const officer = study.people.randomization_officer;
    for (const input of [
      printInput("nowhere", "1"),
      printInput(study.site, "9"),
      { ...printInput(study.site, "1"), strata: { site: study.site } },
      { ...printInput(study.site, "1"), strata: { ...strataOf(study.site, "1"), more: "1" } },
    ])
      expect(refusalOf(await world.run(officer, printCards, input)).code).toBe("not_found");
  });
});

describe("using a card", () => {
  test("allocates as the card says, on the day it was opened, and answers a repetition the same", async () => {
    const { cards } = await pile();
    const [first] = cards;
    if (first === undefined) throw new Error("no card");
    const participant = await ready(1);
    const input = cardInput(participant, first.code.toLowerCase().replace("-", " ").replaceAll("0", "o"));
    const answer = await world.must(study.people.coordinator, useCard, input);
    expect(answer).toEqual({
      number: participant,
      allocatedOn: "2026-03-02",
      allocatedAt: "2026-03-02T03:00:00.000Z",
      arm: first.arm,
      code: first.code,
      deviations: [],
    });
    expect(await world.must(study.people.coordinator, useCard, input)).toEqual(answer);
    const row = (await allocations()).get(participant);
    expect(row).toMatchObject({ source: "card", slot: 0, arm: first.arm.key, stratum: strataKey(study.site, "1") });
    const told = (await events("allocation.useCard")).filter((event) => event.includes(first.code));
    expect(told).toHaveLength(1);
    for (const arm of withCards.arms) expect(told.join()).not.toContain(arm.key);
  });

  test("is refused behind the same gate, with a wrong code, at a wrong time, or when she has an allocation", async () => {
    const { cards } = await pile();
    const code = cards[1]?.code ?? "";
    const early = await study.enrol();
    expect(refusalOf(await use(early, code)).code).toBe("baseline_incomplete");
    await study.visit(early, "pretest");
    expect(refusalOf(await use(early, code)).code).toBe("baseline_not_locked");
    const participant = await ready(1);
    const wrong = `${code.slice(0, -1)}${code.endsWith("7") ? "8" : "7"}`;
    expect(refusalOf(await use(participant, wrong)).code).toBe("card_code_mistyped");
    expect(refusalOf(await use(participant, "01234-56789")).code).toBe("card_unknown");
    expect(refusalOf(await use(participant, cards[0]?.code ?? "")).code).toBe("card_used");
    expect(refusalOf(await use(participant, code, { openedAt: "2026-03-02T10:01" })).code).toBe("date_in_future");
    expect(refusalOf(await use(participant, code, { openedAt: "2026-03-01T16:00" })).code).toBe("card_before_consent");
    expect(refusalOf(await use(participant, code, { openedAt: "2026-03-02T09:59" })).code).toBe("card_before_go_live");
    expect(refusalOf(await use(participant, code, { openedAt: "yesterday" })).code).toBe("invalid_input");
    expect(refusalOf(await use(participant, code, { reason: "she is in usual care" })).code).toBe("text_names_arm");
    await study.allocate(participant);
    expect(refusalOf(await use(participant, code))).toMatchObject({
      code: "card_for_allocated",
      params: { date: "2026-03-02" },
    });
    expect((await allocations()).get(participant)).toMatchObject({ source: "server" });
  });

  test("of another pile or before its turn stands, and is reported as a deviation that names no arm", async () => {
    const { cards } = await pile();
    const [before, other] = [cards[4], cards[5]];
    if (before === undefined || other === undefined) throw new Error("no card");
    const jumped = await ready(1);
    expect(await mustUse(jumped, before.code)).toMatchObject({ arm: before.arm, deviations: ["card_out_of_order"] });
    const misplaced = await ready(3);
    expect(await mustUse(misplaced, other.code)).toMatchObject({
      arm: other.arm,
      deviations: ["card_wrong_pile", "card_out_of_order"],
    });
    expect((await allocations()).get(misplaced)).toMatchObject({ stratum: strataKey(study.site, "2"), slot: 5 });
    const rows =
      await database.client`SELECT participant, kind, to_jsonb(d)::text AS text FROM deviation d ORDER BY kind`;
    expect(rows.map(({ participant, kind }) => [participant, kind])).toEqual(
      expect.arrayContaining([
        [jumped, "card_out_of_order"],
        [misplaced, "card_out_of_order"],
        [misplaced, "card_wrong_pile"],
      ]),
    );
    for (const { text } of rows) for (const arm of withCards.arms) expect(String(text)).not.toContain(arm.key);
  });

  test("from sixty-four connections, one card for four participants: one of them has it, and nothing is half done", async () => {
    const { cards } = await pile();
    const code = cards[2]?.code ?? "";
    const participants = [await ready(1), await ready(1), await ready(1), await ready(1)];
    const before = (await allocations()).size;
    const answers = await Promise.all(
      Array.from({ length: 64 }, (_, index) => use(participants[index % 4] ?? "", code)),
    );
    const accepted = answers.filter((answer) => answer.ok);
    expect(accepted).toHaveLength(1);
    const refusals = new Set(answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal.code])));
    expect([...refusals].toSorted()).toEqual(["card_for_allocated", "card_used"]);
    expect((await allocations()).size).toBe(before + 1);
    const held =
      await database.client`SELECT number FROM participant WHERE number = ANY (${participants}) AND allocated_on IS NOT NULL`;
    expect(held).toHaveLength(1);
  });
});

test("the revealed bundle holds the used cards, and derives them again", async () => {
  const closing = { study: study.key, reason: "complete" };
  await world.must(study.people.data_manager, lockStudy, { commandId: randomUUID(), ...closing });
  await world.must(study.people.investigator, unblindStudy, { commandId: randomUUID(), ...closing });
  const { text } = await world.must(study.people.statistician, revealAllocations, { study: study.key });
  const read = readAllocationBundle(JSON.parse(text));
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  const rows = [...(await allocations()).values()];
  const used = rows.filter(({ source }) => source === "card");
  expect(used.length).toBeGreaterThanOrEqual(4);
  expect(verifyBundle(read.value)).toEqual({ commitmentHolds: true, differences: [], checked: rows.length });
  expect(new Map(read.value.cards?.used.map(({ participant, armKey }) => [participant, armKey]))).toEqual(
    new Map(used.map(({ participant, arm }) => [participant, arm])),
  );
  // What only somebody can do who owns the database and turns its guards off.
  const [gone] = used;
  await database.client.begin(async (tx) => {
    await tx`SET LOCAL ROLE NONE`;
    await tx`ALTER TABLE allocation.allocation DISABLE TRIGGER USER`;
    await tx`DELETE FROM allocation.allocation WHERE participant = ${gone?.participant ?? ""}`;
    await tx`ALTER TABLE allocation.allocation ENABLE TRIGGER USER`;
  });
  const again = await world.must(study.people.statistician, revealAllocations, { study: study.key });
  const rebuilt = readAllocationBundle(JSON.parse(again.text));
  expect(rebuilt.ok ? verifyBundle(rebuilt.value).differences : []).toEqual([
    { kind: "card_count_differs", stated: used.length, found: used.length - 1 },
  ]);
});

function strataKey(site: string, parity: string): string {
  return `{"parity_group":"${parity}","site":"${site}"}`;
}
