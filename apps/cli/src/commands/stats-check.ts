import { resolve } from "node:path";
import { checkFile, type Verdict } from "@kendali/stats/reference/check-file";
import type { ReferenceFile } from "@kendali/stats/reference/reference-case";
import type { Command } from "../command.ts";
import { UsageError, type Settings } from "../env.ts";
import { referenceAdapters } from "../reference/reference-adapters.ts";
import { readReferenceFile } from "../reference/read-reference-file.ts";

export const statsCheckCommand: Command = {
  name: "stats check",
  summary: "compare the statistical methods with reference cases",
  synopsis: "FILE… [--lang id|en]",
  details: [
    "Runs every case of the files (schema trial-stat-reference/1) through the methods and compares every expected field",
    "within its tolerance. A failure says case, field, expected and actual. A missing method fails a FIRST case; LATER",
    "cases are counted apart as not yet while their method is missing. The last line is: N passed, N failed. Exit status: 0 none failed, 1 some failed, 2 a file could not be read.",
    "Needs no database.",
  ].join("\n"),
  positionals: ["FILE…"],
  options: { lang: { type: "string" } },
  run: async ({ positionals, settings, terminal, cwd }) => {
    const files = await readAll(positionals, settings, cwd);
    const verdicts = files.flatMap((file) => {
      const ofFile = checkFile(file, referenceAdapters);
      for (const verdict of ofFile) for (const line of linesOf(verdict)) terminal.out(line);
      terminal.out(`${file.family} (${file.tier}): ${counts(ofFile)}`);
      return ofFile;
    });
    terminal.out("");
    const open = count(verdicts, "not_yet");
    if (open > 0) terminal.out(`${open} not yet`);
    terminal.out(`${count(verdicts, "passed")} passed, ${count(verdicts, "failed")} failed`);
    return count(verdicts, "failed") === 0 ? 0 : 1;
  },
};

/** Every file, or none: a number of passed cases means nothing when a file was left out. */
async function readAll(paths: readonly string[], { language }: Settings, cwd: string): Promise<ReferenceFile[]> {
  const read = await Promise.all(
    paths.map(async (path) => ({ path, answer: await readReferenceFile(resolve(cwd, path), language) })),
  );
  const troubles = read.flatMap(({ path, answer }) =>
    answer.ok ? [] : answer.reasons.map((reason) => `${path}: ${reason}`),
  );
  if (troubles.length > 0) throw new UsageError(troubles.join("\n"));
  return read.flatMap(({ answer }) => (answer.ok ? [answer.file] : []));
}

function linesOf(verdict: Verdict): string[] {
  const { id, method } = verdict;
  if (verdict.verdict === "passed") return [];
  if (verdict.verdict === "not_yet") return [`not yet ${id}: ${verdict.missing}`];
  return verdict.differences.map(
    ({ field, expected, actual }) => `FAILED ${id} (${method}) ${field}: expected ${expected}, actual ${actual}`,
  );
}

function counts(verdicts: readonly Verdict[]): string {
  const open = count(verdicts, "not_yet");
  const done = `${count(verdicts, "passed")} passed, ${count(verdicts, "failed")} failed`;
  return open === 0 ? done : `${done}, ${open} not yet`;
}

function count(verdicts: readonly Verdict[], which: Verdict["verdict"]): number {
  return verdicts.filter(({ verdict }) => verdict === which).length;
}
