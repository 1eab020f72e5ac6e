import { randomUUID } from "node:crypto";
import { expect, type Browser, type Page } from "@playwright/test";

import { type Language, signIn } from "./sign-in.ts";

/** The study of the demonstration that is there to be used. */
export const practice = "oxytocin-latihan";

/** A page of somebody of the team, with a session, language and device of its own. */
export async function pageOf(browser: Browser, account: string, language: Language = "id"): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page, account, language);
  return page;
}

/** Runs one command as the person whose page it is, the way the pages do. */
export async function command<T>(page: Page, name: string, input: object): Promise<T> {
  const content = { study: practice, commandId: randomUUID(), ...input };
  return call<T>(page, name, { method: "POST", body: JSON.stringify(content) }, "");
}

/** Asks one question as the person whose page it is. */
export async function ask<T>(page: Page, name: string, input: object): Promise<T> {
  const content = encodeURIComponent(JSON.stringify({ study: practice, ...input }));
  return call<T>(page, name, { method: "GET" }, `?input=${content}`);
}

async function call<T>(page: Page, name: string, request: { method: string; body?: string }, query: string) {
  const answer = await page.evaluate(
    async ({ path, init }) => {
      const response = await fetch(path, { ...init, headers: { "content-type": "application/json" } });
      return { ok: response.ok, text: await response.text() };
    },
    { path: `/api/trpc/${name}${query}`, init: request },
  );
  expect(answer.ok, `${name}: ${answer.text}`).toBe(true);
  return (JSON.parse(answer.text) as { result: { data: T } }).result.data;
}

const eligible = {
  from_day_one: true,
  breastfeeding: true,
  willing: true,
  formula_before: false,
  infant_ill: false,
  baby_blues: false,
  unwilling_to_go_on: false,
};

type Study = {
  readonly today: readonly { readonly site: string; readonly date: string }[];
  readonly protocol: { readonly consent: { readonly version: string; readonly purposes: readonly { key: string }[] } };
};

/** A mother screened, consenting and enrolled today, by the coordinator whose page it is; answers her number. */
export async function enrol(page: Page, name: string, at: string = practice): Promise<string> {
  const { screening } = await command<{ screening: number }>(page, "screening.record", {
    study: at,
    site: "melati",
    answers: eligible,
  });
  // Asked after the screening: were midnight between them, she would sign before she was screened.
  const study = await ask<Study>(page, "study.get", { study: at });
  await command(page, "consent.record", {
    study: at,
    screening,
    version: study.protocol.consent.version,
    language: "id",
    decision: "given",
    purposes: study.protocol.consent.purposes.map((purpose) => purpose.key),
    signedOn: todayOf(study),
  });
  const { participant } = await command<{ participant: string }>(page, "participant.enrol", {
    study: at,
    screening,
    identity: { name },
  });
  return participant;
}

export function todayOf(study: Study): string {
  return study.today.find((one) => one.site === "melati")?.date ?? "";
}

/** Saves one form for the person whose page it is, without the page: to get to where a journey begins. */
export async function saveForm(page: Page, participant: string, visit: string, form: string, values: object) {
  const today = todayOf(await ask<Study>(page, "study.get", {}));
  await command(page, "entry.save", {
    participant,
    visit,
    form,
    baseRevision: 0,
    performedOn: today,
    values,
    softReasons: {},
    deviceTime: new Date().toISOString(),
  });
}

/** What the coordinator asks about a mother whose child was born two days before `today`. */
export function characteristics(today: string): object {
  return {
    age_years: 27,
    education: 3,
    employment: 1,
    parity: 2,
    bf_experience: true,
    bf_months_before: 12,
    delivery_at: `${daysBefore(today, 2)}T06:30`,
    delivery_mode: 1,
  };
}

/** The date so many days earlier. */
export function daysBefore(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

/**
 * Answers the questions of a form one screen after the other, as a thumb would, until the page asks when it was done.
 * `typed` holds what is typed, by item; of choices, `chosen` names the place of the row (the first when it names none).
 */
export async function answerQuestions(
  page: Page,
  form: string,
  typed: Readonly<Record<string, string>>,
  chosen: Readonly<Record<string, number>> = {},
): Promise<void> {
  const review = page.getByRole("heading", { name: /^(Periksa, lalu kirim|Check, then send)$/ });
  const next = page.getByRole("button", { name: /^(Lanjut|Next)$/ });
  const answered = new Set<string>();
  // The page that leads here has a heading too: while the form loads, that one is no question to pass over.
  await expect(page).toHaveURL(new RegExp(`/${form}$`));
  await expect(next.or(review)).toBeVisible();
  for (let screen = 0; screen < 60; screen += 1) {
    if (await review.isVisible()) {
      expect(Object.keys(typed).filter((key) => !answered.has(key))).toEqual([]);
      return;
    }
    const heading = await page.locator("main h1").first().textContent();
    for (const key of await answerScreen(page, typed, chosen)) answered.add(key);
    await next.click();
    await expect(page.locator("main h1").first(), `after ${heading}`).not.toHaveText(heading ?? "");
  }
  throw new Error("the form has no end");
}

/** Answers the screen that is there; the items that it typed. */
async function answerScreen(
  page: Page,
  typed: Readonly<Record<string, string>>,
  chosen: Readonly<Record<string, number>>,
): Promise<readonly string[]> {
  const answered: string[] = [];
  const byHand = page.getByRole("button", {
    name: /^(Isi sendiri, tanpa pewaktu|Enter it by hand, without the timer)$/,
  });
  if (await byHand.isVisible()) await byHand.click();
  // What is answered can open what comes after it on the same screen, so the screen is read anew after each.
  for (let step = 0; step < 12; step += 1) {
    const open = await page.evaluate((keys) => {
      const text = [...document.querySelectorAll<HTMLInputElement>("main input[type=text], main textarea")].find(
        (input) => input.value === "" && keys.includes(input.id),
      );
      if (text !== undefined) return { kind: "text" as const, id: text.id };
      const radio = [...document.querySelectorAll<HTMLInputElement>("main input[type=radio]")].find(
        (input) => document.querySelector(`input[name="${input.name}"]:checked`) === null,
      );
      return radio === undefined ? null : { kind: "radio" as const, id: radio.name };
    }, Object.keys(typed));
    if (open === null) return answered;
    if (open.kind === "text") {
      await page.locator(`#${open.id}`).fill(typed[open.id] ?? "");
      answered.push(open.id);
    } else
      await page
        .locator(`label.row-choice:has(input[name="${open.id}"])`)
        .nth(chosen[open.id] ?? 0)
        .click();
  }
  throw new Error("the screen has no end");
}
