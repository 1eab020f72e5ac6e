import { itemTypeOf, placedItems, type Analysis, type Item, type Outcome, type Protocol } from "@kendali/domain";
import { simulationGenerator, type SimulationGenerator } from "@kendali/randomization";
import { normalTails, runMannWhitney, runOneProportion } from "@kendali/stats";
import { comparedArms } from "../arms.ts";
import { drawAnalysed } from "../simulation/draw-outcomes.ts";
import { simulationSteps, type PowerSimulation, type SimulationPlan } from "../simulation/simulate-power.ts";
import type { DryRunAssumptions, OutcomeAssumption } from "./assumptions.ts";
import { changeIn, codesOf } from "./draw-targets.ts";
import { severalArmsPower, type SeveralPlan, type SeveralPowers, type SimulatedArm } from "./several-arms-power.ts";

/** What the assumptions imply: how often the primary analysis would find what is supposed to be there. */
export type ImpliedPower = {
  readonly analysis: string;
  readonly outcome: string;
  readonly method: PowerSimulation["method"];
  /** `power`: an effect is supposed. `size`: none is, and every finding is an error. */
  readonly reading: PowerSimulation["reading"];
  readonly significance: number;
  readonly simulations: { readonly planned: number; readonly completed: number };
  readonly estimate: number;
  /** Exact 95 % Monte Carlo interval (Clopper & Pearson 1934). */
  readonly lower: number;
  readonly upper: number;
  /** Binomial standard error of the estimate. */
  readonly standardError: number;
  /** Mean number analysed after drop-out, missed visits and missing answers. */
  readonly analysed: number;
};

/** Why no power is told. */
export type NoPowerReason = "none_asked" | "no_primary_analysis" | "no_assumption" | "kind_not_simulated" | "too_few";

/** Of two arms (or one group) the one power; of more those of every comparison. */
export type PowerAnswer =
  | { readonly ok: true; readonly power: ImpliedPower }
  | { readonly ok: true; readonly several: SeveralPowers }
  | { readonly ok: false; readonly reason: NoPowerReason };

type Primary = {
  readonly protocol: Protocol;
  readonly analysis: Analysis;
  readonly outcome: Outcome;
  readonly assumption: OutcomeAssumption;
  readonly assumptions: DryRunAssumptions;
  /** Share of participants without the outcome or its baseline. */
  readonly lost: number;
};

export type PowerProgress = { readonly completed: number; readonly planned: number };

/**
 * Repeats the primary analysis of the plan on so many studies of the same size, drawn from the same assumptions as the dry run's
 * participants. Only the outcome is drawn, not the forms around it, and the adjustment is for the baseline value alone.
 */
export function* impliedPower(
  protocol: Protocol,
  assumptions: DryRunAssumptions,
): Generator<PowerProgress, PowerAnswer, boolean | undefined> {
  if (assumptions.simulations === 0) return { ok: false, reason: "none_asked" };
  const primary = primaryOf(protocol, assumptions);
  if (typeof primary === "string") return { ok: false, reason: primary };
  if (protocol.arms.length > 2) return yield* powerOfSeveralArms(primary);
  const plan = planOf(primary);
  if (plan === "ordinal") return yield* ordinalPower(primary);
  if (plan === null) return { ok: false, reason: "kind_not_simulated" };
  const steps = simulationSteps(plan);
  if (!steps.ok) return { ok: false, reason: "too_few" };
  const run = steps.result;
  let next = run.next();
  while (next.done !== true) {
    const isStopped = yield { completed: next.value.completed, planned: assumptions.simulations };
    next = run.next(isStopped === true ? "stop" : undefined);
  }
  const { method, reading, significance, simulations, estimate, interval, analysed } = next.value;
  return answer(primary, {
    method,
    reading,
    significance,
    simulations,
    estimate,
    lower: interval.lower ?? 0,
    upper: interval.upper ?? 1,
    analysed: analysed.mean,
  });
}

function primaryOf(protocol: Protocol, assumptions: DryRunAssumptions): Primary | NoPowerReason {
  const analysis = protocol.analysisPlan.analyses.find(({ role }) => role === "primary");
  const outcome = protocol.outcomes.find(({ key }) => key === analysis?.outcomes?.[0]);
  if (analysis === undefined || outcome === undefined) return "no_primary_analysis";
  const assumption = assumptions.outcomes.find((one) => one.outcome === outcome.key);
  if (assumption === undefined) return "no_assumption";
  const { dropOut, missedVisits, missingAnswers } = assumptions;
  const item = placedItems(protocol).find((placed) => placed.item.key === outcome.item)?.item;
  const blank = (item?.missingReasons?.length ?? 0) > 0 ? missingAnswers : 0;
  const baseline = outcome.baselineVisit === null ? 1 : 1 - blank;
  const lost = 1 - (1 - dropOut) * (1 - missedVisits) * (1 - blank) * baseline;
  return { protocol, analysis, outcome, assumption, assumptions, lost };
}

