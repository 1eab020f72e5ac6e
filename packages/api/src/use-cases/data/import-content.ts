import { accept, refuse, type EntryValues, type Problem, type Result } from "@kendali/domain";
import { z } from "zod";
import { commandId, key, localDate, participantNumber, studyKey, text } from "../inputs.ts";

const values = z.custom<EntryValues>(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  "object",
);

const entryRow = z.strictObject({
  /** The line of the file, for messages. */
  row: z.number().int().positive(),
  participant: participantNumber,
  visit: key,
  form: key,
  performedOn: localDate,
  /** The username of who performed it; the importing account when absent. */
  performedBy: z.string().max(64).optional(),
  values,
  softReasons: z.record(z.string().max(64), text(500)).optional(),
  outOfWindowReason: text(500).optional(),
});
const reconstructedRow = z.strictObject({
  row: z.number().int().positive(),
  /** Values by visit; each visit's item keys may belong to any of its forms. */
  visits: z.array(z.strictObject({ visit: key, values })).min(1),
});

export const importInput = z.strictObject({
  commandId,
  study: studyKey,
  /** What the file was called and its SHA-256, for the trail. */
  source: z.strictObject({ name: text(200), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  content: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("entries"), rows: z.array(entryRow).min(1).max(200_000) }),
    z.strictObject({
      kind: z.literal("reconstruction"),
      site: key,
      rows: z.array(reconstructedRow).min(1).max(200_000),
    }),
  ]),
});
export type ImportInput = z.output<typeof importInput>;
export type EntryRow = z.output<typeof entryRow>;
export type ReconstructedRow = z.output<typeof reconstructedRow>;
export type ImportAnswer = { readonly participants: number; readonly entries: number };

/** Where a problem stands in the file: `row 12` or `row 12, column milk_volume_ml`. */
export function atRow(row: number, problem: Problem): Problem {
  return { ...problem, path: problem.path === "" ? `row ${row}` : `row ${row}, column ${problem.path}` };
}

export function refuseImport(problems: readonly Problem[]): Result<never> {
  return refuse("import_refused", { reason: "rows", count: problems.length }, problems);
}

export const accepted = (participants: number, entries: number): Result<ImportAnswer> =>
  accept({ participants, entries });
