import { readPrintedNumber } from "./printed-number.ts";
import type { ReportedClaim, TableContext } from "./table-context.ts";

/** Every printed statement of a table that can be true or not, in the table's order. Ids are `<part>.<kind>`. */
export function listClaims({ table, measured }: TableContext): readonly ReportedClaim[] {
  const claims: ReportedClaim[] = [];
  const add = (
    part: string,
    claim: Omit<ReportedClaim, "id" | "printed"> & { readonly printed: readonly (string | undefined)[] },
  ): void => {
    const printed = claim.printed.filter((text) => text !== undefined);
    if (printed.length > 0) claims.push({ ...claim, id: `${part}.${claim.kind}`, printed });
  };
  for (const { key, label, counts, ...one } of measured) {
    add(key, { kind: "counts", subject: label, printed: counts.map(({ count }) => String(count)) });
    const percents = counts.flatMap(({ percent }) => (percent === null ? [] : [percent.text]));
    add(key, { kind: "percent", subject: label, printed: percents });
    add(key, { kind: "mean", subject: label, printed: [one.mean?.text] });
    add(key, { kind: "sd", subject: label, printed: [one.sd?.text] });
    add(key, { kind: "shapiro_p", subject: label, printed: [one.shapiroP?.text] });
  }
  const codes = (table.categories ?? []).flatMap(({ code }) => (code === undefined ? [] : [String(code)]));
  add("categories", { kind: "coding", subject: table.title, printed: codes });
  for (const { key, label, difference, t, interval, p, d, r } of table.comparisons ?? []) {
    add(key, { kind: "difference", subject: label, printed: [difference] });
    add(key, { kind: "t", subject: label, printed: [t] });
    add(key, { kind: "interval", subject: label, printed: [interval?.lower, interval?.upper] });
    add(key, { kind: "d", subject: label, printed: [d] });
    add(key, { kind: "r", subject: label, printed: [r] });
    add(key, { kind: "p", subject: label, printed: p === undefined ? [] : [printedP(p)] });
  }
  for (const { key, label, p } of table.tests ?? [])
    add(key, { kind: "test_p", subject: label, printed: [printedP(p)] });
  for (const { key, label, percent } of table.percentages ?? [])
    add(key, { kind: "percent", subject: label, printed: [percent] });
  return claims;
}

function printedP({ operator, value }: { readonly operator: string; readonly value: string }): string {
  const text = readPrintedNumber(value)?.text ?? value;
  return operator === "=" ? text : `${operator} ${text}`;
}
