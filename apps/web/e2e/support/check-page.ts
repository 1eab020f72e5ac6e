import axe from "axe-core";
import { expect, type Page } from "@playwright/test";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Of the rules of WCAG 2.2 AA, those whose answer depends on colours. */
const ofColours = axe
  .getRules(tags)
  .filter((rule) => rule.tags.includes("cat.color"))
  .map(({ ruleId }) => ruleId);

const which = { all: { type: "tag", values: tags }, colours: { type: "rule", values: ofColours } } as const;

/** What breaks a rule of WCAG 2.2 AA that axe can find: the rule, and the places. */
export async function violationsOf(page: Page, rules: keyof typeof which = "all"): Promise<readonly string[]> {
  await movementEnded(page);
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe.source);
  return page.evaluate(async (runOnly) => {
    if (document.querySelector("iframe, frame") !== null) throw new Error("a page within the page would not be read");
    const { run } = (globalThis as unknown as { axe: typeof axe }).axe;
    const options = { resultTypes: ["violations" as const], iframes: false };
    const { violations } = await run({ ...options, runOnly: { ...runOnly, values: [...runOnly.values] } });
    const told = violations.map(({ id, nodes }) => ({
      id,
      nodes: nodes.map(({ target, html }) => ({ target, html })),
    }));
    const [x, y] = [globalThis.scrollX, globalThis.scrollY];
    // The head that stays in place cuts whatever is scrolled half under it: a target is as large as it is in free sight.
    for (const violation of told.filter(({ id }) => id === "target-size")) {
      const still = [];
      for (const node of violation.nodes) {
        const element = document.querySelector(String(node.target[0]));
        if (element === null) throw new Error(`no longer on the page: ${node.html}`);
        element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
        const again = await run(element, { ...options, runOnly: { type: "rule", values: ["target-size"] } });
        if (again.violations.length > 0) still.push(node);
      }
      violation.nodes = still;
    }
    globalThis.scrollTo({ left: x, top: y, behavior: "instant" });
    return told
      .filter(({ nodes }) => nodes.length > 0)
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
  }, which[rules]);
}

/** Whatever changes to another colour or place has come there: what is seen on the way is nobody's to read. */
async function movementEnded(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await frame();
    await frame();
    const ending = document
      .getAnimations()
      .filter(
        ({ playState, effect }) =>
          playState === "running" && Number.isFinite(Number(effect?.getComputedTiming().endTime)),
      );
    // One that is taken away before its end has ended too.
    await Promise.allSettled(ending.map((animation) => animation.finished));
  });
}

/** Nothing on the page breaks a WCAG 2.2 AA rule that axe can find. */
export async function expectAccessible(page: Page): Promise<void> {
  expect(await violationsOf(page)).toEqual([]);
}

/** The page itself never scrolls sideways; wide tables and figures scroll in their own regions. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(excess).toBe(0);
}
