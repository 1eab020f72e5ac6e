import { runShapiroWilk } from "../../src/index.ts";
import type { Adapters } from "../reference-case.ts";
import { fieldsOf } from "./fields.ts";

export const shapiroWilkAdapters: Adapters = {
  "normality.shapiro_wilk": ({ x }: { x: number[] }) =>
    fieldsOf(runShapiroWilk({ values: x }), (r) => ({ W: r.statistic.value, p: r.p.value })),
};
