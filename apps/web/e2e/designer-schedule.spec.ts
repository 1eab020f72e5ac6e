import { readFileSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";

import { deskOf, documentOf, draftOf, plannedAt } from "./support/drafts.ts";

const undo = (page: Page) => page.keyboard.press("Control+z");

test("the schedule is edited by the keyboard alone, said in words, and each step is taken back", async ({
  browser,
}) => {
  const page = await deskOf(browser, "peneliti");
  const draft = await draftOf(page, "oxytocin-rct");
  await page.goto(`/drafts/${draft}/schedule`);
  const cell = (name: string) => page.getByRole("gridcell").getByRole("button", { name, exact: true });
  const status = page.locator(".soa-legend + p[role=status]");

  await cell("Blood sample, Day 8: planned").focus();
  await page.keyboard.press("ArrowRight");
  await expect(cell("Blood sample, Day 14: not planned")).toBeFocused();
  await page.keyboard.press("Space");
  await expect(status).toHaveText("Blood sample planned at Day 14.");
  await expect(cell("Blood sample, Day 14: planned")).toBeFocused();
  await expect.poll(() => plannedAt(page, draft, "day_14")).toContain("blood");

  await page.keyboard.press("Alt+ArrowRight");
  await expect(status).toHaveText("Blood sample moved to Day 28.");
  await expect(cell("Blood sample, Day 28: planned")).toBeFocused();
  await expect.poll(() => plannedAt(page, draft, "day_28")).toContain("blood");
  await undo(page);
  await expect.poll(() => plannedAt(page, draft, "day_14")).toContain("blood");
  await undo(page);
  await expect.poll(() => plannedAt(page, draft, "day_14")).not.toContain("blood");

  await page.keyboard.press("Enter");
  await expect(page.getByRole("complementary", { name: "Details of the visit" })).toContainText("Key day_28");

  // A band is one stop of the arrow keys, whatever it spans.
  await page
    .getByRole("gridcell")
    .getByRole("button", { name: /^Usual postpartum care, Sessions to Day 42/ })
    .focus();
  await page.keyboard.press("ArrowLeft");
  await expect(cell("Usual postpartum care, Allocation: not planned")).toBeFocused();

  const day = async () => (await documentOf(page, draft)).visits.find(({ key }) => key === "day_14")?.day;
  const ring = page.getByRole("slider", { name: /^Day 14,/ });
  await ring.focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(ring).toHaveAttribute("aria-valuetext", "day 16");
  await expect.poll(day).toBe(16);
  await undo(page);
  await expect.poll(day).toBe(14);
  await page.context().close();
});

test("1 and 2 choose the arms of the cell, by key and by touch, in one column and one step back each", async ({
  browser,
}) => {
  const page = await deskOf(browser, "peneliti");
  const draft = await draftOf(page, "oxytocin-rct");
  await page.goto(`/drafts/${draft}/schedule`);
  const cell = (name: string) => page.getByRole("gridcell").getByRole("button", { name, exact: true });
  const status = page.locator(".soa-legend + p[role=status]");
  const columns = page.getByRole("columnheader");
  await expect(cell("Infant feeding, Day 14: planned")).toBeVisible();
  const drawn = await columns.count();
  const atDay = async (day: number) =>
    (await documentOf(page, draft)).visits
      .filter((visit) => visit.day === day && visit.key.startsWith("day_"))
      .map(({ key, arms, forms }) => [key, arms ?? "all", forms.map(({ form }) => form).join()]);
  const whole = [["day_14", "all", "milk_volume,lactation,feeding"]];

  await cell("Infant feeding, Day 14: planned").focus();
  await page.keyboard.press("1");
  await expect(status).toHaveText(
    /^Infant feeding, Day 14: only Usual care\. Nobody who is masked sees it on that day\./,
  );
  await expect(status).toContainText("is masked and will not be shown it here");
  await expect(cell("Infant feeding, Day 14: planned, only Usual care")).toBeFocused();
  await expect
    .poll(() => atDay(14))
    .toEqual([
      ["day_14", "all", "milk_volume,lactation"],
      ["day_14_arm", ["usual_care"], "feeding"],
    ]);
  await expect(columns).toHaveCount(drawn);
  await expect(cell("Milk volume, Day 14: planned")).toBeVisible();
  await page.keyboard.press("2");
  await expect(status).toHaveText("A form that is planned is for at least one arm. Space takes it out.");
  await undo(page);
  await expect.poll(() => atDay(14)).toEqual(whole);

  // On a cell where nothing is planned the key plans for that arm; the details do the same by touch.
  await cell("Blood sample, Day 14: not planned").focus();
  await page.keyboard.press("1");
  await expect(cell("Blood sample, Day 14: planned, only Oxytocin massage")).toBeFocused();
  await page.getByRole("group", { name: "Arms of Blood sample" }).getByRole("checkbox", { name: "Usual care" }).check();
  await expect(status).toHaveText("Blood sample, Day 14: all arms.");
  await expect.poll(() => atDay(14)).toEqual([["day_14", "all", "milk_volume,lactation,blood,feeding"]]);

  for (const [at, key, said] of [
    [/^Blood sample, Baseline/, "1", /^Before allocation nobody has an arm: Baseline \(pretest\) is for everybody\.$/],
    [/^Oxytocin massage session, Sessions: planned/, "1", /^At least one arm has this visit\.$/],
    [/^Eligibility, Screening: planned/, "Space", /^Eligibility is decided at screening, for everybody/],
  ] as const) {
    await page.getByRole("gridcell").getByRole("button", { name: at }).focus();
    await page.keyboard.press(key);
    await expect(status).toHaveText(said);
  }
  await page.context().close();
});

test("a form is dragged to another visit, and a visit along its axis", async ({ browser }) => {
  const page = await deskOf(browser, "peneliti");
  const draft = await draftOf(page, "oxytocin-rct");
  await page.goto(`/drafts/${draft}/schedule`);
  const cell = (name: string) => page.getByRole("gridcell").getByRole("button", { name, exact: true });
  await cell("Care received, Day 8: planned").dragTo(cell("Care received, Day 14: not planned"));
  await expect(cell("Care received, Day 14: planned")).toBeVisible();
  await expect.poll(() => plannedAt(page, draft, "day_14")).toContain("care_received");
  expect(await plannedAt(page, draft, "day_8")).not.toContain("care_received");
  await undo(page);
  await expect.poll(() => plannedAt(page, draft, "day_8")).toContain("care_received");

  const ring = page.getByRole("slider", { name: /^Day 28,/ });
  await ring.hover();
  const box = await ring.boundingBox();
  if (box === null) throw new Error("the ring is not drawn");
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 40, box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
  const day = async () => (await documentOf(page, draft)).visits.find(({ key }) => key === "day_28")?.day;
  await expect.poll(day).toBeGreaterThan(28);
  await undo(page);
  await expect.poll(day).toBe(28);
  await page.context().close();
});

test("on a phone a touch plans a form and takes it out", async ({ browser }) => {
  const context = await browser.newContext({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 760 } });
  const desk = await deskOf(browser, "peneliti");
  await context.addCookies(await desk.context().cookies());
  const page = await context.newPage();
  const draft = await draftOf(desk, "oxytocin-rct");
  await page.goto(`/drafts/${draft}/schedule`);
  const cell = (name: string) => page.getByRole("gridcell").getByRole("button", { name, exact: true });
  await cell("Blood sample, Day 14: not planned").tap();
  await expect.poll(() => plannedAt(desk, draft, "day_14")).toContain("blood");
  await cell("Blood sample, Day 14: planned").tap();
  await expect.poll(() => plannedAt(desk, draft, "day_14")).not.toContain("blood");
  await context.close();
  await desk.context().close();
});

