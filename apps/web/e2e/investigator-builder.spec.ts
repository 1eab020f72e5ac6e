import { randomUUID } from "node:crypto";
import { expect, test, type Page } from "@playwright/test";

import { expectAccessible } from "./support/check-page.ts";
import { pageOf } from "./support/midwife.ts";

test.use({ viewport: { width: 1280, height: 900 } });

type Text = { readonly id: string; readonly en: string };
type DraftDocument = {
  readonly title: Text;
  readonly shortTitle: Text;
  readonly design: { readonly type: string; readonly hypothesis: Text };
  readonly allocation: Readonly<Record<string, unknown>> | null;
  readonly scales?: readonly { readonly key: string }[];
  readonly forms: readonly { readonly sections: readonly { readonly items: readonly { readonly key: string }[] }[] }[];
};
type Draft = { readonly revision: number; readonly document: DraftDocument };

async function call<T>(page: Page, name: string, method: "GET" | "POST", input: object): Promise<T> {
  const answer = await page.evaluate(
    async ({ path, verb, body }) => {
      const query = verb === "GET" ? `?input=${encodeURIComponent(body)}` : "";
      const init = verb === "GET" ? {} : { method: verb, body, headers: { "content-type": "application/json" } };
      const response = await fetch(`${path}${query}`, init);
      return { ok: response.ok, text: await response.text() };
    },
    { path: `/api/trpc/${name}`, verb: method, body: JSON.stringify(input) },
  );
  expect(answer.ok, `${name}: ${answer.text}`).toBe(true);
  return (JSON.parse(answer.text) as { result: { data: T } }).result.data;
}

const saved = (page: Page) => expect(page.locator(".builder-state .sync")).toContainText(/^(Tersimpan|Saved)/);
const draftOf = (page: Page, draft: string) => call<Draft>(page, "protocolDraft.get", "GET", { draft });

/** A draft of the one-group reference study, made by whoever's page it is. */
async function newDraft(page: Page, name: string): Promise<string> {
  const { id } = await call<{ id: string }>(page, "protocolDraft.create", "POST", {
    commandId: randomUUID(),
    name,
    from: { template: "oxytocin-pretest-posttest" },
  });
  return id;
}

async function desk(browser: Parameters<typeof pageOf>[0], account: string, language: "id" | "en" = "en") {
  const page = await pageOf(browser, account, language);
  await page.setViewportSize({ width: 1280, height: 900 });
  return page;
}

