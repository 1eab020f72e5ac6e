import { tQuantile } from "@kendali/stats";
import { halfWidth } from "./comparison-findings.ts";
import { dDefinitions, pairedEffects, type EffectDefinition } from "./effect-definitions.ts";
import { listParam, nameParam, numberParam, printedParam, type Finding, type FindingSentence } from "./finding.ts";
import { overlap, rangeOf, rangeOver, sdRangeOf, type NumberRange } from "./number-range.ts";
import { impliedCorrelation } from "./paired-recompute.ts";
import { withoutSign } from "./printed-number.ts";
import type { Compared, TableContext } from "./table-context.ts";

/** d under each definition, and the correlation that each pair of printed numbers implies. */
export function findAboutEffects({ compared }: TableContext): readonly Finding[] {
  return compared.flatMap((one) => [...findAboutD(one), ...findAboutR(one)]);
}

type Known = { readonly value: number; readonly range: NumberRange };

/** The size of the difference, both SDs, and the SD of the differences as t, the interval and d tell it. */
type Sizes = {
  readonly difference: Known | null;
  readonly first: Known | null;
  readonly second: Known | null;
  readonly ofT: Known | null;
  readonly ofInterval: Known | null;
};

function sizesOf({ difference, t, interval, n, df, first, second }: Compared): Sizes {
  const size = difference === null || difference.value === 0 ? null : withoutSign(difference);
  const known = (value: number, range: NumberRange | null): Known | null => (range === null ? null : { value, range });
  const root = Math.sqrt(n);
  const magnitude = t === null || t.value === 0 ? null : withoutSign(t);
  const half = interval === null ? null : halfWidth(interval);
  const quantile = interval === null ? 1 : tQuantile((1 + interval.level) / 2, df);
  return {
    difference: size === null ? null : { value: size.value, range: rangeOf(size) },
    first: first.sd === null ? null : { value: first.sd.value, range: sdRangeOf(first.sd) },
    second: second.sd === null ? null : { value: second.sd.value, range: sdRangeOf(second.sd) },
    ofT:
      size === null || magnitude === null
        ? null
        : known(
            (size.value / magnitude.value) * root,
            rangeOver([rangeOf(size), rangeOf(magnitude)], (d, value) => (d / value) * root),
          ),
    ofInterval:
      half === null || interval === null
        ? null
        : known(
            ((interval.upper.value - interval.lower.value) / 2 / quantile) * root,
            rangeOver([half], (value) => (value / quantile) * root),
          ),
  };
}

function findAboutD(compared: Compared): readonly Finding[] {
  const { key, label, n, d } = compared;
  const sizes = sizesOf(compared);
  const { difference } = sizes;
  if (d === null || difference === null) return [];
  const printed = withoutSign(d);
  const comparison = nameParam(label);
  const definitions = [...dDefinitions, "g_z" as const].flatMap((name) => {
    const known = effectOf(name, sizes, n, sizes.ofT ?? sizes.ofInterval);
    return known === null ? [] : [{ name, ...known }];
  });
  const ofInterval = sizes.ofT === null ? null : effectOf("d_z", sizes, n, sizes.ofInterval);
  const shown: FindingSentence[] = definitions.map(({ name, value }) => ({
    key: "d_of",
    params: { effect: { kind: "effect", effect: name }, value: numberParam(value, 3) },
  }));
  if (ofInterval !== null) shown.push({ key: "d_of_interval", params: { value: numberParam(ofInterval.value, 3) } });
  const about = [`${key}.d`, `${key}.difference`];
  const params = { comparison, d: printedParam(printed), shown: listParam(shown) };
  const target = rangeOf(printed);
  const fitting = definitions.find(({ range }) => overlap(range, target));
  if (fitting !== undefined) {
    const effect = { kind: "effect" as const, effect: fitting.name };
    return [{ key: "d_fits", verdict: "fits", about, params: { ...params, effect } }];
  }
  if (definitions.length === 0) return [];
  const used = [
    ...about,
    ...(sizes.ofT === null ? [] : [`${key}.t`]),
    ...(sizes.first === null ? [] : [`${compared.first.key}.sd`]),
    ...(sizes.second === null ? [] : [`${compared.second.key}.sd`]),
  ];
  const needs: Finding[] =
    printed.value === 0
      ? []
      : [
          {
            key: "d_needs",
            verdict: "information",
            about,
            params: {
              comparison,
              d: printedParam(printed),
              sd: numberParam(difference.value / printed.value, 3),
              t: numberParam(printed.value * Math.sqrt(n), 2),
            },
          },
        ];
  return [{ key: "d_none", verdict: "cannot_be_together", about: used, params }, ...needs];
}

