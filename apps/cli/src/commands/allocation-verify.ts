import { resolve } from "node:path";
import { readJson, sha256Hex, type Result } from "@kendali/domain";
import { allocationCheckCatalogue, createTranslator, type Locale, type Translator } from "@kendali/i18n";
import {
  readAllocationBundle,
  verifyBundle,
  type AllocationBundle,
  type BundleDifference,
  type BundleVerification,
} from "@kendali/randomization";
import type { Command } from "../command.ts";
import { UsageError } from "../env.ts";
import { askedLanguage } from "../runtime/asked-language.ts";
import { readText } from "../runtime/read-text.ts";
import { sayRefusal } from "../runtime/say-refusal.ts";

/** Twenty times a trial of 10,000 participants. */
const largestBytes = 50_000_000;

export const allocationVerifyCommand: Command = {
  name: "allocation verify",
  summary: "derive a revealed study's allocations again",
  synopsis: "BUNDLE [--commitment HEX] [--sha256 HEX] [--language id|en] [--json]",
  details: [
    "Reads a revealed bundle (kendali-allocation-bundle/1, written by `kendali allocation reveal`), derives every allocation",
    "again from the secret, and names every row that differs (rows from 1, slots from 0). --commitment is the one printed",
    "before the first participant, --sha256 the one that the audit trail records for the file: without the first nobody",
    "can tell a true bundle from one that was made anew as a whole, without the second exchanged participant numbers go",
    "unseen. Exit status: 0 all agree; 1 some differ, or a commitment or hash is another; 2 the file is no such bundle, with",
    "each place. Needs no database and no network.",
  ].join("\n"),
  positionals: ["BUNDLE"],
  options: {
    commitment: { type: "string" },
    sha256: { type: "string" },
    language: { type: "string" },
    lang: { type: "string" },
    json: { type: "boolean" },
  },
  run: async ({ positionals, options, settings, terminal, cwd }) => {
    const locale = askedLanguage(options.language, settings.language);
    const given = { commitment: hashOf("commitment", options.commitment), sha256: hashOf("sha256", options.sha256) };
    const read = await readBundle(resolve(cwd, positionals[0] ?? ""));
    if (!read.ok) {
      sayRefusal(terminal, locale, read.refusal, options.json === true);
      return 2;
    }
    const check = checkOf(read.value, given);
    terminal.out(options.json === true ? jsonOf(check, locale) : textOf(check, locale));
    return check.isTrue ? 0 : 1;
  },
};

type Read = { readonly bundle: AllocationBundle; readonly sha256: string };
type Given = { readonly commitment: string | null; readonly sha256: string | null };
type Check = Read & {
  readonly given: Given;
  readonly verification: BundleVerification;
  readonly isTrue: boolean;
};

function hashOf(option: string, text: string | boolean | undefined): string | null {
  if (text === undefined) return null;
  if (typeof text !== "string" || !/^[0-9a-f]{64}$/iu.test(text))
    throw new UsageError(`--${option} is 64 hexadecimal digits.`);
  return text.toLowerCase();
}

async function readBundle(path: string): Promise<Result<Read>> {
  const text = await readText(path, largestBytes);
  if (!text.ok) return text;
  const document = readJson(text.value);
  const bundle = document.ok ? readAllocationBundle(document.value) : document;
  return bundle.ok ? { ok: true, value: { bundle: bundle.value, sha256: sha256Hex(text.value) } } : bundle;
}

function checkOf(read: Read, given: Given): Check {
  const verification = verifyBundle(read.bundle);
  const isPublished = given.commitment === null || given.commitment === read.bundle.commitment;
  const isGivenOut = given.sha256 === null || given.sha256 === read.sha256;
  const isTrue = verification.commitmentHolds && verification.differences.length === 0 && isPublished && isGivenOut;
  return { ...read, given, verification, isTrue };
}

function jsonOf({ bundle, sha256, given, verification, isTrue }: Check, locale: Locale): string {
  const say = createTranslator(locale, allocationCheckCatalogue);
  return JSON.stringify({
    ok: isTrue,
    study: bundle.study,
    rows: rowsOf(bundle),
    checked: verification.checked,
    commitment: bundle.commitment,
    commitmentHolds: verification.commitmentHolds,
    commitmentIsPublished: given.commitment === null ? null : given.commitment === bundle.commitment,
    sha256,
    sha256IsRecorded: given.sha256 === null ? null : given.sha256 === sha256,
    differences: inRowOrder(verification.differences).map((difference) => {
      const row = rowOf(difference);
      return { ...difference, row: row === null ? null : row + 1, message: wordsOf(say, difference) };
    }),
  });
}

