import { randomUUID } from "node:crypto";
import { expect, type Browser, type Page } from "@playwright/test";

import { pageOf } from "./midwife.ts";
import type { Language } from "./sign-in.ts";

/** A page of a desk, with a session and language of its own. */
export async function deskOf(browser: Browser, account: string, language: Language = "en"): Promise<Page> {
  const page = await pageOf(browser, account, language);
  await page.setViewportSize({ width: 1280, height: 900 });
  return page;
}

/** Asks or commands as the person whose page it is, the way the pages do. */
export async function callApi<T>(page: Page, name: string, method: "GET" | "POST", input: object): Promise<T> {
  const answer = await tryApi(page, name, method, input);
  expect(answer.ok, `${name}: ${answer.text}`).toBe(true);
  return (JSON.parse(answer.text) as { result: { data: T } }).result.data;
}

/** The same where a refusal is expected. */
export function tryApi(page: Page, name: string, method: "GET" | "POST", input: object) {
  return page.evaluate(
    async ({ path, verb, body }) => {
      const query = verb === "GET" ? `?input=${encodeURIComponent(body)}` : "";
      const init = verb === "GET" ? {} : { method: verb, body, headers: { "content-type": "application/json" } };
      const response = await fetch(`${path}${query}`, init);
      return { ok: response.ok, text: await response.text() };
    },
    { path: `/api/trpc/${name}`, verb: method, body: JSON.stringify(input) },
  );
}

/** Types a day, `YYYY-MM-DD`, into the boxes for day, month and year. */
export async function typeDay(page: Page, label: string, day: string): Promise<void> {
  const boxes = page.getByRole("group", { name: label }).getByRole("textbox");
  for (const [index, part] of day.split("-").toReversed().entries()) await boxes.nth(index).fill(part);
}

export type DraftTemplate = "oxytocin-pretest-posttest" | "oxytocin-rct";

/** A draft made from a template by whoever's page it is; answers its id. */
export async function draftOf(page: Page, template: DraftTemplate): Promise<string> {
  const { id } = await callApi<{ id: string }>(page, "protocolDraft.create", "POST", {
    commandId: randomUUID(),
    name: `${template} ${Date.now().toString(36)}`,
    from: { template },
  });
  return id;
}

type Visit = { readonly key: string; readonly day: number; readonly arms?: readonly string[] } & {
  readonly forms: readonly { readonly form: string }[];
};

/** What the journeys read of a document. */
export type DraftDocument = {
  readonly visits: readonly Visit[];
  readonly sampleSize: { readonly target: number; readonly perArm: number | null; readonly rationale: { en: string } };
  readonly allocation: { readonly scheme: string } | null;
  readonly ethics: { readonly number: string; readonly expiresOn: string } | null;
  readonly statements?: readonly {
    readonly key: string;
    readonly text: { readonly id: string; readonly en: string };
  }[];
};

/** The document as the server has it. */
export async function documentOf(page: Page, draft: string): Promise<DraftDocument> {
  return (await callApi<{ document: DraftDocument }>(page, "protocolDraft.get", "GET", { draft })).document;
}

/** The keys of the forms planned at a visit, as the server has them. */
export async function plannedAt(page: Page, draft: string, visit: string): Promise<readonly string[]> {
  const { visits } = await documentOf(page, draft);
  return visits.find(({ key }) => key === visit)?.forms.map(({ form }) => form) ?? [];
}
