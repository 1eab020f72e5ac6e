import { randomUUID } from "node:crypto";
import { expect, test, type Page } from "@playwright/test";

import { expectAccessible } from "./support/check-page.ts";
import { callApi, deskOf, documentOf, draftOf, typeDay } from "./support/drafts.ts";

/** Saves an edit as the pages do, so that the page to look at opens with it. */
async function edit(page: Page, draft: string, edits: readonly object[]): Promise<void> {
  const { revision } = await callApi<{ revision: number }>(page, "protocolDraft.get", "GET", { draft });
  const input = { commandId: randomUUID(), draft, baseRevision: revision, edits };
  await callApi(page, "protocolDraft.edit", "POST", input);
}

test("a sample size follows the ratio of the arms, from the page to the document", async ({ browser }) => {
  const page = await deskOf(browser, "peneliti");
  const draft = await draftOf(page, "oxytocin-rct");
  await edit(page, draft, [
    { path: ["allocation", "ratio", "oxytocin_massage", "weight"], kind: "change", from: 1, to: 2 },
    { path: ["allocation", "blockSizes"], kind: "change", from: [4, 6], to: [6, 9] },
  ]);
  await page.goto(`/drafts/${draft}/sample-size`);
  // R: 35.99 for each share of 2 to 1, so 36 rounds; 36 / 0.8 = 45 rounds of three to recruit.
  await expect(page.getByRole("heading", { level: 1 })).toContainText("135 participants in the ratio 2:1");
  await expect(page.getByRole("row", { name: /Oxytocin massage 2 72 90/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /Usual care 1 36 45/ })).toBeVisible();
  await expect(page.locator(".builder-findings")).toContainText(
    "a target of 120 leaves 40 in the smallest arm, but 60 are stated there. The numbers assumed ask for 45 in the smallest arm, 135 in all.",
  );
  await page.getByRole("button", { name: "Use these numbers and this sentence" }).click();
  await expect.poll(async () => (await documentOf(page, draft)).sampleSize).toMatchObject({ target: 135, perArm: 45 });
  await page.getByLabel("Computed for").selectOption({ label: "Paired t-test (one group)" });
  await expect(page.getByText("an allocation ratio has no place in it")).toBeVisible();
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await expectAccessible(page);
  }
  await page.context().close();
});

test("a timetable says how long recruitment takes, and when the planned days are too few", async ({ browser }) => {
  const page = await deskOf(browser, "peneliti");
  const draft = await draftOf(page, "oxytocin-rct");
  await page.goto(`/drafts/${draft}/basics`);
  await page.getByRole("button", { name: "Plan the dates" }).click();
  await page.getByLabel("Participants a month, all sites").fill("8");
  await expect(page.getByText("At 8 participants a month, 120 participants take 15 months.")).toBeVisible();
  await typeDay(page, "Recruitment begins", "2027-01-04");
  await typeDay(page, "Recruitment ends", "2027-12-31");
  await expect(page.getByText("by the last day of recruitment only 95 are recruited").first()).toBeVisible();
  await typeDay(page, "Recruitment ends", "2028-04-05");
  await expect(page.getByText("by the last day of recruitment only 95 are recruited")).toHaveCount(0);
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await expectAccessible(page);
  }
  await page.context().close();
});

test("what was changed of a dry run's assumptions outlasts a reload and a change of language", async ({ browser }) => {
  const page = await deskOf(browser, "peneliti");
  const draft = await draftOf(page, "oxytocin-pretest-posttest");
  await page.goto(`/drafts/${draft}/dry-run`);
  const sd = page.locator("#dry-outcomes\\/milk_volume\\/sd");
  const given = await sd.inputValue();
  await sd.fill("12.5");
  await page.reload();
  await expect(sd).toHaveValue("12.5");
  await page.context().addCookies([{ name: "kendali-locale", value: "id", url: new URL(page.url()).origin }]);
  await page.reload();
  await expect(sd).toHaveValue("12,5");
  await page.getByRole("button", { name: "Kembali ke angka yang diusulkan" }).click();
  await expect(sd).toHaveValue(given.replace(".", ","));
  await page.reload();
  await expect(sd).toHaveValue(given.replace(".", ","));
  await page.context().close();
});
