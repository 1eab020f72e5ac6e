import { expect, test } from "vitest";
import { runAncova } from "./ancova.ts";

test("an observation alone in its stratum and arm leaves Lin's estimate without standard errors", () => {
  const outcome = runAncova({
    outcome: [3, 4, 6, 2, 7, 8, 9, 5, 4, 6],
    arm: [0, 1, 0, 1, 0, 1, 0, 0, 0, 1],
    covariates: [
      { name: "site", kind: "factor", values: ["S1", "S1", "S1", "S1", "S1", "S1", "S2", "S2", "S2", "S2"] },
    ],
  });
  const lin = outcome.ok ? outcome.result.details.lin : null;
  // Within S1 the arms differ by 14/3 − 16/3 = −2/3, within S2 by 6 − 6 = 0; weighted 6 : 4.
  expect(lin?.estimate).toBeCloseTo(-0.4, 12);
  expect(lin).toMatchObject({ seHc2: null, seHc3: null });
});