test("a template becomes a live test study in at most 40 clicks", async ({ browser }) => {
  const page = await desk(browser, "peneliti");
  // What the hand does is counted where it arrives: every press of the mouse, on every page of the way.
  await page.addInitScript(() => {
    addEventListener(
      "click",
      (event) => {
        if (event.isTrusted) sessionStorage.setItem("clicks", String(Number(sessionStorage.getItem("clicks")) + 1));
      },
      true,
    );
  });
  const key = `pijat-${Date.now().toString(36)}`;
  await page.goto("/");
  await page.getByRole("link", { name: /Design a study/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("From an idea to a live study");
  await expect(page.getByText("Cannot show").first()).toBeVisible();
  await page.getByRole("button", { name: /Use this template ?: Milk volume before/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("This draft can be tested.");

  await page.getByRole("link", { name: "Title and key" }).click();
  const keyBox = page.getByLabel("Key of the study");
  await keyBox.click();
  await keyBox.fill("Two words");
  await expect(
    page.getByText("Begin with a lower-case letter; then lower-case letters, digits or hyphens"),
  ).toBeVisible();
  await keyBox.fill(key);
  const title = page.getByRole("group", { name: "Short title" }).getByLabel("English");
  await title.click();
  await title.fill("Massage at our health centre");
  await saved(page);

  await page.getByRole("link", { name: "Steps" }).click();
  await page.getByRole("link", { name: "Sites", exact: true }).click();
  const site = page.getByRole("group", { name: "Name of the site" }).getByLabel("English");
  await site.click();
  await site.fill("Kenanga Health Centre");
  await page.getByRole("link", { name: "Schedule" }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.getByRole("link", { name: "Publish" }).click();
  await page.getByRole("button", { name: "Open a test study" }).click();
  await page.getByRole("link", { name: `Open ${key}-uji` }).click();
  await expect(page).toHaveURL(new RegExp(`/s/${key}-uji/overview$`));
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();

  const clicks = await page.evaluate(() => Number(sessionStorage.getItem("clicks")));
  expect(clicks).toBeGreaterThan(5);
  expect(clicks).toBeLessThanOrEqual(40);
  const study = await call<{ kind: string; status: string; protocol: { shortTitle: Text } }>(page, "study.get", "GET", {
    study: `${key}-uji`,
  });
  expect(study).toMatchObject({ kind: "test", status: "live" });
  expect(study.protocol.shortTitle.en).toBe("Massage at our health centre");
  await page.context().close();
});

test("the pilot becomes a trial without touching a form, is seen before it is taken, and taken back in one step", async ({
  browser,
}) => {
  const page = await desk(browser, "peneliti");
  const draft = await newDraft(page, "From pilot to trial");
  const items = ({ document }: Draft) =>
    document.forms.flatMap(({ sections }) => sections.flatMap((section) => section.items.map((item) => item.key)));
  const before = await draftOf(page, draft);
  await page.goto(`/drafts/${draft}`);
  await page.getByRole("link", { name: "Make it controlled" }).first().click();
  for (const [label, typed] of [
    ["Number of pairs", "20"],
    ["Standard deviation after", "48.2"],
    ["Pre–post correlation", "0.62"],
    ["Mean change", "61.5"],
    ["Difference between the arms to look for", "25"],
  ] as const) {
    await page.getByLabel(label).fill(typed);
  }
  await expect(page.getByText(/participants per arm, \d+ allowing for drop-out/)).toBeVisible();
  await expect(page.getByText(/Pilot results tend to be too good|too good|optimistic/i).first()).toBeVisible();
  // Each choice of the allocation says what it leads to; a scheme that these arms cannot have says why.
  await page.getByLabel("Share of Oxytocin massage").fill("2");
  await expect(page.getByText(/2:1 needs \d+ participants; equal arms need \d+\./)).toBeVisible();
  const efron = page.getByRole("radio", { name: /^Biased coin .*two arms of equal ratio/ });
  await expect(efron).toBeDisabled();
  await page.getByRole("radio", { name: /^Minimization/ }).check();
  await expect(page.getByText(/No lists: each allocation balances/)).toBeVisible();
  await page.getByRole("checkbox", { name: "Education" }).check();
  await page.getByRole("button", { name: /Show \d+ changes/ }).click();
  await expect(page.getByRole("heading", { name: /^Allocation, / })).toBeVisible();
  await expect(page.getByText("New arm: Usual care")).toBeVisible();
  expect((await draftOf(page, draft)).revision).toBe(before.revision);
  await page.getByRole("button", { name: /Take \d+ changes/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("This draft is a controlled trial now.");
  await saved(page);
  const trial = await draftOf(page, draft);
  expect(trial.document.design.type).toBe("parallel_controlled");
  const kept = new Set(items(trial));
  expect(items(before).filter((key) => !kept.has(key))).toEqual([]);
  expect(trial.document.scales?.map(({ key }) => key)).toEqual(["gad_7"]);
  const allocation = async () => (await draftOf(page, draft)).document.allocation;
  const minimized = await allocation();
  expect(minimized).toMatchObject({ scheme: "minimization", ratio: [{ weight: 2 }, { weight: 1 }] });
  expect(minimized).not.toHaveProperty("blockSizes");

  await test.step("a design that is simulated comes back into the draft as one step", async () => {
    await page.getByRole("link", { name: "Allocation, masking" }).click();
    await page.getByRole("link", { name: "Simulate balance and predictability" }).click();
    await page.getByRole("button", { name: /^Use Permuted blocks, blocks of 6 or 9/ }).click();
    await page.getByRole("link", { name: "Take this design into the draft" }).click();
    await expect(page.getByRole("heading", { name: /^Design from the simulation: Permuted blocks/ })).toBeVisible();
    await expectAccessible(page);
    expect(await allocation()).toEqual(minimized);
    await page.getByRole("button", { name: "Take it into the draft" }).click();
    await saved(page);
    await expect.poll(allocation).toMatchObject({ scheme: "permuted_blocks", blockSizes: [6, 9] });
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(allocation).toEqual(minimized);
  });
  await page.getByRole("button", { name: "Undo" }).click();
  await saved(page);
  await expect.poll(async () => (await draftOf(page, draft)).document).toEqual(before.document);
  await page.context().close();
});

test("two people edit one draft at once; a place that both changed shows both values", async ({ browser }) => {
  const [one, two] = [await desk(browser, "peneliti"), await desk(browser, "manajerdata")];
  const draft = await newDraft(one, "By two");
  await one.goto(`/drafts/${draft}`);
  await one.getByLabel("Account name").fill("manajerdata");
  await one.getByRole("button", { name: "Invite" }).click();
  await expect(one.getByRole("button", { name: /Remove ?: manajerdata/ })).toBeVisible();
  await one.goto(`/drafts/${draft}/basics`);
  await two.goto(`/drafts/${draft}/basics`);
  const box = (page: Page, group: string) => page.getByRole("group", { name: group }).getByLabel("English").first();

  await box(one, "Short title").fill("Short by one");
  await box(two, "Hypothesis").fill("Hypothesis by two");
  await expect(box(two, "Short title")).toHaveValue("Short by one");
  await expect(box(one, "Hypothesis")).toHaveValue("Hypothesis by two");

  await two.context().setOffline(true);
  await box(two, "Short title").fill("Short by two, without a network");
  await expect(two.locator(".builder-state")).toContainText("No internet; kept on this device");
  await box(one, "Short title").fill("Short by one again");
  await saved(one);
  await two.context().setOffline(false);
  const conflict = two.getByRole("region", { name: "Conflict: choose the value" });
  await expect(conflict).toContainText("Short by one again");
  await expect(conflict).toContainText("Short by two, without a network");
  const said = /changed it (just now|\d+ minutes? ago) \(\d+ \w+ \d{4}, \d\d:\d\d WI\w+\)/;
  await expect(conflict).toContainText(said);
  await two.reload();
  await expect(conflict).toContainText(said);
  await expectAccessible(two);
  await conflict.getByRole("button", { name: "Use what I wrote" }).click();
  await saved(two);
  await expect(box(one, "Short title")).toHaveValue("Short by two, without a network");
  const { document } = await draftOf(one, draft);
  expect([document.shortTitle.en, document.design.hypothesis.en]).toEqual([
    "Short by two, without a network",
    "Hypothesis by two",
  ]);

  await test.step("a step back outlives a reload, and never takes back what the other wrote since", async () => {
    await one.reload();
    await expect(one.getByRole("button", { name: "Undo" })).toHaveAttribute("aria-disabled", "false");
    await one.getByRole("button", { name: "Undo" }).click();
    await expect(one.getByText(/Not undone: Short title \(English\) has been changed since your step\./)).toBeVisible();
    await expect(box(one, "Short title")).toHaveValue("Short by two, without a network");
    await two.getByRole("button", { name: "Undo" }).click();
    await expect(box(one, "Short title")).toHaveValue("Short by one again");
  });

  await test.step("what is refused is said with its place, taken back alone, and can be copied before", async () => {
    await call(one, "protocolDraft.close", "POST", { commandId: randomUUID(), draft });
    await box(two, "Short title").fill("Typed too late");
    await expect(two.getByText("The server refused one of your changes.")).toBeVisible();
    await expect(conflict.getByRole("link", { name: "Short title (English)" })).toBeVisible();
    await expect(conflict.getByRole("button", { name: "Copy what I typed" })).toBeVisible();
    await expectAccessible(two);
    await conflict.getByRole("button", { name: "Take this change back" }).click();
    const sheet = two.getByRole("dialog", { name: "Take one change back?" });
    await expect(sheet).toContainText("Typed too late");
    await sheet.getByRole("button", { name: "Take this change back" }).click();
    await expect(conflict).toBeHidden();
    await expect(box(two, "Short title")).toHaveValue("Short by one again");
  });
  await one.context().close();
  await two.context().close();
});

test("what is typed while the network is cut is there after a reload, and reaches the server", async ({ browser }) => {
  const page = await desk(browser, "peneliti", "id");
  const draft = await newDraft(page, "Jaringan putus");
  await page.goto(`/drafts/${draft}/basics`);
  const title = page.getByRole("group", { name: "Judul pendek" }).getByLabel("Bahasa Indonesia");
  await expect(title).toBeVisible();
  await page.context().setOffline(true);
  await title.fill("");
  await title.pressSequentially("Ditulis tanpa jaringan", { delay: 20 });
  await expect(page.locator(".builder-state")).toContainText("tersimpan di perangkat ini");
  await expectAccessible(page);
  // Nothing is waited for: the page goes before it can send anything.
  await page.route("**/api/trpc/protocolDraft.edit*", (route) => route.abort());
  await page.context().setOffline(false);
  await page.reload();
  await expect(title).toHaveValue("Ditulis tanpa jaringan");
  await page.unroute("**/api/trpc/protocolDraft.edit*");
  await expect.poll(async () => (await draftOf(page, draft)).document.shortTitle.id).toBe("Ditulis tanpa jaringan");
  await saved(page);

  await test.step("the keys take back and forth what stands in the draft, and leave other text to the browser", async () => {
    await title.fill("Lain");
    await title.press("Control+z");
    await expect(title).toHaveValue("Ditulis tanpa jaringan");
    await title.press("Control+Shift+z");
    await expect(title).toHaveValue("Lain");
    const key = page.getByLabel("Kunci penelitian");
    await key.fill("Bukan Kunci");
    await key.press("Control+z");
    await expect(title).toHaveValue("Lain");
    await saved(page);
    await page.reload();
    await expect(page.getByRole("button", { name: "Urungkan" })).toHaveAttribute("aria-disabled", "false");
    await title.press("Control+z");
    await expect(title).toHaveValue("Ditulis tanpa jaringan");
  });
  await page.context().close();
});

test("a second window of one person leaves the edits of the first alone, and takes them over when it is gone", async ({
  browser,
}) => {
  const first = await desk(browser, "peneliti");
  const draft = await newDraft(first, "Two windows");
  const title = (page: Page) => page.getByRole("group", { name: "Short title" }).getByLabel("English");
  await first.goto(`/drafts/${draft}/basics`);
  const before = await title(first).inputValue();
  await first.route("**/api/trpc/protocolDraft.edit*", (route) => route.abort());
  await title(first).fill("Typed in the first window");
  await expect(first.locator(".builder-state")).toContainText("kept on this device");

  const second = await first.context().newPage();
  await second.goto(`/drafts/${draft}/basics`);
  await expect(title(second)).toHaveValue(before);
  await second.getByRole("group", { name: "Hypothesis" }).getByLabel("English").fill("Typed in the second window");
  await saved(second);
  await expect(title(second)).toHaveValue(before);
  await first.close();
  await expect(title(second)).toHaveValue("Typed in the first window", { timeout: 15_000 });
  await saved(second);
  const { document } = await draftOf(second, draft);
  expect([document.shortTitle.en, document.design.hypothesis.en]).toEqual([
    "Typed in the first window",
    "Typed in the second window",
  ]);
  await second.context().close();
});

test("a draft is renamed, closed, opened again and taken off the list, and comes back with everything in it", async ({
  browser,
}) => {
  const page = await desk(browser, "peneliti");
  const name = `Managed ${Date.now().toString(36)}`;
  const draft = await newDraft(page, name);
  await page.goto("/drafts");
  const manage = (called: string) => page.getByRole("button", { name: new RegExp(`^Manage ?: ${called}$`) });
  await manage(name).click();
  await page.getByLabel("Name of the draft").fill(`${name} again`);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Rename" }).click();
  await manage(`${name} again`).click();
  await page.getByRole("button", { name: "Close draft" }).click();
  await page.getByText(/^Closed \(/).click();
  await manage(`${name} again`).click();
  await page.getByRole("button", { name: "Open again" }).click();
  await expect(page.getByRole("heading", { name: "Manage draft" })).toHaveCount(0);
  await manage(`${name} again`).click();
  await page.getByRole("button", { name: "Take off the list" }).click();
  await page.getByRole("button", { name: "Yes, take it off the list" }).click();
  await expect(page.getByText(`${name} again is off the list.`)).toBeVisible();
  await expect(page.getByRole("link", { name: `${name} again` })).toHaveCount(0);
  await page.getByText(/^Off the list \(/).click();
  // What can be undone is offered for ten seconds, over whatever stands at the foot of the window.
  await expect(page.getByText(`${name} again is off the list.`)).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole("button", { name: new RegExp(`^Bring back ?: ${name} again$`) }).click();
  await expect(page.getByRole("link", { name: `${name} again` })).toBeVisible();
  expect((await draftOf(page, draft)).revision).toBe(1);
  await page.context().close();
});
