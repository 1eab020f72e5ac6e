import { expect, test, type Page } from "@playwright/test";

import { expectAccessible, expectNoSidewaysScroll } from "./support/check-page.ts";
import { ask, pageOf, practice } from "./support/midwife.ts";

type List = { participants: { number: string; allocatedOn: string | null; status: string }[] };

async function allocated(page: Page): Promise<string[]> {
  const { participants } = await ask<List>(page, "participant.list", {});
  return participants.filter((one) => one.allocatedOn !== null).map((one) => one.number);
}

test("an allocation error is told on a phone, shown with what follows, recorded, reviewed and closed", async ({
  browser,
}) => {
  const page = await pageOf(browser, "koordinator", "en");
  const number = (await allocated(page)).at(-1) ?? "";
  const place = `/s/${practice}/participant/${number}`;

  await test.step("from her page, by a plain question", async () => {
    await page.goto(place);
    await page.getByRole("link", { name: "Something went wrong with the allocation" }).click();
    await page.getByRole("button", { name: "Next" }).click();
    await expect(page.getByText("Nothing is chosen.")).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.getByText("This mother should not have been included").click();
    await page.getByRole("button", { name: "Next" }).click();
  });

  await test.step("a text that names a group is refused in place, and nothing typed is lost", async () => {
    await expect(page.getByRole("heading", { level: 1, name: "What needs to be recorded" })).toBeVisible();
    await page.getByRole("button", { name: "See what follows" }).click();
    await expect(page.getByText("This is empty.")).toBeVisible();
    await page.locator("#error-criteria + .knob").click();
    await page.getByLabel("Tell shortly what happened").fill("She was given usual care, but her age was wrong.");
    await page.getByRole("button", { name: "See what follows" }).click();
    await expect(page.getByText("Do not name a group or an intervention here")).toBeVisible();
    await expect(page.getByLabel("Tell shortly what happened")).toHaveValue(/usual care/);
    await expectAccessible(page);
    await page.getByLabel("Tell shortly what happened").fill("Her card shows another age than was told.");
    await page.getByRole("button", { name: "See what follows" }).click();
  });

  await test.step("what follows is read before it is recorded", async () => {
    await expect(page.getByRole("heading", { level: 1, name: "This is what follows" })).toBeVisible();
    await page.goBack();
    await expect(page.getByRole("heading", { level: 1, name: "What needs to be recorded" })).toBeVisible();
    await expect(page.getByLabel("Tell shortly what happened")).toHaveValue(
      "Her card shows another age than was told.",
    );
    await page.getByRole("button", { name: "See what follows" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "This is what follows" })).toBeVisible();
    await expect(page.getByText("She stays in the intention-to-treat analysis")).toBeVisible();
    await expect(page.getByText("The group she got does not change.")).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Record this error" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "The error is recorded" })).toBeVisible();
    await expect(page.getByText("Her card shows another age than was told.")).toBeVisible();
    await page.emulateMedia({ media: "print" });
    await expect(page.getByText("Seen by the investigator")).toBeVisible();
    await expect(page.getByRole("button", { name: "Print" })).toBeHidden();
    await page.emulateMedia({ media: null });
    await page.getByRole("link", { name: "Back to the participant" }).click();
    await expect(page.getByRole("heading", { level: 1, name: number, exact: true })).toBeVisible();
    await expect(page.getByRole("link", { name: "Allocated though not eligible" })).toBeVisible();
  });
  await page.context().close();

  const manager = await pageOf(browser, "manajerdata", "en");
  await manager.setViewportSize({ width: 1280, height: 900 });
  await test.step("the data manager finds it on the overview, reviews and closes it", async () => {
    await manager.goto(`/s/${practice}/overview`);
    await manager.getByRole("link", { name: "See allocation errors" }).click();
    await expectAccessible(manager);
    await manager
      .getByRole("row", { name: new RegExp(number) })
      .getByRole("link", { name: "Allocated though not eligible" })
      .click();
    expect(await manager.locator("main").innerText()).not.toMatch(/massage|usual care/i);
    await manager.getByRole("button", { name: "Review" }).click();
    const sheet = manager.getByRole("dialog", { name: "Review this record" });
    await expect(sheet.getByRole("button", { name: "Write the review" })).toBeDisabled();
    await sheet.getByLabel("Review", { exact: true }).fill("She is followed up as planned.");
    await sheet.getByText("Close this record").click();
    await expectAccessible(manager);
    await sheet.getByRole("button", { name: "Save and close" }).click();
    await expect(manager.getByText(/Closed by /)).toBeVisible();
    await expect(manager.getByRole("button", { name: "Review" })).toHaveCount(0);
    await expectAccessible(manager);
  });
  await manager.context().close();
});

test("an assessor is asked once which group she believes it was, after the last measurement", async ({ browser }) => {
  const page = await pageOf(browser, "penilai", "en");
  const numbers = await allocated(page);
  const states = await Promise.all(
    numbers.map(async (participant) => ({
      participant,
      state: (await ask<{ state: string }>(page, "guess.get", { participant })).state,
    })),
  );
  const due = states.find(({ state }) => state === "due")?.participant ?? "";
  const later = states.find(({ state }) => state === "later")?.participant ?? "";
  expect([due, later]).not.toContain("");

  await page.goto(`/s/${practice}/participant/${later}`);
  await expect(page.getByRole("heading", { level: 1, name: later, exact: true })).toBeVisible();
  await expect(page.getByText("Which group do you think")).toHaveCount(0);

  await page.goto(`/s/${practice}/participant/${due}`);
  await expect(page.getByRole("group", { name: "Which group do you think this mother was in?" })).toBeVisible();
  await page.getByText("The group that got the study's intervention").click();
  await page.getByRole("button", { name: "Record the answer" }).click();
  await expect(page.getByText("Nothing is chosen.")).toBeVisible();
  await page.getByText("Somewhat certain").click();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Record the answer" }).click();
  const sheet = page.getByRole("dialog", { name: "Record this answer?" });
  await expect(sheet).toContainText("It is recorded once and cannot be changed.");
  await sheet.getByRole("button", { name: "Record the answer" }).click();
  await expect(page.getByText(/Your answer of .*\(Somewhat certain\)/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Record the answer" })).toHaveCount(0);
  await page.context().close();
});
