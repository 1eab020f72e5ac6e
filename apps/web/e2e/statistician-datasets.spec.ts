import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";

import { expectAccessible } from "./support/check-page.ts";
import { pageOf } from "./support/midwife.ts";
import { signIn } from "./support/sign-in.ts";

test.use({ viewport: { width: 1280, height: 900 } });

const masked = "/s/oxytocin-latihan";

test("a masked statistician freezes the trial, and neither page nor file tells an arm", async ({ page, browser }) => {
  await signIn(page, "statistisi", "en");
  await page.goto(`${masked}/results`);
  await expect(page.getByText("No results yet.")).toBeVisible();
  await page.getByRole("link", { name: "To freezing the data" }).click();
  await expect(page.getByText("No snapshot yet.")).toBeVisible();

  await page.getByRole("button", { name: "Freeze a new snapshot" }).click();
  const sheet = page.getByRole("dialog", { name: "Freeze the data as they are now" });
  await expect(sheet.getByText("The arm is left out.")).toBeVisible();
  await expect(sheet.getByRole("radio")).toHaveCount(0);
  await expect(sheet.getByRole("button", { name: "Write the reason" })).toBeDisabled();
  await expectAccessible(page);
  await sheet.getByLabel("Name").fill("S1 masked");
  await sheet.getByLabel("Why").fill("Blinded data review");
  await sheet.getByRole("button", { name: "Freeze S1 masked" }).click();

  const chosen = page.getByRole("row", { name: /S1 masked/ });
  await expect(chosen.getByRole("radio")).toBeChecked();
  await expect(chosen).toContainText("arms merged");
  const hash = (await page.locator(".hash code").innerText()).replaceAll(/\s/g, "");
  expect(hash).toMatch(/^[0-9a-f]{64}$/);

  await test.step("the same data under another name have the same hash", async () => {
    await page.getByRole("button", { name: "Freeze a new snapshot" }).click();
    await sheet.getByLabel("Why").fill("The same once more");
    await sheet.getByRole("button", { name: "Freeze S2" }).click();
    await expect(page.getByRole("row", { name: /S2/ }).getByRole("radio")).toBeChecked();
    expect((await page.locator(".hash code").innerText()).replaceAll(/\s/g, "")).toBe(hash);
  });

  await test.step("a name is used once", async () => {
    await page.getByRole("button", { name: "Freeze a new snapshot" }).click();
    await sheet.getByLabel("Name").fill("S1 masked");
    await sheet.getByLabel("Why").fill("Again");
    await sheet.getByRole("button", { name: "Freeze S1 masked" }).click();
    await expect(sheet.getByText("Another frozen data set has this name.")).toBeVisible();
    await sheet.getByRole("button", { name: "Cancel" }).click();
  });

  await test.step("the download holds what the page lists, and no arm", async () => {
    const saved = page.waitForEvent("download");
    await page.getByRole("link", { name: /^Download/ }).click();
    const download = await saved;
    expect(download.suggestedFilename()).toBe(`practice_oxytocin-rct_pooled_${hash.slice(0, 8)}.zip`);
    const zip = readFileSync(await download.path());
    expect(zip.subarray(0, 2).toString("latin1")).toBe("PK");
    const names = zip.toString("latin1");
    for (const name of ["README.txt", "analysis.R", "numbers.csv", "results.json", "manifest.json"])
      expect(names).toContain(name);
    for (const table of ["participants", "long", "screenings", "events", "register", "codebook", "codes"])
      expect(names).toContain(`practice_oxytocin-rct_pooled_${table}.csv`);
  });

  await test.step("the results are pooled and say why", async () => {
    await page.getByRole("link", { name: /^See the results/ }).click();
    await expect(page.getByText("Arms are still merged.", { exact: true })).toBeVisible();
    await expect(page.getByText("Not computed: this snapshot holds no arm.").first()).toBeVisible();
    await expect(page.locator("main")).not.toContainText("Oxytocin massage minus");
    await expect(page.locator("main")).not.toContainText("Usual care");
    await expectAccessible(page);
  });

  await test.step("the audit trail says who froze and who downloaded", async () => {
    const manager = await pageOf(browser, "manajerdata", "en");
    await manager.setViewportSize({ width: 1280, height: 900 });
    await manager.goto(`${masked}/audit?chain=study`);
    await expect(manager.getByText("Froze S1 masked: Blinded data review")).toBeVisible();
    await expect(manager.getByText("Downloaded S2")).toBeVisible();
    await manager.context().close();
  });
});

test("an open snapshot says that it holds the arm", async ({ page }) => {
  await signIn(page, "statistisi", "id");
  await page.goto("/s/oxytocin-rct/datasets");
  await expect(page.getByText("Memuat kelompok", { exact: true })).toBeVisible();
  await expect(page.getByRole("region", { name: "Kode R" })).toContainText('source("analysis.R")');
});

test("the record of an unblinded trial's allocations is taken with its hash, and who took it is recorded", async ({
  page,
  browser,
}) => {
  await signIn(page, "statistisi", "en");
  await page.goto("/s/oxytocin-rct/datasets");
  const record = page.getByRole("region", { name: "Record of the allocations" });
  const hash = await record.locator("dd").innerText();
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  await expect(record.getByRole("region", { name: "Command that checks it" })).toContainText(`--sha256 ${hash}`);
  const saved = page.waitForEvent("download");
  await record.getByRole("link", { name: "Download oxytocin-rct-allocations.json" }).click();
  const download = await saved;
  expect(download.suggestedFilename()).toBe("oxytocin-rct-allocations.json");
  const bytes = readFileSync(await download.path());
  expect(createHash("sha256").update(bytes).digest("hex")).toBe(hash);
  expect(JSON.parse(bytes.toString("utf8"))).toMatchObject({ schema: "kendali-allocation-bundle/1" });

  const coordinator = await pageOf(browser, "koordinator", "en");
  const refused = await coordinator.request.get("/api/download/oxytocin-rct/allocations.json");
  expect(refused.status()).toBe(403);
  expect(await refused.text()).not.toContain("secret");
  await coordinator.context().close();
  const masked = await page.request.get("/api/download/oxytocin-latihan/allocations.json");
  expect([masked.status(), await masked.json()]).toEqual([
    403,
    { refusal: { code: "study_not_unblinded", params: {} } },
  ]);
});
