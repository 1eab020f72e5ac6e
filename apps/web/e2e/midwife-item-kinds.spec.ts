import { expect, test } from "@playwright/test";

import { expectAccessible, expectNoSidewaysScroll } from "./support/check-page.ts";
import { ask, enrol, pageOf } from "./support/midwife.ts";
import { both, openTestStudy, pilotWith } from "./support/test-study.ts";

/** The pilot with one more form at its first visit: a date in parts, a tube's code, a photo, and a scale drawn as a table. */
function protocolWithKinds() {
  const feelings = [
    ["laughs", both("Saya dapat tertawa", "I can laugh")],
    ["looks_forward", both("Saya menantikan hari esok", "I look forward to tomorrow")],
    ["is_anxious", both("Saya cemas tanpa alasan", "I am anxious for no reason")],
  ] as const;
  const first = {
    key: "kinds",
    title: both("Isian lain", "Other questions"),
    performedBy: ["coordinator"],
    purpose: "characteristics",
    revealsArm: false,
    sections: [
      {
        key: "things",
        title: both("Hal lain", "Other things"),
        items: [
          {
            key: "married_on",
            type: "partial_date",
            label: both("Tanggal menikah", "Date of marriage"),
            required: true,
          },
          {
            key: "blood_tube",
            type: "barcode",
            label: both("Kode tabung darah", "Code of the blood tube"),
            required: true,
            checkDigit: "gs1",
          },
          {
            key: "breast_photo",
            type: "photo",
            label: both("Foto payudara", "Photo of the breast"),
            required: true,
            requiredBy: "visit_lock",
            missingReasons: ["refused"],
          },
        ],
      },
      {
        key: "feelings",
        title: both("Perasaan tujuh hari terakhir", "Feelings of the last seven days"),
        layout: "matrix",
        items: feelings.map(([key, label]) => ({
          key,
          type: "choice",
          label,
          required: true,
          codelist: "how_often",
          missingReasons: ["refused"],
        })),
      },
      {
        key: "score",
        title: both("Skor", "Score"),
        items: [
          {
            key: "feelings_score",
            type: "calculated",
            label: both("Skor perasaan", "Feelings score"),
            required: false,
            scale: "feelings",
          },
        ],
      },
    ],
  };
  const protocol = pilotWith(first);
  protocol.codelists.push({
    key: "how_often",
    label: both("Seberapa sering", "How often"),
    codes: [
      { code: 0, label: both("Tidak pernah", "Never") },
      { code: 1, label: both("Kadang", "Sometimes") },
      { code: 2, label: both("Sering", "Often") },
      { code: 3, label: both("Selalu", "Always") },
    ],
  });
  protocol["scales"] = [
    {
      key: "feelings",
      name: both("Perasaan", "Feelings"),
      items: feelings.map(([key]) => key),
      reversed: ["laughs", "looks_forward"],
      score: "sum",
      missing: { rule: "none" },
      cutoffs: [{ from: 4, label: both("perlu perhatian", "needs attention") }],
      source: "Invented for this journey",
      licence: "",
    },
  ];
  return protocol;
}

test("items of rarer kinds are answered by keyboard and thumb, scored, and what is open stops the lock", async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const administrator = await pageOf(browser, "administrator", "en");
  const investigator = await pageOf(browser, "peneliti", "en");
  const study = await openTestStudy(administrator, investigator, { name: "kinds", protocol: protocolWithKinds() });
  const page = await pageOf(browser, "koordinator", "en");
  const number = await enrol(page, "Rekaan Jenis", study);
  const form = `/s/${study}/participant/${number}/pretest/kinds`;

  await test.step("on a wide window the scale is a table of radio buttons", async () => {
    await page.setViewportSize({ width: 1280, height: 1000 });
    await page.goto(form);
    const table = page.getByRole("table", { name: "Feelings of the last seven days" });
    await expect(table.getByRole("row")).toHaveCount(4);
    for (const width of [600, 768, 1280]) {
      await page.setViewportSize({ width, height: 1000 });
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    }
    await table.getByRole("radio", { name: "I can laugh Never" }).focus();
    await page.keyboard.press("ArrowRight");
    await expect(table.getByRole("radio", { name: "I can laugh Sometimes" })).toBeChecked();
    await page.keyboard.press("Tab");
    await expect(table.getByRole("button", { name: /^Leave empty, with a reason.*I look forward/ })).toBeFocused();
    await page.keyboard.press("Tab");
    await expect(table.getByRole("radio", { name: "I look forward to tomorrow Never" })).toBeFocused();
    await page.keyboard.press("Space");
    await table.getByRole("button", { name: /^Leave empty, with a reason.*I am anxious/ }).click();
    await page.getByRole("dialog").locator("label", { hasText: "Refused" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Leave empty" }).click();
    await table.getByRole("button", { name: "Answer it after all" }).click();
    await table.getByRole("radio", { name: "I am anxious for no reason Always" }).check({ force: true });
  });

  await test.step("a date in parts says what is not known; a wrong digit of a code is found", async () => {
    await page.getByRole("button", { name: "Day not known" }).click();
    await page.locator("#married_on-month").fill("3");
    await page.locator("#married_on").fill("2019");
    await expect(page.getByText("Kept as 03/2019. What is not known stays empty.")).toBeVisible();
    await page.locator("#blood_tube").fill("4006381333932");
    await page.locator("#blood_tube").blur();
    await expect(page.getByText(/The check digit of “4006381333932” does not fit/)).toBeVisible();
    await page.locator("#blood_tube").fill("4006381333931");
    await expectAccessible(page);
  });

  await test.step("it is saved without the photo, and read with the score's words", async () => {
    await page.getByRole("button", { name: "Save and send" }).click();
    await expect(page).not.toHaveURL(/kinds$/);
    const stored = await ask<{ values: Record<string, unknown> }>(page, "entry.get", {
      study,
      participant: number,
      visit: "pretest",
      form: "kinds",
    });
    // (3 − 1) + (3 − 0) + 3
    expect(stored.values).toEqual({
      married_on: "2019-03",
      blood_tube: "4006381333931",
      laughs: 1,
      looks_forward: 0,
      is_anxious: 3,
      feelings_score: 8,
    });
  });

  await test.step("on a phone each question of the table stands alone", async () => {
    await page.setViewportSize({ width: 360, height: 760 });
    await page.goto(form);
    await expect(page.getByText("8 (needs attention)")).toBeVisible();
    await page.getByRole("button", { name: "Correct the entry" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Date of marriage" })).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    for (let step = 0; step < 3; step += 1) await page.getByRole("button", { name: /^Next$/ }).click();
    await expect(page.getByRole("heading", { level: 1, name: "I can laugh" })).toBeVisible();
    await expect(page.getByRole("table")).toHaveCount(0);
    await expect(page.getByRole("radio", { name: "Sometimes" })).toBeChecked();
  });

  await test.step("the visit waits for the photo before it is locked, and names it", async () => {
    await page.setViewportSize({ width: 1280, height: 1000 });
    await page.goto(`/s/${study}/participant/${number}`);
    await page.getByRole("button", { name: /^Lock/ }).first().click();
    await page.getByRole("dialog").getByRole("button", { name: /Lock/ }).click();
    await expect(page.getByRole("dialog").getByRole("alert")).toContainText("Fill in first: Photo of the breast.");
  });
});
