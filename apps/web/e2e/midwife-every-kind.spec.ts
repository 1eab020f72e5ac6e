import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";

import { expectAccessible, expectNoSidewaysScroll } from "./support/check-page.ts";
import { code128, installReader, readerPatterns, videoOf } from "./support/code-128.ts";
import { protocolOfEveryKind } from "./support/every-kind.ts";
import { ask, enrol, pageOf } from "./support/midwife.ts";
import { openTestStudy } from "./support/test-study.ts";

const code = "TBG-0042-K";
const video = join(mkdtempSync(join(tmpdir(), "kendali-camera-")), "code.y4m");
writeFileSync(video, videoOf(code128(code)));

const chromium = process.env["CHROME_PATH"] ?? "";
test.use({
  launchOptions: {
    args: [
      "--no-sandbox",
      "--disable-dev-shm-usage",
      "--use-fake-device-for-media-stream",
      "--use-fake-ui-for-media-stream",
      `--use-file-for-fake-video-capture=${video}`,
    ],
    ...(chromium === "" ? {} : { executablePath: chromium }),
  },
});

const next = (page: Page) => page.getByRole("button", { name: "Lanjut" });
const heading = (page: Page) => page.locator("main h1").first();

/** Goes on, and is on the question of these words. */
async function goTo(page: Page, question: string) {
  await next(page).click();
  await expect(heading(page)).toHaveText(question);
}

/** Stays on the question, with these words under the answer. */
async function isHeldUp(page: Page, words: RegExp) {
  const question = (await heading(page).textContent()) ?? "";
  await next(page).click();
  await expect(page.locator("main").getByText(words)).toBeVisible();
  await expect(heading(page)).toHaveText(question);
}

/** Everything that is pressed is as large as a thumb needs, and every box names itself. */
async function expectThumbs(page: Page) {
  const found = await page.evaluate(() => {
    const pressed = "main button, main a, main textarea, main input:not(.vh):not([hidden]), main label.row-choice";
    return [...document.querySelectorAll<HTMLElement>(pressed)]
      .filter((element) => element.offsetParent !== null)
      .flatMap((element) => {
        const { width, height } = element.getBoundingClientRect();
        const after = getComputedStyle(element, "::after");
        const reach = after.position === "absolute" ? Math.max(0, -Number.parseFloat(after.top)) : 0;
        const isSmall = width < 44 || height + 2 * reach < 44;
        return isSmall ? [`${element.tagName} ${(element.textContent ?? "").trim()} ${width} × ${height}`] : [];
      });
  });
  expect(found).toEqual([]);
  await expectNoSidewaysScroll(page);
}

