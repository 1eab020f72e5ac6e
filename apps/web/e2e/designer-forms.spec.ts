import { randomUUID } from "node:crypto";
import { expect, type Locator, type Page, test } from "@playwright/test";

import { expectAccessible } from "./support/check-page.ts";
import { pageOf } from "./support/midwife.ts";

test.use({ viewport: { width: 1280, height: 900 } });

type Item = { key: string; type: string; label: { id: string; en: string }; unit?: string; codelist?: string };
type Draft = {
  document: {
    forms: { key: string; title: { id: string; en: string }; sections: { items: Item[] }[] }[];
    codelists: { key: string; codes: { code: number; label: { id: string; en: string } }[] }[];
  };
};

async function call<T>(page: Page, name: string, input: object, isQuery = false): Promise<T> {
  const text = JSON.stringify(input);
  const answer = await page.evaluate(
    async ({ path, body }) => {
      const response = await fetch(path, {
        ...(body === null ? {} : { method: "POST", body }),
        headers: { "content-type": "application/json" },
      });
      return { ok: response.ok, text: await response.text() };
    },
    {
      path: `/api/trpc/${name}${isQuery ? `?input=${encodeURIComponent(text)}` : ""}`,
      body: isQuery ? null : text,
    },
  );
  expect(answer.ok, `${name}: ${answer.text}`).toBe(true);
  return (JSON.parse(answer.text) as { result: { data: T } }).result.data;
}

async function newDraft(page: Page, template: string): Promise<string> {
  const { id } = await call<{ id: string }>(page, "protocolDraft.create", {
    commandId: randomUUID(),
    name: `Formulir ${Date.now().toString(36)}`,
    from: { template },
  });
  return id;
}

/** Goes on with Tab until the keyboard is on something, as a person does who has no mouse. */
async function tabTo(page: Page, target: Locator, most = 90): Promise<void> {
  for (let step = 0; step < most; step += 1) {
    if (await target.evaluate((element) => element === document.activeElement).catch(() => false)) return;
    await page.keyboard.press("Tab");
  }
  await expect(target).toBeFocused();
}

/** Chooses an option of the list under the keyboard, with the arrow keys alone. */
async function choose(page: Page, value: string): Promise<void> {
  const focused = page.locator(":focus");
  const [from, to] = await focused.evaluate((element, wanted) => {
    const select = element as HTMLSelectElement;
    return [select.selectedIndex, [...select.options].findIndex((option) => option.value === wanted)];
  }, value);
  for (let step = 0; step < Math.abs(to - from); step += 1)
    await page.keyboard.press(to > from ? "ArrowDown" : "ArrowUp");
  await expect(focused).toHaveValue(value);
}

const questions = [
  { type: "integer", id: "Usia Ibu", en: "Age of the mother", key: "age_of_the_mother" },
  { type: "decimal", id: "Berat badan", en: "Body weight", key: "body_weight" },
  { type: "text", id: "Pekerjaan", en: "Occupation", key: "occupation" },
  { type: "yes_no", id: "Pernah menyusui", en: "Breastfed before", key: "breastfed_before" },
  { type: "date", id: "Tanggal lahir bayi", en: "Date of birth of the baby", key: "date_of_birth_of_the_baby" },
  { type: "time", id: "Jam lahir", en: "Time of birth", key: "time_of_birth" },
  { type: "choice", id: "Cara bersalin", en: "Mode of delivery", key: "mode_of_delivery" },
  { type: "duration", id: "Lama menyusui", en: "Length of the feed", key: "length_of_the_feed" },
  { type: "long_text", id: "Keluhan", en: "Complaints", key: "complaints" },
  { type: "note", id: "Terima kasih", en: "Thank you", key: "thank_you" },
] as const;

