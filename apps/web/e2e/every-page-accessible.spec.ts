import { readdirSync } from "node:fs";
import { basename, dirname } from "node:path";
import { expect, type Browser, type BrowserContext, type Page, test } from "@playwright/test";

import { expectNoSidewaysScroll, violationsOf } from "./support/check-page.ts";
import { everyPage, makeWorld, type Place, type World } from "./support/every-page.ts";
import { type Language, signIn, speak } from "./support/sign-in.ts";

/**
 * Every page, in both languages, at 360, 768 and 1280 px, light and dark. `npm run campaign -- accessibility` looks at all
 * twelve; npm test at four of them for each page, turned from page to page, so that each page is seen in both languages,
 * at every width and in both themes.
 */
const isCampaign = process.env["KENDALI_ACCESSIBILITY_LOOKS"] === "12";

const widths = [360, 768, 1280] as const;
const languages = ["id", "en"] as const;

type Theme = "light" | "dark";
type Look = { readonly width: number; readonly theme: Theme };

const places = Object.entries(everyPage).flatMap(([route, states]) =>
  Object.entries(states).map(([state, place]) => ({ route, state, place })),
);

/** The looks of one page in one language: a Latin square over the places in their order. */
function looksOf(index: number, language: Language): readonly Look[] {
  if (isCampaign) return widths.flatMap((width) => [looked(width, "light"), looked(width, "dark")]);
  const turn = (steps: number) => widths[(index + steps) % 3] ?? 360;
  const looks =
    language === "id"
      ? [looked(turn(0), "light"), looked(turn(1), "dark")]
      : [looked(turn(2), "light"), looked(turn(0), "dark")];
  return looks;
}

const looked = (width: number, theme: Theme): Look => ({ width, theme });

/** What was done: told at the end, so that nobody has to believe that anything was. */
const done = { runs: 0, ofColours: 0, otherShape: 0 };

let world: World | null = null;
const contexts = new Map<string, BrowserContext>();

/** A page of somebody in one language; whoever has been here keeps what the browser has loaded. */
async function pageAs(browser: Browser, account: string | null, language: Language): Promise<Page> {
  const key = `${account ?? ""} ${language}`;
  // Colours change at once, so that none is measured on its way to another.
  const context = contexts.get(key) ?? (await browser.newContext({ reducedMotion: "reduce" }));
  contexts.set(key, context);
  const page = await context.newPage();
  if (account === null) await speak(page, language);
  else await signIn(page, account, language);
  return page;
}

/** Everything that a page is, but its colours: its elements, where each of them is, and how much of it is seen. */
async function shapeOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const told = [
      "content",
      "display",
      "visibility",
      "opacity",
      "overflow-x",
      "overflow-y",
      "position",
      "float",
      "z-index",
      "clip-path",
      "pointer-events",
      "user-select",
      "font-size",
      "font-weight",
      "line-height",
      "text-decoration-line",
    ];
    const lines = [...document.querySelectorAll("body *")].map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      const styles = [null, "::before", "::after"].map((part) => {
        const style = getComputedStyle(element, part);
        return told.map((name) => style.getPropertyValue(name)).join(" ");
      });
      return [element.tagName, x, y, width, height, ...styles].join(" ");
    });
    return `${document.documentElement.outerHTML}\n${lines.join("\n")}`;
  });
}

/** Nothing is loading any more, the letters are there, and the page has stopped changing. */
async function settle(page: Page): Promise<void> {
  await expect(page.locator(".wait, [aria-busy=true]")).toHaveCount(0);
  await page.evaluate(async () => {
    await document.fonts.ready;
    const most = performance.now() + 3000;
    let last = performance.now();
    const observer = new MutationObserver(() => {
      last = performance.now();
    });
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    while (performance.now() < most && performance.now() - last < 120)
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 20)));
    observer.disconnect();
  });
}

