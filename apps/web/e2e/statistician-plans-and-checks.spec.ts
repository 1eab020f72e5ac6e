import { expect, test, type Page } from "@playwright/test";

import { signIn } from "./support/sign-in.ts";

test.use({ viewport: { width: 1280, height: 900 } });

async function switchTo(page: Page, language: "Bahasa Indonesia" | "English"): Promise<void> {
  await page.getByRole("button", { name: language }).click();
}

test("a sample size is planned, said in both languages, and kept in the address", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await signIn(page, "statistisi", "id");
  await page.goto("/");
  await page.getByRole("link", { name: "Besar sampel" }).click();
  await page.getByLabel("Kuasa uji (power)").fill("0,9");
  const lead = page.locator("h1");
  await expect(lead).toContainText("Dibutuhkan 86 responden tiap kelompok, seluruhnya 172.");
  const each = page.getByRole("row", { name: /^Tiap kelompok/ });
  await expect(each).toContainText("85,03");
  await expect(each).toContainText("86");
  await expect(page.getByText("power.t.test(")).toBeVisible();

  await switchTo(page, "English");
  await expect(lead).toContainText("86 participants per arm are needed, 172 in all.");
  await expect(page.getByLabel("Power", { exact: true })).toHaveValue("0,9");
  const sentence = page.locator(".plan-sentence").filter({ has: page.locator("[lang=en]") });
  await sentence.getByRole("button", { name: "Copy the sentence" }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain("With 86 participants per arm (172 in all), a two-sided two-sample t-test");
  await expect(page.locator(".plan-sentence [lang=id]")).toContainText("Dengan 86 responden tiap kelompok");

  await page.reload();
  await expect(lead).toContainText("86 participants per arm");

  await test.step("what cannot be is said beside its field", async () => {
    await page.getByLabel("Standard deviation within each arm").fill("0");
    await expect(lead).toContainText("Not computable from these numbers yet.");
    await expect(page.locator("#sd-problems")).toContainText("This number is out of range.");
    await page.getByLabel("Standard deviation within each arm").fill("1.234");
    await expect(page.locator("#sd-problems")).toContainText("can mean two things");
  });
});

test("the plan is checked by simulation, which can be cancelled and repeats itself", async ({ page }) => {
  await signIn(page, "statistisi", "en");
  await page.goto("/tools/sample-size?design=two_sample_t&find=n&power=0.9");
  const run = page.getByRole("button", { name: "Run the simulation" });
  await page.getByLabel("Imitated studies").fill("2000");
  await page.getByLabel("Seed").fill("42");
  await run.click();
  const result = page.locator(".sim-result");
  await expect(result).toContainText(/Power by simulation 0\.[89]\d\d/);
  await expect(result).toContainText("lies within that interval");
  const first = await result.locator(".say").innerText();
  await run.click();
  await expect(result.locator(".say")).toHaveText(first);

  await page.getByLabel("Imitated studies").fill("1000000");
  await expect(result).toContainText("for the earlier numbers");
  await run.click();
  await expect(page.getByRole("progressbar")).toBeVisible();
  await expect(page.getByText(/of 1,000,000 imitated studies/)).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(result).toContainText(/Stopped after [\d,]+ of 1,000,000/);
  await expect(run).toBeEnabled();
});

test("the pilot's published table is checked in full, and the findings change their language", async ({ page }) => {
  await signIn(page, "statistisi", "id");
  await page.goto("/tools/reported");
  await page.getByRole("button", { name: "Isi dengan tabel penelitian pendahuluan" }).click();
  await expect(page.getByLabel("n (pasangan)")).toHaveValue("20");
  await expect(page.locator("#before-mean")).toHaveValue("1.20");
  await page.getByRole("button", { name: "Periksa tabel" }).click();
  const lead = page.locator("h1");
  await expect(lead).toHaveText("Paling banyak 5 dari 10 pernyataan tercetak dapat benar bersamaan.");
  await expect(page.getByText("Diperiksa tuntas: 3.108.105 tabel pasangan")).toBeVisible();
  const claims = page.locator("table.claims");
  await expect(claims).toContainText("hanya berasal dari satu himpunan data: 16 × skor 1, 4 × skor 2");
  await expect(claims).toContainText("diputar 180°");
  await expect(claims).toContainText("0,351223");
  await expect(claims).toContainText("p < 0,001");
  // Three pairings with the printed means and SDs, and the one data set of the other largest set.
  await expect(page.locator(".mini")).toHaveCount(4);
  await expect(page.locator(".mini").first()).toContainText("6,658");

  await switchTo(page, "English");
  await expect(lead).toHaveText("At most 5 of the 10 printed claims can be true together.");
  await expect(claims).toContainText("turned by 180°");
  await expect(page.locator(".mini").first()).toContainText("6.658");
  await expect(page.getByText("Consistent is not yet true")).toBeVisible();

  await test.step("a number that cannot be read leads to its field, and nothing typed is lost", async () => {
    await page.getByRole("button", { name: "Edit the table" }).click();
    await page.locator("#t").fill("--");
    await page.getByRole("button", { name: "Check the table" }).click();
    await expect(page.getByText("This table cannot be checked yet.")).toBeVisible();
    await expect(page.locator("#t-problems")).toContainText("Type the number as printed");
    await expect(page.locator("#before-mean")).toHaveValue("1.20");
  });
});
