import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";

import { expectAccessible } from "./support/check-page.ts";
import { pageOf } from "./support/midwife.ts";

test.use({ viewport: { width: 1280, height: 900 } });

async function post<T>(page: Page, name: string, input: object): Promise<T> {
  const answer = await page.evaluate(
    async ({ path, body }) => {
      const response = await fetch(path, { method: "POST", body, headers: { "content-type": "application/json" } });
      return { ok: response.ok, text: await response.text() };
    },
    { path: `/api/trpc/${name}`, body: JSON.stringify({ commandId: randomUUID(), ...input }) },
  );
  expect(answer.ok, `${name}: ${answer.text}`).toBe(true);
  return (JSON.parse(answer.text) as { result: { data: T } }).result.data;
}

test("a trial goes live with a commitment, is locked and unblinded with reasons, and each is on record", async ({
  browser,
}) => {
  const study = `test-acts-${Date.now().toString(36)}`;
  await test.step("the administrator makes it from its file and gives the roles", async () => {
    const administrator = await pageOf(browser, "administrator", "en");
    const protocol: unknown = JSON.parse(readFileSync("../../studies/oxytocin-rct/protocol.json", "utf8"));
    await post(administrator, "study.create", { key: study, kind: "test", protocol });
    const accounts = await administrator.evaluate(async () => {
      const response = await fetch("/api/trpc/account.list");
      const answer = (await response.json()) as { result: { data: { id: string; username: string }[] } };
      return answer.result.data;
    });
    for (const [username, role] of [
      ["peneliti", "investigator"],
      ["manajerdata", "data_manager"],
      ["statistisi", "statistician"],
    ] as const) {
      const account = accounts.find((one) => one.username === username)?.id ?? "";
      await post(administrator, "account.grantRole", { account, study, role, site: null });
    }
    await administrator.context().close();
  });

  const page = await pageOf(browser, "peneliti", "en");
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`/s/${study}/overview`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("This study is still a draft.");

  await test.step("the second of two approvals goes live and shows the list's commitment, which stays on the page", async () => {
    const manager = await pageOf(browser, "manajerdata", "en");
    await post(manager, "study.goLive", { study });
    await manager.context().close();
    await page.getByRole("link", { name: "Go live" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("One of two people has approved.");
    await page.getByRole("button", { name: "Approve and go live" }).click();
    const sheet = page.getByRole("dialog", { name: "Start this study now?" });
    await expect(sheet).toContainText("This cannot be undone.");
    await expectAccessible(page);
    await sheet.getByRole("button", { name: "Approve and go live" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("This study has been live since");
    const commitment = (await page.locator(".hash code").innerText()).replaceAll(/\s/g, "");
    expect(commitment).toMatch(/^[0-9a-f]{64}$/);
    await page.getByRole("link", { name: "To the overview" }).click();
    await expect(page.locator(`.desk-standing [title="${commitment}"]`)).toBeVisible();
  });

  await test.step("locking asks for a reason and cannot be meant by mistake", async () => {
    await page.getByRole("button", { name: "Lock the data" }).click();
    const sheet = page.getByRole("dialog", { name: "Lock the study's data?" });
    await expect(sheet.getByRole("button", { name: "Write the reason" })).toBeDisabled();
    await page.keyboard.press("Escape");
    await expect(sheet).toBeHidden();
    await page.getByRole("button", { name: "Lock the data" }).click();
    await sheet.getByLabel("Reason").fill("Follow-up is complete");
    await expectAccessible(page);
    await sheet.getByRole("button", { name: "Lock the data" }).click();
    await expect(sheet).toBeHidden();
    await expect(page.locator(".desk-standing")).toContainText("Locked");
  });

  await test.step("the statistician is still masked after the lock", async () => {
    const statistician = await pageOf(browser, "statistisi", "en");
    await statistician.setViewportSize({ width: 1280, height: 900 });
    await statistician.goto(`/s/${study}/datasets`);
    await statistician.getByRole("button", { name: "Freeze a new snapshot" }).click();
    await expect(statistician.getByText("The data are locked, but the unblinding is not recorded yet.")).toBeVisible();
    await statistician.context().close();
  });

  await test.step("the unblinding is recorded once, with its reason", async () => {
    await page.getByRole("button", { name: "Unblind" }).click();
    const sheet = page.getByRole("dialog", { name: "Unblind for everybody?" });
    await expect(sheet).toContainText("Only once, and it cannot be undone.");
    await sheet.getByLabel("Reason").fill("The plan is signed");
    await sheet.getByRole("button", { name: "Unblind" }).click();
    await expect(page.getByText("Sees both arms")).toBeVisible();
    await expect(page.getByRole("button", { name: "Unblind" })).toHaveCount(0);
    await expect(page.locator(".desk-standing")).toContainText("The plan is signed");
  });

  await test.step("after it, the arm may be frozen, by choice", async () => {
    const statistician = await pageOf(browser, "statistisi", "en");
    await statistician.setViewportSize({ width: 1280, height: 900 });
    await statistician.goto(`/s/${study}/datasets`);
    await statistician.getByRole("button", { name: "Freeze a new snapshot" }).click();
    const sheet = statistician.getByRole("dialog");
    await sheet.getByLabel("Why").fill("Final analysis");
    await expect(sheet.getByRole("button", { name: "Choose with or without the arm" })).toBeDisabled();
    await sheet.getByText("With the arm").click();
    await sheet.getByRole("button", { name: "Freeze S1" }).click();
    await expect(statistician.getByRole("row", { name: /S1/ })).toContainText("with the arm");
    await statistician.context().close();
  });

  await page.goto(`/s/${study}/audit`);
  for (const words of [
    "Took the study live",
    "Locked the data: Follow-up is complete",
    "Unblinded: The plan is signed",
  ])
    await expect(page.getByText(words)).toBeVisible();
  await page.context().close();
});

test("the register's count begins the pilot's flow", async ({ browser }) => {
  const page = await pageOf(browser, "peneliti", "en");
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto("/s/oxytocin-pretest-posttest/overview");
  const first = page.getByRole("group", { name: "Participant flow" }).locator(".trunk").first();
  await expect(first).toContainText("On the register");
  await page.getByRole("button", { name: "Record the register's count" }).click();
  const sheet = page.getByRole("dialog", { name: "Count on the register" });
  await expect(sheet.getByRole("button", { name: "Write the number" })).toBeDisabled();
  await sheet.getByLabel("Number of persons").fill("2,5");
  await expect(sheet.getByText("Write a whole number")).toBeVisible();
  await sheet.getByLabel("Number of persons").fill("31");
  await sheet.getByRole("button", { name: "Record 31" }).click();
  await expect(first.locator("b")).toHaveText("31");
  await page.goto("/s/oxytocin-pretest-posttest/audit?chain=study");
  await expect(page.getByText("Recorded the register's count: 31")).toBeVisible();
  await page.context().close();
});
