import { codingsOf, countsPerScore, meanAndSd, type Coding, type Codings } from "./codings.ts";
import { countParam, listParam, nameParam, numberParam, type Finding, type FindingSentence } from "./finding.ts";
import { isPrintedAs } from "./printed-number.ts";
import type { ScoreGrid } from "./score-grid.ts";
import type { Measured, TableContext } from "./table-context.ts";

type Known = Codings & { readonly grid: ScoreGrid };
/** Whose printed mean and SD a measurement's counts are compared with. */
type Arrangement = {
  readonly isExchanged: boolean;
  readonly rows: readonly (readonly [counted: Measured, printed: Measured])[];
};

/**
 * Do the counts give the printed means and SDs when each category has its score? Every coding that keeps or reverses the order of
 * the categories is tried, with the rows as printed and, for a pair of rows, exchanged.
 */
export function findAboutCodings(context: TableContext): readonly Finding[] {
  const known = codingsOf(context);
  if (known === null) return [];
  const counted = context.measured.filter(({ counts }) => counts.length > 0);
  const printed = counted.filter(({ mean, sd }) => mean !== null || sd !== null);
  if (printed.length === 0) return findAboutNote(context, known, counted);
  const arrangements = arrangementsOf(context, counted);
  const about = counted.flatMap(({ key, mean, sd }) => [
    `${key}.counts`,
    ...(mean === null ? [] : [`${key}.mean`]),
    ...(sd === null ? [] : [`${key}.sd`]),
  ]);
  const shown = known.codings
    .filter(({ isReversed }) => !isReversed)
    .slice(0, 6)
    .map((coding) => sentenceOf("coding_gives", known, coding, counted));
  const [asPrinted] = arrangements;
  const kept = known.codings.filter(({ isReversed }) => !isReversed);
  const agreeing = Math.max(
    ...kept.map((coding) => (asPrinted === undefined ? 0 : countAgreeing(asPrinted, known, coding))),
  );
  const of = counted.reduce((total, { mean, sd }) => total + Number(mean !== null) + Number(sd !== null), 0);
  const matches = known.codings.flatMap((coding) =>
    arrangements.filter((one) => agrees(one, known, coding)).map(({ isExchanged }) => ({ coding, isExchanged })),
  );
  const straight = matches.find(({ coding, isExchanged }) => !coding.isReversed && !isExchanged);
  if (straight !== undefined) {
    const fitting = sentenceOf("coding_fits", known, straight.coding, counted);
    return [{ ...fitting, verdict: "fits", about }, ...findAboutNote(context, known, counted)];
  }
  const none: Finding = {
    key: "coding_none",
    verdict: "cannot_be_together",
    about,
    params: { shown: listParam(shown), agreeing: countParam(agreeing), of: countParam(of) },
  };
  const [other] = matches.toSorted((a, b) => Number(a.isExchanged) - Number(b.isExchanged));
  return [
    none,
    ...(other === undefined ? [] : [turned(other, known, counted, about)]),
    ...findAboutNote(context, known, counted),
  ];
}

function turned(
  { coding, isExchanged }: { readonly coding: Coding; readonly isExchanged: boolean },
  known: Known,
  counted: readonly Measured[],
  about: readonly string[],
): Finding {
  const key = coding.isReversed ? (isExchanged ? "coding_turned" : "coding_reversed") : "coding_exchanged";
  return { ...sentenceOf(key, known, coding, counted), verdict: "information", about };
}

function arrangementsOf({ compared }: TableContext, counted: readonly Measured[]): readonly Arrangement[] {
  const asPrinted: Arrangement = { isExchanged: false, rows: counted.map((one) => [one, one] as const) };
  const exchanged = compared
    .filter(({ first, second }) => counted.length === 2 && counted.includes(first) && counted.includes(second))
    .map(({ first, second }): Arrangement => ({
      isExchanged: true,
      rows: [
        [first, second],
        [second, first],
      ],
    }));
  return [asPrinted, ...exchanged];
}

/** Whether every printed mean and SD is what the counts give. */
function agrees(arrangement: Arrangement, known: Known, coding: Coding): boolean {
  const printed = arrangement.rows.reduce(
    (total, [, { mean, sd }]) => total + Number(mean !== null) + Number(sd !== null),
    0,
  );
  return countAgreeing(arrangement, known, coding) === printed;
}

function countAgreeing({ rows }: Arrangement, known: Known, coding: Coding): number {
  return rows.reduce((total, [counted, printed]) => {
    const { mean, sd } = meanAndSd(countsPerScore(counted, known, coding), known.grid);
    const isMean = printed.mean !== null && isPrintedAs(mean, printed.mean);
    const isSd = printed.sd !== null && isPrintedAs(sd, printed.sd);
    return total + Number(isMean) + Number(isSd);
  }, 0);
}

