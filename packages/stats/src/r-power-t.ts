import type { PowerTInput } from "./power-t.ts";

/** R's power.t.test with the numbers given; the one left out is what R solves for. */
export function rPowerT(input: PowerTInput, type: "paired" | "two.sample"): string {
  const numbers = [
    ["n", input.n],
    ["delta", input.delta],
    ["sd", input.sd],
    ["sig.level", input.significance ?? 0.05],
    ["power", input.power],
  ] as const;
  const given = numbers.filter(([, value]) => value !== undefined).map(([name, value]) => `${name} = ${value}`);
  const alternative = input.sided === "one_sided" ? "one.sided" : "two.sided";
  return `power.t.test(${given.join(", ")}, type = "${type}", alternative = "${alternative}", strict = TRUE)`;
}
