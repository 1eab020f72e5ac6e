import { centreGroups } from "../../grouped-observations.ts";
import type { Group } from "../../grouped-observations.ts";
import { mean } from "../../numeric/moments.ts";
import { median } from "../../numeric/quantile-of-data.ts";

/** |value − centre of its group|, of values moved by one of their own so that an offset costs no digits. */
export function absoluteDeviations(groups: readonly Group[], centre: "mean" | "median"): Group[] {
  return centreGroups(groups).groups.map(({ name, values }) => {
    const middle = centre === "mean" ? mean(values) : median(values);
    return { name, values: values.map((value) => Math.abs(value - middle)) };
  });
}
