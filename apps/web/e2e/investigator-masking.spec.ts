import { expect, test, type Page } from "@playwright/test";

import { expectAccessible, expectNoSidewaysScroll } from "./support/check-page.ts";
import { ask, pageOf, practice } from "./support/midwife.ts";

const wide = { width: 1280, height: 900 };
const arms = /Oxytocin massage, day|Usual care/;

/** Everything that a browser keeps of a page after it was left. */
async function keptByBrowser(page: Page): Promise<string> {
  const stored = await page.evaluate(async () => {
    const caches = await window.caches.keys();
    const databases = await indexedDB.databases();
    return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state, caches, databases]);
  });
  return `${page.url()} ${await page.title()} ${stored}`;
}

test("masking is lifted by a second person, for good, and everybody responsible is told", async ({ browser }) => {
  const investigator = await pageOf(browser, "peneliti", "en");
  await investigator.setViewportSize(wide);
  const person = (page: Page) => page.getByRole("row", { name: /Yuni Kartika/ });

  await test.step("the investigator asks with a reason, and cannot decide it herself", async () => {
    await investigator.goto(`/s/${practice}/masking`);
    await expect(investigator.getByRole("heading", { level: 1 })).toContainText("assignments are masked.");
    await expectAccessible(investigator);
    await person(investigator).getByRole("button", { name: "Ask to change" }).click();
    const sheet = investigator.getByRole("dialog", { name: "Lift the masking of Yuni Kartika?" });
    await expect(sheet.getByRole("button", { name: "Write the reason" })).toBeDisabled();
    await sheet.getByLabel("Reason", { exact: true }).fill("She took over giving the massage");
    await expect(sheet).toContainText("cannot be put back");
    await expectAccessible(investigator);
    await sheet.getByRole("button", { name: "Ask for it" }).click();
    await expect(investigator.getByText("The request is sent.")).toBeVisible();
    await expect(person(investigator)).toContainText("Waits for a decision");
    await expect(investigator.getByText("You asked for this, so somebody else decides.")).toBeVisible();
    await expect(investigator.getByRole("button", { name: "Approve" })).toHaveCount(0);
  });

  await test.step("the data manager approves what waits for him", async () => {
    const manager = await pageOf(browser, "manajerdata", "en");
    await manager.setViewportSize(wide);
    await manager.goto(`/s/${practice}/overview`);
    await expect(manager.getByText("1 change of masking waits for your decision.")).toBeVisible();
    await manager.getByRole("link", { name: "To the masking page" }).click();
    await manager.getByRole("button", { name: "Approve" }).click();
    const sheet = manager.getByRole("dialog", { name: "Approve this change?" });
    await expectAccessible(manager);
    await sheet.getByRole("button", { name: "Approve and lift the masking" }).click();
    await expect(person(manager)).toContainText("Not masked");
    await expect(person(manager).getByRole("button")).toHaveCount(0);
    await expect(manager.getByText(/Approved by Bagus Pratama/)).toBeVisible();
    await manager.context().close();
  });

  await test.step("the notice stays on the overview until it is read", async () => {
    await investigator.goto(`/s/${practice}/overview`);
    const notice = investigator.getByText("The masking of Yuni Kartika was changed.");
    await expect(notice).toBeVisible();
    await investigator.getByRole("button", { name: "I have read this" }).click();
    await expect(notice).toBeHidden();
  });
  await investigator.context().close();
});

test("in an emergency one arm is shown once on a phone, after the password, and nothing keeps it", async ({
  browser,
}) => {
  const page = await pageOf(browser, "peneliti", "en");
  type List = { participants: { number: string; allocatedOn: string | null }[] };
  const { participants } = await ask<List>(page, "participant.list", {});
  const number = participants.find((one) => one.allocatedOn !== null)?.number ?? "";
  const place = `/s/${practice}/participant/${number}`;
  await page.goto(place);
  await page.getByRole("link", { name: "Emergency unblinding" }).click();

  await test.step("it says what follows, and a wrong password loses nothing typed", async () => {
    await expect(page.getByRole("heading", { level: 1, name: `Unmask ${number}?` })).toBeVisible();
    await page.getByText("Medical emergency").click();
    await page.getByLabel("Reason").fill("Convulsions this evening");
    await page.getByLabel("Your password").fill("not the password");
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Unmask" }).click();
    await expect(page.getByText("The password does not match, so nothing was unmasked.")).toBeVisible();
    await expect(page.getByLabel("Reason")).toHaveValue("Convulsions this evening");
    expect(await page.locator("main").innerText()).not.toMatch(arms);
  });

  await test.step("with the right one the arm stands on the page, and only there", async () => {
    await page.getByLabel("Your password").fill("coba-kendali-2026");
    await page.getByRole("button", { name: "Unmask" }).click();
    await expect(page.getByRole("heading", { name: `The arm of ${number}` })).toBeVisible();
    await expect(page.locator(".unmasked-arm")).toHaveText(/massage|care/i);
    await expectAccessible(page);
    expect(await keptByBrowser(page)).not.toMatch(/massage|usual_care|Usual care/i);
    await page.getByRole("button", { name: "I have written it down, hide it" }).click();
    await expect(page.getByRole("heading", { name: `${number} was unmasked.` })).toBeVisible();
    await expect(page.locator(".unmasked-arm")).toHaveCount(0);
  });

  await test.step("going back and forth does not bring it back", async () => {
    await page.getByRole("link", { name: "To the participant's page" }).click();
    await expect(page.getByRole("heading", { level: 1, name: number, exact: true })).toBeVisible();
    await page.goBack();
    await expect(page.getByRole("heading", { level: 1, name: `Unmask ${number}?` })).toBeVisible();
    await expect(page.getByLabel("Your password")).toHaveValue("");
    await page.getByText("Another cause").click();
    await page.getByLabel("Reason").fill("It was not written down");
    await page.getByLabel("Your password").fill("coba-kendali-2026");
    await page.getByRole("button", { name: "Unmask" }).click();
    await expect(page.locator(".unmasked-arm")).toBeVisible();
    await page.getByRole("link", { name: "Participant", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: number, exact: true })).toBeVisible();
    await page.goBack();
    await expect(page).toHaveURL(/\/unmask$/);
    await expect(page.getByRole("heading", { level: 1 })).toContainText(number);
    await expect(page.locator(".unmasked-arm")).toHaveCount(0);
  });

  await test.step("the data manager is told who, whom and why, without the arm", async () => {
    const manager = await pageOf(browser, "manajerdata", "en");
    await manager.setViewportSize(wide);
    await manager.goto(`/s/${practice}/overview`);
    await expect(manager.getByText(`${number} was unmasked.`).first()).toBeVisible();
    await manager.goto(`/s/${practice}/masking`);
    const row = manager.getByRole("row", { name: new RegExp(`${number}.*Convulsions this evening`) });
    await expect(row.first()).toContainText("dr. Ayu Lestari");
    expect(await manager.locator("main").innerText()).not.toMatch(arms);
    await manager.context().close();
  });
  await page.context().close();
});