function textOf(check: Check, locale: Locale): string {
  const { bundle, sha256, given, verification } = check;
  const say = createTranslator(locale, allocationCheckCatalogue);
  const { commitment } = bundle;
  const rows = rowsOf(bundle);
  const promise =
    given.commitment === null
      ? say("commitment_compare")
      : given.commitment === commitment
        ? say("commitment_published")
        : say("commitment_other", { published: given.commitment });
  const file =
    given.sha256 === null
      ? []
      : [given.sha256 === sha256 ? say("file_hash_same") : say("file_hash_other", { recorded: given.sha256 })];
  return [
    say("heading", { study: bundle.study, rows, strata: bundle.strata.length }),
    ...cardLines(say, bundle),
    say(verification.commitmentHolds ? "commitment_kept" : "commitment_broken", { commitment }),
    promise,
    say("file_hash", { hash: sha256 }),
    ...file,
    "",
    ...inRowOrder(verification.differences).map((difference) => wordsOf(say, difference)),
    ...(verification.checked < rows ? [say("not_all_checked", { checked: verification.checked, rows })] : []),
    verdictOf(say, check),
  ].join("\n");
}

type Say = Translator<typeof allocationCheckCatalogue>;

function verdictOf(say: Say, { bundle, verification, isTrue }: Check): string {
  const [count, rows] = [verification.differences.length, rowsOf(bundle)];
  if (isTrue) return say("all_agree", { count: rows });
  return count > 0 ? say("differences", { count, rows }) : say("not_the_promise");
}

/** Allocations by the server and by sealed cards. */
function rowsOf({ allocations, cards }: AllocationBundle): number {
  return allocations.length + (cards?.used.length ?? 0);
}

function cardLines(say: Say, { cards }: AllocationBundle): readonly string[] {
  if (cards === undefined) return [];
  const { used, piles, perList } = cards;
  return [say("cards", { used: used.length, cards: piles.length * perList, piles: piles.length })];
}

function rowOf(difference: BundleDifference): number | null {
  return "row" in difference ? difference.row : null;
}

/** Rows as they stand in the file; what has no row comes after them. */
function inRowOrder(differences: readonly BundleDifference[]): readonly BundleDifference[] {
  const position = (difference: BundleDifference) => rowOf(difference) ?? Number.MAX_SAFE_INTEGER;
  return differences.toSorted((left, right) => position(left) - position(right));
}

function wordsOf(say: Say, difference: BundleDifference): string {
  const row = (rowOf(difference) ?? 0) + 1;
  switch (difference.kind) {
    case "participant_repeated":
    case "row_out_of_order":
      return say(difference.kind, { row, participant: difference.participant });
    case "stratum_count_differs": {
      const { stratumKey: stratum, stated, found } = difference;
      return say("stratum_count_differs", { stratum, stated, found });
    }
    case "card_arm_differs":
    case "card_unknown":
    case "card_repeated":
    case "card_participant_repeated":
    case "card_out_of_order": {
      const { participant, code, recorded, expected } = difference;
      return say(difference.kind, { participant, code, recorded: recorded ?? "", expected: expected ?? "" });
    }
    case "card_count_differs":
      return say("card_count_differs", { stated: difference.stated, found: difference.found });
    case "slot_missing": {
      const { stratumKey: stratum, slot, expected } = difference;
      return expected === null ? say("sequence_broken", { slot }) : say("slot_missing", { slot, stratum, expected });
    }
    case "arm_differs":
    case "slot_repeated":
    case "slot_beyond_list": {
      const { stratumKey: stratum, slot } = difference;
      const place = { row, slot, stratum, participant: difference.participant ?? "" };
      if (difference.kind !== "arm_differs") return say(difference.kind, place);
      return say("arm_differs", { ...place, recorded: difference.recorded ?? "", expected: difference.expected ?? "" });
    }
  }
}
