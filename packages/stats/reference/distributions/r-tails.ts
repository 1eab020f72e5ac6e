import { spawnSync } from "node:child_process";
import { compareTails } from "./accuracy.ts";
import type { Compared } from "./accuracy.ts";
import { pointsOf } from "./high-precision.ts";

/** R's call for a tail; `tail` stands for lower.tail and log.p, x and a, b, c for the numbers of a point. */
const calls: Readonly<Record<string, string>> = {
  normal: "pnorm(x, TAIL)",
  t: "pt(x, a, TAIL)",
  "chi-square": "pchisq(x, a, TAIL)",
  gamma: "pgamma(x, shape = a, scale = b, TAIL)",
  beta: "pbeta(x, a, b, TAIL)",
  F: "pf(x, a, b, TAIL)",
  binomial: "pbinom(x, a, b, TAIL)",
  poisson: "ppois(x, a, TAIL)",
  hypergeometric: "phyper(x, a, b, c, TAIL)",
  "noncentral-t": "pt(x, a, b, TAIL)",
  "noncentral-chi-square": "pchisq(x, a, b, TAIL)",
  "noncentral-F": "pf(x, a, b, c, TAIL)",
  "studentized-range": "ptukey(x, a, b, TAIL)",
};

/** R's own errors at the points of every distribution; null where there is no R. */
export function errorsOfR(): Map<string, Compared[]> | null {
  const names = Object.keys(pointsOf);
  const script = ["options(warn = -1)", ...names.flatMap(questionsOf)].join("\n");
  const { status, stdout } = spawnSync("Rscript", ["--vanilla", "-"], {
    input: script,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) return null;
  const lines = stdout.trim().split("\n");
  return new Map(
    names.map((name, i) => {
      const [lower = [], upper = [], logLower = [], logUpper = []] = lines.slice(4 * i, 4 * i + 4).map(readNumbers);
      const compared = (pointsOf[name] ?? []).flatMap((point, j) =>
        compareTails(
          point,
          { lower: lower[j] ?? NaN, upper: upper[j] ?? NaN },
          { logLower: logLower[j] ?? NaN, logUpper: logUpper[j] ?? NaN },
        ),
      );
      return [name, compared];
    }),
  );
}

function questionsOf(name: string): string[] {
  const points = pointsOf[name] ?? [];
  const vectors = ["x", "a", "b", "c"].map((word, i) => {
    const values = points.map(({ at }) => at[i]).map((value) => (value === "Inf" ? "Inf" : String(value ?? 0)));
    return `${word} <- c(${values.join(", ")})`;
  });
  const tails = ["TRUE, FALSE", "FALSE, FALSE", "TRUE, TRUE", "FALSE, TRUE"].map((flags) => {
    const [lower = "", log = ""] = flags.split(", ");
    const call = (calls[name] ?? "").replace("TAIL", `lower.tail = ${lower}, log.p = ${log}`);
    return `cat(sprintf("%.17g", ${call}), "\\n")`;
  });
  return [...vectors, ...tails];
}

function readNumbers(line: string): number[] {
  return line
    .trim()
    .split(" ")
    .map((word) => (word === "Inf" ? Infinity : word === "-Inf" ? -Infinity : Number(word)));
}