/** All rules at once in light; in dark, where the same page is known in light, only those that ask for colours. */
async function expectWell(page: Page, looks: readonly Look[]): Promise<void> {
  let light: { readonly width: number; readonly shape: string } | null = null;
  for (const { width, theme } of looks)
    await test.step(`${width} px, ${theme}`, async () => {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: theme });
      await settle(page);
      await expectNoSidewaysScroll(page);
      const shape = isCampaign ? await shapeOf(page) : "";
      const isKnown = theme === "dark" && light?.width === width && light.shape === shape;
      if (theme === "dark" && isCampaign && !isKnown) done.otherShape += 1;
      if (theme === "light") light = { width, shape };
      done.runs += 1;
      if (isKnown) done.ofColours += 1;
      // What one look finds does not hide what the next one would.
      expect.soft(await violationsIn(page, isKnown ? "colours" : "all")).toEqual([]);
    });
}

/** What lies under a bar at the foot of the window until it is scrolled up is not too small to hit: it is looked at again. */
async function violationsIn(page: Page, rules: "all" | "colours"): Promise<readonly string[]> {
  const found = await violationsOf(page, rules);
  const isOfSize = (violation: string) => violation.startsWith("target-size:");
  const size = page.viewportSize();
  if (!found.some(isOfSize) || size === null) return found;
  await page.setViewportSize({ width: size.width, height: 4000 });
  await settle(page);
  const again = await violationsOf(page, "all");
  return [...found.filter((violation) => !isOfSize(violation)), ...again.filter(isOfSize)];
}

test.beforeAll(async ({ browser }) => {
  test.setTimeout(400_000);
  world = await makeWorld(browser);
});

test.afterAll(() => {
  console.log(
    `accessibility: ${places.length} pages and states of pages, ${done.runs} runs of axe, ` +
      `${done.ofColours} of them of the rules of colours alone; ${done.otherShape} dark pages of another shape`,
  );
});

test("every page of the application is in the list, and every entry of the list is a page", () => {
  const files = readdirSync("app", { recursive: true, encoding: "utf8" });
  const routes = files
    .filter((file) => basename(file) === "page.tsx")
    .map((file) => (dirname(file) === "." ? "" : dirname(file).replaceAll("\\", "/")));
  expect(routes.length).toBeGreaterThan(40);
  const listed = Object.keys(everyPage).filter((route) => route !== "not-found");
  expect(listed.toSorted()).toEqual(routes.toSorted());
});

test("each page is seen in both languages, at every width and in both themes", () => {
  for (const index of places.keys()) {
    const seen = languages.flatMap((language) => looksOf(index, language));
    expect(new Set(seen.map(({ width }) => width)).size).toBe(3);
    expect(new Set(seen.map(({ theme }) => theme)).size).toBe(2);
  }
});

test("dark is another set of colours, and nothing else", async ({ browser }) => {
  const page = await pageAs(browser, "peneliti", "id");
  await page.goto("/");
  await page.locator(".study-row").first().waitFor();
  const seen = async (colorScheme: Theme) => {
    await page.emulateMedia({ colorScheme });
    await settle(page);
    const colours = await page.evaluate(() => {
      const { backgroundColor, color } = getComputedStyle(document.body);
      return `${backgroundColor} ${color}`;
    });
    return { colours, shape: await shapeOf(page) };
  };
  const light = await seen("light");
  const dark = await seen("dark");
  expect(dark.colours).not.toBe(light.colours);
  expect(dark.shape).toBe(light.shape);
  await page.close();
});

for (const [index, { route, state, place }] of places.entries())
  test(`/${route}: ${state}`, async ({ browser }) => {
    test.setTimeout(isCampaign ? 900_000 : 400_000);
    for (const language of languages)
      await test.step(language, () => expectPlaceWell(browser, place, language, looksOf(index, language)));
  });

async function expectPlaceWell(
  browser: Browser,
  place: Place,
  language: Language,
  looks: readonly Look[],
): Promise<void> {
  if (world === null) throw new Error("the world was not made");
  const page = await pageAs(browser, place.as, language);
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(place.path(world));
  await expect(page.locator(place.shows).first()).toBeVisible();
  await settle(page);
  await place.open?.(page, world);
  await expectWell(page, looks);
  // The narrowest phone, and a page for the desk enlarged four times.
  await page.setViewportSize({ width: 320, height: 760 });
  await settle(page);
  await expectNoSidewaysScroll(page);
  await page.close();
}
