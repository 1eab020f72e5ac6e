import { codingsOf, countsPerScore } from "./codings.ts";
import type { ClaimKind, Named } from "./finding.ts";
import { jointClaims, tablesFulfilling, type JointSet } from "./joint-claims.ts";
import type { PairedClaim } from "./paired-claims.ts";
import { describePairing, type Pairing } from "./pairing.ts";
import { gridSize, type ScoreGrid } from "./score-grid.ts";
import { searchPaired, type PairedSearch, type SearchProgress } from "./search-paired.ts";
import type { Compared, Measured, TableContext } from "./table-context.ts";

/** A claim that the search judges on every table. */
export type JointClaim = { readonly id: string; readonly kind: ClaimKind; readonly subject: Named };

/** A set of claims that hold together, with the data in which they do. */
export type JointClaimSet = {
  readonly claims: readonly string[];
  readonly count: number;
  readonly data: readonly Pairing[];
};

/**
 * What the search of all tables of a comparison says. `unknown_scale`: without the ends of the scale, or with unequal n or steps,
 * there is no finite set to search; `too_many` and `stopped`: not everything was searched, so nothing is said about together.
 */
export type JointReport = {
  readonly comparison: string;
  readonly label: Named;
  readonly status: PairedSearch["status"] | "unknown_scale";
  readonly grid: ScoreGrid | null;
  readonly n: number;
  /** Tables looked at, and how many there are. */
  readonly done: number;
  readonly total: number;
  readonly claims: readonly JointClaim[];
  /** Tables in which each claim holds, whatever else does. */
  readonly alone: Readonly<Record<string, number>>;
  /** Tables in which both claims of a pair hold. */
  readonly pairs: readonly { readonly claims: readonly [string, string]; readonly count: number }[];
  /** The most claims that hold together, and every set of that size with its data. */
  readonly most: number;
  readonly best: readonly JointClaimSet[];
  /** The sets to which no claim can be added, larger ones first. */
  readonly maximal: readonly { readonly claims: readonly string[]; readonly count: number }[];
  /** The tables with all printed means and SDs; null where they are not all printed or too many to list. */
  readonly pairings: readonly Pairing[] | null;
};

/** Lists of data in a report; longer ones are only counted. */
const mostListed = 100;

/** Searches every table of a comparison and reports which of its claims can be true together. */
export function* reportJoint(
  context: TableContext,
  compared: Compared,
  mostTables: number | undefined,
): Generator<SearchProgress, JointReport, boolean | undefined> {
  const grid = gridOf(compared);
  const judged = claimsOf(context, compared);
  const empty = emptyReport(compared, grid, judged);
  if (grid === null || compared.n < 2) return { ...empty, status: "unknown_scale" };
  const claims = judged.map(({ claim }) => claim);
  const search = yield* searchPaired({
    n: compared.n,
    grid,
    claims,
    ...(mostTables === undefined ? {} : { mostTables }),
  });
  const shared = { ...empty, status: search.status, done: search.done, total: search.total };
  if (search.status !== "complete") return shared;
  const ids = claims.map(({ id }) => id);
  const countIds = claims.filter(({ kind }) => kind === "counts").map(({ id }) => id);
  const { alone, pairs, most, best, maximal } = jointClaims(search, ids, countIds);
  const moments = claims.filter(({ kind }) => kind === "mean" || kind === "sd").map(({ id }) => id);
  const ofMoments = moments.length === 4 ? tablesFulfilling(search, ids, countIds, moments) : null;
  const isListed = ofMoments !== null && ofMoments.count === ofMoments.tables.length;
  return {
    ...shared,
    alone,
    pairs,
    most,
    best: best.map((set) => withData(set, grid)),
    maximal: maximal.map(({ claims: names, count }) => ({ claims: names, count })),
    pairings: isListed ? describeAll(ofMoments.tables, grid) : null,
  };
}

function emptyReport(compared: Compared, grid: ScoreGrid | null, judged: readonly Judged[]): JointReport {
  const { key, label, n } = compared;
  return {
    comparison: key,
    label,
    status: "complete",
    grid,
    n,
    done: 0,
    total: 0,
    claims: judged.map(({ claim, subject }) => ({ id: claim.id, kind: claim.kind, subject })),
    alone: {},
    pairs: [],
    most: 0,
    best: [],
    maximal: [],
    pairings: null,
  };
}

function withData({ claims, count, tables }: JointSet, grid: ScoreGrid): JointClaimSet {
  return { claims, count, data: describeAll(tables.slice(0, mostListed), grid) };
}

/** From few downs to many. */
function describeAll(tables: readonly (readonly number[])[], grid: ScoreGrid): readonly Pairing[] {
  return tables.map((cells) => describePairing(cells, grid)).toSorted((a, b) => a.down - b.down);
}

function gridOf({ first, second }: Compared): ScoreGrid | null {
  const isSame = first.n === second.n && first.items === second.items;
  return isSame && first.grid !== null && gridSize(first.grid) > 1 ? first.grid : null;
}

type Judged = { readonly claim: PairedClaim; readonly subject: Named };

/** p is judged only where no t is printed: beside a t it says nothing more. */
function claimsOf(context: TableContext, compared: Compared): readonly Judged[] {
  const { key, label, difference, t, interval, d, r, p } = compared;
  const counts = (["first", "second"] as const).flatMap((side) => countsClaim(context, compared[side], side));
  const moments = (["first", "second"] as const).flatMap((side) => momentClaims(compared[side], side));
  const own: PairedClaim[] = [];
  if (difference !== null) own.push({ id: `${key}.difference`, kind: "difference", printed: difference });
  if (t !== null) own.push({ id: `${key}.t`, kind: "t", printed: t });
  if (interval !== null) own.push({ id: `${key}.interval`, kind: "interval", ...interval });
  if (d !== null) own.push({ id: `${key}.d`, kind: "d", printed: d });
  if (r !== null) own.push({ id: `${key}.r`, kind: "r", printed: r });
  if (p !== null && t === null) own.push({ id: `${key}.p`, kind: "p", ...p });
  return [...counts, ...moments, ...own.map((claim) => ({ claim, subject: label }))];
}

function countsClaim(context: TableContext, measured: Measured, side: "first" | "second"): readonly Judged[] {
  const known = codingsOf(context);
  if (known === null || measured.counts.length === 0) return [];
  const byCoding = known.codings.map((coding) => countsPerScore(measured, known, coding));
  return [{ claim: { id: `${measured.key}.counts`, kind: "counts", side, byCoding }, subject: measured.label }];
}

function momentClaims({ key, label, mean, sd }: Measured, side: "first" | "second"): readonly Judged[] {
  return [
    ...(mean === null
      ? []
      : [{ claim: { id: `${key}.mean`, kind: "mean" as const, side, printed: mean }, subject: label }]),
    ...(sd === null ? [] : [{ claim: { id: `${key}.sd`, kind: "sd" as const, side, printed: sd }, subject: label }]),
  ];
}
