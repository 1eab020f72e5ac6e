import { expect, test, type Page } from "@playwright/test";

import { signIn } from "./support/sign-in.ts";

test.use({ viewport: { width: 1280, height: 900 } });

const pilot = "/s/oxytocin-pretest-posttest/results";
const trial = "/s/oxytocin-rct/results";

/** The cells of the row that begins with some words, in the first table whose caption has others. */
function row(page: Page, caption: string | RegExp, head: string) {
  const table = page.locator(".desk-table").filter({ has: page.locator(".cap-line", { hasText: caption }) });
  return table
    .first()
    .locator("tbody tr")
    .filter({ has: page.locator("th", { hasText: head }) })
    .first();
}

/** Shows the other language by the switch that every page has. */
async function switchTo(page: Page, language: "Bahasa Indonesia" | "English"): Promise<void> {
  await page.getByRole("button", { name: language }).click();
}

test("the pilot's results open with a sentence, and change their language without being computed again", async ({
  page,
}) => {
  await signIn(page, "statistisi", "en");
  await page.goto(pilot);
  const sentence = page.locator(".say");
  await expect(sentence).toContainText(/Milk volume was on average \d+\.\d\sml higher at Post-test than at Pretest/);
  await expect(sentence).toContainText("Without a control group");
  await expect(page.getByText("The participants on this page do not exist.")).toBeVisible();

  await test.step("the figure carries its numbers, its tag, and its files", async () => {
    const figure = page.locator("figure").first();
    await expect(figure.getByRole("img")).toHaveAccessibleName(/20 participants/);
    await expect(figure.locator("figcaption")).toContainText("Simulated");
    await figure.getByText("Its numbers").click();
    await expect(figure.getByRole("row", { name: /^Pretest \d/ })).toBeVisible();
    const saved = page.waitForEvent("download");
    await figure.getByRole("button", { name: "SVG" }).click();
    expect((await saved).suggestedFilename()).toBe("oxytocin-pretest-posttest_figure-1_simulated.svg");
  });

  const english = await row(page, "Milk volume before and after", "Milk volume (ml)").innerText();
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("analysis.run")) asked.push(request.url());
  });
  await switchTo(page, "Bahasa Indonesia");
  await expect(sentence).toContainText(/Volume ASI pada Post-test rata-rata \d+,\d\sml lebih tinggi/);
  const indonesian = await row(page, "Volume ASI sebelum dan sesudah", "Volume ASI (ml)").innerText();
  expect(indonesian).toMatch(/\[\d+,\d; \d+,\d\]/);
  // Change and interval; p-values drop their leading zero in English only.
  const digits = (text: string) => text.match(/\d+/g)?.slice(0, 6);
  expect(digits(indonesian)).toEqual(digits(english));
  expect(asked).toEqual([]);
});

test("the trial compares its arms, adjusted, and baseline has no p-values", async ({ page }) => {
  await signIn(page, "statistisi", "en");
  await page.goto(trial);
  await expect(page.locator(".say")).toContainText(/Milk volume at Day 8 was on average .* with Oxytocin massage/);
  await expect(page.locator(".say")).toContainText("adjusted for the baseline value");
  const baseline = page
    .locator(".desk-table")
    .filter({ has: page.locator(".cap-line", { hasText: "Baseline by group" }) });
  await expect(baseline.locator("thead")).toContainText("Oxytocin massage (n = ");
  await expect(baseline.locator("thead")).not.toContainText(/\bp\b/);
  await expect(row(page, "Milk volume on day 8", "Difference")).toContainText(/\[\d+\.\d, \d+\.\d\]/);

  const flow = page.getByRole("group", { name: "Participant flow" });
  const allocated = flow.locator(".arms .step").filter({ hasText: /^Allocated/ });
  const counts = await allocated.locator(".b").first().innerText().then(lastNumber);
  const other = await allocated.nth(1).locator(".b").first().innerText().then(lastNumber);
  const enrolled = await flow.locator(".trunk", { hasText: "Enrolled" }).innerText().then(lastNumber);
  expect(counts + other).toBe(enrolled);
});

/** The count of a box: the first whole number that stands alone on its line. */
function lastNumber(text: string): number {
  return Number(text.split("\n").find((line) => /^\d+$/.test(line.trim())) ?? Number.NaN);
}

test("a table is copied for a document with its rules, and as text with its columns", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await signIn(page, "statistisi", "en");
  await page.goto(pilot);
  const table = page
    .locator(".desk-table")
    .filter({ has: page.locator(".cap-line", { hasText: "Milk volume before and after" }) })
    .first();
  await table.getByRole("button", { name: "Copy for Word" }).click();
  await expect(table.getByRole("button", { name: "Copied" })).toBeVisible();
  const html = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    return item === undefined ? "" : (await item.getType("text/html")).text();
  });
  expect(html).toContain("border-top");
  expect(html).toContain("Milk volume (ml)");
  expect(html).not.toContain("class=");
  await table.getByRole("button", { name: "Copy as text" }).click();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toMatch(/Milk volume \(ml\)\t\d+\.\d\t\[/);
});

/** What was published of the pilot, from each data set that agrees with it. */
const published = [
  { study: "reconstruction-means-0-down", t: "6.658", d: "1.489" },
  { study: "reconstruction-means-1-down", t: "5.480", d: "1.225" },
  { study: "reconstruction-means-2-down", t: "4.765", d: "1.066" },
] as const;

test("each reconstruction gives the published digits, named as reconstructed", async ({ page }) => {
  await signIn(page, "statistisi", "en");
  for (const { study, t, d } of published) {
    await page.goto(`/s/${study}/results`);
    const compared = row(page, "t-test on category codes, as published", "Category of milk production");
    await expect(compared).toContainText(t);
    await expect(compared).toContainText("19");
    await expect(compared).toContainText(d);
    await expect(page.getByText("They are not the original data").first()).toBeVisible();
  }
  await page.goto("/s/reconstruction-counts-0-down/results");
  const normality = page.locator(".desk-table").filter({ has: page.locator(".cap-line", { hasText: "normality" }) });
  await expect(normality).toContainText(".351223");
  await expect(normality).toContainText(".495394");
  await expect(normality).toContainText("Not interpretable: 2 distinct values");
  await expect(page.getByText("Not computed").first()).toBeVisible();
});

test("what is not there, or not for this role, says so", async ({ page }) => {
  await signIn(page, "statistisi", "en");
  await page.goto(`${pilot}/00000000-0000-4000-8000-000000000000`);
  await expect(page.getByText("There is no such snapshot.")).toBeVisible();
  await page.goto("/s/oxytocin-rct/audit");
  await expect(page.getByText("This page is not for your role.")).toBeVisible();
  await page.goto("/s/no-such-study/results");
  await expect(page.getByText("Page not found, or not yours to see.")).toBeVisible();
});