test("a form of ten items is made without a mouse, moved, copied, removed and brought back, and the phone answers", async ({
  browser,
}) => {
  const page = await pageOf(browser, "peneliti", "id");
  await page.setViewportSize({ width: 1280, height: 900 });
  const draft = await newDraft(page, "blank-one-group");
  await page.goto(`/drafts/${draft}/forms`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Belum ada formulir.");
  await expectAccessible(page);

  await test.step("a blank form", async () => {
    await tabTo(page, page.getByRole("button", { name: "Tambah formulir" }));
    await page.keyboard.press("Enter");
    await tabTo(page, page.getByLabel("Nama formulir"));
    await page.keyboard.type("Data dasar");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: "Data dasar" })).toBeVisible();
  });

  await test.step("ten questions, each begun with Ctrl and Enter", async () => {
    for (const { type, id, en } of questions) {
      await page.keyboard.press("Control+Enter");
      await expect(page.locator(":focus")).toHaveAttribute("lang", "id");
      await page.keyboard.type(id);
      await page.keyboard.press("Tab");
      await page.keyboard.type(en);
      await page.keyboard.press("Tab");
      await page.keyboard.press("Tab");
      await choose(page, type);
      if (type === "decimal") {
        await page.keyboard.press("Tab");
        await page.keyboard.type("kg");
      }
      if (type === "choice") {
        await tabTo(page, page.getByRole("button", { name: "Buat daftar baru" }));
        await page.keyboard.press("Enter");
        for (const [index, words] of ["Normal", "Sesar"].entries()) {
          await tabTo(page, page.getByLabel(`Jawaban ${index + 1}, Bahasa Indonesia`));
          await page.keyboard.type(words);
        }
      }
    }
    const rows = page.locator(".fd-item .mono");
    await expect(rows).toHaveText(questions.map(({ key }) => key));
  });

  await test.step("moved, copied, removed and brought back in the list", async () => {
    await page.keyboard.press("Escape");
    await expect(page.locator(":focus")).toHaveId("row/thank_you");
    await page.keyboard.press("ArrowUp");
    await expect(page.locator(":focus")).toHaveId("row/complaints");
    await page.keyboard.press("Alt+ArrowUp");
    await expect(page.locator(".fd-item .mono").nth(7)).toHaveText("complaints");
    await expect(page.locator(":focus")).toHaveId("row/complaints");
    await page.keyboard.press("d");
    await expect(page.locator(":focus")).toHaveId("row/complaints_2");
    await page.keyboard.press("Delete");
    await expect(page.locator(".fd-item")).toHaveCount(10);
    await tabTo(page, page.getByRole("button", { name: "Urungkan" }).last());
    await page.keyboard.press("Enter");
    await expect(page.locator(".fd-item")).toHaveCount(11);
    await page.keyboard.press("Control+z");
    await expect(page.locator(".fd-item")).toHaveCount(10);
  });

  await test.step("limits are typed, and the preview asks for a reason as the phone would", async () => {
    await tabTo(page, page.locator('[id="row/body_weight"]'));
    await page.keyboard.press("Enter");
    await tabTo(page, page.getByLabel("Wajar sampai"));
    await page.keyboard.type("90");
    await tabTo(page, page.getByLabel("Mungkin sampai"));
    await page.keyboard.type("25o");
    await expect(page.locator(":focus")).toHaveAttribute("aria-invalid", "true");
    await page.keyboard.press("Backspace");
    await page.keyboard.type("0");
    await tabTo(page, page.locator('[id="preview/body_weight"]'));
    await page.keyboard.type("120,5");
    await page.keyboard.press("Tab");
    await expect(page.locator(".fd-phone")).toContainText("di atas batas wajar");
  });

  await test.step("what was typed is at the server", async () => {
    await expect(page.locator(".builder-state")).toContainText("Tersimpan");
    const { document } = await call<Draft>(page, "protocolDraft.get", { draft }, true);
    const [form] = document.forms;
    const items = form?.sections.flatMap((section) => section.items) ?? [];
    const order = [...questions.slice(0, 7), questions[8], questions[7], questions[9]];
    expect(items.map(({ key, type, label }) => ({ key, type, id: label.id, en: label.en }))).toEqual(
      order.map(({ key, type, id, en }) => ({ key, type, id, en })),
    );
    expect(items.find(({ key }) => key === "body_weight")).toMatchObject({
      unit: "kg",
      softRange: { min: null, max: 90 },
      hardRange: { min: null, max: 250 },
    });
    const list = document.codelists.find(
      ({ key }) => key === items.find((item) => item.key === "mode_of_delivery")?.codelist,
    );
    expect(list?.codes.map(({ code, label }) => `${code} ${label.id}`)).toEqual(["1 Normal", "2 Sesar"]);
  });
  await page.context().close();
});

