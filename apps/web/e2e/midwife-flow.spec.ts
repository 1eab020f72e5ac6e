import { expect, test } from "@playwright/test";

import { answerQuestions, ask, pageOf, practice } from "./support/midwife.ts";

const study = `/s/${practice}`;

test("a mother comes from screening to her slip, and the masked assessor never learns her arm", async ({ browser }) => {
  test.setTimeout(300_000);
  const coordinator = await pageOf(browser, "koordinator");
  await coordinator.goto(`${study}/today`);
  await coordinator.getByRole("link", { name: "Skrining baru" }).click();
  await expect(coordinator.getByRole("button", { name: "7 pertanyaan lagi" })).toBeDisabled();
  for (const [index, answer] of ["Ya", "Ya", "Ya", "Tidak", "Tidak", "Tidak", "Tidak"].entries()) {
    await coordinator.locator(".criterion").nth(index).getByText(answer, { exact: true }).click();
  }
  await coordinator.getByRole("button", { name: "Simpan, ke persetujuan" }).click();

  await coordinator.locator("label", { hasText: /^Bersedia menjadi responden$/ }).click();
  await coordinator.getByRole("button", { name: "Simpan persetujuan" }).click();
  await expect(coordinator.getByText("Persetujuan yang wajib belum ditandai.")).toBeVisible();
  for (const row of await coordinator.locator(".rows[lang] .row-choice").all()) await row.click();
  await coordinator.getByRole("button", { name: "Simpan persetujuan" }).click();

  await coordinator.getByLabel("Nama Ibu").fill("Rekaan Perjalanan");
  await coordinator.getByRole("button", { name: "Daftarkan, beri nomor" }).click();
  const number = (await coordinator.locator(".card-number").textContent()) ?? "";
  expect(number).toMatch(/^MLT-\d{3}-\d$/);
  await coordinator.getByRole("link", { name: "Mulai data awal" }).click();

  await test.step("her characteristics, and the next form by itself", async () => {
    const { date } = await ask<{ date: string }>(coordinator, "today.list", {});
    const [year, month, day] = before(date, 2);
    await coordinator.getByRole("link", { name: /^Karakteristik/ }).click();
    await answerQuestions(coordinator, "characteristics", {
      age_years: "27",
      parity: "2",
      bf_months_before: "12",
      delivery_at: day,
      "delivery_at-month": month,
      "delivery_at-year": year,
      "delivery_at-time": "0630",
    });
    await coordinator.getByRole("button", { name: "Kirim" }).click();
    await expect(coordinator).toHaveURL(/\/pretest\/confounders$/);
    await answerQuestions(coordinator, "confounders", {
      diet_groups: "5",
      fluid_ml_24h: "2250",
      weight_kg: "58,5",
      height_cm: "155",
      muac_cm: "27,5",
    });
    await coordinator.getByRole("button", { name: "Kirim" }).click();
    await expect(coordinator.getByText(`Variabel perancu ${number} tersimpan di server.`)).toBeVisible();
  });

  const assessor = await pageOf(browser, "penilai");
  await test.step("her measurements, by the masked assessor, two taps from the day", async () => {
    await assessor.goto(`${study}/today`);
    await assessor.locator("a.visit", { hasText: number }).click();
    // Asked before the form is opened: past midnight a date of the new day would lie ahead of the form's.
    const { date } = await ask<{ date: string }>(assessor, "today.list", {});
    const [year, month, day] = before(date, 0);
    await assessor.getByRole("link", { name: /^Volume ASI/ }).click();
    const now = { volume_at: day, "volume_at-month": month, "volume_at-year": year, "volume_at-time": "07.10" };
    await answerQuestions(assessor, "milk_volume", {
      ...now,
      last_feed_min: "120",
      pump_min: "15",
      milk_volume_ml: "42,5",
    });
    await assessor.getByRole("button", { name: "Kirim" }).click();
    await expect(assessor).toHaveURL(/\/pretest\/lactation$/);
    await answerQuestions(assessor, "lactation", { infant_urine_n: "8", bf_freq_24h: "10" }, { lactation_category: 2 });
    await assessor.getByRole("button", { name: "Kirim" }).click();
    await expect(assessor).toHaveURL(/\/pretest\/blood$/);
    const drawn = { blood_at: day, "blood_at-month": month, "blood_at-year": year, "blood_at-time": "07.40" };
    await answerQuestions(assessor, "blood", {
      ...drawn,
      feed_to_blood_min: "60",
      prolactin_ng_ml: "180,5",
      oxytocin_pg_ml: "12.5",
    });
    await assessor.getByRole("button", { name: "Kirim" }).click();
    await expect(assessor).toHaveURL(/\/today\?/);
  });

  await test.step("locked, drawn once, and shown on the slip", async () => {
    await coordinator.goto(`${study}/participant/${number}`);
    await expect(coordinator.getByText("Data awal belum dikunci.")).toBeVisible();
    await coordinator.getByRole("button", { name: /^Kunci Data awal/ }).click();
    await coordinator.getByRole("button", { name: "Kunci sekarang" }).click();
    await coordinator.getByRole("link", { name: "Acak responden ini" }).click();
    await coordinator.getByRole("button", { name: "Acak sekarang" }).click();
    await expect(coordinator.locator(".slip .arm")).toContainText(/Pijat oksitosin|Perawatan standar/);
    await coordinator.getByRole("button", { name: "Tutupi" }).click();
    await expect(coordinator.locator(".slip")).not.toContainText(/Pijat oksitosin|Perawatan standar/);
  });

  await test.step("nothing the assessor is sent tells the arm", async () => {
    const received: string[] = [];
    assessor.on("response", (response) => {
      if (response.url().includes("/api/trpc/"))
        void response.text().then(
          (text) => received.push(text),
          // The answer went with the page that was left; what stays is what the masked person could have read.
          () => undefined,
        );
    });
    for (const place of ["participants", `participant/${number}`, `participant/${number}/allocate`, "today"]) {
      await assessor.goto(`${study}/${place}`);
      await expect(assessor.locator("h1, .msg").first()).toBeVisible();
      expect(await assessor.locator("body").innerText()).not.toMatch(/pijat oksitosin,|perawatan standar/i);
    }
    expect(received.length).toBeGreaterThan(3);
    expect(received.join("\n")).not.toMatch(/oxytocin_massage|usual_care|session_\d|massage_session/);
  });
});

test("a mother who is not eligible is a number with a reason, and nothing more", async ({ browser }) => {
  const coordinator = await pageOf(browser, "koordinator", "en");
  await coordinator.goto(`${study}/screen`);
  for (const [index, answer] of ["Yes", "Yes", "Yes", "Yes", "No", "No", "No"].entries()) {
    await coordinator.locator(".criterion").nth(index).getByText(answer, { exact: true }).click();
  }
  await expect(coordinator.getByText("The mother is not eligible.")).toBeVisible();
  await coordinator.getByRole("button", { name: "Save the screening" }).click();
  await expect(coordinator).toHaveURL(/\/screenings\/\d+$/);
  await expect(coordinator.getByText("No personal data are stored.")).toBeVisible();
  await expect(coordinator.getByRole("textbox")).toHaveCount(0);
});

function before(date: string, days: number): readonly [year: string, month: string, day: string] {
  const moved = new Date(Date.parse(`${date}T00:00:00Z`) - days * 86_400_000).toISOString();
  return [moved.slice(0, 4), moved.slice(5, 7), moved.slice(8, 10)];
}
