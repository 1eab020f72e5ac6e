import { expect, test } from "@playwright/test";

import { signIn } from "./support/sign-in.ts";

test.use({ viewport: { width: 1280, height: 900 } });

test("a masked investigator tries designs with the study's own strata, and is told no ratio and no setting", async ({
  page,
}) => {
  await signIn(page, "peneliti", "id");
  await page.goto("/s/oxytocin-latihan/overview");
  await page.getByRole("link", { name: "Coba rancangan dengan strata penelitian ini" }).click();
  await expect(page.getByText("Anda tersamar: kelompok, rasio, dan setelan skema tidak ditampilkan.")).toBeVisible();
  await expect(page.locator("#level-0-0")).toHaveValue("Primipara");
  await expect(page.locator("#participants")).not.toHaveValue("");
  for (const field of ["#ratio-0", "#ratio-1", "#blockSizes", "#arm-0"])
    await expect(page.locator(field)).toHaveValue("");
  await expect(page.getByRole("button", { name: "Isi dulu yang belum lengkap" })).toBeDisabled();

  await page.locator("#ratio-0").fill("1");
  await page.locator("#ratio-1").fill("1");
  await page.locator("#blockSizes").fill("4 6");
  await page.getByRole("button", { name: "Jalankan penelitian tiruan" }).click();
  await expect(page.locator("h1")).toContainText(/Dalam 95 dari 100 penelitian, .* paling banyak \d/);
  await expect(page.locator("h1")).toContainText(/menebak benar \d,\d dari 10/);
  await expect(page.getByRole("row", { name: /Primipara/ }).first()).toBeVisible();
  await page.reload();
  await expect(page.locator("#blockSizes")).toHaveValue("4 6");
});

test("a design is simulated, refused where it cannot be, compared with others and exchanged", async ({ page }) => {
  await signIn(page, "peneliti", "en");
  await page.goto("/");
  await page.getByRole("link", { name: /^Randomization design/ }).click();
  const lead = page.locator("h1");
  await expect(lead).toContainText(/In 95 of 100 trials the arms differ by at most \d+ of 120 participants/);
  await expect(lead).toContainText("guesses right 6.9 of 10");
  await expect(page.getByRole("img", { name: /Final difference: mean/ })).toBeVisible();

  await test.step("refused at its field, in words", async () => {
    await page.locator("#blockSizes").fill("5");
    await expect(page.locator("#blockSizes-problems")).toContainText("Use multiples of 2.");
    await expect(page.getByRole("button", { name: "Fill in what is missing first" })).toBeDisabled();
    await page.locator("#blockSizes").fill("2");
    await expect(page.locator("#blockSizes-problems")).toContainText("every second allocation");
    await page.getByRole("button", { name: "Run the simulated trials" }).click();
    await expect(lead).toContainText("guesses right 7.5 of 10");
    await expect(page.getByRole("heading", { name: "Mind this" })).toBeVisible();
  });

  await test.step("another design with the same plan", async () => {
    await page.getByRole("button", { name: "Use Big stick, limit 3" }).click();
    await expect(page.locator("#scheme")).toHaveValue("big_stick");
    await expect(lead).toContainText("guesses right 5.8 of 10");
  });

  await test.step("single open-label site with one block size", async () => {
    await page.locator("#scheme").selectOption("permuted_blocks");
    await page.locator("#blockSizes").fill("4");
    for (const site of ["Site 3", "Site 2"]) await page.getByRole("button", { name: `Remove ${site}` }).click();
    await page.getByRole("button", { name: "Run the simulated trials" }).click();
    await expect(page.locator(".design-figures")).toContainText("Use several block sizes");
  });

  await test.step("a long simulation tells its progress and can be cancelled", async () => {
    await page.locator("#trials").fill("100000");
    await page.locator("#participants").fill("2000");
    await page.getByRole("button", { name: "Run the simulated trials" }).click();
    await expect(page.getByRole("progressbar")).toBeVisible();
    await expect(page.locator("#work-words")).toContainText(/of [\d,]+ simulated trials/);
    await page.getByRole("button", { name: "Cancel" }).click();
    await expect(page.getByText(/Stopped after [\d,]+ of 100,000/)).toBeVisible();
  });
});

test("a protocol file fills everything, one that is wrong is refused with its places, and nothing is sent", async ({
  page,
}) => {
  await signIn(page, "statistisi", "en");
  await page.goto("/tools/randomization");
  await expect(page.locator(".design-figures")).toBeVisible();
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.method() !== "GET") sent.push(request.url());
  });
  await page.getByText("Take it from a protocol file").click();
  await page.locator("input[type=file]").setInputFiles("../../studies/oxytocin-rct/protocol.json");
  await expect(page.getByText(/Filled in from Oxytocin massage RCT/)).toBeVisible();
  await expect(page.locator("#level-sites-0")).toHaveValue(/Melati/);
  await expect(page.locator("#blockSizes")).toHaveValue("4 6");
  await expect(page.getByRole("row", { name: /Melati.*Primiparous/ })).toBeVisible();

  await page.getByLabel("Content of the protocol file").fill('{"schema": "kendali-protocol/1"}');
  await expect(page.getByText("This protocol cannot be used yet.")).toBeVisible();
  await expect(page.locator("#blockSizes")).toHaveValue("4 6");
  await page.locator("input[type=file]").setInputFiles("../../studies/oxytocin-pretest-posttest/protocol.json");
  await expect(page.getByText("This protocol has one group")).toBeVisible();
  expect(sent).toEqual([]);
});
