import { expect, test } from "@playwright/test";

import { signIn } from "./support/sign-in.ts";

test.use({ viewport: { width: 1280, height: 900 } });

test("a masked investigator sees how far the trial is, merged", async ({ page }) => {
  await signIn(page, "peneliti", "en");
  await page.goto("/s/oxytocin-latihan/overview");
  const lead = page.getByRole("heading", { level: 1 });
  await expect(lead).toContainText(/^\d+ of 120 participants allocated\./);
  const allocated = Number(/^\d+/.exec(await lead.innerText())?.[0]);
  await expect(page.getByText("Arms are merged on this page because your role is masked.")).toBeVisible();
  await expect(page.getByRole("img", { name: new RegExp(`${allocated} allocated of a target of 120`) })).toBeVisible();

  const flow = page.getByRole("group", { name: "Participant flow" });
  await expect(flow.locator(".heavy").first()).toContainText(`Allocated`);
  await expect(flow.locator(".heavy b").first()).toHaveText(String(allocated));
  await expect(flow.locator(".arms")).toHaveCount(0);
  const words = await page.locator("main").innerText();
  expect(words).not.toContain("Usual care");
  expect(words).not.toContain("Oxytocin massage, day");

  const sites = page.getByRole("region", { name: "Sites" }).locator("tbody tr");
  const counts = await sites.locator("td:nth-child(2)").allInnerTexts();
  expect(counts.map(Number).reduce((total, count) => total + count, 0)).toBe(allocated);

  await test.step("what needs a person leads to that person", async () => {
    await expect(page.getByText(/\d+ visits? overdue/)).toBeVisible();
    const number = page.locator(".todo .desk-numbers a").first();
    const words = await number.innerText();
    await number.click();
    await expect(page).toHaveURL(new RegExp(`/participant/${words}$`));
  });
});

test("the open trial's flow has a column for each arm, and both sum", async ({ page }) => {
  await signIn(page, "peneliti", "en");
  await page.goto("/s/oxytocin-rct/overview");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("120 of 120 participants allocated.");
  const flow = page.getByRole("group", { name: "Participant flow" });
  await expect(flow.locator(".arms > div")).toHaveCount(2);
  const first = await flow
    .locator(".arms > div")
    .evaluateAll((columns) => columns.map((column) => Number(column.querySelector(".step b")?.textContent)));
  expect(first.reduce((total, count) => total + count, 0)).toBe(120);
  await expect(page.getByText("The data are locked; nothing is left to enter.")).toBeVisible();
  await expect(page.getByText("From a published seed")).toBeVisible();
});

test("the audit trail is read page by page, and one participant at a time", async ({ page }) => {
  await signIn(page, "peneliti", "en");
  await page.goto("/s/oxytocin-rct/audit");
  const events = page.locator(".audit-event");
  await expect(events).toHaveCount(100);
  await page.getByRole("button", { name: "Show older ones" }).click();
  await expect(events).toHaveCount(200);
  await expect(page.getByText("injected clock").first()).toBeVisible();
  await events.first().getByText("Whole record").click();
  await expect(events.first().getByText(/Record \d+ of its chain, SHA-256/)).toBeVisible();

  await page.getByLabel("Participant ID").fill("mlt-001-4");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(page).toHaveURL(/chain=MLT-001-4$/);
  const number = await page.locator(".audit-chain").first().or(page.getByText("No acts for")).first().innerText();
  expect(number).toMatch(/MLT-001-4/);
});