function effectOf(name: EffectDefinition, sizes: Sizes, n: number, sdDifference: Known | null): Known | null {
  const { difference, first, second } = sizes;
  if (difference === null) return null;
  const missing: Known = { value: Number.NaN, range: { low: Number.NaN, high: Number.NaN } };
  const parts = [difference, first ?? missing, second ?? missing, sdDifference ?? missing];
  const effect = (d = 0, a = Number.NaN, b = Number.NaN, s = Number.NaN): number | null =>
    pairedEffects({
      n,
      difference: d,
      sdFirst: numberOrNull(a),
      sdSecond: numberOrNull(b),
      sdDifference: numberOrNull(s),
    })[name];
  const value = effect(...parts.map((part) => part.value));
  const range = rangeOver(
    parts.map((part) => (Number.isNaN(part.value) ? { low: Number.NaN, high: Number.NaN } : part.range)),
    effect,
  );
  return value === null || range === null ? null : { value, range };
}

function numberOrNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

function findAboutR(compared: Compared): readonly Finding[] {
  const { key, label, r, first, second, d } = compared;
  const sizes = sizesOf(compared);
  if (sizes.first === null || sizes.second === null || sizes.first.value === 0 || sizes.second.value === 0) return [];
  const { first: a, second: b } = sizes;
  const ofD = d === null || sizes.difference === null || d.value === 0 ? null : sdOfD(sizes.difference, withoutSign(d));
  const sources = [
    { claim: "t" as const, known: sizes.ofT },
    { claim: "interval" as const, known: sizes.ofInterval },
    { claim: "d" as const, known: ofD },
  ].flatMap(({ claim, known }) => {
    if (known === null) return [];
    const range = rangeOver([a.range, b.range, known.range], impliedCorrelation);
    return range === null ? [] : [{ claim, value: impliedCorrelation(a.value, b.value, known.value), range }];
  });
  if (sources.length === 0) return [];
  const sds = [`${first.key}.sd`, `${second.key}.sd`];
  const comparison = nameParam(label);
  const shown = listParam(
    sources.map(({ claim, value }): FindingSentence => ({
      key: "r_of",
      params: {
        claim: { kind: "claims", claims: [{ id: `${key}.${claim}`, name: label, claim }] },
        r: numberParam(value, 3),
      },
    })),
  );
  const about = [...sources.map(({ claim }) => `${key}.${claim}`), ...sds];
  const beyond = sources
    .filter(({ range }) => range.low > 1 || range.high < -1)
    .map(({ claim, value }): Finding => ({
      key: "r_beyond",
      verdict: "cannot_be_together",
      about: [`${key}.${claim}`, ...sds],
      params: {
        comparison,
        claim: { kind: "claims", claims: [{ id: `${key}.${claim}`, name: label, claim }] },
        r: numberParam(value, 3),
      },
    }));
  const printedR = r === null ? [] : [rangeOf(r)];
  const all = [...sources.map(({ range }) => range), ...printedR];
  const agree = all.every((one, i) => all.slice(i + 1).every((other) => overlap(one, other)));
  const isShown = sources.length > 1 || r !== null;
  const together: Finding[] = !isShown
    ? [{ key: "r_each", verdict: "information", about, params: { comparison, shown } }]
    : [
        agree
          ? { key: "r_fits", verdict: "fits", about, params: { comparison, shown } }
          : { key: "r_differ", verdict: "cannot_be_together", about, params: { comparison, shown } },
      ];
  return [...beyond, ...together];
}

function sdOfD(difference: Known, d: Parameters<typeof rangeOf>[0]): Known | null {
  const range = rangeOver([difference.range, rangeOf(d)], (size, value) => size / value);
  return range === null ? null : { value: difference.value / d.value, range };
}
