import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";

import { expectAccessible } from "./support/check-page.ts";
import { deskOf, draftOf } from "./support/drafts.ts";
import { command } from "./support/midwife.ts";

test("an administrator is told what the account does not do, and is not led to opening a live study", async ({
  browser,
}) => {
  const page = await deskOf(browser, "administrator");
  await page.goto("/admin");
  await expect(page.getByText("holds no role in a study with real participants")).toBeVisible();
  // Nobody holds both in the demonstration.
  await expect(page.getByText("Administrators who hold a role")).toHaveCount(0);
  await expectAccessible(page);
  const draft = await draftOf(page, "oxytocin-pretest-posttest");
  await page.goto(`/drafts/${draft}/publish`);
  await expect(page.getByText("An administrator's account opens no live study.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Open the live study" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Open a test study" })).toBeEnabled();
  await expectAccessible(page);
  await page.context().close();
});

test("an investigator of one site is led to nothing that is of every site, and told why", async ({ browser }) => {
  const administrator = await deskOf(browser, "administrator");
  const study = `test-site-${Date.now().toString(36)}`;
  const protocol: unknown = JSON.parse(readFileSync("../../studies/oxytocin-rct/protocol.json", "utf8"));
  await command(administrator, "study.create", { study: undefined, key: study, kind: "test", protocol });
  const accounts = await administrator.evaluate(async () => {
    const response = await fetch("/api/trpc/account.list");
    return ((await response.json()) as { result: { data: { id: string; username: string }[] } }).result.data;
  });
  for (const [username, role, site] of [
    ["peneliti", "investigator", "melati"],
    ["manajerdata", "data_manager", null],
    ["statistisi", "investigator", null],
  ] as const) {
    const account = accounts.find((one) => one.username === username)?.id ?? "";
    await command(administrator, "account.grantRole", { account, study, role, site });
  }
  await administrator.context().close();
  const page = await deskOf(browser, "peneliti");
  await page.goto(`/s/${study}/go-live`);
  await expect(page.getByText("This concerns the whole study")).toBeVisible();
  await expect(page.getByRole("button", { name: "Approve" })).toHaveCount(0);
  const manager = await deskOf(browser, "manajerdata");
  await command(manager, "study.goLive", { study });
  const second = await deskOf(browser, "statistisi");
  await command(second, "study.goLive", { study });
  await second.context().close();
  await manager.goto(`/s/${study}/overview`);
  await expect(manager.getByRole("button", { name: "Lock the data" })).toBeVisible();
  await manager.context().close();

  await page.goto(`/s/${study}/overview`);
  await expect(page.getByText("is done by a role of every site")).toBeVisible();
  await expect(page.getByRole("button", { name: "Lock the data" })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Participants" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Datasets" })).toHaveCount(0);
  await expectAccessible(page);
  await page.goto(`/s/${study}/datasets`);
  await expect(page.getByText("This concerns the whole study")).toBeVisible();
  await page.goto(`/s/${study}/amendments`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Version");
  await expect(page.getByRole("button", { name: "Prepare the next version" })).toHaveCount(0);
  await page.context().close();
});
