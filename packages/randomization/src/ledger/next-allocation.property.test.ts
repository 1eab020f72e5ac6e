import fc from "fast-check";
import { bytesToHex } from "@noble/hashes/utils.js";
import { describe, expect, test } from "vitest";
import { commitmentOf } from "../commitment/commitment.ts";
import { verifyAllocations, type AllocationVerification } from "../commitment/verify-allocations.ts";
import { simulationGenerator, type SimulationGenerator } from "../generator/simulation-generator.ts";
import { allocationAlgorithmVersion } from "../generator/stratum-draws.ts";
import { nextAllocation, type Allocation, type AllocationStep } from "./next-allocation.ts";

/*
 * A model of the database under many connections: each request is a transaction that locks the head of its stratum, reads,
 * asks `nextAllocation`, and commits or is killed; the answer can be lost after the commit, and then it is asked again.
 * The scheduler chooses freely which connection moves next.
 */

const list = {
  scheme: "permuted_blocks" as const,
  parameters: {
    arms: [
      { key: "control", ratio: 1 },
      { key: "massage", ratio: 1 },
    ],
    blockSizes: [4, 6],
  },
  secret: Uint8Array.from({ length: 32 }, (_, index) => 255 - index),
};

/** A few hundred requests need some ten thousand moves; far above that nothing moves any more. */
const MOST_MOVES = 100_000;

type Rules = { readonly lockHead: boolean; readonly uniqueParticipant: boolean };
type Request = { readonly participant: string; readonly stratumKey: string };
type Connection = { request: Request | null; step: "idle" | "waiting" | "read"; seen: AllocationStep | null };

type Answer = { readonly participant: string; readonly armKey: string };

class Database {
  readonly heads = new Map<string, number>();
  readonly log: Allocation[] = [];
  readonly locks = new Map<string, Connection>();
  readonly answers: Answer[] = [];

  allocationOf(participant: string): Allocation | null {
    return this.log.find((allocation) => allocation.participant === participant) ?? null;
  }

  unlock(connection: Connection): void {
    for (const [stratum, holder] of this.locks) if (holder === connection) this.locks.delete(stratum);
  }
}

/** Runs every request to its answer and returns the database as it stands after the last one. */
function run({
  requests,
  rules,
  chance,
  connections,
}: {
  requests: Request[];
  rules: Rules;
  chance: SimulationGenerator;
  connections: number;
}): Database {
  const database = new Database();
  const pending = [...requests];
  const pool = Array.from({ length: connections }, (): Connection => ({ request: null, step: "idle", seen: null }));
  let moves = 0;
  while (pending.length > 0 || pool.some(({ request }) => request !== null)) {
    moves += 1;
    if (moves > MOST_MOVES) throw new Error("requests wait for each other and never get an answer");
    const connection = pool[chance.nextBelow(pool.length)];
    if (connection !== undefined) advance({ connection, database, pending, rules, chance });
  }
  return database;
}

type Move = {
  connection: Connection;
  database: Database;
  pending: Request[];
  rules: Rules;
  chance: SimulationGenerator;
};

function advance({ connection, database, pending, rules, chance }: Move): void {
  if (connection.request === null) {
    connection.request = pending.pop() ?? null;
    connection.step = "waiting";
    return;
  }
  const { participant, stratumKey } = connection.request;
  if (connection.step === "waiting") {
    if (rules.lockHead && database.locks.has(stratumKey)) return;
    if (rules.lockHead) database.locks.set(stratumKey, connection);
    const head = { stratumKey, nextSlot: database.heads.get(stratumKey) ?? 0 };
    connection.seen = nextAllocation({ list, participant, head, existing: database.allocationOf(participant) });
    connection.step = "read";
    return;
  }
  const step = connection.seen;
  const isKilled = chance.nextBelow(8) === 0;
  const collides = step?.kind === "taken" && rules.uniqueParticipant && database.allocationOf(participant) !== null;
  const commits = step !== null && !isKilled && !collides;
  if (commits && step.kind === "taken") {
    database.heads.set(step.head.stratumKey, step.head.nextSlot);
    database.log.push(step.allocation);
  }
  database.unlock(connection);
  connection.seen = null;
  connection.step = "waiting";
  const isAnswerLost = chance.nextBelow(8) === 0;
  if (!commits || isAnswerLost) return;
  database.answers.push({ participant, armKey: step.allocation.armKey });
  connection.request = null;
}

