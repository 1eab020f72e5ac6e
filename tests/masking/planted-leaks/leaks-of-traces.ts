import type { PlantedLeak } from "./planted-leak.ts";

const api = "packages/api/src";
const useCases = `${api}/use-cases`;

/** Beside an answer: ids, headers, files, logs, pages, what a process remembers, what an act leaves behind, and time. */
export const leaksOfTraces: readonly PlantedLeak[] = [
  {
    name: "audit-event-balance",
    kind: "an audit event's data",
    guard: "identifiers",
    edits: [
      {
        file: `${useCases}/allocation/allocate-participant.ts`,
        find: "const data = { allocatedOn: taken.allocatedOn, stratum: stratum.value, kept: false };",
        put: `const arms = study.protocol.arms.map((arm) => arm.key);\n  const data = { allocatedOn: taken.allocatedOn, stratum: stratum.value, kept: false, lane: arms.indexOf(chosen) };`,
      },
      {
        file: `${useCases}/allocation/allocate-participant.ts`,
        find: "const taken = await takeNext(context, unit, { ...told, number,",
        put: `let chosen = "";\n  const onTaken = (arm: string): void => {\n    chosen = arm;\n    told.onTaken(arm);\n  };\n  const taken = await takeNext(context, unit, { ...told, onTaken, number,`,
      },
    ],
  },
  {
    name: "receipt-holds-lane",
    kind: "a receipt",
    guard: "identifiers",
    edits: [
      {
        file: `${useCases}/allocation/allocate-participant.ts`,
        find: "  return accept({ number, ...taken });",
        put: "  return accept({ number, ...taken, lane: study.protocol.arms.findIndex((arm) => arm.key === chosen) });",
      },
      {
        file: `${useCases}/allocation/allocate-participant.ts`,
        find: "const taken = await takeNext(context, unit, { ...told, number,",
        put: `let chosen = "";\n  const onTaken = (arm: string): void => {\n    chosen = arm;\n    told.onTaken(arm);\n  };\n  const taken = await takeNext(context, unit, { ...told, onTaken, number,`,
      },
    ],
  },
  {
    name: "allocated-at-later-for-treated",
    kind: "an instant",
    guard: "identifiers",
    edits: [
      {
        file: `${useCases}/allocation/allocate-participant.ts`,
        find: "      ...when,\n",
        put: "      ...when,\n      allocatedAt: when.allocatedAt,\n",
      },
      {
        file: `${useCases}/allocation/allocate-participant.ts`,
        find: "  return when;\n",
        put: "  return { ...when, allocatedAt: new Date(Date.parse(when.allocatedAt) + (treated ? 1 : 0)).toISOString() };\n",
      },
      {
        file: `${useCases}/allocation/allocate-participant.ts`,
        find: "    who.onTaken(allocation.armKey);",
        put: "    treated = allocation.armKey === study.protocol.arms[0]?.key;\n    who.onTaken(allocation.armKey);",
      },
      {
        file: `${useCases}/allocation/allocate-participant.ts`,
        find: "  const when = { allocatedOn:",
        put: "  let treated = false;\n  const when = { allocatedOn:",
      },
    ],
  },
  {
    name: "deviation-id-from-arm",
    kind: "an id derived from the arm",
    guard: "twin worlds",
    edits: [
      {
        file: `${useCases}/deviation/open-deviation.ts`,
        find: `  const id = context.newId();`,
        put: `  const { readAllocation } = await import("@kendali/db");\n  const { createHash } = await import("node:crypto");\n  const slot = await readAllocation(unit.tx, context.study.id, record.number);\n  const hex = createHash("sha256").update(\`\${record.number}/\${slot?.arm}/\${report.kind}\`).digest("hex");\n  const id = \`\${hex.slice(0, 8)}-\${hex.slice(8, 12)}-4\${hex.slice(13, 16)}-8\${hex.slice(17, 20)}-\${hex.slice(20, 32)}\`;`,
      },
    ],
  },
  {
    name: "unmasking-id-from-slot",
    kind: "an id derived from the slot",
    guard: "twin worlds",
    edits: [
      {
        file: `${useCases}/masking/unmask.ts`,
        find: `        id: context.newId(),`,
        put: `        id: await idOfSlot(unit.tx, context.study.id, number),`,
      },
      {
        file: `${useCases}/masking/unmask.ts`,
        find: `/** The participant, if her arm may be shown to the viewer. */`,
        put: `async function idOfSlot(tx: Executor, studyId: string, number: string): Promise<string> {\n  const { readAllocation } = await import("@kendali/db");\n  const slot = await readAllocation(tx, studyId, number);\n  const place = slot?.slot ?? 0;\n  return \`00000000-0000-4000-8000-\${(place * 10 + (slot?.arm.length ?? 0) + Date.now() * 100000).toString(16).padStart(12, "0").slice(-12)}\`;\n}\n\n/** The participant, if her arm may be shown to the viewer. */`,
      },
    ],
  },
  {
    name: "notice-names-sessions",
    kind: "a notice's text",
    guard: "twin worlds",
    edits: [
      {
        file: `${useCases}/masking/unmask.ts`,
        find: "params: { category } });",
        put: "params: { category, sessions: loaded.value.record.entries.length } });",
      },
    ],
  },
  {
    name: "etag-of-participant",
    kind: "a response header",
    guard: "twin worlds",
    edits: [
      {
        file: `${useCases}/participant/load-participant.ts`,
        find: '  if (record === null) return refuse("not_found");',
        put: `  if (record === null) return refuse("not_found");\n  Reflect.set(globalThis, "kendali.etag", \`\${record.number}-\${record.entries.reduce((sum, entry) => sum + entry.revision, 0)}\`);`,
      },
      {
        file: "apps/web/server/api-handler.ts",
        find: `      return isDown ? { headers: new Headers({ "retry-after": "5" }) } : {};`,
        put: `      const etag = String(Reflect.get(globalThis, "kendali.etag") ?? "0");\n      return { headers: new Headers(isDown ? { "retry-after": "5" } : { etag: \`W/"\${etag}"\` }) };`,
      },
    ],
  },
  {
    name: "answer-padded-by-arm",
    kind: "the length of an answer",
    guard: "twin worlds",
    edits: [
      {
        file: `${useCases}/participant/read-participants.ts`,
        find: "  readInitials,\n",
        put: "  readAllocation,\n  readInitials,\n",
      },
      {
        file: `${useCases}/participant/read-participants.ts`,
        find: "    const consent = screening?.consent ?? null;",
        put: `    const consent = screening?.consent ?? null;\n    const row = await context.db.drizzle.transaction((tx) => readAllocation(tx, study.id, record.number));\n    if (consent !== null && row?.arm === study.protocol.arms[0]?.key) Object.assign(consent, { language: \`\${consent.language} \` });`,
      },
    ],
  },
  {
    name: "log-line-with-arm",
    kind: "a log line",
    guard: "twin worlds",
    edits: [
      {
        file: `${useCases}/participant/load-participant.ts`,
        find: "  return accept({\n    record,",
        put: `  const { readAllocation } = await import("@kendali/db");\n  const read = (tx: Executor) => readAllocation(tx, study.id, number);\n  const slot = executor === context.db.drizzle ? await context.db.drizzle.transaction(read) : await read(executor);\n  process.stdout.write(\`\${JSON.stringify({ level: "info", message: "participant opened", number, slot: slot?.slot, arm: slot?.arm })}\\n\`);\n  return accept({\n    record,`,
      },
    ],
  },
  {
    name: "viewed-protocol-cached-for-all",
    kind: "a cache shared by masked and unmasked viewers",
    guard: "twin worlds",
    edits: [
      {
        file: `${api}/viewed-protocol.ts`,
        find: "  const known = bySight.get(study.viewer.sight);",
        put: "  const known = [...bySight.values()][0];",
      },
    ],
  },
  {
    name: "arm-remembered-before-sight",
    kind: "a cache shared by masked and unmasked viewers, only when it is warm",
    guard: "twin worlds",
    edits: [
      {
        file: `${useCases}/participant/read-participants.ts`,
        find: 'isHidden ? "hidden" : record.allocatedOn === null ? null : armView(protocol, facts.arm)',
        put: 'isHidden ? "hidden" : record.allocatedOn === null ? null : armView(study.protocol, facts.arm)',
      },
      {
        file: `${api}/arms.ts`,
        find: `  if (viewer.sight === "none" || protocol.allocation === null) return null;\n  const arm`,
        put: `  const warm = remembered.get(\`\${context.study.id}/\${participant}\`);\n  if (warm !== undefined) return warm;\n  if (viewer.sight === "none" || protocol.allocation === null) return null;\n  const arm`,
      },
    ],
  },
  {
    name: "snapshot-rows-in-list-order",
    kind: "the order of rows in a file",
    guard: "twin worlds",
    edits: [
      {
        file: "packages/datasets/src/masking.ts",
        find: "return participants.toSorted((a, b) => (a.number < b.number ? -1 : a.number > b.number ? 1 : 0));",
        put: "return participants;",
      },
      {
        file: `${api}/study-data.ts`,
        find: "const arms = options.withArm && study.protocol.allocation !== null ? await readAllocations(tx, study.id) : null;",
        put: 'const slots = await readAllocations(tx, study.id);\n      const arms = options.withArm && study.protocol.allocation !== null ? slots : null;\n      const placeOf = ({ number }: { readonly number: string }) => `${slots.get(number)?.arm ?? ""}/${number}`;',
      },
      {
        file: `${api}/study-data.ts`,
        find: "          unmaskings: await listUnmaskings(tx, study.id, options.sites ?? null),\n        }),",
        put: "          unmaskings: await listUnmaskings(tx, study.id, options.sites ?? null),\n        }).toSorted((a, b) => placeOf(a).localeCompare(placeOf(b))),",
      },
    ],
  },
  {
    name: "snapshot-counts-all-entries",
    kind: "a count beside a file",
    guard: "twin worlds",
    edits: [
      {
        file: `${useCases}/snapshot/freeze-snapshot.ts`,
        find: "entries: seen.participants.reduce(",
        put: "entries: data.participants.reduce(",
      },
    ],
  },
  {
    name: "file-name-with-count",
    kind: "a file's name",
    guard: "twin worlds",
    edits: [
      {
        file: `${useCases}/snapshot/download-snapshot.ts`,
        find: "        fileName: packageFileName(model),",
        put: `        fileName: packageFileName(model).replace(".zip", \`_\${await lastHour(context)}.zip\`),`,
      },
      {
        file: `${useCases}/snapshot/download-snapshot.ts`,
        find: "export type Download = {",
        put: `async function lastHour({ db, study }: StudyContext): Promise<string> {\n  const [row] = await db.client.unsafe(\n    "SELECT count(*)::text AS n, md5(coalesce(string_agg(participant, ',' ORDER BY participant), '')) AS h FROM form_entry WHERE study_id = $1::uuid",\n    [study.id],\n  );\n  return \`\${String(row?.["n"])}-\${String(row?.["h"]).slice(0, 6)}\`;\n}\n\nexport type Download = {`,
      },
      {
        file: `${useCases}/snapshot/download-snapshot.ts`,
        find: `import { defineUseCase }`,
        put: `import type { StudyContext } from "../../context.ts";\nimport { defineUseCase }`,
      },
    ],
  },
  {
    name: "ready-counts-entries",
    kind: "an answer to somebody without a session",
    guard: "twin worlds",
    edits: [
      {
        file: "apps/web/server/health-handler.ts",
        find: 'response.end(JSON.stringify({ status: ready ? "ready" : "waiting for the database" }));',
        put: 'response.end(JSON.stringify({ status: ready ? "ready" : "waiting for the database", lanes: Reflect.get(globalThis, "kendali.lanes") ?? null }));',
      },
      {
        file: `${useCases}/allocation/allocate-participant.ts`,
        find: "    who.onTaken(allocation.armKey);",
        put: `    who.onTaken(allocation.armKey);\n    const lanes = (Reflect.get(globalThis, "kendali.lanes") ?? {}) as Record<string, number>;\n    Reflect.set(globalThis, "kendali.lanes", { ...lanes, [allocation.armKey]: (lanes[allocation.armKey] ?? 0) + 1 });`,
      },
    ],
  },
  {
    name: "page-with-data-attribute",
    kind: "a page's HTML",
    guard: "twin worlds",
    isOfPages: true,
    edits: [
      {
        file: "apps/web/app/s/[study]/participant/[number]/page.tsx",
        find: `  return <ParticipantPage number={(await params).number} />;`,
        put: `  const { number } = await params;\n  const { db } = runtime().contextFor({ address: null, requestId: null });\n  const rows = await db.client.unsafe("SELECT count(*)::int AS n FROM form_entry WHERE participant = $1", [number]);\n  return (\n    <div data-forms={String(rows[0]?.["n"])}>\n      <ParticipantPage number={number} />\n    </div>\n  );`,
      },
      {
        file: "apps/web/app/s/[study]/participant/[number]/page.tsx",
        find: `import { ParticipantPage }`,
        put: `import { runtime } from "../../../../../server/runtime.ts";\nimport { ParticipantPage }`,
      },
    ],
  },
  {
    name: "slower-for-treated",
    kind: "time: only the campaign that measures it can see it",
    guard: "timing",
    edits: [
      {
        file: `${useCases}/participant/load-participant.ts`,
        find: "  return accept({\n    record,",
        put: `  const { readAllocation } = await import("@kendali/db");\n  const read = (tx: Executor) => readAllocation(tx, study.id, number);\n  const slot = executor === context.db.drizzle ? await context.db.drizzle.transaction(read) : await read(executor);\n  if (slot?.arm === study.protocol.arms[0]?.key) await new Promise((done) => setTimeout(done, 2));\n  return accept({\n    record,`,
      },
    ],
  },
];
