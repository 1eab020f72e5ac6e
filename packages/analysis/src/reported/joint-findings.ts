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
import { testMoves, type Pairing } from "./pairing.ts";
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
    ...findAboutCountedMoves(report, compared),
    ...findAboutConclusion(report, compared),
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
  const shown = listParam(pairings.map(pairingSentence));
  const params = { comparison, count: countParam(pairings.length), shown };
  const findings: Finding[] = [{ key: "pairings", verdict: "information", about: moments, params }];
  const { t } = compared;
  if (t !== null && !pairings.some((one) => one.t !== null && isPrintedAs(one.t, t))) {
    findings.push({
      key: "t_of_no_pairing",
      verdict: "cannot_be_together",
      about: [`${report.comparison}.t`, ...moments],
      params: { comparison, t: printedParam(t), count: countParam(pairings.length), fits: listParam(tsOf(pairings)) },
    });
  }
  const tested = listParam(
    pairings.flatMap(({ up, down, exactP, midP }) =>
      exactP === null || midP === null ? [] : [movesSentence({ up, down, exactP, midP })],
    ),
  );
  findings.push({
    key: "mcnemar_of_pairings",
    verdict: "information",
    about: moments,
    params: { comparison, shown: tested },
  });
  return findings;
}

/** Ups and downs with their test. */
type Moves = { readonly up: number; readonly down: number; readonly exactP: number; readonly midP: number };

/** The test that two rows of counts in two categories allow: how many went down is not printed, so every possibility is tried. */
function findAboutCountedMoves(report: JointReport, compared: Compared): readonly Finding[] {
  const moves = movesOfCounts(compared);
  if (moves.length === 0 || moves.length > mostTold) return [];
  const shown = listParam(moves.map(movesSentence));
  const about = [`${compared.first.key}.counts`, `${compared.second.key}.counts`];
  return [
    { key: "mcnemar_of_counts", verdict: "information", about, params: { comparison: nameParam(report.label), shown } },
  ];
}

function movesOfCounts({ first, second, n }: Compared): readonly Moves[] {
  const [low, high, ...others] = first.counts.map(({ category }) => category);
  const countOf = (measured: Compared["first"], category: string | undefined): number =>
    measured.counts.find((one) => one.category === category)?.count ?? 0;
  const isFull = [first, second].every((one) => one.n === n && countOf(one, low) + countOf(one, high) === n);
  if (high === undefined || others.length > 0 || !isFull) return [];
  const [before, after] = [countOf(first, high), countOf(second, high)];
  const least = Math.max(0, before - after);
  const most = Math.min(before, n - after);
  return Array.from({ length: most - least + 1 }, (_, i) => least + i).flatMap((down) => {
    const up = down + after - before;
    const tested = testMoves(up, down);
    return tested === null ? [] : [{ up, down, ...tested }];
  });
}

/** Whether every reading of the table, by its means or by its counts, moves one way and is significant at 0.05. */
function findAboutConclusion(report: JointReport, compared: Compared): readonly Finding[] {
  const ofMeans = (report.pairings ?? []).map(({ up, down, exactP, midP }) => ({
    up,
    down,
    exactP: exactP ?? 1,
    midP: midP ?? 1,
  }));
  const moves = [...ofMeans, ...movesOfCounts(compared)];
  const directions = new Set(moves.map(({ up, down }) => Math.sign(up - down)));
  const largest = Math.max(...moves.map(({ exactP }) => exactP));
  if (moves.length === 0 || directions.size > 1 || largest >= 0.05) return [];
  const about = report.claims.map(({ id }) => id);
  const params = { comparison: nameParam(report.label), p: pParam(largest) };
  return [{ key: "conclusion_stays", verdict: "information", about, params }];
}

/** Each t once. */
function tsOf(pairings: readonly Pairing[]): readonly FindingSentence[] {
  const values = new Map(pairings.flatMap(({ t }) => (t === null ? [] : [[t.toFixed(3), t] as const])));
  return [...values.values()].map((t) => ({ key: "t_only", params: { t: numberParam(t, 3) } }));
}

function pairingSentence({ up, down, t, effects, r }: Pairing): FindingSentence {
  const number = (value: number | null, digits: number): FindingParam => numberParam(value ?? 0, digits);
  const moves = { up: countParam(up), down: countParam(down) };
  return { key: "pairing", params: { ...moves, t: number(t, 3), d: number(effects.d_z, 3), r: number(r, 3) } };
}

function movesSentence({ up, down, exactP, midP }: Moves): FindingSentence {
  const params = { up: countParam(up), down: countParam(down), p: pParam(exactP), mid: pParam(midP) };
  return { key: "mcnemar_of_pairing", params };
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
