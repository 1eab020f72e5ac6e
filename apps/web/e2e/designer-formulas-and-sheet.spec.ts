import { expect, type Locator, type Page, test } from "@playwright/test";

import { expectAccessible, expectNoSidewaysScroll } from "./support/check-page.ts";
import { signIn } from "./support/sign-in.ts";

/** A draft of the reference trial, opened at one form. */
async function openForm(page: Page, form: string): Promise<void> {
  await page.goto("/drafts");
  await page.locator(".template-list .btn.primary").last().click();
  await expect(page).toHaveURL(/\/drafts\/[0-9a-f-]{36}/);
  const draft = /\/drafts\/[0-9a-f-]{36}/.exec(page.url())?.[0] ?? "";
  await page.goto(`${draft}/forms/${form}`);
  await expect(page.locator(".expr-text textarea").first()).toBeVisible();
}

/** What a spreadsheet puts on the clipboard, pasted where the focus is. */
async function paste(place: Locator, text: string): Promise<void> {
  await place.evaluate((element, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

test("a formula is completed from the list, read back in words, and kept in its box while it is wrong", async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await signIn(page, "peneliti", "en");
  await openForm(page, "milk_volume");
  const box = page.locator(".expr-text textarea").first();
  await box.click();
  await page.keyboard.type("pump_s");
  const list = page.getByRole("listbox", { name: "What can be written here" });
  await expect(list.getByRole("option").first()).toContainText("Side pumped");
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await page.keyboard.type(" == ");
  await expect(list.getByRole("option", { name: /Left/ })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(box).toHaveValue("pump_side == 1");
  await expect(page.locator(".expr-said").first()).toContainText("Side pumped is “Left”");

  await page.keyboard.press("Control+a");
  await page.keyboard.type("pump_sid == 1");
  await expect(page.getByText("No question is named pump_sid.")).toBeVisible();
  await expect(page.locator(".expr-held")).toContainText("pump_side == 1");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Replace with pump_side" }).click();
  await expect(box).toHaveValue("pump_side == 1");
  await expect(page.locator(".expr-held")).toHaveCount(0);
});

test("a form is edited cell by cell with the keyboard, and a pasted table is looked at before it is taken", async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await signIn(page, "peneliti", "en");
  await openForm(page, "milk_volume");
  await page.getByRole("button", { name: "Spreadsheet", exact: true }).click();
  const grid = page.getByRole("grid");
  await expect(grid).toHaveAttribute("aria-rowcount", "9");
  await expectAccessible(page);
  const cell = (row: number, column: number) => page.locator(`[data-cell="${row} ${column}"]`);

  await cell(0, 4).click();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("F2");
  await page.keyboard.type(" now");
  await page.keyboard.press("Enter");
  await expect(cell(1, 4)).toHaveText("Hours since delivery when measured now");
  await expect(cell(2, 4)).toBeFocused();

  await test.step("what cannot stand stays in its cell", async () => {
    await cell(5, 8).click();
    await page.keyboard.type("many");
    await page.keyboard.press("Enter");
    await expect(cell(5, 8)).toHaveAttribute("aria-invalid", "true");
    await cell(5, 8).click();
    await expect(page.locator(".sheet-wrong")).toContainText("“many” is not a number of decimals.");
    await page.getByRole("button", { name: "Back to what is saved" }).click();
    await expect(cell(5, 8)).toHaveText("1");
  });

  await test.step("a table with formulas and unknown types changes nothing", async () => {
    await cell(0, 0).click();
    await paste(cell(0, 0), "Key\tType\tQuestion\nx_one\tdecimel\t=A1+B2\nx_two\ttext\t#REF!");
    const sheet = page.getByRole("dialog");
    await expect(sheet).toContainText("Row 2, column C");
    await expect(sheet).toContainText("The nearest is: Decimal");
    await expect(sheet.getByRole("button", { name: "Mend first" })).toBeDisabled();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(grid).toHaveAttribute("aria-rowcount", "9");
  });

  await test.step("a sound one is taken as one step, and taken back as one", async () => {
    await cell(0, 0).click();
    await paste(
      cell(0, 0),
      "Question (English)\tKey\tType\tChoices\nHow was it?\tx_one\tchoice\t1=Baik|Good; 2=Buruk|Bad",
    );
    const sheet = page.getByRole("dialog");
    await expect(sheet).toContainText("1 new question");
    await sheet.getByRole("button", { name: "Apply to the form" }).click();
    await expect(grid).toHaveAttribute("aria-rowcount", "10");
    await page.keyboard.press("Control+z");
    await expect(grid).toHaveAttribute("aria-rowcount", "9");
  });

  await page.setViewportSize({ width: 360, height: 760 });
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});
