import type { PlantedLeak } from "./planted-leak.ts";

const api = "packages/api/src";
const useCases = `${api}/use-cases`;
/** How a use case would read every arm of its study. */
const readSlots = `await context.db.drizzle.transaction((tx) => readAllocations(tx, context.study.id))`;
const importAfter = (file: string, name: string) => ({ file, find: `${name},`, put: `${name}, readAllocations,` });

/** In what an answer says, counts, orders, refuses or leaves out. */
export const leaksOfAnswers: readonly PlantedLeak[] = [
  {
    name: "today-tie-by-arm",
    kind: "the order of a list where a tie is broken by the arm",
    guard: "twin worlds",
    edits: [
      {
        file: `${useCases}/today/list-today.ts`,
        find: "listParticipants, readInitials",
        put: "listParticipants, readAllocations, readInitials",
      },
      {
        file: `${useCases}/today/list-today.ts`,
        find: "const arms = await knownArms(context);",
        put: `const arms = await knownArms(context);\n    const slots = ${readSlots};\n    const armOf = (row: TodayRow) => slots.get(row.participant)?.arm ?? "";`,
      },
      {
        file: `${useCases}/today/list-today.ts`,
        find: "|| a.participant.localeCompare",
        put: "|| armOf(a).localeCompare(armOf(b)) || a.participant.localeCompare",
      },
    ],
  },
  {
    name: "today-tie-by-arm-at-one-site",
    kind: "the order of a list, at one site only",
    guard: "twin worlds",
    edits: [
      {
        file: `${useCases}/today/list-today.ts`,
        find: "listParticipants, readInitials",
        put: "listParticipants, readAllocations, readInitials",
      },
      {
        file: `${useCases}/today/list-today.ts`,
        find: "const arms = await knownArms(context);",
        put: `const arms = await knownArms(context);\n    const slots = ${readSlots};\n    const lastSite = study.protocol.sites.at(-1)?.key;\n    const armOf = (row: TodayRow) => (row.site === lastSite ? (slots.get(row.participant)?.arm ?? "") : "");`,
      },
      {
        file: `${useCases}/today/list-today.ts`,
        find: "|| a.participant.localeCompare",
        put: "|| armOf(a).localeCompare(armOf(b)) || a.participant.localeCompare",
      },
    ],
  },
  {
    name: "participants-in-list-order",
    kind: "the order of a list that follows arm and slot",
    guard: "twin worlds",
    edits: [
      importAfter(`${useCases}/participant/read-participants.ts`, "findScreening"),
      {
        file: `${useCases}/participant/read-participants.ts`,
        find: "const shown = records.slice(0, pageSize);",
        put: `const slots = ${readSlots};\n    const placeOf = (number: string) => \`\${slots.get(number)?.arm}/\${slots.get(number)?.slot}\`;\n    const shown = records.slice(0, pageSize).toSorted((a, b) => placeOf(a.number).localeCompare(placeOf(b.number)));`,
      },
    ],
  },
  {
    name: "participants-by-arm-on-full-page",
    kind: "the order of a list, only when a page is full",
    guard: "twin worlds",
    edits: [
      importAfter(`${useCases}/participant/read-participants.ts`, "findScreening"),
      {
        file: `${useCases}/participant/read-participants.ts`,
        find: "const shown = records.slice(0, pageSize);",
        put: `const slots = ${readSlots};\n    const placeOf = (number: string) => slots.get(number)?.arm ?? "";\n    const page = records.slice(0, pageSize);\n    const shown = records.length > pageSize ? page.toSorted((a, b) => placeOf(a.number).localeCompare(placeOf(b.number))) : page;`,
      },
    ],
  },
  {
    name: "participants-cursor-skips-treated",
    kind: "the cursor of a page",
    guard: "twin worlds",
    edits: [
      {
        file: `${useCases}/participant/read-participants.ts`,
        find: "nextCursor: records.length > pageSize ? (shown.at(-1)?.number ?? null) : null,",
        put: "nextCursor: records.length > pageSize ? ((shown.findLast((record) => record.entries.every((entry) => protocol.visits.some((visit) => visit.key === entry.visit))) ?? shown.at(-1))?.number ?? null) : null,",
      },
    ],
  },
  {
    name: "participants-search-by-arm",
    kind: "a search that finds by what is not shown",
    guard: "twin worlds",
    edits: [
      importAfter(`${useCases}/participant/read-participants.ts`, "findScreening"),
      {
        file: `${useCases}/participant/read-participants.ts`,
        find: "const whole = parseParticipantNumber(search);",
        put: `const inArm = [...(${readSlots})].filter(([, row]) => row.arm.includes(search.toLowerCase())).map(([number]) => number);\n  if (inArm.length > 0) return { numbers: inArm };\n  const whole = parseParticipantNumber(search);`,
      },
    ],
  },
  {
    name: "progress-over-all-visits",
    kind: "a count that includes hidden sessions",
    guard: "twin worlds",
    edits: [
      {
        file: `${useCases}/participant/read-participants.ts`,
        find: `done: visits.filter((visit) => visit.state === "done").length,`,
        put: "done: new Set(record.entries.map((entry) => entry.visit)).size,",
      },
    ],
  },
  {
    name: "next-date-follows-sessions",
    kind: "a date that follows from sessions",
    guard: "twin worlds",
    edits: [
      {
        file: `${useCases}/participant/read-participants.ts`,
        find: `state: open.state as "due" | "overdue" | "later", targetDate: open.targetDate }`,
        put: `state: open.state as "due" | "overdue" | "later", targetDate: record.entries.map((entry) => entry.performedOn).toSorted().at(-1) ?? null }`,
      },
    ],
  },
  {
    name: "overdue-days-since-last-form",
    kind: "a flag that follows from sessions",
    guard: "twin worlds",
    edits: [
      {
        file: `${useCases}/today/list-today.ts`,
        find: "            daysLate,\n",
        put: "            daysLate: Math.max(0, daysLate - record.entries.length),\n",
      },
    ],
  },
  {
    name: "last-edited-with-sessions",
    kind: "a last edited date that includes sessions",
    guard: "twin worlds",
    edits: [
      {
        file: `${useCases}/participant/read-participants.ts`,
        find: "      deliveredAt: record.deliveredAt,\n      today,",
        put: "      deliveredAt: record.deliveredAt,\n      lastEditedOn: record.entries.map((entry) => entry.performedOn).toSorted().at(-1) ?? null,\n      today,",
      },
    ],
  },
  {
    name: "discontinued-after-five",
    kind: "an answer that tells only in the evening",
    guard: "twin worlds",
    edits: [
      {
        file: `${useCases}/participant/read-participants.ts`,
        find: "ends: visibleEnds(record.ends, protocol),",
        put: "ends: Number(context.now().slice(11, 13)) >= 10 ? record.ends : visibleEnds(record.ends, protocol),",
      },
    ],
  },
  {
    name: "discontinued-on-weekends",
    kind: "an answer that tells only at weekends",
    guard: "twin worlds",
    edits: [
      {
        file: `${useCases}/participant/read-participants.ts`,
        find: "ends: visibleEnds(record.ends, protocol),",
        put: "ends: [0, 6].includes(new Date(context.now()).getUTCDay()) ? record.ends : visibleEnds(record.ends, protocol),",
      },
    ],
  },
  {
    name: "discontinued-not-on-today",
    kind: "a row that is left out",
    guard: "twin worlds",
    edits: [
      { file: "packages/db/src/repositories/participants.ts", find: " AND v.kind <> 'discontinuation')`", put: ")`" },
    ],
  },
  {
    name: "everything-after-lock",
    kind: "a list that tells only after the lock",
    guard: "twin worlds",
    edits: [
      {
        file: `${useCases}/audit/list-audit.ts`,
        find: `ends: study.viewer.sight === "none" ? ["discontinuation"] : [],`,
        put: `ends: study.viewer.sight === "none" && study.status !== "locked" ? ["discontinuation"] : [],`,
      },
    ],
  },
  {
    name: "audit-sequence",
    kind: "a gap in what is numbered",
    guard: "twin worlds",
    edits: [
      {
        file: `${useCases}/audit/list-audit.ts`,
        find: "sequence: isMasked ? null : row.sequence,",
        put: "sequence: row.sequence,",
      },
    ],
  },
  {
    name: "audit-cursor-length",
    kind: "the length of a sealed cursor",
    guard: "twin worlds",
    edits: [
      {
        file: `${useCases}/audit/list-audit.ts`,
        find: "return { at, chain, skip: before +",
        put: "return { at, chain, sequence: last.sequence, skip: before +",
      },
    ],
  },
  {
    name: "lock-knows-hidden-visits",
    kind: "a refusal, or none",
    guard: "twin worlds",
    edits: [
      {
        file: `${useCases}/visit/lock-visit.ts`,
        find: "loadParticipant(context, unit.tx, input.participant);",
        put: "loadParticipant(context, unit.tx, input.participant, { whole: true });",
      },
      {
        file: `${useCases}/visit/lock-visit.ts`,
        find: "canLockVisit(viewed, facts",
        put: "canLockVisit(context.study.protocol, facts",
      },
    ],
  },
  {
    name: "discontinuation-of-control-refused",
    kind: "a refusal that differs",
    guard: "twin worlds",
    edits: [
      {
        file: `${useCases}/participant/record-end.ts`,
        find: "      const { kind, on, reason } = input;\n",
        put: `      const { kind, on, reason } = input;\n      const { readAllocation } = await import("@kendali/db");\n      const slot = await readAllocation(unit.tx, context.study.id, record.number);\n      const isTreated = context.study.protocol.visits.some((visit) => visit.arms?.includes(slot?.arm ?? "") ?? false);\n      if (kind === "discontinuation" && !isTreated) return (await import("@kendali/domain")).refuse("not_allocated");\n`,
      },
    ],
  },
  {
    name: "refusal-counts-sessions",
    kind: "a refusal's parameters",
    guard: "twin worlds",
    edits: [
      {
        file: `${useCases}/entry/save-entry.ts`,
        find: `      return refuse("revision_conflict", { revision });`,
        put: `      return refuse("revision_conflict", { revision: revision + record.entries.length });`,
      },
    ],
  },
  {
    name: "locked-entries-counted-with-sessions",
    kind: "a count in a command's answer",
    guard: "twin worlds",
    edits: [
      {
        file: `${useCases}/visit/lock-visit.ts`,
        find: "return accept({ participant: record.number, visit: input.visit, entries });",
        put: "return accept({ participant: record.number, visit: input.visit, entries: record.entries.length });",
      },
    ],
  },
  {
    name: "guess-due-after-sessions",
    kind: "a state that follows from sessions",
    guard: "twin worlds",
    edits: [
      {
        file: `${useCases}/guess/record-guess.ts`,
        find: "      recorded: recorded !== null,\n    },",
        put: '      recorded: recorded !== null || record.ends.some((end) => end.kind === "discontinuation"),\n    },',
      },
    ],
  },
  {
    name: "overview-overdue-with-sessions",
    kind: "a number on an overview",
    guard: "twin worlds",
    edits: [
      {
        file: `${useCases}/study/get-overview.ts`,
        find: "      count: rows.length,\n      oldestDays",
        put: "      count: rows.length + people.reduce((sum, person) => sum + person.facts.performed.length, 0),\n      oldestDays",
      },
    ],
  },
  {
    name: "overview-flow-unpooled",
    kind: "a diagram of data that were not pooled",
    guard: "twin worlds",
    edits: [
      {
        file: `${useCases}/study/get-overview.ts`,
        find: "flow: deriveFlow(seen, isMasked),",
        put: "flow: deriveFlow(data, false),",
      },
    ],
  },
  {
    name: "move-counts-sessions",
    kind: "a number of entries that includes hidden sessions",
    guard: "twin worlds",
    edits: [
      {
        file: `${useCases}/amendment/judge-entries.ts`,
        find: "if (entry.protocolHash !== hash && (visible?.includes(`${entry.visit}/${entry.form}`) ?? true))",
        put: "if (entry.protocolHash !== hash)",
      },
    ],
  },
  {
    name: "file-of-a-session-refused-otherwise",
    kind: "a refusal that tells that there was a session",
    guard: "twin worlds",
    edits: [
      {
        file: `${useCases}/attachment/attachments.ts`,
        find: "  const { record, study } = loaded.value;\n",
        put: `  const { record, facts, study } = loaded.value;
  if (facts.performed.some((one) => one.form === named.form) && !viewedProtocol(asUnion(study)).forms.some((one) => one.key === named.form))
    return refuse("not_allowed");
`,
      },
    ],
  },
];
