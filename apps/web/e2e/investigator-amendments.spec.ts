import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test, type Browser, type Page } from "@playwright/test";

import { expectAccessible } from "./support/check-page.ts";
import { answerQuestions, characteristics, pageOf } from "./support/midwife.ts";

test.use({ viewport: { width: 1280, height: 900 } });

const size = 500;

type Act = { readonly name: string; readonly input: object };

/** Runs one command after the other as the person whose page it is; answers what each answered. */
async function acts(page: Page, list: readonly Act[]): Promise<readonly unknown[]> {
  const body = list.map(({ name, input }) => ({ name, input: { commandId: randomUUID(), ...input } }));
  return page.evaluate(async (commands) => {
    const answers: unknown[] = [];
    for (const { name, input } of commands) {
      const response = await fetch(`/api/trpc/${name}`, {
        method: "POST",
        body: JSON.stringify(input),
        headers: { "content-type": "application/json" },
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${name}: ${text}`);
      answers.push((JSON.parse(text) as { result: { data: unknown } }).result.data);
    }
    return answers;
  }, body);
}

async function act<T>(page: Page, name: string, input: object): Promise<T> {
  const [answer] = await acts(page, [{ name, input }]);
  return answer as T;
}

async function ask<T>(page: Page, name: string, input?: object): Promise<T> {
  return page.evaluate(
    async ({ path, query }) => {
      const response = await fetch(`/api/trpc/${path}${query}`);
      const text = await response.text();
      if (!response.ok) throw new Error(`${path}: ${text}`);
      return (JSON.parse(text) as { result: { data: T } }).result.data;
    },
    { path: name, query: input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}` },
  );
}

type Item = { key: string; label: { id: string; en: string } };
type Document = {
  version: string;
  consent: { version: string; purposes: { key: string }[] };
  eligibility: { criteria: { key: string; kind: string }[] };
  sites: { key: string }[];
  forms: { key: string; sections: { key: string; items: Item[] }[] }[];
  visits: { key: string; window: { before: number; after: number } }[];
  assumptions: { key: string; about: string[] }[];
};

const document = JSON.parse(readFileSync("../../studies/oxytocin-pretest-posttest/protocol.json", "utf8")) as Document;
// What is taken away later is not spoken of elsewhere.
for (const assumption of document.assumptions)
  assumption.about = assumption.about.filter((path) => !path.endsWith("/last_feed_min"));

/** A live study of kind test, with the demonstration's people in it. */
async function openStudy(browser: Browser): Promise<string> {
  const study = `test-amend-${Date.now().toString(36)}`;
  const administrator = await pageOf(browser, "administrator", "en");
  await act(administrator, "study.create", { key: study, kind: "test", protocol: document });
  const accounts = await ask<{ id: string; username: string }[]>(administrator, "account.list");
  for (const [username, role] of [
    ["peneliti", "investigator"],
    ["koordinator", "coordinator"],
    ["penilai", "assessor"],
    ["manajerdata", "data_manager"],
  ] as const) {
    const account = accounts.find((one) => one.username === username)?.id ?? "";
    await act(administrator, "account.grantRole", { account, study, role, site: null });
  }
  await administrator.context().close();
  return study;
}

/** Mothers screened, consenting and enrolled, each with her characteristics; five at a time. Answers their numbers. */
async function enrolMany(page: Page, study: string, count: number, today: string): Promise<readonly string[]> {
  const answers = Object.fromEntries(document.eligibility.criteria.map(({ key, kind }) => [key, kind === "inclusion"]));
  const plan = {
    study,
    count,
    today,
    screening: { study, site: document.sites[0]?.key ?? "", answers },
    consent: {
      study,
      version: document.consent.version,
      language: "id",
      decision: "given",
      purposes: document.consent.purposes.map(({ key }) => key),
      signedOn: today,
    },
    values: characteristics(today),
  };
  return page.evaluate(async (told) => {
    const post = async (name: string, input: object) => {
      const response = await fetch(`/api/trpc/${name}`, {
        method: "POST",
        body: JSON.stringify({ commandId: crypto.randomUUID(), ...input }),
        headers: { "content-type": "application/json" },
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${name}: ${text}`);
      return (JSON.parse(text) as { result: { data: Record<string, unknown> } }).result.data;
    };
    const numbers: string[] = [];
    let left = told.count;
    const lane = async () => {
      while (left > 0) {
        left -= 1;
        const { screening } = await post("screening.record", told.screening);
        await post("consent.record", { ...told.consent, screening });
        const identity = { name: `Rekaan ${String(screening)}` };
        const { participant } = await post("participant.enrol", { study: told.study, screening, identity });
        await post("entry.save", {
          study: told.study,
          participant,
          visit: "pretest",
          form: "characteristics",
          baseRevision: 0,
          performedOn: told.today,
          values: told.values,
          softReasons: {},
          deviceTime: new Date().toISOString(),
        });
        numbers.push(String(participant));
      }
    };
    await Promise.all(Array.from({ length: 5 }, lane));
    return numbers.sort();
  }, plan);
}

/** The edits that a person makes in the builder: a question goes, one comes, words and a window change. */
function nextVersion(): readonly object[] {
  const volume = document.forms.find(({ key }) => key === "milk_volume");
  const section = volume?.sections.find(({ items }) => items.some(({ key }) => key === "last_feed_min"));
  const removed = section?.items.find(({ key }) => key === "last_feed_min");
  const words = document.forms
    .flatMap((form) => form.sections.map((part) => ({ form, part })))
    .flatMap(({ form, part }) => part.items.map((item) => ({ form, part, item })))
    .find(({ item }) => item.key === "age_years");
  const pretest = document.visits.find(({ key }) => key === "pretest");
  const inSection = ["forms", "milk_volume", "sections", section?.key ?? "", "items"];
  return [
    { kind: "remove", path: [...inSection, "last_feed_min"], value: removed },
    {
      kind: "add",
      path: [...inSection, "room_temperature"],
      value: {
        key: "room_temperature",
        type: "integer",
        unit: "Cel",
        label: { id: "Berapa suhu ruang?", en: "What is the room temperature?" },
        required: true,
        hardRange: { min: 10, max: 45 },
      },
      after: null,
    },
    {
      kind: "change",
      path: ["forms", words?.form.key ?? "", "sections", words?.part.key ?? "", "items", "age_years", "label", "en"],
      from: words?.item.label.en,
      to: "How old is she?",
    },
    {
      kind: "change",
      path: ["visits", "pretest", "window", "after"],
      from: pretest?.window.after,
      to: (pretest?.window.after ?? 0) + 1,
    },
  ];
}

test("an amendment of a study with 500 participants tells true counts, leaves entries on their version, and moves them only when asked", async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const study = await openStudy(browser);
  const page = await pageOf(browser, "peneliti", "en");
  await page.setViewportSize({ width: 1280, height: 900 });
  await act(page, "study.goLive", { study });
  const coordinator = await pageOf(browser, "koordinator");
  const { today: dates } = await ask<{ today: { date: string }[] }>(coordinator, "study.get", { study });
  const numbers = await test.step(`${size} mothers are enrolled`, () =>
    enrolMany(coordinator, study, size, dates[0]?.date ?? ""));
  expect(new Set(numbers).size).toBe(size);
  const [open = "", after = ""] = numbers;
  const volumeOf = (number: string) => `/s/${study}/participant/${number}/pretest/milk_volume`;

  const phone = await pageOf(browser, "penilai");
  await phone.setViewportSize({ width: 360, height: 760 });
  await test.step("an assessor begins a form under the first version", async () => {
    await phone.goto(volumeOf(open));
    await phone.getByRole("button", { name: "Sekarang", exact: true }).click();
    await answerQuestions(phone, "milk_volume", { last_feed_min: "120", pump_min: "15", milk_volume_ml: "42,5" });
    await expect(phone.getByText(/Tersimpan di HP \d\d\.\d\d/)).toBeVisible();
  });

  await test.step("the next version is prepared from the page, and says what it touches", async () => {
    await page.goto(`/s/${study}/amendments`);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Version 1.0 holds at every site.");
    await page.getByRole("button", { name: "Prepare the next version" }).click();
    await expect(page).toHaveURL(/\/drafts\/[0-9a-f-]{36}/);
    const draft = /drafts\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? "";
    await act(page, "protocolDraft.edit", { draft, baseRevision: 1, edits: nextVersion() });
    await page.goto(`/s/${study}/amendments`);
    const change = (words: string) => page.locator(".change-list > li", { hasText: words });
    await expect(change("How old is she?")).toContainText(`${size} values`);
    await expect(change("window")).toContainText(`${size} entries`);
    await expect(change("What is the room temperature?")).toContainText("Touches no data");
    await expect(page.locator(".what-happens")).toContainText("A new column.");
    await expect(page.getByText(`${size} entries captured so far stay`)).toBeVisible();
  });

  await test.step("it is published with reason, approval and a date for the site", async () => {
    await expect(page.locator(".meanings")).toContainText("How old is she?");
    await page.getByRole("checkbox", { name: "It still means the same" }).check({ force: true });
    await page.getByRole("button", { name: "Publish version 1.1" }).click();
    const sheet = page.getByRole("dialog", { name: "Publish version 1.1?" });
    await expect(sheet.getByRole("button", { name: "Write why" })).toBeDisabled();
    await sheet.getByLabel("Why it changes").fill("The committee asked for the temperature.");
    await sheet.getByLabel("Ethics approval number").fill("KEPK/12/2026");
    const day = sheet.getByRole("group", { name: "Date of the ethics approval" }).getByRole("textbox");
    for (const [index, text] of ["1", "3", "2026"].entries()) await day.nth(index).fill(text);
    await sheet.getByRole("button", { name: "Today" }).click();
    await sheet.getByRole("button", { name: "Publish version 1.1" }).click();
    await expect(sheet).toBeHidden();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Version 1.1 holds at every site.");
    await expect(page.locator(".version").first()).toContainText("The committee asked for the temperature.");
    await expect(page.locator(".version").last()).toContainText(`${size} entries under this version, 0 locked`);
  });

  await test.step("the form that was open is sent under its own version; the next one is asked anew", async () => {
    await phone.getByRole("button", { name: "Kirim" }).click();
    await expect(phone).not.toHaveURL(/milk_volume$/);
    type Entry = { protocolHash: string; values: Record<string, unknown> };
    const at = { study, visit: "pretest", form: "milk_volume" };
    const sent = await ask<Entry>(phone, "entry.get", { ...at, participant: open });
    expect(sent.values).toMatchObject({ milk_volume_ml: 42.5, last_feed_min: 120 });
    const fresh = await ask<Entry>(phone, "entry.get", { ...at, participant: after });
    expect(fresh.protocolHash).not.toBe(sent.protocolHash);
    await phone.goto(volumeOf(after));
    await expect(phone.getByRole("heading", { level: 1 })).toHaveText("Berapa suhu ruang?");
    await phone.locator("main input").first().fill("27");
    await phone.getByRole("button", { name: "Lanjut", exact: true }).click();
    await phone.getByRole("button", { name: "Sekarang", exact: true }).click();
    await answerQuestions(phone, "milk_volume", { pump_min: "15", milk_volume_ml: "40" });
    await phone.getByRole("button", { name: "Kirim" }).click();
    await expect(phone).not.toHaveURL(/milk_volume$/);
  });

  await test.step("entries move forward only when asked, and those with problems stay", async () => {
    await page.reload();
    await page.getByRole("button", { name: "See what can move" }).click();
    await expect(page.getByText(`${size} entries of ${size} participants can move.`)).toBeVisible();
    // Its answer to the question that went would not be read under the new version: it stays where it is.
    await expect(page.getByRole("heading", { name: "1 entry stays under its version" })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: `Move ${size} entries` }).click();
    const sheet = page.getByRole("dialog", { name: `Move ${size} entries?` });
    await sheet.getByLabel("Why they are moved").fill("One version for the interim look.");
    await sheet.getByRole("button", { name: `Move ${size} entries` }).click();
    await expect(page.getByText(`${size} entries were moved.`)).toBeVisible();
    await expect(page.locator(".version").last()).toContainText("1 entry under this version, 0 locked");
  });

  await test.step("entries that lack an answer are opened, and answered under the new version", async () => {
    const { id: draft } = await act<{ id: string }>(page, "protocolDraft.create", { name: "1.2", from: { study } });
    const [place] = document.forms.find(({ key }) => key === "characteristics")?.sections ?? [];
    const { revision } = await act<{ revision: number }>(page, "protocolDraft.edit", {
      draft,
      baseRevision: 1,
      edits: [
        {
          kind: "add",
          path: ["forms", "characteristics", "sections", place?.key ?? "", "items", "children_at_home"],
          value: {
            key: "children_at_home",
            type: "integer",
            label: { id: "Berapa anak di rumah?", en: "How many children live at home?" },
            required: true,
            hardRange: { min: 0, max: 20 },
          },
          after: null,
        },
      ],
    });
    await act(page, "study.amend", {
      study,
      draft,
      revision,
      reason: "The committee asks for the children at home.",
      ethicsNumber: "KEPK/13/2026",
      ethicsOn: "2026-03-01",
      effective: [{ site: document.sites[0]?.key ?? "", on: dates[0]?.date ?? "" }],
      sameMeaning: [],
    });
    await page.reload();
    await page.getByRole("button", { name: "See what can move" }).click();
    await expect(
      page.getByRole("heading", { name: `${size} entries lack the answer to a new question` }),
    ).toBeVisible();
    await page.getByRole("button", { name: "Open 200 entries for answers" }).click();
    const sheet = page.getByRole("dialog", { name: "Open 200 entries for answers?" });
    await sheet.getByLabel("Why it is asked afterwards").fill("The committee asks for it.");
    await expectAccessible(page);
    await sheet.getByRole("button", { name: "Open 200 entries for answers" }).click();
    await expect(page.getByRole("heading", { name: "200 entries wait for answers" })).toBeVisible();
    await expectAccessible(page);

    const at = { study, participant: open, visit: "pretest", form: "characteristics" };
    await coordinator.goto(`/s/${study}/participant/${open}/pretest/characteristics`);
    await expect(coordinator.getByText("Versi 1.2 menanyakan hal baru")).toBeVisible();
    await expectAccessible(coordinator);
    await coordinator.getByRole("button", { name: "Jawab pertanyaan baru" }).click();
    await coordinator.getByLabel("Berapa anak di rumah?").fill("2");
    await coordinator.getByRole("button", { name: "Simpan" }).click();
    await expect(coordinator).toHaveURL(/\/today\?saved=/);
    type Entry = { revision: number; opened: unknown; values: Record<string, unknown> };
    const answered = await ask<Entry>(coordinator, "entry.get", at);
    expect(answered).toMatchObject({ revision: 3, opened: null, values: { children_at_home: 2, age_years: 27 } });
  });
});