test("the figure is a drawing that other programs read, and all that the page prints", async ({ browser }) => {
  const page = await deskOf(browser, "peneliti");
  const draft = await draftOf(page, "oxytocin-rct");
  await page.goto(`/drafts/${draft}/schedule`);
  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name: "SVG" }).click();
  const file = readFileSync(await (await coming).path());
  const words = await page.evaluate((source) => {
    const read = new DOMParser().parseFromString(source, "image/svg+xml");
    return read.querySelector("parsererror") === null ? read.documentElement.textContent : null;
  }, file.toString("utf8"));
  expect(words).toContain("TIMEPOINT");
  expect(words).toContain("Milk volume");
  expect(file.toString("utf8")).not.toContain("var(--");

  const png = page.waitForEvent("download");
  await page.getByRole("button", { name: /^PNG/ }).click();
  expect(
    readFileSync(await (await png).path())
      .subarray(1, 4)
      .toString("latin1"),
  ).toBe("PNG");

  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("heading", { name: "SPIRIT figure" })).toBeVisible();
  await expect(page.locator(".soa-figure svg.fig")).toBeVisible();
  for (const part of [".soa", ".insp", ".builder-findings", ".soa-figure .copy", ".bar", ".nav"])
    await expect(page.locator(part).first()).toBeHidden();
  await page.context().close();
});
