import type { MethodKey } from "../methods/method-key.ts";
import type { Outcome } from "../refusal.ts";
import { ask, askedOf, ceiling, planStudy, settingsOf } from "./plan-study.ts";
import type { Settings } from "./plan-study.ts";
import type { Asked, PlanningOptions, SampleSizeDetails } from "./planning.types.ts";
import { powerOfT } from "./power-of-t.ts";
import { leastPower } from "./power-of-normal.ts";
import { mostParticipants } from "./solve-power.ts";
import type { PowerDesign, Solved } from "./solve-power.ts";
import { reading, signOf, towards } from "./towards.ts";

export type OneMeanQuantity = "n" | "delta" | "sd" | "significance";

/** `delta`: mean (difference) worth finding, in the unit of the outcome; `sd`: standard deviation of the values or differences. */
export type OneMeanInput = PlanningOptions & {
  readonly n?: Asked;
  readonly delta?: Asked;
  readonly sd?: Asked;
};

type OneMeanPlan = { readonly details: SampleSizeDetails<OneMeanQuantity>; readonly r: string };

/** Plans one mean against a fixed value, or the mean of paired differences: n − 1 degrees of freedom, noncentrality √n · delta / sd. */
export function planOneMean(
  input: OneMeanInput,
  method: MethodKey & ("sample_size_one_sample_t" | "sample_size_paired_t"),
): Outcome<OneMeanPlan> {
  const settings = settingsOf(input, true);
  const delta = ask(input.delta);
  const sign = signOf(delta, settings.sided);
  return planStudy<OneMeanQuantity, OneMeanQuantity>({
    design: oneMeanDesign(settings, reading(delta, settings.sided)),
    asked: { n: ask(input.n), delta, sd: ask(input.sd), ...askedOf(input) },
    settings,
    report: (values) => ({ ...values, delta: sign * values.delta }),
    arms: ({ n }) => [n],
    whole: (values) => ({ ...values, n: ceiling(values.n) }),
    counts: ["n"],
    statement: method.replace("sample_size_", ""),
    words: (values) => ({ delta: Math.abs(values.delta) }),
    r: (solved) => rPowerT(solved, settings, method === "sample_size_paired_t" ? "paired" : "one.sample"),
  });
}

function oneMeanDesign(settings: Settings, read: (delta: number) => number): PowerDesign<OneMeanQuantity> {
  return {
    spans: () => ({
      // Below this the degrees of freedom leave no meaning, and R's root too is one of effects of 1e30 standard deviations.
      n: { above: 1.02, below: mostParticipants, rises: true },
      delta: { above: 0, below: Infinity, rises: true, effect: "signed" },
      sd: { above: 0, below: Infinity, rises: false },
      significance: { above: 0, below: 1, rises: true },
    }),
    power: ({ n, delta, sd, significance }) =>
      powerOfT({ df: n - 1, ncp: (Math.sqrt(n) * read(delta)) / sd, significance, ...settings }),
    least: leastPower(settings.sided, settings.strict),
  };
}

type RPowerTValues = Readonly<Record<OneMeanQuantity | "power", number>>;

/** R's power.t.test, solved as tightly as here. */
export function rPowerT(
  { solvedFor, values }: Solved<OneMeanQuantity> | { readonly solvedFor: string; readonly values: RPowerTValues },
  { sided, strict }: Settings,
  type: "paired" | "one.sample" | "two.sample",
): string {
  const names = { n: "n", delta: "delta", sd: "sd", significance: "sig.level", power: "power" } as const;
  const quantities = Object.keys(names) as (keyof typeof names)[];
  const numbers = { ...values, delta: towards(values.delta, sided) };
  const written = quantities.map((name) => `${names[name]} = ${name === solvedFor ? "NULL" : numbers[name]}`);
  const alternative = sided === "two_sided" ? "two.sided" : "one.sided";
  const minus = sided === "less" && solvedFor === "delta" ? "-" : "";
  const answer = quantities.find((name) => name === solvedFor) ?? "power";
  return `${minus}power.t.test(${written.join(", ")}, type = "${type}", alternative = "${alternative}", strict = ${strict ? "TRUE" : "FALSE"}, tol = 1e-13)$${names[answer]}`;
}
