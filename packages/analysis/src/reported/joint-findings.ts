import {
  countParam,
  listParam,
  nameParam,
  numberParam,
  pParam,
  printedParam,
  type Finding,
  type FindingParam,
  type FindingSentence,
} from "./finding.ts";
import { halfWidth } from "./comparison-findings.ts";
import type { JointReport } from "./joint-report.ts";
import { isPrintedAs } from "./printed-number.ts";
import type { Pairing } from "./pairing.ts";
import type { Compared } from "./table-context.ts";
import { normalQuantile, tQuantile } from "@kendali/stats";

/** What the search of all tables means for the claims of a comparison. */
export function findAboutJoint(report: JointReport, compared: Compared): readonly Finding[] {
  const comparison = nameParam(report.label);
  const about = report.claims.map(({ id }) => id);
  const notComplete = {
    too_many: "tables_too_many",
    too_many_claims: "tables_too_many",
    stopped: "tables_stopped",
    unknown_scale: "tables_unknown_scale",
  } as const;
  if (report.status !== "complete") {
    const params = { comparison, done: countParam(report.done), total: countParam(report.total) };
    return [{ key: notComplete[report.status], verdict: "information", about, params }];
  }
  const searched: Finding = {
    key: "tables_searched",
    verdict: "information",
    about,
    params: { comparison, total: countParam(report.total), n: countParam(report.n) },
  };
  return [
    searched,
    ...findAboutEmpty(report, compared),
    ...findAboutPairings(report, compared),
    ...findAboutSets(report, comparison),
  ];
}

/** Claims that no table fulfils, whatever else is given up. */
function findAboutEmpty(report: JointReport, compared: Compared): readonly Finding[] {
  return report.claims
    .filter(({ id }) => report.alone[id] === 0)
    .map((claim): Finding => {
      const params = { claim: namesOf(report, [claim.id]), total: countParam(report.total) };
      const widths = claim.kind === "interval" ? squaresOf(compared, report) : null;
      return widths === null
        ? { key: "claim_in_no_table", verdict: "cannot_be", about: [claim.id], params }
        : { key: "interval_whole_none", verdict: "cannot_be", about: [claim.id], params: { ...params, ...widths } };
    });
}

/** The sums of squares of the differences that the interval's half-width asks for, with either quantile. */
function squaresOf(compared: Compared, { n }: JointReport): Readonly<Record<string, FindingParam>> | null {
  const { interval, difference, df } = compared;
  if (interval === null || difference === null) return null;
  const half = halfWidth(interval);
  const squares = (width: number, quantile: number): FindingParam =>
    numberParam((n - 1) * ((width * Math.sqrt(n)) / quantile) ** 2 + n * difference.value ** 2, 2);
  const t = tQuantile((1 + interval.level) / 2, df);
  const z = normalQuantile((1 + interval.level) / 2);
  return {
    half: numberParam((interval.upper.value - interval.lower.value) / 2, interval.lower.decimals),
    lowT: squares(half.low, t),
    highT: squares(half.high, t),
    lowZ: squares(half.low, z),
    highZ: squares(half.high, z),
  };
}

/** More pairings than this are counted, not told one by one. */
const mostTold = 12;

/** Which pairings have the printed means and SDs, their t and d_z, and the test that fits coded scores. */
function findAboutPairings(report: JointReport, compared: Compared): readonly Finding[] {
  const { pairings } = report;
  if (pairings === null || pairings.length === 0 || pairings.length > mostTold) return [];
  const comparison = nameParam(report.label);
  const moments = report.claims.filter(({ kind }) => kind === "mean" || kind === "sd").map(({ id }) => id);
  const shown = listParam(pairings.map((pairing) => pairingSentence("pairing", pairing)));
  const params = { comparison, count: countParam(pairings.length), shown };
  const findings: Finding[] = [{ key: "pairings", verdict: "information", about: moments, params }];
  const { t } = compared;
  if (t !== null && !pairings.some((one) => one.t !== null && isPrintedAs(one.t, t))) {
    findings.push({
      key: "t_of_no_pairing",
      verdict: "cannot_be_together",
      about: [...moments, `${report.comparison}.t`],
      params: { comparison, t: printedParam(t), count: countParam(pairings.length) },
    });
  }
  const tested = listParam(pairings.map((pairing) => pairingSentence("mcnemar_of_pairing", pairing)));
  const ids = report.claims.map(({ id }) => id);
  findings.push({
    key: "mcnemar_of_pairings",
    verdict: "information",
    about: moments,
    params: { comparison, shown: tested },
  });
  const directions = new Set(pairings.map(({ up, down }) => Math.sign(up - down)));
  const largest = Math.max(...pairings.map(({ exactP }) => exactP ?? 1));
  if (directions.size === 1 && largest < 0.05) {
    findings.push({
      key: "conclusion_stays",
      verdict: "information",
      about: ids,
      params: { comparison, p: pParam(largest) },
    });
  }
  return findings;
}

function pairingSentence(
  key: "pairing" | "mcnemar_of_pairing",
  { up, down, t, effects, r, exactP, midP }: Pairing,
): FindingSentence {
  const shared = { up: countParam(up), down: countParam(down) };
  const number = (value: number | null, digits: number): FindingParam => numberParam(value ?? 0, digits);
  return key === "pairing"
    ? { key, params: { ...shared, t: number(t, 3), d: number(effects.d_z, 3), r: number(r, 3) } }
    : { key, params: { ...shared, p: pParam(exactP ?? 1), mid: pParam(midP ?? 1) } };
}

function findAboutSets(report: JointReport, comparison: FindingParam): readonly Finding[] {
  const { claims, most, best } = report;
  const about = claims.map(({ id }) => id);
  if (claims.length < 2 || most === 0) return [];
  const shown = listParam(
    best.slice(0, 10).map(({ claims: held, count }): FindingSentence => ({
      key: "joint_set",
      params: { claims: namesOf(report, held), count: countParam(count) },
    })),
  );
  const params = { comparison, most: countParam(most), of: countParam(claims.length), shown };
  return most === claims.length
    ? [{ key: "joint_all", verdict: "fits", about, params }]
    : [{ key: "joint_most", verdict: "cannot_be_together", about, params }];
}

function namesOf({ claims }: JointReport, ids: readonly string[]): FindingParam {
  const named = claims
    .filter(({ id }) => ids.includes(id))
    .map(({ id, kind, subject }) => ({ id, name: subject, claim: kind }));
  return { kind: "claims", claims: named };
}
