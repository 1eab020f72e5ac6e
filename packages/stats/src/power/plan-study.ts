import { refuse } from "../refusal.ts";
import type { Outcome, Refused } from "../refusal.ts";
import type { ArmSize, Asked, PlanningOptions, SampleSizeDetails, SentencePiece, Sided } from "./planning.types.ts";
import { solvePower } from "./solve-power.ts";
import type { PowerDesign, Solved, Values } from "./solve-power.ts";

/** Everything that turns a design with one unknown into what a sample-size method answers. */
type StudyPlan<Q extends string, R extends string> = {
  readonly design: PowerDesign<Q>;
  readonly asked: Readonly<Record<Q | "power", Asked>>;
  readonly settings: Settings;
  /** Names of the answer for names of the design, where they differ. */
  readonly rename?: Readonly<Partial<Record<Q, R>>>;
  /** The quantities of the answer. */
  readonly report: (values: Values<Q | "power">) => Values<R | "power">;
  /** Participants of each arm, not rounded. */
  readonly arms: (values: Values<Q>) => readonly number[];
  /** Rounding of an arm, where people come in clusters. */
  readonly size?: (n: number, values: Values<Q>) => ArmSize;
  /** What is said of drop-out, where people come in clusters. */
  readonly dropOutWords?: (values: Values<Q>) => readonly SentencePiece[];
  /** The same design with whole participants. */
  readonly whole: (values: Values<Q>) => Values<Q>;
  /** Quantities whose solution is a number of participants or clusters: the sentence says that it was rounded up. */
  readonly counts: readonly (Q | "power")[];
  /** Ending of the statement's key. */
  readonly statement: string;
  /** Numbers of the statement beside values and arms. */
  readonly words?: (values: Values<Q>) => SentencePiece["params"];
  readonly r: (solved: Solved<Q>) => string;
};

export type Settings = { readonly sided: Sided; readonly strict: boolean; readonly dropOut: number };

/** What is to be found, what is known. */
export function ask(value: Asked | undefined): Asked {
  return value ?? null;
}

/** As {@link ask}, with a default for what was not mentioned. */
export function askOr(value: Asked | undefined, fallback: Asked): Asked {
  return value === undefined ? fallback : value;
}

/** Power and significance as every design asks for them. */
export function askedOf(options: PlanningOptions): { readonly significance: Asked; readonly power: Asked } {
  return { significance: askOr(options.significance, 0.05), power: ask(options.power) };
}

/** Sides, strictness and drop-out with their defaults. */
export function settingsOf(options: PlanningOptions, strict: boolean): Settings {
  return { sided: options.sided ?? "two_sided", strict: options.strict ?? strict, dropOut: options.dropOut ?? 0 };
}

/** The next whole number, not fooled by the last digit of a division; at least one where there is anything at all. */
export function ceiling(value: number): number {
  return Math.max(value > 0 ? 1 : 0, Math.ceil(value - 1e-9 * Math.max(1, value)));
}

/** Solves the plan and says it: quantities, participants per arm and in all, power reached, protocol sentence, R call. */
export function planStudy<Q extends string, R extends string>(
  plan: StudyPlan<Q, R>,
): Outcome<{ readonly details: SampleSizeDetails<R>; readonly r: string }> {
  const { settings } = plan;
  if (!(settings.dropOut >= 0 && settings.dropOut < 1)) return refuse("invalid_option", { option: "dropOut" });
  const names: Readonly<Partial<Record<string, R>>> = plan.rename ?? {};
  const outcome = solvePower(plan.design, plan.asked);
  if (!outcome.ok) return renamed(outcome, names);
  const solved = outcome.result;
  const size = plan.size ?? ((n: number): ArmSize => armSize(n, settings.dropOut));
  const arms = plan.arms(solved.values).map((n) => size(n, solved.values));
  const wholeValues = plan.whole(solved.values);
  const powerReached = plan.design.power(wholeValues);
  const details: SampleSizeDetails<R> = {
    solvedFor: names[solved.solvedFor] ?? (solved.solvedFor as R | "power"),
    values: plan.report(solved.values),
    ...settings,
    arms,
    total: addArms(arms),
    powerReached,
    sentence: sentenceOf(plan, solved, arms, powerReached),
  };
  return { ok: true, result: { details, r: plan.r(solved) } };
}

/** One arm with and without drop-out, exact and whole. */
function armSize(n: number, dropOut: number): ArmSize {
  const nWhole = ceiling(n);
  return { n, nWhole, nWithDropOut: n / (1 - dropOut), nWholeWithDropOut: ceiling(nWhole / (1 - dropOut)) };
}

/** All arms together: the sum of whole arms, not the whole of the sum. */
function addArms(arms: readonly ArmSize[]): ArmSize {
  const add = (key: keyof ArmSize): number => arms.reduce((total, arm) => total + arm[key], 0);
  return {
    n: add("n"),
    nWhole: add("nWhole"),
    nWithDropOut: add("nWithDropOut"),
    nWholeWithDropOut: add("nWholeWithDropOut"),
  };
}

/** What is recruited when some are expected to leave; nothing when nobody is. */
function dropOutPieces(arms: readonly ArmSize[], dropOut: number): SentencePiece[] {
  if (dropOut === 0) return [];
  const total = addArms(arms).nWholeWithDropOut;
  const [first, second] = arms.map((arm) => arm.nWholeWithDropOut);
  if (first === undefined || second === undefined) return [{ key: "drop_out_total", params: { dropOut, total } }];
  const isEqual = arms.every((arm) => arm.nWholeWithDropOut === first);
  return isEqual
    ? [{ key: "drop_out_per_arm", params: { dropOut, perArm: first, total } }]
    : [{ key: "drop_out_two_arms", params: { dropOut, first, second, total } }];
}

function sentenceOf<Q extends string, R extends string>(
  plan: StudyPlan<Q, R>,
  solved: Solved<Q>,
  arms: readonly ArmSize[],
  powerReached: number,
): SentencePiece[] {
  const { sided, dropOut } = plan.settings;
  const { solvedFor, values } = solved;
  const whole = plan.whole(values);
  const [first = 0, second = 0] = arms.map((arm) => arm.nWhole);
  const total = addArms(arms).nWhole;
  const numbers = { ...whole, power: powerReached, first, second, total, ...plan.words?.(whole) };
  const isCount = plan.counts.includes(solvedFor);
  const name = plan.rename?.[solvedFor as Q] ?? solvedFor;
  return [
    { key: `plan_${plan.statement}`, params: { ...numbers, sided: sided === "two_sided" ? sided : "one_sided" } },
    { key: `computed_${name}`, params: isCount ? { exact: values[solvedFor], power: values.power } : {} },
    ...(plan.dropOutWords?.(values) ?? dropOutPieces(arms, dropOut)),
  ];
}

function renamed(refused: Refused, names: Readonly<Partial<Record<string, string>>>): Refused {
  const { code, params } = refused.refusal;
  const rename = (text: string): string =>
    text
      .split(", ")
      .map((name) => names[name] ?? name)
      .join(", ");
  const isName = (key: string): boolean => key === "option" || key === "quantities";
  const entries = Object.entries(params).map(
    ([key, value]) => [key, isName(key) && typeof value === "string" ? rename(value) : value] as const,
  );
  return refuse(code, Object.fromEntries(entries));
}
