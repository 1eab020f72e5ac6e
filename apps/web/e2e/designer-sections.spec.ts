import { randomUUID } from "node:crypto";
import { expect, test, type Locator, type Page } from "@playwright/test";

import { expectAccessible } from "./support/check-page.ts";
import { callApi, deskOf, documentOf, draftOf, tryApi, typeDay } from "./support/drafts.ts";

const nothingToMend = (page: Page) =>
  expect(page.getByRole("heading", { name: "Nothing to mend on this page." })).toBeVisible();

/** A test study of the draft as it stands, which only a valid document becomes; answers its key. */
async function openTest(page: Page, draft: string): Promise<string> {
  const { revision } = await callApi<{ revision: number }>(page, "protocolDraft.get", "GET", { draft });
  const input = { commandId: randomUUID(), draft, revision, withTestRoles: true };
  return (await callApi<{ study: string }>(page, "protocolDraft.openTest", "POST", input)).study;
}

/** The first of November 2026 in the boxes of a date. */
async function typeDate(sheet: Locator, date = "2026-11-01"): Promise<void> {
  const [year = "", month = "", day = ""] = date.split("-");
  for (const [name, value] of [
    ["Day", String(Number(day))],
    ["Month", String(Number(month))],
    ["Year", year],
  ] as const)
    await sheet.getByRole("textbox", { name, exact: true }).fill(value);
}

/** Today at the study's site: a delegation is never dated back. */
function todayAtSite(): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Jakarta" }).format(new Date());
}

test("a sample size is computed while it is typed, and its sentence taken with one step that one step takes back", async ({
  browser,
}) => {
  const page = await deskOf(browser, "peneliti");
  const draft = await draftOf(page, "oxytocin-rct");
  const before = await documentOf(page, draft);
  await page.goto(`/drafts/${draft}/sample-size`);
  // R, non-central t with 2n - 3 degrees of freedom: 49 measured in each arm for 6 ml, SD 12, r 0.5, power 80 %.
  await expect(page.getByRole("heading", { level: 1 })).toContainText("49 measured in each arm");
  await expect(page.getByText("meets the usual approximate formula")).toBeVisible();
  await page.getByLabel("Computed for").selectOption({ label: "Two-sample t-test" });
  await page.getByLabel("Difference to detect").fill("5");
  await page.getByLabel("Standard deviation of one measurement").fill("10");
  await page.getByLabel("Drop-out (proportion)").fill("0.1");
  // R: power.t.test(delta = 5, sd = 10, power = 0.8)$n is 63.77; 64 / 0.9 = 71.1.
  await expect(page.getByRole("heading", { level: 1 })).toContainText("144 participants: 64 measured in each arm");
  const finding = "60 per arm are planned, but the numbers assumed ask for 72.";
  await expect(page.getByText(finding).first()).toBeVisible();
  await expect(page.locator(".builder-findings")).toContainText(finding);
  const sentence = await page.locator(".size-answer > p").first().innerText();
  await page.getByRole("button", { name: "Use these numbers and this sentence" }).click();
  await expect
    .poll(async () => (await documentOf(page, draft)).sampleSize)
    .toMatchObject({ target: 144, perArm: 72, rationale: { en: sentence } });
  await nothingToMend(page);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect
    .poll(async () => (await documentOf(page, draft)).sampleSize)
    .toMatchObject({ target: 120, perArm: 60, rationale: before.sampleSize.rationale });
  await page.context().close();
});

