import { accept, checkDocument, readablePath, refuse, shapeProblems, type Problem, type Result } from "@kendali/domain";
import { z } from "zod";
import { bundleProblems, type RecordedAllocation, type RevealedBundle } from "../commitment/verify-allocations.ts";
import { schemes } from "../schemes/index.ts";
import type { SchemeKey } from "../schemes/scheme.ts";
import { inCardOrder, type RevealedCards } from "./card-differences.ts";
import { inListOrder } from "../cards/card-plan.ts";

/** The name and version of the document. */
export const allocationBundleSchema = "kendali-allocation-bundle/1";

/** One row of the record: who took which slot, and the arm that was told. `participant` is the study's number, no name. */
export type BundleRow = RecordedAllocation & { readonly participant: string };

/** How many allocations a stratum had when the study was revealed, counted apart from the rows. */
export type StratumCount = { readonly stratumKey: string; readonly allocated: number };

/**
 * The document `kendali-allocation-bundle/1`: everything that is revealed after lock and unblinding, so that anybody can
 * derive every allocation again. Rows stand in the order of `inBundleOrder`, so that one record has one text. `strata`
 * counts what rows taken away from the end of a list would leave unseen.
 */
export type AllocationBundle = Omit<RevealedBundle, "allocations" | "cards"> & {
  readonly schema: typeof allocationBundleSchema;
  /** The study's key. */
  readonly study: string;
  readonly strata: readonly StratumCount[];
  readonly allocations: readonly BundleRow[];
  /** Absent where the study has no sealed cards. */
  readonly cards?: RevealedCards;
};

/** Problems beyond this many say nothing more. */
const mostProblems = 100;

const whole = z.number().int();
/** Printed by whoever checks a bundle, so nothing that steers a terminal. */
const printable = z.string().regex(/^\P{Cc}+$/u);
const name = printable.max(200);
const stratumKey = printable.max(4000);
const hex = z.string().regex(/^[0-9a-f]{64}$/u);
const schemeKeys = Object.keys(schemes) as [SchemeKey, ...SchemeKey[]];

const shape = z.strictObject({
  schema: z.literal(allocationBundleSchema),
  study: name,
  scheme: z.enum(schemeKeys),
  parameters: z.strictObject({
    arms: z.array(z.strictObject({ key: name, ratio: whole })).max(100),
    blockSizes: z.array(whole).max(100),
    coin: z.strictObject({ numerator: whole, denominator: whole }).exactOptional(),
    maximumImbalance: whole.exactOptional(),
    urn: z.strictObject({ initial: whole, added: whole }).exactOptional(),
    sequenceLength: whole.exactOptional(),
    measure: z.enum(["range", "variance", "sd"]).exactOptional(),
    factors: z
      .array(z.strictObject({ key: name, weight: whole }))
      .max(100)
      .exactOptional(),
  }),
  algorithmVersion: name,
  protocolHash: hex,
  secret: hex,
  nonce: hex,
  commitment: hex,
  strata: z.array(z.strictObject({ stratumKey, allocated: whole.min(0).max(1_000_000) })),
  allocations: z.array(z.strictObject({ participant: name, stratumKey, slot: whole.min(0), armKey: name })),
  cards: z
    .strictObject({
      algorithmVersion: name,
      perList: whole.min(1).max(200),
      piles: z.array(z.strictObject({ site: name, stratumKey })).max(5000),
      usedCount: whole.min(0).max(1_000_000),
      used: z
        .array(
          z.strictObject({
            participant: name,
            code: name,
            site: name,
            stratumKey,
            position: whole.min(0).max(1_000_000),
            armKey: name,
          }),
        )
        .max(100_000),
    })
    .exactOptional(),
});

/**
 * Reads any input as a revealed bundle. Refuses `allocation_bundle_invalid` with every problem and its place
 * (`allocations/4/slot`, rows from 1): a wrong shape, an unknown algorithm, parameters of which no list can be made. Rows
 * that contradict the secret are no problem here: finding them is the check's work.
 */
export function readAllocationBundle(input: unknown): Result<AllocationBundle> {
  const unfit = checkDocument(input);
  if (unfit !== null) return invalid([unfit]);
  const parsed = shape.safeParse(input);
  if (!parsed.success) return invalid(shapeProblems(input, parsed.error.issues));
  const bundle: AllocationBundle = parsed.data;
  const problems = [...bundleProblems(bundle), ...countedTwice(bundle)];
  if (problems.length === 0) return accept(bundle);
  return invalid(problems.map((problem) => ({ ...problem, path: placeOf(bundle, problem.path) })));
}

/** The one text of a bundle, rows in order and a line end after it; its SHA-256 names the record. */
export function writeAllocationBundle(bundle: AllocationBundle): string {
  const { cards } = bundle;
  const ordered = {
    ...bundle,
    strata: bundle.strata.toSorted((left, right) => inCodeUnits(left.stratumKey, right.stratumKey)),
    allocations: bundle.allocations.toSorted(inBundleOrder(bundle.scheme)),
    ...(cards === undefined
      ? {}
      : { cards: { ...cards, piles: inListOrder(cards.piles), used: cards.used.toSorted(inCardOrder) } }),
  };
  // Parsed, so that members stand as the shape has them and nothing is written that could not be read.
  return `${JSON.stringify(shape.parse(ordered), null, 1)}\n`;
}

/** Compares two rows by stratum and slot; under a scheme that looks back, where a slot counts the whole study, by slot alone. */
export function inBundleOrder(scheme: SchemeKey): (left: RecordedAllocation, right: RecordedAllocation) => number {
  if (schemes[scheme].adaptive) return (left, right) => left.slot - right.slot;
  return (left, right) => inCodeUnits(left.stratumKey, right.stratumKey) || left.slot - right.slot;
}

function inCodeUnits(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function countedTwice({ strata }: AllocationBundle): readonly Problem[] {
  const seen = new Set<string>();
  return strata.flatMap((counted, index): Problem[] => {
    const isNew = !seen.has(counted.stratumKey);
    seen.add(counted.stratumKey);
    const params = { name: counted.stratumKey, list: "strata" };
    return isNew ? [] : [{ path: `/strata/${index}`, code: "key_duplicate", params }];
  });
}

/** A JSON pointer as people can follow it in the file. */
function placeOf(bundle: AllocationBundle, pointer: string): string {
  const steps = pointer.split("/").slice(1);
  return readablePath(
    bundle,
    steps.map((step) => (/^\d+$/u.test(step) ? Number(step) : step)),
  );
}

function invalid(problems: readonly Problem[]): Result<never> {
  return refuse("allocation_bundle_invalid", { count: problems.length }, problems.slice(0, mostProblems));
}
