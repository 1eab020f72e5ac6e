import { setTimeout as delay } from "node:timers/promises";
import type { HttpClient } from "../../scripts/load/http-client.mjs";
import type { AllocationRequest } from "./allocation-requests.ts";
import { deliver } from "./deliver.ts";

/** What one device was told about one request: the whole body, so that two answers can be compared to the byte. */
export type Told = AllocationRequest & {
  readonly body: string;
  /** From the first delivery to the answer, in milliseconds; deliveries without an answer are inside. */
  readonly milliseconds: number;
  readonly deliveries: number;
};

export type DevicesMemory = {
  readonly told: Told[];
  /** Deliveries that met nobody, that lost their connection, and that were answered 503. */
  readonly failed: { notSent: number; noAnswer: number; unavailable: number };
};

export type Devices = {
  readonly memory: DevicesMemory;
  /** Throws what a device met that no kill explains, a refusal above all. */
  readonly check: () => void;
  /** Lets the devices send up to this many requests of the list; they wait at that place. */
  readonly release: (upTo: number) => void;
  /** When every request is answered. */
  readonly done: Promise<void>;
};

const pause = 50;
const mostDeliveries = 2000;

/**
 * As many devices as `width`, each with one request under way, each with the next request of the list when it is answered.
 * A device delivers the same command until it is answered, to one web process after the other (`clients`).
 */
export function startDevices(
  study: string,
  requests: readonly AllocationRequest[],
  { clients, width }: { readonly clients: readonly HttpClient[]; readonly width: number },
): Devices {
  const memory: DevicesMemory = { told: [], failed: { notSent: 0, noAnswer: 0, unavailable: 0 } };
  let [next, released] = [0, 0];
  let failure: unknown = null;
  const device = async (index: number): Promise<void> => {
    while (next < requests.length && failure === null) {
      if (next >= released) {
        await delay(2);
        continue;
      }
      const request = requests[next];
      next += 1;
      if (request === undefined) return;
      memory.told.push(await ask(study, request, { clients, first: index, failed: memory.failed }));
    }
  };
  const all = Promise.all(Array.from({ length: width }, (_, index) => device(index))).catch((error: unknown) => {
    failure ??= error;
  });
  const check = (): void => {
    if (failure !== null) throw failure;
  };
  const done = all.then(check);
  // `check` reports it as well; nobody may be listening here yet.
  done.catch(() => undefined);
  return { memory, check, release: (upTo) => (released = Math.max(released, upTo)), done };
}

/** Delivers a command until it is answered with its effect. */
export async function ask(
  study: string,
  request: AllocationRequest,
  {
    clients,
    first,
    failed,
  }: { readonly clients: readonly HttpClient[]; readonly first: number; readonly failed: DevicesMemory["failed"] },
): Promise<Told> {
  const started = performance.now();
  for (let deliveries = 1; deliveries <= mostDeliveries; deliveries += 1) {
    const client = clients[(first + deliveries - 1) % clients.length];
    if (client === undefined) throw new Error("no web process to ask");
    const outcome = await deliver(client, "allocation.allocate", { ...request, study });
    if (outcome === "not sent") failed.notSent += 1;
    else if (outcome === "no answer") failed.noAnswer += 1;
    else if (outcome.status === 503) failed.unavailable += 1;
    else if (outcome.status === 200)
      return { ...request, body: outcome.text, milliseconds: performance.now() - started, deliveries };
    else
      throw new Error(
        `an allocation was answered ${outcome.status}; the web server's log tells more by the request's id: ${outcome.text.slice(0, 500)}`,
      );
    await delay(pause);
  }
  throw new Error(`command ${request.commandId} was not answered in ${mostDeliveries} deliveries`);
}

export type AllocationBody = {
  readonly number: string;
  readonly allocatedOn: string;
  readonly allocatedAt: string;
  readonly arm: { readonly key: string } | null;
};

export function readBody(body: string): AllocationBody {
  return (JSON.parse(body) as { result: { data: AllocationBody } }).result.data;
}