function sentenceOf(
  key: "coding_gives" | "coding_fits" | "coding_reversed" | "coding_exchanged" | "coding_turned",
  known: Known,
  coding: Coding,
  counted: readonly Measured[],
): FindingSentence {
  const { grid, categories } = known;
  const codes = categories.map(({ label }, position) => ({
    key: "category_code" as const,
    params: {
      category: nameParam(label),
      code: numberParam(grid.min + (coding.steps[position] ?? 0) / grid.items, grid.items === 1 ? 0 : 2),
    },
  }));
  const rows = counted.map((measurement) => {
    const { mean, sd } = meanAndSd(countsPerScore(measurement, known, coding), grid);
    return {
      key: "coding_row" as const,
      params: {
        measurement: nameParam(measurement.label),
        mean: numberParam(mean, measurement.mean?.decimals ?? 2),
        sd: numberParam(sd, measurement.sd?.decimals ?? 2),
      },
    };
  });
  const [first, second] = counted;
  const difference =
    first !== undefined && second !== undefined && counted.length === 2 ? [differenceOf(first, second)] : [];
  return { key, params: { codes: listParam(codes), rows: listParam([...rows, ...difference]) } };

  function differenceOf(before: Measured, after: Measured): FindingSentence {
    const [a, b] = [before, after].map((one) => meanAndSd(countsPerScore(one, known, coding), grid).mean);
    return {
      key: "coding_difference",
      params: { difference: numberParam((b ?? 0) - (a ?? 0), after.mean?.decimals ?? 2) },
    };
  }
}

/** The publication's own codes: can they hold together with the means, and with the counts? */
function findAboutNote(context: TableContext, known: Known, counted: readonly Measured[]): readonly Finding[] {
  const categories = (context.table.categories ?? []).flatMap(({ key, label, code }) =>
    code === undefined ? [] : [{ key, label, code }],
  );
  if (categories.length === 0) return [];
  return [
    ...codesWithoutPerson(context, categories),
    ...categoriesWithoutPerson(categories, counted),
    ...noteCodingDiffers(known, categories, counted),
  ];
}

type Coded = { readonly key: string; readonly label: Measured["label"]; readonly code: number };

/** Scores that nobody has in any data with the printed means and SDs. */
function codesWithoutPerson({ measured }: TableContext, categories: readonly Coded[]): readonly Finding[] {
  const data = measured.flatMap((measurement) => {
    const { data: found } = measurement;
    return found === null || found.count === 0 || found.count > found.solutions.length ? [] : [{ measurement, found }];
  });
  if (data.length === 0) return [];
  return categories
    .filter(({ code }) =>
      data.every(({ measurement, found }) => {
        const step = measurement.values.indexOf(code);
        return step >= 0 && found.solutions.every((counts) => counts[step] === 0);
      }),
    )
    .map(({ label, code }): Finding => ({
      key: "code_without_person",
      verdict: "cannot_be_together",
      about: ["categories.coding", ...data.flatMap(({ measurement: { key } }) => [`${key}.mean`, `${key}.sd`])],
      params: {
        category: nameParam(label),
        code: countParam(code),
        measurements: namesOf(data.map(({ measurement }) => measurement)),
      },
    }));
}

/** Categories for which the counts leave nobody. */
function categoriesWithoutPerson(categories: readonly Coded[], counted: readonly Measured[]): readonly Finding[] {
  const full = counted.filter(({ counts, n }) => counts.reduce((sum, { count }) => sum + count, 0) === n);
  if (full.length === 0 || full.length < counted.length) return [];
  return categories
    .filter(({ key }) =>
      full.every(({ counts }) => (counts.find(({ category }) => category === key)?.count ?? 0) === 0),
    )
    .map(({ label, code }): Finding => ({
      key: "category_without_person",
      verdict: "information",
      about: ["categories.coding", ...full.map(({ key }) => `${key}.counts`)],
      params: { category: nameParam(label), code: countParam(code), n: countParam(full[0]?.n ?? 0) },
    }));
}

function noteCodingDiffers(
  known: Known,
  categories: readonly Coded[],
  counted: readonly Measured[],
): readonly Finding[] {
  const { grid } = known;
  const steps = known.categories.map(
    ({ key }) => ((categories.find((one) => one.key === key)?.code ?? Number.NaN) - grid.min) * grid.items,
  );
  if (steps.some((step) => !Number.isInteger(step) || step < 0 || step > (grid.max - grid.min) * grid.items)) return [];
  const coding: Coding = { steps, isReversed: false };
  if (agrees({ isExchanged: false, rows: counted.map((one) => [one, one] as const) }, known, coding)) return [];
  const sentence = sentenceOf("coding_gives", known, coding, counted);
  return [
    {
      key: "note_coding_differs",
      verdict: "cannot_be_together",
      about: [
        "categories.coding",
        ...counted.flatMap(({ key, mean, sd }) => [
          `${key}.counts`,
          ...(mean === null ? [] : [`${key}.mean`]),
          ...(sd === null ? [] : [`${key}.sd`]),
        ]),
      ],
      params: sentence.params,
    },
  ];
}

function namesOf(measured: readonly Measured[]): ReturnType<typeof listParam> {
  return listParam(measured.map(({ label }) => ({ key: "name_only" as const, params: { name: nameParam(label) } })));
}