/** The design of `simulation/` that is the primary analysis; `ordinal` for the one that draws categories. */
function planOf(primary: Primary): SimulationPlan | "ordinal" | null {
  const { protocol, analysis, outcome, assumption, assumptions, lost } = primary;
  const { simulations, seed } = assumptions;
  const base = { simulations, seed, significance: protocol.analysisPlan.alpha };
  const { mean, sd, correlation } = assumption;
  const item = placedItems(protocol).find((placed) => placed.item.key === outcome.item)?.item;
  const unit = item === undefined ? 0 : unitOf(item);
  const sizes = armSizes(primary);
  const shared = { dropOut: lost, shape: "normal" as const, unit };
  switch (analysis.kind) {
    case "ancova": {
      if (sizes === null || outcome.scale !== "continuous") return null;
      const delta = sizes.changeCompared - sizes.changeReference;
      const r = outcome.baselineVisit === null ? 0 : correlation;
      const n = { nReference: sizes.reference, nCompared: sizes.compared };
      return {
        ...base,
        design: "ancova",
        parameters: { ...n, delta, sd, correlation: r, ...shared, covariance: "classical" },
      };
    }
    case "paired_comparison": {
      if (outcome.scale !== "continuous") return null;
      const spread = sd * Math.sqrt(2 * (1 - correlation));
      const delta = changeIn(protocol, assumption, null);
      return { ...base, design: "paired_t", parameters: { n: assumptions.participants, delta, sd: spread, ...shared } };
    }
    case "two_proportions": {
      if (sizes === null || outcome.scale !== "binary") return null;
      const probabilityFirst = Math.min(1, Math.max(0, mean + sizes.changeCompared));
      const probabilitySecond = Math.min(1, Math.max(0, mean + sizes.changeReference));
      const n = { nFirst: sizes.compared, nSecond: sizes.reference };
      const parameters = { ...n, probabilityFirst, probabilitySecond, dropOut: lost, test: "fisher" as const };
      return { ...base, design: "two_proportions", parameters };
    }
    case "ordinal_by_arm":
      return sizes === null ? null : "ordinal";
    default:
      return null;
  }
}

/** The comparison that each kind of analysis makes of several arms, by the scale that its outcome has to have. */
const comparisonsOf: Readonly<
  Partial<Record<Analysis["kind"], Pick<SeveralPlan, "method"> & Partial<Pick<Outcome, "scale">>>>
> = {
  ancova: { method: "ancova", scale: "continuous" },
  two_proportions: { method: "two_proportions", scale: "binary" },
  ordinal_by_arm: { method: "mann_whitney" },
};

function* powerOfSeveralArms(primary: Primary): Generator<PowerProgress, PowerAnswer, boolean | undefined> {
  const { protocol, analysis, outcome, assumption, assumptions, lost } = primary;
  const kind = comparisonsOf[analysis.kind];
  const arms = simulatedArms(primary);
  const item = placedItems(protocol).find((placed) => placed.item.key === outcome.item)?.item;
  const isSimulated = kind !== undefined && (kind.scale === undefined || kind.scale === outcome.scale);
  if (!isSimulated || arms === null || item === undefined) return { ok: false, reason: "kind_not_simulated" };
  const { alpha, multiplicity } = protocol.analysisPlan;
  const categories = codesOf(protocol, item)?.length ?? 0;
  const found = yield* severalArmsPower({
    method: kind.method,
    arms,
    mean: assumption.mean,
    sd: assumption.sd,
    correlation: outcome.baselineVisit === null ? 0 : assumption.correlation,
    unit: unitOf(item),
    lost,
    significance: alpha,
    adjustment: multiplicity?.method ?? "not_stated",
    simulations:
      kind.method === "mann_whitney" ? Math.min(assumptions.simulations, mostOrdinal) : assumptions.simulations,
    seed: assumptions.seed,
    drawOrdered: (generator, level) => drawOrdered(generator, { level, sd: assumption.sd, categories }),
  });
  return found === null
    ? { ok: false, reason: "too_few" }
    : { ok: true, several: { analysis: analysis.key, outcome: outcome.key, ...found } };
}

