import { expect, test } from "@playwright/test";

import { expectAccessible } from "./support/check-page.ts";
import { enrol, pageOf, practice } from "./support/midwife.ts";
import { speak } from "./support/sign-in.ts";

const base = `/s/${practice}`;

test("high contrast and dark pass the checks too", async ({ browser }) => {
  const page = await pageOf(browser, "penilai");
  for (const theme of ["contrast", "dark"]) {
    await page.context().addCookies([{ name: "kendali-theme", value: theme, url: new URL(page.url()).origin }]);
    await page.goto(`${base}/today`);
    await expect(page.locator("a.visit").first()).toBeVisible();
    await expectAccessible(page);
  }
});

test("on a wide window a form shows whole sections, and the language changes at once and keeps what is typed", async ({
  browser,
}) => {
  const page = await pageOf(browser, "koordinator", "en");
  const number = await enrol(page, "Rekaan Lebar");
  await page.setViewportSize({ width: 1280, height: 900 });
  await speak(page, "en");
  await page.goto(`${base}/participant/${number}/pretest/characteristics`);
  await page.locator("#age_years").fill("27");
  await page.locator("#parity").fill("1");
  await expect(page.locator("#bf_months_before")).toHaveCount(0);
  await page.locator("#bf_experience").locator("xpath=ancestor::fieldset").getByText("Yes", { exact: true }).click();
  await expect(page.locator("#bf_months_before")).toBeVisible();
  await page.getByRole("button", { name: "Save and send" }).click();
  await expect(page.getByText(/answers are not complete/)).toBeVisible();
  await expect(page.locator(":focus")).toHaveAttribute("name", "education");
  await page.getByRole("link", { name: "Leave" }).click();
  await expect(page.getByRole("heading", { name: "On this phone, not yet sent" })).toBeVisible();
  await page.getByRole("button", { name: /^ID/ }).click();
  await expect(page.getByRole("heading", { name: "Di HP ini, belum terkirim" })).toBeVisible();
  await page.locator("#drafts a", { hasText: number }).click();
  await page.getByRole("button", { name: "Lanjutkan" }).click();
  await expect(page.locator("#age_years")).toHaveValue("27");
});
