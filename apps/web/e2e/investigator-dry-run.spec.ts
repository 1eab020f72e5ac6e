import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";

import { pageOf } from "./support/midwife.ts";

test.use({ viewport: { width: 1280, height: 900 } });

async function draftFrom(page: Page, template: string): Promise<string> {
  const name = `Uji ${Date.now().toString(36)}`;
  const answer = await page.evaluate(
    async (body) => {
      const headers = { "content-type": "application/json" };
      const response = await fetch("/api/trpc/protocolDraft.create", { method: "POST", body, headers });
      return response.text();
    },
    JSON.stringify({ commandId: randomUUID(), name, from: { template } }),
  );
  return (JSON.parse(answer) as { result: { data: { id: string } } }).result.data.id;
}

test("an investigator lives through a trial before anybody is enrolled, stops one, and takes the simulated data along", async ({
  browser,
}) => {
  const page = await pageOf(browser, "peneliti", "en");
  await page.setViewportSize({ width: 1280, height: 900 });
  const draft = await draftFrom(page, "oxytocin-rct");
  await page.goto(`/drafts/${draft}/dry-run`);
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toContainText("Live through this whole study once");

  await test.step("a number that cannot be is marked where it is typed, and nothing runs", async () => {
    const box = page.getByLabel("Participants enrolled");
    await box.fill("many");
    await expect(page.getByText("Enter a number.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Mend the marked fields" })).toBeDisabled();
    await box.fill("2000");
  });

  await test.step("a run can be stopped", async () => {
    await page.getByRole("button", { name: "Run the simulation" }).click();
    await expect(page.getByRole("progressbar")).toBeVisible();
    await page.getByRole("button", { name: "Cancel" }).click();
    await expect(page.getByRole("progressbar")).toHaveCount(0);
  });

  await test.step("with 40 participants it tells power with its error, and everything is tagged as simulated", async () => {
    await page.getByLabel("Participants enrolled").fill("40");
    await page.getByRole("button", { name: /^Run/u }).click();
    await expect(heading).toContainText("With 40 participants the primary analysis finds", { timeout: 60_000 });
    await expect(heading).toContainText("Simulation error:");
    await expect(page.locator(".dry-facts")).toContainText("40 persons");
    await expect(page.locator(".tag.unreal").first()).toHaveText("Simulated");
    for (const figure of await page.locator("figure").all()) await expect(figure).toContainText("Simulated");
    await expect(page.getByText("There are fewer simulated participants than the sample size plans.")).toBeVisible();
  });

  await test.step("the data say simulated in their name", async () => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Download the simulated data" }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^simulated_.*\.zip$/u);
    expect(readFileSync(await download.path(), "latin1")).toContain("simulated_");
  });

  await test.step("other assumptions make the result old", async () => {
    await page.getByLabel("Participants enrolled").fill("60");
    await expect(page.getByText("Run it again.")).toBeVisible();
  });
  await page.context().close();
});

test("a protocol document tells what is missing, leads there, and is taken along in both formats", async ({
  browser,
}) => {
  const page = await pageOf(browser, "peneliti", "id");
  const draft = await draftFrom(page, "oxytocin-rct");
  await page.setViewportSize({ width: 360, height: 900 });
  await page.goto(`/drafts/${draft}/document`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(/\d+ dari 40 butir SPIRIT 2025 belum terjawab/u);
  await expect(page.locator(".protocol-missing").first()).toContainText("BELUM DIISI");
  for (const format of ["DOCX", "PDF"]) {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: `Unduh ${format}` }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(new RegExp(`_protocol_.*_id\\.${format.toLowerCase()}$`, "u"));
    const begin = readFileSync(await download.path())
      .subarray(0, 4)
      .toString("latin1");
    expect(begin).toBe(format === "PDF" ? "%PDF" : "PK\u0003\u0004");
  }
  await page.getByRole("link", { name: /^Isi Registrasi uji/u }).click();
  await expect(page).toHaveURL(new RegExp(`/drafts/${draft}/`, "u"));
  await page.context().close();

  await test.step("a stranger gets no document", async () => {
    const stranger = await pageOf(browser, "statistisi", "id");
    const status = await stranger.evaluate(
      async (path) => (await fetch(path)).status,
      `/api/download/draft/${draft}/id.pdf`,
    );
    expect(status).toBe(404);
    await stranger.context().close();
  });
});
