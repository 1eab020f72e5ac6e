import { randomUUID } from "node:crypto";
import type { SimulationGenerator } from "../../packages/randomization/src/index.ts";

/** One delivery that a device is to make: a command, perhaps one that another device or this one sends as well. */
export type AllocationRequest = { readonly commandId: string; readonly participant: string };

const shareOfDuplicates = 0.3;

/** How many participants `makeRequests` allocates with that many requests. */
export function participantsFor(requests: number): number {
  return requests - Math.round(requests * shareOfDuplicates);
}

/**
 * A request for each participant in random order, and for three in ten deliveries one more of the same participant: half
 * repeat a command, half ask by a new one, and half of both kinds right after the first, so that the two race.
 */
export function makeRequests(
  participants: readonly string[],
  count: number,
  generator: SimulationGenerator,
): readonly AllocationRequest[] {
  const ordered = participants
    .slice(0, participantsFor(count))
    .map((participant) => ({ participant, place: generator.nextDouble() }))
    .toSorted((a, b) => a.place - b.place);
  const requests = ordered.map(({ participant, place }) => ({ commandId: randomUUID(), participant, place }));
  const firsts = [...requests];
  while (requests.length < count) {
    const first = firsts[generator.nextBelow(firsts.length)];
    if (first === undefined) throw new Error("no participant to ask for");
    const commandId = generator.nextBelow(2) === 0 ? first.commandId : randomUUID();
    const later = first.place + (1 - first.place) * generator.nextDouble();
    requests.push({ ...first, commandId, place: generator.nextBelow(2) === 0 ? first.place : later });
  }
  // Sorting keeps the order of equal places: a repetition at the place of the first comes right after it.
  return requests
    .toSorted((a, b) => a.place - b.place)
    .map(({ commandId, participant }) => ({ commandId, participant }));
}
