import { randomUUID } from "node:crypto";
import { openInstallation } from "../load/installation.mjs";
import { makeTrial, minimization, openAdministrator } from "../load/trial-study.mjs";
import { cpuSecondsOf, cpuSecondsOfFamily } from "./processes.mjs";

const levels = [
  { connections: 1, allocations: 300 },
  { connections: 16, allocations: 1500 },
  { connections: 64, allocations: 1500 },
];
const warmUp = 300;
const one = [{ site: "melati", parity: 1 }];

/** Participants allocated over HTTP behind every gate, with audit and receipts, each once, by one web process. */
export async function benchAllocate({ log }) {
  const place = await openInstallation(log);
  try {
    const administrator = await openAdministrator(place.address, place.setupToken);
    const blocks = await makeTrial(place, administrator, { key: "bench-blocks" });
    const looksBack = await makeTrial(place, administrator, { key: "bench-minimization", allocation: minimization });
    await measure(place, blocks, { connections: 16, allocations: warmUp });
    const rows = [];
    for (const level of levels) {
      const connections = `${level.connections} connection${level.connections === 1 ? "" : "s"}`;
      for (const { where, trial, strata } of [
        { where: "blocks, 4 strata", trial: blocks, strata: undefined },
        { where: "blocks, one stratum", trial: blocks, strata: one },
        { where: "minimization", trial: looksBack, strata: undefined },
      ]) {
        log(`Allocating ${level.allocations} over ${connections}: ${where} …`);
        rows.push(rowOf(`Allocated over HTTP, ${where}, ${connections}`, await measure(place, trial, level, strata)));
      }
    }
    return rows;
  } finally {
    await place.close();
  }
}

async function measure(place, trial, { connections, allocations }, strata) {
  const participants = inTurns(await trial.participantsAtGate(allocations, strata));
  const client = await trial.signIn(connections);
  const bodies = participants.map(({ number }) =>
    JSON.stringify({ commandId: randomUUID(), study: trial.key, participant: number }),
  );
  const times = [];
  const web = cpuSecondsOf(place.webPid());
  const database = cpuSecondsOfFamily(place.databasePid());
  const started = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (next < bodies.length) {
        const body = bodies[next];
        next += 1;
        const sent = performance.now();
        const answer = await client.send("POST", "/api/trpc/allocation.allocate", { body });
        if (answer.status !== 200)
          throw new Error(`an allocation was answered ${answer.status}: ${answer.text.slice(0, 300)}`);
        times.push(performance.now() - sent);
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  client.close();
  times.sort((a, b) => a - b);
  const each = (now, before) => (before === null ? null : ((now - before) * 1000) / bodies.length);
  return {
    perSecond: bodies.length / seconds,
    p50: times[Math.floor(times.length * 0.5)],
    p99: times[Math.floor(times.length * 0.99)],
    webCpu: each(cpuSecondsOf(place.webPid()), web),
    databaseCpu: each(cpuSecondsOfFamily(place.databasePid()), database),
  };
}

/** The strata in turns, as women come to the sites; copies of one stratum were made together. */
function inTurns(participants) {
  const seen = new Map();
  const turnOf = ({ site, parity }) => {
    const key = `${site} ${parity}`;
    seen.set(key, (seen.get(key) ?? 0) + 1);
    return seen.get(key);
  };
  return participants
    .map((participant) => ({ participant, turn: turnOf(participant) }))
    .sort((a, b) => a.turn - b.turn)
    .map(({ participant }) => participant);
}

function rowOf(what, { perSecond, p50, p99, webCpu, databaseCpu }) {
  const cpu =
    webCpu === null
      ? "CPU not counted on this system"
      : `CPU ${webCpu.toFixed(2)} ms web + ${databaseCpu.toFixed(2)} ms Postgres`;
  return [what, `${perSecond.toFixed(0)}/s`, `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, ${cpu}`];
}
