import { expect, type Page, test } from "@playwright/test";

import {
  answerQuestions,
  ask,
  characteristics,
  enrol,
  pageOf,
  practice,
  saveForm,
  todayOf,
} from "./support/midwife.ts";

type Entry = { readonly revision: number; readonly values: Readonly<Record<string, unknown>> };

const readings = { last_feed_min: "120", pump_min: "15", milk_volume_ml: "42,5" };

/** A mother whose milk volume can be measured today, and the page of who measures it. */
async function measurable(coordinator: Page, name: string): Promise<string> {
  const number = await enrol(coordinator, name);
  const today = todayOf(await ask(coordinator, "study.get", {}));
  await saveForm(coordinator, number, "pretest", "characteristics", characteristics(today));
  return number;
}

const volumeOf = (number: string) => `/s/${practice}/participant/${number}/pretest/milk_volume`;

const readEntry = (page: Page, number: string) =>
  ask<Entry>(page, "entry.get", { participant: number, visit: "pretest", form: "milk_volume" });

test("what was typed survives a reload, a lost answer is no second entry, and the phone forgets only what the server has", async ({
  browser,
}) => {
  const number = await measurable(await pageOf(browser, "koordinator"), "Rekaan Draf");
  const page = await pageOf(browser, "penilai");
  await page.goto(volumeOf(number));
  await page.getByRole("button", { name: "Sekarang", exact: true }).click();
  await answerQuestions(page, "milk_volume", readings);
  await expect(page.getByText(/Tersimpan di HP \d\d\.\d\d/)).toBeVisible();

  await page.reload();
  await expect(page.getByRole("heading", { name: /^Lanjutkan isian \d\d\.\d\d\?$/ })).toBeVisible();
  await page.getByRole("button", { name: "Lanjutkan" }).click();
  await expect(page.getByRole("heading", { name: "Periksa, lalu kirim" })).toBeVisible();

  const sent: string[] = [];
  await page.route("**/api/trpc/entry.save", async (route) => {
    sent.push((route.request().postDataJSON() as { commandId: string }).commandId);
    if (sent.length === 1) {
      // The server does it, and its answer is lost on the way.
      await route.fetch();
      await route.abort("connectionreset");
    } else await route.continue();
  });
  await page.getByRole("button", { name: "Kirim" }).click();
  await expect(page.getByText("Gagal terkirim. Coba lagi.")).toBeVisible();
  expect((await readEntry(page, number)).revision).toBe(1);
  await page.getByRole("button", { name: "Kirim" }).click();
  await expect(page).not.toHaveURL(/milk_volume$/);
  expect(new Set(sent).size).toBe(1);
  const entry = await readEntry(page, number);
  expect(entry.revision).toBe(1);
  expect(entry.values["milk_volume_ml"]).toBe(42.5);
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("kendali:draft")))).toEqual(
    [],
  );
});

test("a session that has ended asks to sign in over the form, and the entry is sent after it", async ({ browser }) => {
  const number = await measurable(await pageOf(browser, "koordinator"), "Rekaan Masuk");
  const page = await pageOf(browser, "penilai");
  await page.goto(volumeOf(number));
  await page.getByRole("button", { name: "Sekarang", exact: true }).click();
  await answerQuestions(page, "milk_volume", readings);
  await page.context().clearCookies({ name: /session/ });
  await page.getByRole("button", { name: "Kirim" }).click();
  const sheet = page.getByRole("dialog", { name: "Masuk lagi" });
  await sheet.locator("input[name=username]").fill("penilai");
  await sheet.locator("input[name=password]").fill("coba-kendali-2026");
  await sheet.getByRole("button", { name: "Masuk" }).click();
  await expect(sheet).toBeHidden();
  await page.getByRole("button", { name: "Kirim" }).click();
  await expect(page).not.toHaveURL(/milk_volume$/);
  expect((await readEntry(page, number)).revision).toBe(1);
});

test("two people who fill one form are shown both values, and choose with a reason", async ({ browser }) => {
  const coordinator = await pageOf(browser, "koordinator");
  const number = await measurable(coordinator, "Rekaan Bentrok");
  const page = await pageOf(browser, "penilai");
  await page.goto(volumeOf(number));
  // A time of its own, not "now": the two readings differ whenever this runs.
  await page.getByRole("button", { name: "Hari ini", exact: true }).click();
  await page.locator("#volume_at-time").fill("05.15");
  await answerQuestions(page, "milk_volume", readings);
  const today = todayOf(await ask(page, "study.get", {}));
  await saveForm(page, number, "pretest", "milk_volume", {
    volume_at: `${today}T06:45`,
    pump_side: 1,
    last_feed_min: 120,
    pump_min: 15,
    milk_volume_ml: 48.5,
  });
  await page.getByRole("button", { name: "Kirim" }).click();
  await expect(page.getByRole("heading", { name: "Nilai mana yang benar?" })).toBeVisible();
  await expect(page.getByText("42,5 ml")).toBeVisible();
  await expect(page.getByRole("button", { name: "Pilih setiap nilai" })).toBeDisabled();
  await page.locator("fieldset", { hasText: "Berapa volume ASI" }).getByText("48,5 ml").click();
  await page.locator("fieldset", { hasText: "Kapan pemompaan" }).getByText("06.45").click();
  await page.getByLabel("Mengapa?").fill("Dicocokkan dengan catatan di kertas.");
  await page.getByRole("button", { name: "Pakai pilihan ini" }).click();
  await page.getByRole("button", { name: "Kirim" }).click();
  await expect(page).not.toHaveURL(/milk_volume$/);
  const entry = await readEntry(page, number);
  expect(entry.revision).toBe(2);
  expect(entry.values["milk_volume_ml"]).toBe(48.5);
});

test("impossible and unusual values are met at their field, and nothing typed is cleared", async ({ browser }) => {
  const number = await measurable(await pageOf(browser, "koordinator"), "Rekaan Batas");
  const page = await pageOf(browser, "penilai");
  await page.goto(volumeOf(number));
  await page.getByRole("button", { name: "Sekarang", exact: true }).click();
  await page.getByRole("button", { name: "Lanjut" }).click();
  await page.getByText("Kiri", { exact: true }).click();
  await page.getByRole("button", { name: "Lanjut" }).click();

  const box = page.locator("#last_feed_min");
  await box.fill("2000");
  await page.getByRole("button", { name: "Lanjut" }).click();
  await expect(page.getByText(/^2\.000 min tidak mungkin/)).toBeVisible();
  await expect(box).toHaveValue("2000");
  await box.fill("30");
  await page.getByRole("button", { name: "Lanjut" }).click();
  await expect(page.getByText(/^30 min di bawah batas wajar/)).toBeVisible();
  await page.getByText("Sesuai yang dikatakan Ibu").click();
  await page.getByRole("button", { name: /^EN\b/ }).click();
  await expect(box).toHaveValue("30");
});