test("items are dragged to another section, a form says what refers to it before it goes, and one comes from a reference study", async ({
  browser,
}) => {
  const page = await pageOf(browser, "peneliti", "en");
  await page.setViewportSize({ width: 1280, height: 900 });
  const draft = await newDraft(page, "oxytocin-rct");
  await page.goto(`/drafts/${draft}/forms/milk_volume`);

  await test.step("dragged over the border of a section", async () => {
    await page.locator('[id="row/last_feed_min"]').dragTo(page.locator('[id="row/pump_min"]'), {
      targetPosition: { x: 60, y: 40 },
    });
    await expect(page.locator(".fd-sections > li").nth(1).locator(".fd-item .mono")).toHaveText([
      "pump_min",
      "last_feed_min",
      "milk_volume_ml",
      "volume_note",
    ]);
  });

  await test.step("renamed with what names it", async () => {
    await page.locator('[id="row/pump_side"]').click();
    const key = page.getByLabel("Name in the dataset");
    await key.fill("milk_volume_ml");
    await expect(page.getByText("“milk_volume_ml” is taken.")).toBeVisible();
    await key.fill("breast_side_pumped");
    await key.press("Enter");
    await expect(page.locator('[id="row/breast_side_pumped"]')).toBeVisible();
    await expect(page.locator(".expr-field textarea").last()).toHaveValue(
      "breast_side_pumped == baseline_breast_side_pumped",
    );
  });

  await test.step("removed only after it was said what refers to it, and brought back", async () => {
    await page.goto(`/drafts/${draft}/forms`);
    await page.getByRole("button", { name: "Remove Milk volume" }).click();
    const sheet = page.getByRole("dialog", { name: "Remove the form Milk volume?" });
    await expect(sheet).toContainText("visit Baseline (pretest)");
    await expect(sheet).toContainText("outcome");
    await sheet.getByRole("button", { name: "Remove the form" }).click();
    await expect(page.locator(".fd-form-name a")).toHaveCount(8);
    await page.locator(".toast").getByRole("button").click();
    await expect(page.locator(".fd-form-name a").nth(1)).toHaveText("Milk volume");
  });

  await test.step("taken from a reference study, under keys that are free", async () => {
    await page.getByRole("button", { name: "Add a form" }).click();
    await page.getByText("From a reference study").click();
    await page.getByLabel("Form to copy").selectOption("oxytocin-rct/feeding");
    await page.getByRole("dialog").getByRole("button", { name: "Add a form" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Infant feeding" })).toBeVisible();
    await expect(page.locator('[id="row/still_bf_2"]')).toBeVisible();
  });

  await test.step("and seen as a spreadsheet", async () => {
    await page.getByRole("button", { name: "Spreadsheet" }).click();
    await expect(page.getByText("still_bf_2").first()).toBeVisible();
    await expectAccessible(page);
  });
  await page.context().close();
});

test("a press is a press: right after typing, pressed twice, and at the end of a long list", async ({ browser }) => {
  const page = await pageOf(browser, "peneliti", "en");
  await page.setViewportSize({ width: 1280, height: 900 });
  const draft = await newDraft(page, "oxytocin-rct");
  await page.goto(`/drafts/${draft}/forms/milk_volume`);
  const rows = page.locator(".fd-item");
  const add = page.getByRole("button", { name: "Add an item" });
  await expect(rows).toHaveCount(7);
  await page.locator('[id="row/volume_note"]').click();

  await test.step("twice on the way to add makes two, and removes none", async () => {
    const before = await add.boundingBox();
    await add.dblclick();
    await expect(rows).toHaveCount(9);
    expect(await add.boundingBox()).toEqual(before);
    await expect(page.locator(".toast")).toHaveCount(0);
  });

  await test.step("the quickest press after a sentence adds, however often", async () => {
    for (let made = 1; made <= 12; made += 1) {
      await page.locator(".fd-editor [lang=en]").first().fill(`What was asked as number ${made} of many?`);
      await add.click();
      await expect(rows).toHaveCount(9 + made);
      await expect(page.locator(".fd-item [aria-current]")).toBeInViewport({ ratio: 1 });
      await expect(add).toBeInViewport({ ratio: 1 });
    }
    await page.locator(".fd-editor [lang=en]").first().fill("The last of all");
    await page.locator('[id="row/pump_min"]').click();
    await expect(page.locator('[id="row/pump_min"]')).toHaveAttribute("aria-current", "true");
  });

  await test.step("twice on the way to remove removes one", async () => {
    await page.locator('[id="row/item"]').click();
    await page.getByRole("button", { name: /^Remove / }).dblclick();
    await expect(page.locator(".toast")).toBeVisible();
    await expect(rows).toHaveCount(20);
  });
  await page.context().close();
});
