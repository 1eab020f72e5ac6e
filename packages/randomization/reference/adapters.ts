import { chacha20 } from "@noble/ciphers/chacha.js";
import { bytesToHex, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import {
  auditBlocks,
  authenticationCode,
  boundedInteger,
  countCompletions,
  exactProperties,
  minimizationStep,
  pcg64,
  rationalText,
  rationalToNumber,
  schemes,
  sequentialModel,
  shuffle,
  shufflePositions,
  simulationGenerator,
  splitmix64,
  type BlockFault,
  type ChanceModel,
  type Fraction,
  type ImbalanceMeasure,
  type SchemeParameters,
} from "../src/index.ts";

type Actual =
  { readonly fields: Readonly<Record<string, unknown>> } | { readonly refused: string } | { readonly missing: string };
type Adapters = Readonly<Record<string, (inputs: never, options: never) => Actual>>;
type Options = Readonly<Record<string, unknown>>;

/** Runs one case of the families `randomization` and `rng-vectors` and names the fields as the reference does. */
export const adapters: Adapters = {
  "randomization.exact_properties": exactFields,
  "randomization.maximal_count": ({ N, mti }: { readonly N: number; readonly mti: number }) => {
    const completions = countCompletions({ length: N, maximumImbalance: mti });
    const sequences = completions(N, 0);
    if (sequences === 0n) return { refused: "no_sequence" };
    const afterFirst = { numerator: completions(N - 2, 2), denominator: completions(N - 1, 1) };
    return { fields: { n_sequences: String(sequences), first_step_prob_after_A: rationalToNumber(afterFirst) } };
  },
  "randomization.minimization_step": stepFields,
  "randomization.audit_blocks": auditFields,
  "rng.pcg64_xsl_rr": (
    { state_dec, inc_dec }: { readonly state_dec: string; readonly inc_dec: string },
    options: Options,
  ) => integers(pcg64(BigInt(state_dec), BigInt(inc_dec), countOf(options, 8))),
  "rng.splitmix64": ({ seed_dec }: { readonly seed_dec: string }, options: Options) =>
    integers(splitmix64(BigInt(seed_dec), countOf(options, 5))),
  "rng.xoshiro256starstar": ({ seed_dec }: { readonly seed_dec: string }, options: Options) => {
    const [forIntegers, forDoubles] = [simulationGenerator(BigInt(seed_dec)), simulationGenerator(BigInt(seed_dec))];
    const length = countOf(options, 8);
    const uint64 = Array.from({ length }, () => String(forIntegers.nextUint64()));
    return { fields: { uint64, double53: Array.from({ length }, () => forDoubles.nextDouble()) } };
  },
  "rng.chacha20_block": (inputs: {
    readonly key_hex: string;
    readonly nonce_hex: string;
    readonly counter: number;
  }) => {
    const [key, nonce] = [hexToBytes(inputs.key_hex), hexToBytes(inputs.nonce_hex)];
    const keystream = chacha20(key, nonce, new Uint8Array(64), undefined, inputs.counter);
    return { fields: { keystream_hex: bytesToHex(keystream) } };
  },
  "rng.bounded_rejection_u32": ({ words, n }: { readonly words: readonly number[]; readonly n: number }) => {
    const values: number[] = [];
    const source = wordsOf(words);
    for (let value = source.bounded(n); value !== null; value = source.bounded(n)) values.push(value);
    return { fields: { values } };
  },
  "rng.fisher_yates": ({ items, words }: { readonly items: readonly unknown[]; readonly words: readonly number[] }) => {
    const [forOrder, forPositions] = [wordsOf(words), wordsOf(words)];
    const permuted = shuffle(items, (n) => forOrder.bounded(n) ?? Number.NaN);
    return { fields: { permuted, k: shufflePositions(items.length, (n) => forPositions.bounded(n) ?? Number.NaN) } };
  },
  "rng.commitment_hmac_sha256": ({ message, key_utf8 }: { readonly message: string; readonly key_utf8: string }) => ({
    fields: { commitment: authenticationCode(utf8ToBytes(key_utf8), message) },
  }),
};

type ProcedureInputs = {
  readonly procedure: string;
  readonly N: number;
  readonly block?: number;
  readonly blocks?: readonly number[];
  readonly p?: string | number;
  readonly mti?: number;
  readonly alpha?: number;
  readonly beta?: number;
  readonly terminal_balance?: boolean;
};

const even = { arms: ["A", "B"].map((key) => ({ key, ratio: 1 })), blockSizes: [] } satisfies SchemeParameters;

/** The reference's names of the procedures. */
const procedures: Readonly<Record<string, (inputs: ProcedureInputs) => ChanceModel>> = {
  simple: () => schemes.simple.chanceModel(even),
  pbr: ({ block, blocks }) =>
    schemes.permuted_blocks.chanceModel({ ...even, blockSizes: blocks ?? (block === undefined ? [] : [block]) }),
  efron: ({ p }) => schemes.efron.chanceModel({ ...even, coin: fractionOf(p) }),
  bigstick: ({ mti }) => schemes.big_stick.chanceModel({ ...even, maximumImbalance: mti ?? 0 }),
  wei: ({ alpha, beta }) => schemes.urn.chanceModel({ ...even, urn: { initial: alpha ?? 0, added: beta ?? 0 } }),
  maximal: ({ mti, N, terminal_balance }) =>
    terminal_balance === false
      ? openEndedMaximal(N, mti ?? 0)
      : schemes.maximal.chanceModel({ ...even, maximumImbalance: mti ?? 0, sequenceLength: N }),
};

/** The set of sequences without the condition that they end equal; the platform offers only the set that does. */
function openEndedMaximal(length: number, maximumImbalance: number): ChanceModel {
  const completions = countCompletions({ length, maximumImbalance, endsEqual: false });
  return sequentialModel(even.arms, ([a = 0, b = 0]) => {
    const left = length - a - b - 1;
    return [completions(left, a + 1 - b), completions(left, a - b - 1)];
  });
}

function exactFields(inputs: ProcedureInputs): Actual {
  const model = procedures[inputs.procedure]?.(inputs);
  if (model === undefined) return { missing: `procedure ${inputs.procedure}` };
  const { finalImbalance, absoluteImbalance, correctGuesses, firstArm } = exactProperties(model, inputs.N);
  return {
    fields: {
      final_imbalance_pmf: Object.fromEntries(
        finalImbalance.map(({ imbalance, probability }) => [imbalance, rationalToNumber(probability)]),
      ),
      expected_correct_guesses: rationalToNumber(correctGuesses),
      expected_correct_guesses_fraction: rationalText(correctGuesses),
      expected_abs_imbalance_by_step: absoluteImbalance.map(rationalToNumber),
      first_assignment_probability: rationalToNumber(firstArm),
    },
  };
}

type StepInputs = {
  readonly counts: readonly (readonly (readonly number[])[])[];
  readonly new_subject: readonly number[];
  readonly ratio: readonly number[];
  readonly weights?: readonly number[];
};

function stepFields({ counts, new_subject, ratio, weights }: StepInputs, options: Options): Actual {
  const given = weights ?? (options["weights"] as readonly number[] | undefined) ?? counts.map(() => 1);
  // Weights with decimals become whole ones; the scores are divided by the same power of ten.
  const decimals = Math.max(0, ...given.map((weight) => String(weight).split(".")[1]?.length ?? 0));
  const { scores, bestArms, probabilities } = minimizationStep({
    counts: counts.map((ofFactor, factor) => ofFactor[new_subject[factor] ?? -1] ?? []),
    ratios: ratio,
    weights: given.map((weight) => Math.round(weight * 10 ** decimals)),
    measure: options["imbalance"] as ImbalanceMeasure,
    coin: fractionOf(options["p_best"]),
  });
  return {
    fields: { scores: scores.map((score) => score / 10 ** decimals), best_arms: bestArms, probabilities },
  };
}

type AuditInputs = {
  readonly sequence: readonly string[];
  readonly block_sizes: readonly number[];
  readonly ratio: string;
};

function auditFields({ sequence, block_sizes: blockSizes, ratio }: AuditInputs, options: Options): Actual {
  const arms = ratio.split(":").map((share, index) => ({ key: "ABCDEFGH".charAt(index), ratio: Number(share) }));
  const mayStopInBlock = options["allow_incomplete_last_block"] === true;
  const [fault] = auditBlocks({ sequence, blockSizes, arms, mayStopInBlock });
  return { fields: { valid: fault === undefined, reason: fault === undefined ? null : reasonOf(fault) } };
}

function reasonOf(fault: BlockFault): string {
  switch (fault.kind) {
    case "arm_unknown":
      return `unknown arm ${fault.armKey}`;
    case "more_than_planned":
      return `${fault.allocations} allocations against ${fault.planned} planned`;
    case "size_does_not_hold_ratio":
      return `block ${fault.block} of ${fault.size} is not a multiple of ${fault.ratioSum}`;
    case "last_block_incomplete":
      return `block ${fault.block} has ${fault.allocations} of ${fault.size}`;
    case "arm_too_often":
      return `block ${fault.block} has too many ${fault.armKey}`;
    case "arm_lacking":
      return `block ${fault.block} lacks ${fault.armKey}`;
  }
}

/** "2/3", 0.8 or "0.8" as a fraction of whole numbers. */
function fractionOf(value: unknown): Fraction {
  const [above = "", below] = String(value).split("/");
  if (below !== undefined) return { numerator: Number(above), denominator: Number(below) };
  const decimals = above.split(".")[1]?.length ?? 0;
  return { numerator: Math.round(Number(above) * 10 ** decimals), denominator: 10 ** decimals };
}

function integers(values: readonly bigint[]): Actual {
  return { fields: { uint64: values.map(String) } };
}

function countOf(options: Options, usual: number): number {
  const given = options["count"] ?? options["n"];
  return typeof given === "number" ? given : usual;
}

/** Bounded integers from a list of words; null when the words left give none. */
function wordsOf(words: readonly number[]): { readonly bounded: (n: number) => number | null } {
  let at = 0;
  return {
    bounded: (n) => {
      // Words that the rule throws away may be the last ones; the generator would then wait for a word that never comes.
      const accepted = words.findIndex((word, index) => index >= at && word < Math.floor(2 ** 32 / n) * n);
      if (accepted < 0) return null;
      return boundedInteger(() => words[at++] ?? Number.NaN, n);
    },
  };
}
