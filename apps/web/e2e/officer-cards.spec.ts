import { expect, test, type Page } from "@playwright/test";

import { expectAccessible, expectNoSidewaysScroll } from "./support/check-page.ts";
import { ask, pageOf, practice } from "./support/midwife.ts";

const arms = /pijat oksitosin|oxytocin massage|perawatan standar|usual care/i;

/** The first mother who could be allocated now. */
async function readyMother(page: Page): Promise<string> {
  type List = { participants: { number: string; allocatedOn: string | null }[] };
  type One = { actions: { action: string; refusal: object | null }[] };
  const { participants } = await ask<List>(page, "participant.list", {});
  for (const { number } of participants.filter((one) => one.allocatedOn === null)) {
    const { actions } = await ask<One>(page, "participant.get", { participant: number });
    if (actions.some(({ action, refusal }) => action === "allocation.allocate" && refusal === null)) return number;
  }
  throw new Error("nobody waits to be allocated");
}

test("cards are printed once without showing their inside, and one is entered by its code afterwards", async ({
  browser,
}) => {
  const officer = await pageOf(browser, "petugas", "en");
  await officer.setViewportSize({ width: 1280, height: 900 });
  const codes = await test.step("the officer, who sees nothing else, makes a pile ready", async () => {
    await officer.goto(`/s/${practice}/cards`);
    await expect(officer.getByRole("heading", { level: 1 })).toContainText("No cards are printed yet");
    await expectAccessible(officer);
    const pile = officer.getByRole("row").filter({ hasText: "Melati" }).filter({ hasText: "Multiparous" });
    await pile.getByRole("button", { name: "Print" }).click();
    await officer.getByRole("dialog").getByRole("button", { name: "Make 12 cards ready" }).click();
    await expect(officer.getByRole("heading", { level: 1 })).toContainText("are ready to print");
    await expectAccessible(officer);
    expect(await officer.locator("main").innerText()).not.toMatch(arms);
    await officer.emulateMedia({ media: "print" });
    await expect(officer.locator(".sealed-card")).toHaveCount(12);
    for (const inside of await officer.locator(".sealed-card .arm").allInnerTexts()) expect(inside).toMatch(arms);
    expect((await officer.locator(".code-list table").allInnerTexts()).join()).not.toMatch(arms);
    const printed = await officer.locator(".sealed-card .outside .code").allInnerTexts();
    await officer.emulateMedia({ media: null });
    await officer.getByRole("button", { name: "Printed, close" }).click();
    await expect(pile.getByRole("button", { name: "Print again" })).toBeVisible();
    await pile.getByRole("button", { name: "Print again" }).click();
    await expect(officer.getByRole("dialog").getByRole("button", { name: "Give the reason" })).toBeDisabled();
    await officer.setViewportSize({ width: 360, height: 760 });
    await expectNoSidewaysScroll(officer);
    await expectAccessible(officer);
    for (const place of ["participants", "overview", "datasets"]) {
      await officer.goto(`/s/${practice}/${place}`);
      await expect(officer.locator("main")).not.toContainText(/MLT-\d{3}-\d/);
    }
    return printed;
  });
  await officer.context().close();
  expect(new Set(codes).size).toBe(12);

  const page = await pageOf(browser, "koordinator", "en");
  const number = await readyMother(page);
  const code = codes[0] ?? "";
  await test.step("the coordinator reaches the form from the draw, and a slip of the finger is told at once", async () => {
    await page.goto(`/s/${practice}/participant/${number}/allocate`);
    await page.getByRole("link", { name: "Enter a sealed card" }).click();
    await page
      .getByLabel("Code on the outside of the card")
      .fill(`${code.slice(0, -1)}${code.endsWith("7") ? "8" : "7"}`);
    await expect(page.getByText("A letter or digit is wrong.")).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel("Code on the outside of the card").fill(code.toLowerCase().replace("-", " "));
    await expect(page.getByText(`Read as ${code}`)).toBeVisible();
    await page.getByRole("button", { name: "Now", exact: true }).click();
    await page.getByLabel("Why a card was used").fill("She is in usual care now.");
    await page.getByRole("button", { name: "Enter this card" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Enter this card" }).click();
    await expect(page.getByRole("dialog").getByText("Do not name a group or an intervention here")).toBeVisible();
    await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
    await expect(page.getByLabel("Why a card was used")).toHaveValue("She is in usual care now.");
    await page.getByLabel("Why a card was used").fill("No power and no network since the morning.");
  });
  await test.step("the card becomes her allocation, once", async () => {
    await page.getByRole("button", { name: "Enter this card" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Enter this card" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText(`is entered from card ${code}`);
    await expect(page.getByText("Compare it with the inside of the card.")).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await page.goto(`/s/${practice}/participant/${number}/card`);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("This participant was allocated on");
  });
  await page.context().close();
});
