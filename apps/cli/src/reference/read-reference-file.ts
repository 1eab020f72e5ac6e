import { readJson } from "@kendali/domain";
import { problemWords, refusalWords, type Locale } from "@kendali/i18n";
import type { ReferenceFile } from "@kendali/stats/reference/reference-case";
import { z } from "zod";
import { readText } from "../runtime/read-text.ts";

/** The largest published set of cases is far below; a file above this size is something else. */
const largestBytes = 200_000_000;

const tolerance = z.object({ abs: z.number().nonnegative().optional(), rel: z.number().nonnegative().optional() });
const fields = z.record(z.string(), z.unknown());
const referenceFile = z.object({
  schema: z.literal("trial-stat-reference/1"),
  family: z.string().min(1),
  tier: z.enum(["FIRST", "LATER"]),
  cases: z
    .array(
      z.object({
        id: z.string().min(1),
        method: z.string().min(1),
        inputs: fields,
        options: fields.default({}),
        expected: z.looseObject({ status: z.enum(["ok", "undefined"]) }),
        tolerance: z.record(z.string(), tolerance).default({}),
      }),
    )
    .min(1),
});

/** A reference file, or every reason why it is none, each with its place. */
export type ReadReferenceFile =
  { readonly ok: true; readonly file: ReferenceFile } | { readonly ok: false; readonly reasons: readonly string[] };

export async function readReferenceFile(path: string, locale: Locale): Promise<ReadReferenceFile> {
  const text = await readText(path, largestBytes);
  if (!text.ok) return { ok: false, reasons: [refusalWords(locale, text.refusal)] };
  const document = readJson(text.value);
  if (!document.ok) {
    const problems = document.refusal.problems ?? [];
    const places = problems.map((problem) => `${problem.path}: ${problemWords(locale, problem)}`);
    return { ok: false, reasons: places.length > 0 ? places : [refusalWords(locale, document.refusal)] };
  }
  const parsed = referenceFile.safeParse(document.value);
  if (!parsed.success)
    return { ok: false, reasons: parsed.error.issues.map((issue) => `${placeOf(issue.path)}: ${issue.message}`) };
  const twice = idsUsedTwice(parsed.data);
  return twice.length === 0 ? { ok: true, file: parsed.data } : { ok: false, reasons: twice };
}

function idsUsedTwice({ cases }: ReferenceFile): string[] {
  const firstWith = new Map<string, number>();
  return cases.flatMap(({ id }, i) => {
    const earlier = firstWith.get(id);
    if (earlier === undefined) firstWith.set(id, i);
    return earlier === undefined ? [] : [`cases[${i}].id: "${id}" is already the id of cases[${earlier}]`];
  });
}

/** `cases[3].tolerance.p.rel`, counted from 0 as the file's own reader would. */
function placeOf(path: readonly PropertyKey[]): string {
  const place = path.map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`)).join("");
  return place === "" ? "the file" : place.replace(/^\./u, "");
}
