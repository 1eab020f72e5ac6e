import { verifyAllocations } from "../../packages/randomization/src/index.ts";
import { readBody, type Told } from "./allocation-devices.ts";
import type { AllocationRecord, StoredAllocation } from "./allocation-record.ts";
import type { AllocationRequest } from "./allocation-requests.ts";
import type { EarlyReveal } from "./allocation-witness.ts";

/** What must not be, by name; each an empty list, or one line for each case. */
export type AllocationFaults = Readonly<Record<keyof typeof whereToLook, readonly string[]>>;

const whereToLook = {
  gaps: "takeSlot in packages/db/src/repositories/allocations.ts: a slot was passed over",
  duplicates:
    "takeSlot, and the unique keys of allocation.allocation in packages/db/migrations: a slot or a participant was taken twice",
  mismatches:
    "takeNext in packages/api/src/use-cases/allocation/allocate-participant.ts: what was stored is not what the sealed list says",
  earlyReveals:
    "allocateParticipant.run: an answer left before its transaction was committed, or told what is not stored",
  doubleAllocated:
    "allocate in allocate-participant.ts, and knownArm in packages/api/src/arms.ts: one participant, several answers",
  lost: "runCommand in packages/db/src/unit-of-work.ts: a request was answered and its participant has no allocation",
  unmarked:
    "markAllocated in packages/db/src/repositories/participants.ts: the participant's own row disagrees with her slot",
  receipts: "runCommand in packages/db/src/unit-of-work.ts: a command without its one receipt, or an arm in a receipt",
  events: "unit.audit in allocate-participant.ts: an allocation without its one event, or a receipt without an event",
  brokenChains: "append_audit in packages/db/migrations/0001_platform.sql: a chain of events does not verify",
} as const;

export type Run = {
  readonly requests: readonly AllocationRequest[];
  readonly told: readonly Told[];
  readonly early: readonly EarlyReveal[];
};

/** Compares everything that was asked and told with everything that is stored and with the opened list. */
export function findAllocationFaults(record: AllocationRecord, run: Run): AllocationFaults {
  const stored = new Map(record.allocations.map((row) => [row.participant, row]));
  return {
    gaps: gapsOf(record),
    duplicates: [
      ...repeated(record.allocations.map(({ list, slot }) => `slot ${slot} of ${list}`)),
      ...repeated(record.allocations.map(({ participant }) => participant)),
    ],
    mismatches: mismatchesOf(record),
    earlyReveals: run.early.map(
      ({ participant, told, stored: arm }) => `${participant} was told ${told} while ${arm ?? "nothing"} was committed`,
    ),
    doubleAllocated: severalAnswers(run.told),
    lost: run.told.flatMap((one) => lostOf(one, stored.get(one.participant))),
    unmarked: [...new Set([...stored.keys(), ...record.marked.keys()])]
      .filter((number) => stored.get(number)?.allocated_at !== record.marked.get(number))
      .map((number) => `${number}: slot at ${stored.get(number)?.allocated_at}, row at ${record.marked.get(number)}`),
    receipts: receiptFaults(record, run),
    events: eventFaults(record, run),
    brokenChains: record.breaks,
  };
}

/** Fails with every count that is not zero, its first cases, and the place to look at. */
export function expectNoFaults(title: string, faults: AllocationFaults, more: string): void {
  const names = Object.keys(whereToLook) as (keyof typeof whereToLook)[];
  if (names.every((name) => faults[name].length === 0)) return;
  const counts = names.map((name) => `${name} ${faults[name].length}`).join(", ");
  const found = names
    .filter((name) => faults[name].length > 0)
    .map((name) => {
      const cases = faults[name].slice(0, 5).map((line) => `    ${line}`);
      return [`  ${name}: ${faults[name].length}. Look at ${whereToLook[name]}`, ...cases].join("\n");
    });
  throw new Error([`${title}: ${counts}`, ...found, more].join("\n"));
}

