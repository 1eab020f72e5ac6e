import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";

import { expectAccessible } from "./support/check-page.ts";
import { pageOf } from "./support/midwife.ts";

type Arm = { readonly key: string; readonly kind: string };
type Document = {
  readonly arms: readonly Arm[];
  readonly visits: readonly { readonly arms?: readonly string[] }[];
  readonly allocation: { readonly ratio: readonly { readonly arm: string; readonly weight: number }[] };
};

/** The reference trial with music as a second intervention, which says nothing yet of its two comparisons. */
function threeArms(): unknown {
  const trial = JSON.parse(readFileSync("../../studies/oxytocin-rct/protocol.json", "utf8")) as Document;
  const [massage, ...others] = trial.arms;
  const treated = [massage?.key ?? "", "music"];
  return {
    ...trial,
    arms: [massage, { ...massage, key: "music", label: { id: "Musik", en: "Music" } }, ...others],
    visits: trial.visits.map((visit) => (visit.arms === undefined ? visit : { ...visit, arms: treated })),
    allocation: {
      ...trial.allocation,
      ratio: [...trial.allocation.ratio, { arm: "music", weight: 1 }],
      blockSizes: [6, 9],
    },
  };
}

async function draftFrom(page: Page, file: unknown): Promise<string> {
  const answer = await page.evaluate(
    async (body) => {
      const headers = { "content-type": "application/json" };
      return (await fetch("/api/trpc/protocolDraft.create", { method: "POST", body, headers })).text();
    },
    JSON.stringify({ commandId: randomUUID(), name: `Tiga ${Date.now().toString(36)}`, from: { file } }),
  );
  return (JSON.parse(answer) as { result: { data: { id: string } } }).result.data.id;
}

test("a trial of three arms says what it does about its comparisons, and lives through each of them", async ({
  browser,
}) => {
  const page = await pageOf(browser, "peneliti", "en");
  const draft = await draftFrom(page, threeArms());

  await test.step("the plan asks, and says why it asks, on a phone too", async () => {
    await page.goto(`/drafts/${draft}/analysis`);
    await expect(page.getByText("This study compares 2 arms with the control").first()).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel("Several comparisons with the control").selectOption({ label: "Not adjusted, for a reason" });
    await expect(page.getByText("Not written yet: reason.").first()).toBeVisible();
    await expect(page.getByRole("group", { name: "Why nothing is adjusted" })).toBeVisible();
    await page.getByLabel("Several comparisons with the control").selectOption({ label: "p adjusted by Holm (usual)" });
    await expect(page.getByText("This study compares 2 arms")).toHaveCount(0);
  });

  await test.step("the dry run tells each comparison by its own p and after Holm, and all and any of them", async () => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(`/drafts/${draft}/dry-run`);
    await page.getByLabel("Participants enrolled").fill("60");
    await page.getByRole("button", { name: /^Run/u }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("finds all the differences you suppose", {
      timeout: 60_000,
    });
    const shares = page.getByRole("region", { name: "Power of each comparison" });
    await expect(shares.getByRole("listitem")).toHaveText([
      /^Oxytocin massage against Usual care.*By its own p.*After Holm/su,
      /^Music against Usual care.*By its own p.*After Holm/su,
      /^All supposed differences.*After Holm/su,
      /^At least one of them.*After Holm/su,
    ]);
    await expect(page.getByRole("columnheader", { name: "p (Holm)" }).first()).toBeVisible();
    await expect(page.getByText("each arm compared with Usual care").first()).toBeVisible();
    await expectAccessible(page);
  });
  await page.context().close();
});