function verify(log: readonly Allocation[]): AllocationVerification {
  const nonce = new Uint8Array(32);
  const promise = { algorithmVersion: allocationAlgorithmVersion, protocolHash: "00".repeat(32) };
  return verifyAllocations({
    scheme: list.scheme,
    parameters: list.parameters,
    ...promise,
    secret: bytesToHex(list.secret),
    nonce: bytesToHex(nonce),
    commitment: commitmentOf({ ...list, ...promise }, nonce),
    allocations: log,
  });
}

const strata = ['{"site":"a"}', '{"site":"b"}', '{"site":"c"}', '{"site":"d"}'];

/** Requests of `count` participants, three in ten of them asked again, now and then for another stratum by mistake. */
function requestsOf(count: number, chance: SimulationGenerator): Request[] {
  const first = Array.from({ length: count }, (_, index): Request => {
    return { participant: `ptp_${index}`, stratumKey: strata[chance.nextBelow(strata.length)] ?? "" };
  });
  const again = first
    .filter(() => chance.nextBelow(10) < 3)
    .map((request) => (chance.nextBelow(5) === 0 ? { ...request, stratumKey: strata[0] ?? "" } : request));
  return [...first, ...again];
}

const safe: Rules = { lockHead: true, uniqueParticipant: true };

describe("allocation under many connections", () => {
  test("leaves no gap, no slot twice, no participant twice and no arm that is not on the list", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), fc.integer({ min: 1, max: 64 }), (seed, connections) => {
        const chance = simulationGenerator(seed);
        const requests = requestsOf(100, chance);
        const database = run({ requests, rules: safe, chance, connections });
        expect(verify(database.log)).toMatchObject({ commitmentHolds: true, differences: [], checked: 100 });
        expect(new Set(database.log.map(({ participant }) => participant)).size).toBe(100);
        for (const stratum of strata) {
          const slots = database.log.filter(({ stratumKey }) => stratumKey === stratum).map(({ slot }) => slot);
          expect(slots).toEqual(slots.map((_, index) => index));
          expect(database.heads.get(stratum) ?? 0).toBe(slots.length);
        }
        expect(database.answers).toHaveLength(requests.length);
        for (const { participant, armKey } of database.answers)
          expect(database.allocationOf(participant)?.armKey).toBe(armKey);
      }),
      { numRuns: 100, endOnFailure: true },
    );
  });

  test("gives one participant one arm, asked from 64 connections at once for any of four strata, 200 times", () => {
    for (let race = 0; race < 200; race += 1) {
      const chance = simulationGenerator(BigInt(race));
      const requests = Array.from({ length: 64 }, (): Request => {
        return { participant: "ptp_1", stratumKey: strata[chance.nextBelow(strata.length)] ?? "" };
      });
      const database = run({ requests, rules: safe, chance, connections: 64 });
      expect(database.log).toHaveLength(1);
      expect(database.answers).toHaveLength(64);
      expect(new Set(database.answers.map(({ armKey }) => armKey))).toEqual(new Set([database.log[0]?.armKey]));
      expect(verify(database.log).differences).toEqual([]);
    }
  });

  test("would be caught without the lock on the head: slots are given twice", () => {
    const chance = simulationGenerator(1n);
    const rules = { lockHead: false, uniqueParticipant: true };
    const database = run({ requests: requestsOf(100, chance), rules, chance, connections: 64 });
    expect(verify(database.log).differences.map(({ kind }) => kind)).toContain("slot_repeated");
  });

  test("would be caught without one allocation per participant: two strata give the same person two slots", () => {
    const rules = { lockHead: true, uniqueParticipant: false };
    const twice = Array.from({ length: 50 }, (_, race) => {
      const requests = strata.map((stratumKey) => ({ participant: "ptp_1", stratumKey }));
      return run({ requests, rules, chance: simulationGenerator(BigInt(race)), connections: 4 }).log.length;
    });
    expect(Math.max(...twice)).toBeGreaterThan(1);
  });
});

describe("one decision", () => {
  test("keeps what the participant already has, even when another stratum is asked for", () => {
    const existing = { participant: "ptp_1", stratumKey: "{}", slot: 3, armKey: "control" };
    const head = { stratumKey: '{"site":"a"}', nextSlot: 7 };
    expect(nextAllocation({ list, participant: "ptp_1", head, existing })).toEqual({
      kind: "kept",
      allocation: existing,
    });
  });

  test("never hands out another participant's allocation", () => {
    const existing = { participant: "ptp_2", stratumKey: "{}", slot: 3, armKey: "control" };
    const head = { stratumKey: "{}", nextSlot: 4 };
    expect(() => nextAllocation({ list, participant: "ptp_1", head, existing })).toThrow("another participant");
  });
});