test("each allocation scheme can be chosen and left again, and the draft stays one that can be tested", async ({
  browser,
}) => {
  const page = await deskOf(browser, "peneliti");
  const draft = await draftOf(page, "oxytocin-rct");
  const before = (await documentOf(page, draft)).allocation;
  await page.goto(`/drafts/${draft}/allocation`);
  for (const [key, name] of [
    ["simple", /^Simple randomization Each allocation is the toss of a coin/],
    ["big_stick", /^Big stick/],
    ["efron", /^Biased coin \(Efron\)/],
    ["urn", /^Wei's urn/],
    ["maximal", /^Maximal procedure/],
    ["minimization", /^Minimization/],
    ["permuted_blocks", /^Permuted blocks/],
  ] as const) {
    await page.getByRole("radio", { name }).check();
    await expect.poll(async () => (await documentOf(page, draft)).allocation?.scheme).toBe(key);
    await expect(page.locator("main .msg.bad")).toHaveCount(0);
    await expect(page.locator(".builder-findings .state.warn")).toHaveCount(0);
  }
  expect((await documentOf(page, draft)).allocation?.scheme).toBe(before?.scheme);
  await openTest(page, draft);
  await page.context().close();
});

test("consent and ethics: an approval with its number and last day closes what was open", async ({ browser }) => {
  const page = await deskOf(browser, "peneliti");
  const draft = await draftOf(page, "oxytocin-rct");
  await page.goto(`/drafts/${draft}/consent`);
  await expect(page.getByText("A live study needs an ethics approval.")).toBeVisible();
  await page.getByLabel("Approved by an ethics committee").check();
  const committee = page.getByRole("group", { name: "Committee" });
  await committee.getByLabel("Bahasa Indonesia").fill("KEPK Poltekkes");
  await committee.getByLabel("English").fill("KEPK of the Polytechnic");
  await page.getByLabel("Number", { exact: true }).fill("KEPK/12/2026");
  await typeDay(page, "Valid from", "2026-11-01");
  await typeDay(page, "Valid until", "2029-10-31");
  await page.getByLabel("This text is part of an ethics approval").check();
  await expect
    .poll(async () => (await documentOf(page, draft)).ethics)
    .toMatchObject({ number: "KEPK/12/2026", expiresOn: "2029-10-31" });
  await nothingToMend(page);
  await page.context().close();
});

test("a statement written closes its SPIRIT item, and taken away opens it again", async ({ browser }) => {
  const page = await deskOf(browser, "peneliti");
  const draft = await draftOf(page, "oxytocin-rct");
  await page.goto(`/drafts/${draft}/statements#statements/spirit_34`);
  const line = page.locator('[id="statements/spirit_34"]');
  const state = line.locator(".state");
  await expect(state).toHaveText(/open/i);
  await line.getByRole("button", { name: /^Write/ }).click();
  await line.getByLabel("Bahasa Indonesia").fill("Perawatan diteruskan puskesmas.");
  await expect(state).toHaveText(/open/i);
  await line.getByLabel("English").fill("The health centre goes on with the care.");
  await expect(state).toHaveText(/answered/i);
  await expect
    .poll(async () => (await documentOf(page, draft)).statements?.map(({ key }) => key))
    .toContain("spirit_34");
  await line.getByRole("button", { name: "Remove the answer" }).click();
  await expect(state).toHaveText(/open/i);
  await page.context().close();
});

test("the investigator records training, delegates and ends it; others are refused", async ({ browser }) => {
  const page = await deskOf(browser, "peneliti");
  const draft = await draftOf(page, "oxytocin-pretest-posttest");
  const study = await openTest(page, draft);
  await page.goto(`/drafts/${draft}/people`);
  await page.getByRole("link", { name: new RegExp(`Team of ${study}`) }).click();
  await expect(page).toHaveURL(new RegExp(`/s/${study}/team$`));
  await page.getByRole("button", { name: "Record training" }).first().click();
  const training = page.getByRole("dialog");
  await training.getByLabel("Training in").fill("Oxytocin massage");
  await typeDate(training);
  await training.getByLabel("Evidence").fill("Certificate 12");
  await expectAccessible(page);
  await training.getByRole("button", { name: "Record" }).click();
  await expect(page.getByText(/^Oxytocin massage, 1 Nov(ember)? 2026\. Evidence: Certificate 12$/)).toBeVisible();

  await page.getByRole("button", { name: "Delegate a task" }).first().click();
  const delegating = page.getByRole("dialog");
  await typeDate(delegating, todayAtSite());
  await delegating.getByRole("button", { name: "Delegate" }).click();
  await expect(delegating).toBeHidden();
  await page.getByRole("button", { name: /^End/ }).first().click();
  const ending = page.getByRole("dialog");
  await typeDate(ending, todayAtSite());
  await ending.getByLabel("Reason").fill("Moved to another site");
  await expectAccessible(page);
  await ending.getByRole("button", { name: "End the delegation" }).click();
  await expect(page.locator(".team-ended").filter({ hasText: "Moved to another site" })).toBeVisible();

  const midwife = await deskOf(browser, "pelaksana");
  const refused = await tryApi(midwife, "team.delegate", "POST", {
    commandId: randomUUID(),
    study: "oxytocin-latihan",
    account: randomUUID(),
    task: "sessions",
    site: null,
    from: "2026-11-01",
  });
  expect(refused.ok).toBe(false);
  expect(refused.text).toContain("not_allowed");
  await midwife.goto("/s/oxytocin-latihan/team");
  await expect(midwife.getByRole("button", { name: "Delegate a task" })).toHaveCount(0);
  await midwife.context().close();
  await page.context().close();
});