/** Slots that a head has passed and nobody took. Where a list counts the whole study, each stratum's head counts its rows. */
function gapsOf({ allocations, heads }: AllocationRecord): string[] {
  const [lists, strata] = [groupBy(allocations, ({ list }) => list), groupBy(allocations, ({ stratum }) => stratum)];
  return [...new Set([...lists.keys(), ...heads.keys()])].flatMap((key) => {
    const rows = lists.get(key) ?? strata.get(key) ?? [];
    const slots = lists.has(key) ? rows.map(({ slot }) => slot) : rows.map((_, index) => index);
    const [taken, head] = [new Set(slots), heads.get(key) ?? 0];
    const end = slots.reduce((last, slot) => Math.max(last, slot + 1), head);
    const missing = Array.from({ length: end }, (_, slot) => slot).filter((slot) => !taken.has(slot));
    const beyond = slots.filter((slot) => slot >= head);
    return [
      ...missing.map((slot) => `slot ${slot} of ${key} was taken by nobody`),
      ...beyond.map((slot) => `slot ${slot} of ${key} is taken and the head stands at ${head}`),
    ];
  });
}

function mismatchesOf({ allocations, promise }: AllocationRecord): string[] {
  const rows = allocations.map(({ stratum, slot, arm }) => ({ stratumKey: stratum, slot, armKey: arm }));
  const { problems, commitmentHolds, differences, checked } = verifyAllocations({ ...promise, allocations: rows });
  return [
    ...problems.map(({ path, code }) => `${path}: ${code}`),
    ...(commitmentHolds ? [] : ["the sealed list is not the one that was committed to"]),
    ...differences.map(
      ({ kind, stratumKey, slot, recorded, expected }) =>
        `${kind}: slot ${slot} of ${stratumKey}, stored ${recorded}, the list says ${expected}`,
    ),
    ...(checked === rows.length ? [] : [`${checked} of ${rows.length} allocations could be derived`]),
  ];
}

/** Every answer about a participant, to whatever command from whatever device, is the same to the byte. */
function severalAnswers(told: readonly Told[]): string[] {
  return [...groupBy(told, ({ participant }) => participant)].flatMap(([participant, answers]) => {
    const bodies = [...new Set(answers.map(({ body }) => body))];
    return bodies.length === 1 ? [] : [`${participant}: ${bodies.join(" and ")}`];
  });
}

function lostOf({ participant, commandId, body }: Told, row: StoredAllocation | undefined): string[] {
  const answer = readBody(body);
  if (row === undefined) return [`${participant} (command ${commandId}) was told ${body} and has no allocation`];
  const isSame =
    answer.number === participant &&
    answer.arm?.key === row.arm &&
    answer.allocatedOn === row.allocated_on &&
    Date.parse(answer.allocatedAt) === Date.parse(row.allocated_at);
  return isSame ? [] : [`${participant} (command ${commandId}) was told ${body}; stored is ${JSON.stringify(row)}`];
}

function receiptFaults({ receipts, promise }: AllocationRecord, { requests, told }: Run): string[] {
  const arms = promise.parameters.arms.map(({ key }) => key);
  const answers = new Map(told.map(({ commandId, body }) => [commandId, body]));
  return [...new Set(requests.map(({ commandId }) => commandId))].flatMap((command) => {
    const [receipt, body] = [receipts.get(command), answers.get(command)];
    if (receipt === undefined) return [`command ${command} has no receipt`];
    if (arms.some((arm) => receipt.includes(arm))) return [`the receipt of ${command} holds an arm`];
    const { arm: _arm, ...without } = body === undefined ? { arm: null } : readBody(body);
    return JSON.stringify(without) === receipt
      ? []
      : [`command ${command} was told ${body}; its receipt is ${receipt}`];
  });
}

/** One event of each participant took her slot; every other command about her found it taken. */
function eventFaults({ events, allocations }: AllocationRecord, { requests }: Run): string[] {
  const commands = groupBy(requests, ({ participant }) => participant);
  const participants = new Set([...commands.keys(), ...events.keys(), ...allocations.map((row) => row.participant)]);
  return [...participants].flatMap((participant) => {
    const distinct = new Set(commands.get(participant)?.map(({ commandId }) => commandId)).size;
    const { taken, kept } = events.get(participant) ?? { taken: 0, kept: 0 };
    if (taken === 1 && kept === distinct - 1) return [];
    return [`${participant}: ${taken} events took a slot and ${kept} found it taken, for ${distinct} commands`];
  });
}

function repeated(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return names.filter((name) => seen.size === seen.add(name).size).map((name) => `${name} twice`);
}

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return groups;
}
