import { expect, type Page, test } from "@playwright/test";

import { ask, command, pageOf, practice, todayOf } from "./support/midwife.ts";

type Row = { readonly participant: string; readonly visit: string; readonly kind: string; readonly state: string };
type Participant = { readonly schedule: readonly { readonly visit: string; readonly state: string }[] };

async function sessionsOf(page: Page): Promise<readonly Row[]> {
  const { rows } = await ask<{ rows: readonly Row[] }>(page, "today.list", {});
  return rows.filter((row) => row.kind === "intervention_session");
}

/** A mother with a session of the given state, as the day's list of who gives it has it, and what it waits for. */
async function sessionOf(page: Page, state: "due" | "overdue"): Promise<{ row: Row; before: readonly Row[] }> {
  const sessions = await sessionsOf(page);
  const [found] = sessions
    .filter((row) => row.state === state)
    .map((row) => ({
      row,
      before: sessions.filter(
        (other) => other !== row && other.participant === row.participant && other.state === "overdue",
      ),
    }))
    .toSorted((a, b) => a.before.length - b.before.length);
  if (found === undefined) throw new Error(`nobody has a session that is ${state}`);
  return found;
}

/** A session that can be given today. Past midnight those of the day before are overdue, and told as missed first. */
async function sessionToGive(page: Page): Promise<Row> {
  const { row, before } = await sessionOf(page, "due");
  const on = todayOf(await ask(page, "study.get", {}));
  for (const { participant, visit } of before)
    await command(page, "visit.recordMissed", { participant, visit, on, reason: "Ibu sedang tidak di tempat" });
  return row;
}

const stateOf = async (page: Page, row: Row) =>
  (await ask<Participant>(page, "participant.get", { participant: row.participant })).schedule.find(
    (visit) => visit.visit === row.visit,
  )?.state;

test("a session is recorded by its clock and its steps; what is not ticked is not done, and the page says so", async ({
  browser,
}) => {
  const page = await pageOf(browser, "pelaksana");
  const row = await sessionToGive(page);
  await page.goto(`/s/${practice}/today`);
  await page.locator(`a.visit[href*="${row.participant}/${row.visit}/"]`).click();
  await page.getByLabel("Mulai").fill("15.08");
  await page.getByLabel("Selesai").fill("15.23");
  await expect(page.getByText(/^15 menit\./)).toBeVisible();
  const steps = page.getByRole("group", { name: "Langkah prosedur" });
  for (const step of (await steps.locator(".row-choice").all()).slice(0, 6)) await step.click();
  await expect(page.getByText("6 dari 7 langkah ditandai.")).toBeVisible();
  await page.getByRole("button", { name: "Simpan dan kirim" }).click();
  await expect(page.getByText("1 isian belum lengkap.")).toBeVisible();
  await page.locator("#discomfort").locator("xpath=ancestor::fieldset").getByText("Tidak", { exact: true }).click();
  await page.getByRole("button", { name: "Simpan dan kirim" }).click();
  await expect(page).toHaveURL(/\/today\?/);
  expect(await stateOf(page, row)).toBe("done");
});

test("a session that did not take place is a fact with a reason, and the log shows it", async ({ browser }) => {
  const page = await pageOf(browser, "pelaksana");
  const { row } = await sessionOf(page, "overdue");
  await page.goto(`/s/${practice}/participant/${row.participant}`);
  await page.getByRole("button", { name: "Catat sesi ini tidak dilakukan" }).first().click();
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("button", { name: "Catat tidak dilakukan" }).click();
  await expect(sheet.getByText("Pilih atau tuliskan alasannya.")).toBeVisible();
  await sheet.getByText("Ibu sedang tidak di tempat").click();
  await sheet.getByRole("button", { name: "Catat tidak dilakukan" }).click();
  await expect(sheet).toBeHidden();
  await expect(page.locator(".days")).toContainText("Ibu sedang tidak di tempat");
  expect(await stateOf(page, row)).toBe("missed");
});
