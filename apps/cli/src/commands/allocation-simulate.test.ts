import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Protocol } from "@kendali/domain";
import { describe, expect, it } from "vitest";
import { call, dataDirectory, type Called } from "../testing/call.ts";
import { findStudiesDirectory } from "../studies/find-studies.ts";

const path = join(findStudiesDirectory(), "oxytocin-rct", "protocol.json");
const trial = JSON.parse(readFileSync(path, "utf8")) as Protocol;

function simulate(...more: readonly string[]): Promise<Called> {
  return call(["allocation", "simulate", path, ...more]);
}

function simulateChanged(change: Partial<Protocol>, ...more: readonly string[]): Promise<Called> {
  const changed = join(dataDirectory, "changed-protocol.json");
  writeFileSync(changed, JSON.stringify({ ...trial, ...change }));
  return call(["allocation", "simulate", changed, "--trials", "20", ...more]);
}

const allocation = (change: Partial<NonNullable<Protocol["allocation"]>>): Pick<Protocol, "allocation"> => ({
  allocation: trial.allocation === null ? null : { ...trial.allocation, ...change },
});

describe("kendali allocation simulate", () => {
  it("says balance, predictability beside its exact value, the strata and the smallest of them", async () => {
    const { status, out } = await simulate("--recruitment", "melati=3,kenanga=2", "--seed", "7");
    expect(status).toBe(0);
    expect(out).toMatch(/^In 95 of 100 trials the arms differ by at most \d of 120 participants \(on average \d\.\d/mu);
    expect(out).toMatch(
      /guesses right 6\.\d\d of 10; knowing nothing, 5\.00 of 10\.\nThe exact value is 6\.\d{3} of 10\./u,
    );
    expect(out.match(/^Melati .*$/gmu)).toHaveLength(2);
    expect(out).toMatch(/^Melati Health Centre.*, Primiparous +30\.0 /mu);
    expect(out).toMatch(/^Smallest stratum: Cempaka Health Centre .*, 10\.0 participants expected\.$/mu);
    expect(out).toMatch(/^Nothing to be warned of\.$/mu);
  });

  it("is the same for the same seed, another for another, and in Indonesian", async () => {
    const [first, again, other] = await Promise.all([
      simulate("--trials", "50"),
      simulate("--trials", "50", "--seed", "1"),
      simulate("--trials", "50", "--seed", "2"),
    ]);
    expect(again.out).toBe(first.out);
    expect(other.out).not.toBe(first.out);
    const { out } = await simulate("--trials", "50", "--language", "id");
    expect(out).toMatch(/^Dalam 95 dari 100 penelitian, /mu);
    expect(out).toMatch(/^Tidak ada yang perlu diperhatikan\.$/mu);
  });

  it("answers a machine with every number, and with the exact guesses that the simulated ones come near to", async () => {
    const { status, out } = await simulate("--json", "--participants", "60", "--trials", "400");
    expect(status).toBe(0);
    const answer = JSON.parse(out) as {
      overall: { differences: { trials: number }[] };
      strata: unknown[];
      predictability: { correctGuesses: number; exact: number; standardError: number };
    };
    expect(answer).toMatchObject({
      ok: true,
      study: "oxytocin-rct",
      participants: 60,
      simulations: { completed: 400 },
    });
    expect(answer.strata).toHaveLength(6);
    expect(answer.overall.differences.reduce((sum, { trials }) => sum + trials, 0)).toBe(400);
    const { correctGuesses, exact, standardError } = answer.predictability;
    expect(Math.abs(correctGuesses - exact)).toBeLessThan(4 * standardError);
  });

  it("warns in words of more strata than participants allow", async () => {
    const { status, out } = await simulate("--participants", "24", "--trials", "20");
    expect(status).toBe(0);
    expect(out).toMatch(/^ {2}6 strata need about 36 participants/mu);
  });

  it("warns of fixed blocks at a single site whose staff know the treatment, and not of drawn sizes", async () => {
    const single = { sites: trial.sites.slice(0, 1), ...allocation({ blockSizes: [4] }) };
    expect((await simulateChanged(single)).out).toMatch(/blocks of 4/u);
    expect((await simulateChanged({ ...single, ...allocation({}) })).out).toContain("Nothing to be warned of.");
  });

  it("simulates minimization over the protocol's strata, without an exact value, and warns of a coin of 1", async () => {
    const minimized = (numerator: number) => {
      const { blockSizes: _blockSizes, ...plan } = trial.allocation ?? { blockSizes: [] };
      const settings = { scheme: "minimization", coin: { numerator, denominator: 5 }, measure: "range" };
      return { allocation: { ...plan, ...settings } as NonNullable<Protocol["allocation"]> };
    };
    const { status, out } = await simulateChanged(minimized(4));
    expect(status).toBe(0);
    expect(out).toMatch(/^Oxytocin massage RCT: Minimization, ratio 1 : 1$/mu);
    expect(out).not.toContain("The exact value");
    expect(out).toMatch(/^Nothing to be warned of\.$/mu);
    expect((await simulateChanged(minimized(5))).out).toMatch(/^Mind this:\n {2}With a probability of 1/mu);
  });

  it("refuses a fixed block of two with the protocol's own words, and a design that allocates nobody", async () => {
    const refused = await simulateChanged(allocation({ blockSizes: [2] }));
    expect(refused).toMatchObject({ status: 1, out: "" });
    expect(refused.error).toMatch(/allocation\/blockSizes: /u);
    const oneGroup = join(findStudiesDirectory(), "oxytocin-pretest-posttest", "protocol.json");
    const { status, error } = await call(["allocation", "simulate", oneGroup]);
    expect(status).toBe(1);
    expect(error).toContain("one group");
  });

  it("refuses numbers that cannot be simulated, and is called wrongly with levels nobody knows", async () => {
    expect((await simulate("--trials", "0")).error).toMatch(/\/simulations: 0 cannot be used here/u);
    expect((await simulate("--participants", "200000")).status).toBe(1);
    for (const wrong of ["x=1", "melati=0", "melati", "melati=1,melati=2", "parity_group:9=1"]) {
      const { status, error } = await simulate("--recruitment", wrong);
      expect({ wrong, status }).toEqual({ wrong, status: 2 });
      expect(error).toContain("--recruitment");
    }
    expect((await simulate("--seed", "-1")).status).toBe(2);
    expect((await simulate("--seed", "1.5")).status).toBe(2);
  });
});