/** Every arm with its share of the participants and what changes in it, the reference first; null where nobody is allocated. */
function simulatedArms(primary: Primary): SeveralPlan["arms"] | null {
  const arms = comparedArms(primary.protocol);
  if (arms === null || primary.protocol.allocation === null) return null;
  const { reference, compared } = arms;
  const [first, ...more] = compared;
  const simulated = ({ key }: { readonly key: string }): SimulatedArm => ({
    arm: key,
    size: sizeOfArm(primary, key),
    change: changeIn(primary.protocol, primary.assumption, key),
  });
  return [simulated(reference), simulated(first), ...more.map(simulated)];
}

/** How many an arm has by the ratio of the scheme. */
function sizeOfArm({ protocol, assumptions }: Primary, arm: string): number {
  const ratio = protocol.allocation?.ratio ?? [];
  const sum = ratio.reduce((total, { weight }) => total + weight, 0);
  return Math.round((assumptions.participants * (ratio.find((one) => one.arm === arm)?.weight ?? 0)) / sum);
}

/** The step in which an item is recorded. */
function unitOf(item: Item): number {
  return 10 ** -(itemTypeOf(item).columnKind(item) === "integer" ? 0 : (item.decimals ?? 1));
}

/** How many each of two arms has, and what changes in them. */
function armSizes(primary: Primary) {
  const arms = simulatedArms(primary);
  if (arms === null) return null;
  const [reference, compared] = arms;
  return {
    reference: reference.size,
    compared: compared.size,
    changeReference: reference.change,
    changeCompared: compared.change,
  };
}

/** Categories of two arms, compared by the method of the plan (Mann–Whitney). */
function* ordinalPower(primary: Primary): Generator<PowerProgress, PowerAnswer, boolean | undefined> {
  const { protocol, outcome, assumption, assumptions, lost } = primary;
  const sizes = armSizes(primary);
  const item = placedItems(protocol).find((placed) => placed.item.key === outcome.item)?.item;
  if (sizes === null || item === undefined) return { ok: false, reason: "kind_not_simulated" };
  const generator = simulationGenerator(BigInt(assumptions.seed));
  const categories = codesOf(protocol, item)?.length ?? 0;
  const planned = Math.min(assumptions.simulations, mostOrdinal);
  const draw = (n: number, change: number): number[] =>
    drawGroup(generator, {
      n: drawAnalysed(generator, n, lost),
      level: assumption.mean + change,
      sd: assumption.sd,
      categories,
    });
  let [completed, rejected, analysed] = [0, 0, 0];
  for (let isStopped = false; completed < planned && !isStopped; completed += 1) {
    const first = draw(sizes.compared, sizes.changeCompared);
    const second = draw(sizes.reference, sizes.changeReference);
    const outcomeOfTest = runMannWhitney({ first, second });
    if (outcomeOfTest.ok && (outcomeOfTest.result.p?.value ?? 1) <= protocol.analysisPlan.alpha) rejected += 1;
    analysed += first.length + second.length;
    isStopped = (yield { completed: completed + 1, planned }) === true;
  }
  const share = runOneProportion({ events: rejected, total: completed }, { interval: "clopper_pearson" });
  if (!share.ok) return { ok: false, reason: "too_few" };
  return answer(primary, {
    method: "mann_whitney",
    reading: sizes.changeCompared === sizes.changeReference ? "size" : "power",
    significance: protocol.analysisPlan.alpha,
    simulations: { planned, completed },
    estimate: rejected / completed,
    lower: share.result.interval.lower ?? 0,
    upper: share.result.interval.upper ?? 1,
    analysed: analysed / completed,
  });
}

/** Rank tests of whole studies are some hundred times slower than the other designs. */
const mostOrdinal = 1_000;

function drawGroup(
  generator: SimulationGenerator,
  { n, level, sd, categories }: { n: number; level: number; sd: number; categories: number },
): number[] {
  return Array.from({ length: n }, () => drawOrdered(generator, { level, sd, categories }));
}

function drawOrdered(
  generator: SimulationGenerator,
  { level, sd, categories }: { level: number; sd: number; categories: number },
): number {
  const latent = level + sd * generator.nextNormal();
  if (categories === 0) return latent;
  return Math.min(categories - 1, Math.floor(normalTails(latent).lower * categories));
}

function answer(
  { analysis, outcome }: Primary,
  found: Omit<ImpliedPower, "analysis" | "outcome" | "standardError">,
): PowerAnswer {
  const { estimate, simulations } = found;
  const standardError = Math.sqrt((estimate * (1 - estimate)) / simulations.completed);
  return { ok: true, power: { analysis: analysis.key, outcome: outcome.key, ...found, standardError } };
}