test("a midwife answers every kind of question on her phone: wrong, offline, interrupted, and by the camera", async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const study = await openTestStudy(
    await pageOf(browser, "administrator", "en"),
    await pageOf(browser, "peneliti", "en"),
    { name: "every-kind", protocol: protocolOfEveryKind() },
  );
  const page = await pageOf(browser, "koordinator");
  await page.addInitScript(installReader, readerPatterns);
  const number = await enrol(page, "Rekaan Semua", study);
  const form = `/s/${study}/participant/${number}/pretest/every_kind`;
  await page.goto(form);

  await test.step("numbers: letters and the impossible stop, the unusual asks why", async () => {
    await expect(heading(page)).toHaveText("Siapkan gelas ukur sebelum mulai.");
    await goTo(page, "Denyut nadi");
    await expectThumbs(page);
    const pulse = page.locator("#pulse");
    await expect(pulse).toHaveAttribute("inputmode", "numeric");
    await pulse.fill("delapan puluh");
    await isHeldUp(page, /bukan angka|hanya angka|Tulis angka/);
    await pulse.fill("300");
    await isHeldUp(page, /tidak mungkin/);
    await pulse.fill("120");
    await isHeldUp(page, /di atas batas wajar/);
    await expectThumbs(page);
    await expectAccessible(page);
    await page.getByText("Sudah diperiksa ulang, angkanya benar").click();
    await goTo(page, "Volume ASI");
    await expect(page.locator("#milk")).toHaveAttribute("inputmode", "decimal");
    await page.locator("#milk").fill("42,5");
  });

  await test.step("texts, choices and what an answer opens, without a network", async () => {
    await goTo(page, "Nama panggilan penolong");
    await page.context().setOffline(true);
    await expect(page.locator("#helper")).toHaveAttribute("autocomplete", "off");
    await page.locator("#helper").fill("Bu Ani");
    await page.locator("#story").fill("Nyeri saat menyusui.\nSejak kemarin.");
    await goTo(page, "Payudara yang diperah");
    await page.getByText("Keduanya").click();
    await page.getByText("Bengkak").click();
    await page.getByText("Nyeri tekan").click();
    await expectThumbs(page);
    await goTo(page, "Apakah Ibu demam?");
    await expect(page.locator("#fever_days")).toHaveCount(0);
    await page.getByText("Ya", { exact: true }).click();
    await page.locator("#fever_days").fill("2");
  });

  await test.step("dates and times: what is not in the calendar stops, what is not known may be", async () => {
    await goTo(page, "Tanggal pemeriksaan terakhir");
    await page.locator("#seen_on").fill("31");
    await page.locator("#seen_on-month").fill("02");
    await page.locator("#seen_on-year").fill("2026");
    await isHeldUp(page, /tidak ada di kalender/);
    await page.getByRole("button", { name: "Kemarin" }).click();
    await goTo(page, "Tanggal menikah");
    await page.getByRole("button", { name: "Tanggal tidak diketahui" }).click();
    await page.locator("#married_on-month").fill("3");
    await page.locator("#married_on").fill("2019");
    await expectThumbs(page);
    await goTo(page, "Jam tidur tadi malam");
    await page.locator("#slept_at").fill("25.10");
    await isHeldUp(page, /25/);
    await page.locator("#slept_at").fill("2130");
    await goTo(page, "Menyusui terakhir");
    await page.getByRole("button", { name: "Sekarang" }).click();
    await expectThumbs(page);
    await page.context().setOffline(false);
  });

  await test.step("a timer runs on over a reload and while the phone sleeps", async () => {
    await goTo(page, "Lama memerah");
    await page.getByRole("button", { name: "Mulai 15 menit" }).click();
    await expect(page.getByText("Sisa waktu")).toBeVisible();
    await expect(page.getByText(/Tersimpan di HP \d\d\.\d\d/)).toBeVisible();
    await page.clock.install();
    await page.reload();
    await page.getByRole("button", { name: "Lanjutkan" }).click();
    await expect(heading(page)).toHaveText("Lama memerah");
    await expect(page.getByRole("timer")).toContainText(/1[45][.:]\d\d/);
    await expectThumbs(page);
    // The screen is dark: nothing of the page runs, and its clock stands still until it is woken.
    await page.clock.fastForward("16:00");
    await expect(page.getByText("Waktu habis. Tekan selesai, lalu isi hasilnya.")).toBeVisible();
    await page.getByRole("button", { name: "Selesai" }).click();
    await expect(page.getByText(/^16[.:]\d\d$/)).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("a scale stands one question a screen, and its sum is not watched", async () => {
    await goTo(page, "Saya dapat tertawa");
    await page.getByText("Tidak pernah").click();
    await goTo(page, "Saya cemas tanpa alasan");
    await page.getByText("Selalu").click();
  });

  await test.step("the camera reads a tube's code, and is let go", async () => {
    await goTo(page, "Kode tabung darah");
    await page.getByRole("button", { name: "Pindai dengan kamera" }).click();
    await expect(page.locator("#tube")).toHaveValue(code);
    await expect(page.getByText(`Terbaca: ${code}`)).toBeVisible();
    await expect(page.locator("video")).toHaveCount(0);
    await expectThumbs(page);
    await expectAccessible(page);
  });

  await test.step("what may follow is named, what is open leads back, and the entry is sent", async () => {
    await goTo(page, "Foto gelas ukur");
    await expectThumbs(page);
    await goTo(page, "Periksa, lalu kirim");
    await expect(page.getByText("Foto gelas ukur")).toBeVisible();
    await expectThumbs(page);
    await expectAccessible(page);
    await page.context().setOffline(true);
    await page.getByRole("button", { name: "Kirim", exact: true }).click();
    await expect(page.getByText(/Yang sedang dikirim menunggu sampai tersambung/)).toBeVisible();
    await expect(page.getByText("Mengirim", { exact: true })).toBeVisible();
    await page.context().setOffline(false);
    await expect(page).not.toHaveURL(/every_kind$/);
    const at = { study, participant: number, visit: "pretest", form: "every_kind" };
    const { values, softReasons } = await ask<{ values: Record<string, unknown>; softReasons: object }>(
      page,
      "entry.get",
      at,
    );
    expect(values).toMatchObject({
      pulse: 120,
      milk: 42.5,
      helper: "Bu Ani",
      story: "Nyeri saat menyusui.\nSejak kemarin.",
      breast: 2,
      signs: [0, 2],
      fever: true,
      fever_days: 2,
      married_on: "2019-03",
      slept_at: "21:30",
      laughs: 0,
      anxious: 3,
      tube: code,
      feelings_score: 6,
    });
    expect(Object.keys(softReasons)).toEqual(["pulse"]);
    expect(values["pumped"]).toBeGreaterThanOrEqual(16);
    expect(values["milk_per_minute"]).toBeGreaterThan(2);
  });
});

test("without a reader of codes, or without the camera, the code is typed and the page says so", async ({
  browser,
}) => {
  const study = await openTestStudy(
    await pageOf(browser, "administrator", "en"),
    await pageOf(browser, "peneliti", "en"),
    { name: "no-reader", protocol: protocolOfEveryKind() },
  );
  const page = await pageOf(browser, "koordinator");
  await page.setViewportSize({ width: 1280, height: 1000 });
  const number = await enrol(page, "Rekaan Tanpa", study);
  const form = `/s/${study}/participant/${number}/pretest/every_kind`;
  await page.goto(form);
  const scan = page.getByRole("button", { name: "Pindai dengan kamera" });
  const words = page.getByText("Peramban di HP ini tidak dapat membacanya dengan kamera.");
  await expect(words).toBeVisible();
  await expect(scan).toHaveCount(0);
  await page.locator("#tube").fill(code);

  await test.step("a camera that is refused leaves the box, and says where to allow it", async () => {
    await page.addInitScript(installReader, readerPatterns);
    await page.addInitScript(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("refused", "NotAllowedError"));
    });
    await page.reload();
    await page.getByRole("button", { name: "Lanjutkan" }).click();
    await scan.click();
    await expect(page.getByText(/Kamera tidak dapat dibuka/)).toBeVisible();
    await expect(page.locator("#tube")).toHaveValue(code);
    await page.getByRole("button", { name: "Tutup kamera" }).click();
    await expect(scan).toBeVisible();
  });
});
