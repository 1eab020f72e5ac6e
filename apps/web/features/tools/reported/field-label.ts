import type { Translator } from "@kendali/i18n";
import type { toolsCatalogue } from "@kendali/i18n/catalogues/tools";

import type { TypedTable } from "./table-state.ts";

const own = {
  title: "table_title",
  source: "table_source",
  n: "table_n",
  min: "table_min",
  max: "table_max",
  items: "table_items",
  difference: "table_difference",
  t: "table_t",
  df: "table_df",
  p: "table_p",
  level: "table_level",
  lower: "table_lower",
  upper: "table_upper",
  d: "table_d",
  r: "table_r",
} as const;

const ofSide = { mean: "table_mean", sd: "table_sd", shapiroP: "table_shapiro" } as const;

/** What a field of the form is called where it does not stand: "Mean, before". */
export function fieldLabel(t: Translator<typeof toolsCatalogue>, table: TypedTable, field: string): string {
  if (isIn(own, field)) return t(own[field]);
  const [first = "", second = "", third, fourth] = field.split("-");
  if (first === "category") {
    const number = Number(second);
    const name = table.categories[number - 1]?.label[t.locale] || t("table_category_number", { number });
    if (third !== "before" && third !== "after") return `${name}, ${t("table_code")}`;
    return `${name}, ${t(`table_${third}`)}, ${t(fourth === "percent" ? "table_percent" : "table_count")}`;
  }
  const side = first === "after" ? "table_after" : "table_before";
  return isIn(ofSide, second) ? `${t(ofSide[second])}, ${t(side)}` : t(side);
}

function isIn<T extends object>(words: T, name: string): name is keyof T & string {
  return Object.hasOwn(words, name);
}
