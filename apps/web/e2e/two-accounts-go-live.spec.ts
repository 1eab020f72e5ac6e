import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test, type Browser } from "@playwright/test";

import { expectAccessible, expectNoSidewaysScroll } from "./support/check-page.ts";
import { ask, command, pageOf } from "./support/midwife.ts";

test.use({ viewport: { width: 1280, height: 900 } });

/** A trial that nobody has approved yet, with an investigator, a data manager and an assessor. */
async function draftTrial(browser: Browser): Promise<string> {
  const study = `test-two-${Date.now().toString(36)}`;
  const administrator = await pageOf(browser, "administrator", "en");
  const protocol = JSON.parse(readFileSync("../../studies/oxytocin-rct/protocol.json", "utf8")) as object;
  await administrator.evaluate(
    async (body) => {
      const headers = { "content-type": "application/json" };
      await fetch("/api/trpc/study.create", { method: "POST", body, headers });
    },
    JSON.stringify({ commandId: randomUUID(), key: study, kind: "test", protocol }),
  );
  const accounts = await administrator.evaluate(async () => {
    const answer = (await (await fetch("/api/trpc/account.list")).json()) as {
      result: { data: { id: string; username: string }[] };
    };
    return answer.result.data;
  });
  for (const [username, role] of [
    ["peneliti", "investigator"],
    ["manajerdata", "data_manager"],
    ["penilai", "assessor"],
  ]) {
    const account = accounts.find((one) => one.username === username)?.id;
    await command(administrator, "account.grantRole", { account, study, role, site: null });
  }
  await administrator.context().close();
  return study;
}

test("two people approve a trial, and everybody in it reads the promise that the trail holds", async ({ browser }) => {
  const study = await draftTrial(browser);
  const investigator = await pageOf(browser, "peneliti", "en");
  await investigator.setViewportSize({ width: 360, height: 760 });
  await investigator.goto(`/s/${study}/go-live`);

  await test.step("the first approval alone opens nothing", async () => {
    await expect(investigator.getByRole("heading", { level: 1 })).toContainText("Two people approve this study");
    await expectAccessible(investigator);
    await expectNoSidewaysScroll(investigator);
    await investigator.getByRole("button", { name: "Approve" }).click();
    await investigator.getByRole("dialog").getByRole("button", { name: "Approve" }).click();
    await expect(investigator.getByText("You have approved.")).toBeVisible();
    await expect(investigator.getByRole("button", { name: "Approve", exact: true })).toHaveCount(0);
    await investigator.goto(`/s/${study}/commitment`);
    await expect(investigator.getByText("There is no commitment yet.")).toBeVisible();
  });

  await test.step("an approval withdrawn and given again is two acts", async () => {
    await investigator.getByRole("link", { name: "To the go-live page" }).click();
    await investigator.getByRole("button", { name: "Withdraw my approval" }).click();
    await investigator.getByRole("dialog").getByRole("button", { name: "Withdraw my approval" }).click();
    await expect(investigator.getByRole("heading", { level: 1 })).toContainText("Two people approve this study");
    await investigator.getByRole("button", { name: "Approve" }).click();
    await investigator.getByRole("dialog").getByRole("button", { name: "Approve" }).click();
    await expect(investigator.getByText("You have approved.")).toBeVisible();
  });

  const manager = await pageOf(browser, "manajerdata", "en");
  await test.step("the second approval opens the study", async () => {
    await manager.setViewportSize({ width: 1280, height: 900 });
    await manager.goto(`/s/${study}/go-live`);
    await expect(manager.getByText("dr. Ayu Lestari, Investigator")).toBeVisible();
    await manager.getByRole("button", { name: "Approve and go live" }).click();
    await manager.getByRole("dialog").getByRole("button", { name: "Approve and go live" }).click();
    await manager.getByRole("link", { name: "Open and print the commitment" }).click();
  });

  await test.step("the page shows the digits that the trail holds, with both names", async () => {
    const digits = await manager.locator(".commitment-digits code").innerText();
    const { events } = await ask<{ events: { action: string; data: { commitment?: string | null } }[] }>(
      manager,
      "audit.list",
      { study },
    );
    const recorded = events.find((event) => event.action === "study.goLive")?.data.commitment;
    expect(recorded).toMatch(/^[0-9a-f]{64}$/);
    expect(digits.replaceAll(/\s/g, "")).toBe(recorded);
    const signatures = manager.locator(".signatures");
    await expect(signatures).toContainText("dr. Ayu Lestari");
    await expect(signatures).toContainText("Bagus Pratama");
    await expectAccessible(manager);
    const pdf = await manager.pdf({ format: "A4", preferCSSPageSize: true });
    expect(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g), "printed on one page").toHaveLength(1);
    await manager.context().close();
  });

  await test.step("the masked assessor reads the same promise on her phone, and no arm", async () => {
    const assessor = await pageOf(browser, "penilai", "id");
    await assessor.setViewportSize({ width: 360, height: 760 });
    await assessor.goto(`/s/${study}/commitment`);
    await expect(assessor.getByRole("heading", { level: 1 })).toContainText("dijanjikan sebelum responden pertama");
    await expect(assessor.locator("main")).not.toContainText(/Pijat oksitosin sekali|Perawatan standar/);
    await expectAccessible(assessor);
    await expectNoSidewaysScroll(assessor);
    await assessor.goto(`/s/${study}/go-live`);
    await expect(assessor.locator(".commitment-digits, .go-live-approvals")).toHaveCount(0);
    await assessor.context().close();
  });
  await investigator.context().close();
});
