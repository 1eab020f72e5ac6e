import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Browser, Page } from "@playwright/test";

import { callApi, deskOf, documentOf, draftOf } from "./drafts.ts";
import { ask, command, enrol, pageOf, practice, todayOf } from "./midwife.ts";

/** What the pages are opened with, made once for all of them. */
export type World = {
  /** The investigator's own page, to act beside the one that is looked at. */
  readonly investigator: Page;
  readonly token: string;
  /** A trial without anything that must be mended, the same with a gap, and a one-group study. */
  readonly draft: string;
  readonly gappy: string;
  readonly oneGroup: string;
  /** A trial that nobody has approved, and a study whose next version is being written. */
  readonly unopened: string;
  readonly amended: string;
  readonly screening: number;
  readonly enrolled: string;
  readonly waiting: string;
  readonly allocated: string;
  readonly deviation: string;
  readonly snapshot: string;
};

/** One page as one person sees it. */
export type Place = {
  /** Null: nobody is signed in. */
  readonly as: string | null;
  readonly path: (world: World) => string;
  /** What is there once the page has what it shows, in the window of a desk. */
  readonly shows: string;
  /** What is opened on it before it is looked at. */
  readonly open?: (page: Page, world: World) => Promise<void>;
};

/** Every page below `app` by its route, and what can be opened on it; a route that is not here fails the journey. */
export const everyPage: Readonly<Record<string, Readonly<Record<string, Place>>>> = {
  ...ofEverybody(),
  ...ofDrafts(),
  ...ofDesks(),
  ...ofTheField(),
  ...ofTools(),
};

type Pages = Record<string, Record<string, Place>>;

function ofEverybody(): Pages {
  return {
    "": { page: { as: "peneliti", path: () => "/", shows: ".study-row" } },
    "sign-in": {
      page: { as: null, path: () => "/sign-in", shows: "input[name=password]" },
      "a refusal": {
        as: null,
        path: () => "/sign-in",
        shows: "input[name=password]",
        open: async (page) => {
          await page.locator("input[name=username]").fill("nobody.here");
          await page.locator("input[name=password]").fill("not the password");
          await page.locator("button[type=submit]").click();
          await page.locator(".msg").waitFor();
        },
      },
    },
    "setup/[token]": {
      page: { as: null, path: ({ token }) => `/setup/${token}`, shows: "input[type=password]" },
    },
    admin: {
      page: { as: "administrator", path: () => "/admin", shows: ".admin-row" },
      "an account and the new one": {
        as: "administrator",
        path: () => "/admin",
        shows: ".admin-row",
        open: async (page) => {
          await page.locator(".admin-row").first().click();
          await unfold(page);
        },
      },
    },
    drafts: { page: { as: "peneliti", path: () => "/drafts", shows: ".template-list" } },
    "not-found": { page: { as: "peneliti", path: () => "/nothing/here", shows: "h1" } },
  };
}

/** Opens what is folded: a few of the members of a list, the explanations, the appendices. */
async function unfold(page: Page, most = 4): Promise<void> {
  const folds = page.locator("main details:not([open]) > summary");
  for (let count = 0; count < most && (await folds.count()) > 0; count += 1) await folds.first().click();
}

/** Presses the first of what is named, and waits for the sheet that it opens. */
function sheetOf(opener: string): (page: Page) => Promise<void> {
  return async (page) => {
    await page.locator(opener).first().click();
    await page.locator("dialog[open]").waitFor();
  };
}

function ofDrafts(): Pages {
  const ofDraft = (name: string, shows: string, more: Partial<Place> = {}): Place => ({
    as: "peneliti",
    path: ({ draft }) => `/drafts/${draft}${name}`,
    shows,
    ...more,
  });
  const ofGappy = (name: string, shows: string): Place =>
    ofDraft(name, shows, { path: ({ gappy }) => `/drafts/${gappy}${name}` });
  const section = (name: string, shows = ".member-fold"): Record<string, Place> => ({
    page: ofDraft(`/${name}`, shows, { open: (page) => unfold(page, 2) }),
  });
  const form = "/forms/confounders";
  const item = `${form}#forms/confounders/sections/anxiety/items/gad_2`;
  const onPhone = (place: number) => async (page: Page) => {
    await page.setViewportSize({ width: 360, height: 900 });
    await page.locator(".fd-tabs button").nth(place).click();
  };
  return {
    "drafts/[draft]": {
      page: ofDraft("", ".step-text"),
      "something to mend": ofGappy("", ".state.warn"),
    },
    "drafts/[draft]/basics": {
      page: ofGappy("/basics", ".finding-words"),
      "two values for one place": ofDraft("/basics", ".claims-list", {
        path: ({ gappy }) => `/drafts/${gappy}/basics`,
        open: conflict,
      }),
    },
    "drafts/[draft]/controlled": {
      page: ofDraft("/controlled", ".builder-part", { path: ({ oneGroup }) => `/drafts/${oneGroup}/controlled` }),
      "of a trial": ofDraft("/controlled", ".lead"),
    },
    "drafts/[draft]/schedule": { page: ofDraft("/schedule", ".soa-figure") },
    "drafts/[draft]/forms": {
      page: ofDraft("/forms", ".fd-form-name"),
      "a form to add": ofDraft("/forms", ".fd-form-name", { open: sheetOf(".fd .acts .btn.primary") }),
      "a form to remove": ofDraft("/forms", ".fd-form-name", { open: sheetOf(".fd-form .fd-tools button:last-child") }),
    },
    "drafts/[draft]/forms/[form]": {
      page: ofDraft(form, ".fd-item"),
      "an item": ofDraft(item, ".fd-editor .fd-field"),
      "its fields on a phone": ofDraft(item, ".fd-item", { open: onPhone(1) }),
      "its preview on a phone": ofDraft(item, ".fd-item", { open: onPhone(2) }),
      "a spreadsheet": ofDraft(form, ".fd-item", {
        open: async (page) => {
          await page.locator(".fd .head .seg button").nth(1).click();
          await page.getByRole("grid").waitFor();
        },
      }),
    },
    "drafts/[draft]/interventions": section("interventions"),
    "drafts/[draft]/outcomes": section("outcomes"),
    "drafts/[draft]/sample-size": { page: ofDraft("/sample-size", ".size-answer") },
    "drafts/[draft]/allocation": section("allocation", ".stratum"),
    "drafts/[draft]/analysis": section("analysis"),
    "drafts/[draft]/consent": section("consent"),
    "drafts/[draft]/people": section("people", ".role-lines"),
    "drafts/[draft]/statements": {
      page: ofDraft("/statements", ".statement-lines"),
      "an answer": ofDraft("/statements", ".statement-lines", {
        open: (page) => page.locator(".statement-lines .btn").first().click(),
      }),
    },
    "drafts/[draft]/compare": { page: ofGappy("/compare", ".diff-list") },
    "drafts/[draft]/dry-run": {
      page: ofDraft("/dry-run", ".dry-boxes", { open: (page) => unfold(page) }),
      "a result": ofDraft("/dry-run", ".dry-boxes", {
        open: async (page) => {
          await page.locator(".dry-boxes input").first().fill("20");
          await page.locator(".head .btn.primary").click();
          await page.locator(".dry-facts").waitFor({ timeout: 90_000 });
        },
      }),
    },
    "drafts/[draft]/document": {
      page: ofDraft("/document", ".protocol-missing", { open: (page) => unfold(page) }),
    },
    "drafts/[draft]/publish": {
      page: ofDraft("/publish", ".exception-list"),
      "something to mend": ofGappy("/publish", ".finding-words"),
    },
  };
}

/** The same words written here without a network, and there with one: both values stand, and one is chosen. */
async function conflict(page: Page, { investigator, gappy }: World): Promise<void> {
  const path = ["shortTitle", "en"];
  const box = page.locator(".localized").filter({ has: page.locator("[lang=en]") });
  const { revision, document } = await callApi<{ revision: number; document: { shortTitle: { en: string } } }>(
    investigator,
    "protocolDraft.get",
    "GET",
    { draft: gappy },
  );
  await page.context().setOffline(true);
  await box.nth(1).locator("[lang=en]").first().fill(`Here ${revision}`);
  await callApi(investigator, "protocolDraft.edit", "POST", {
    commandId: randomUUID(),
    draft: gappy,
    baseRevision: revision,
    edits: [{ kind: "change", path, from: document.shortTitle.en, to: `There ${revision}` }],
  });
  await page.context().setOffline(false);
  await page.locator(".builder-conflict").waitFor();
}

function ofDesks(): Pages {
  const ofStudy = (study: string, as: string, name: string, shows: string, open?: Place["open"]): Place => ({
    as,
    path: () => `/s/${study}/${name}`,
    shows,
    ...(open === undefined ? {} : { open }),
  });
  const here = ofStudy.bind(null, practice);
  const trial = ofStudy.bind(null, "oxytocin-rct");
  return {
    "s/[study]/overview": {
      page: here("peneliti", "overview", ".desk-standing"),
      "the lock": here("peneliti", "overview", ".desk-acts", sheetOf(".desk-acts .btn")),
      "two arms": trial("peneliti", "overview", ".flow .arms"),
    },
    "s/[study]/amendments": {
      page: here("peneliti", "amendments", ".version"),
      "a next version": {
        as: "peneliti",
        path: ({ amended }) => `/s/${amended}/amendments`,
        shows: ".change-list",
      },
      "its publication": {
        as: "peneliti",
        path: ({ amended }) => `/s/${amended}/amendments`,
        shows: ".change-list",
        open: sheetOf(".amendments .btn.primary"),
      },
    },
    "s/[study]/audit": {
      page: {
        as: "peneliti",
        path: ({ enrolled }) => `/s/${practice}/audit?chain=${enrolled}`,
        shows: ".audit-event",
        open: (page) => unfold(page, 2),
      },
    },
    "s/[study]/cards": {
      page: here("petugas", "cards", ".pile-name"),
      "a pile": here("petugas", "cards", ".pile-name", sheetOf(".cards table .btn")),
    },
    "s/[study]/commitment": { page: here("peneliti", "commitment", ".commitment-digits") },
    "s/[study]/datasets": {
      page: trial("statistisi", "datasets", ".desk-download"),
      "a snapshot to freeze": trial("statistisi", "datasets", ".desk-download", sheetOf(".head .acts .btn")),
    },
    "s/[study]/deviations": { page: here("manajerdata", "deviations", "main table") },
    "s/[study]/deviations/[deviation]": {
      page: { as: "manajerdata", path: ({ deviation }) => `/s/${practice}/deviations/${deviation}`, shows: ".kv" },
      "its review": {
        as: "manajerdata",
        path: ({ deviation }) => `/s/${practice}/deviations/${deviation}`,
        shows: ".kv",
        open: sheetOf("main .btn.primary"),
      },
    },
    "s/[study]/go-live": {
      page: { as: "peneliti", path: ({ unopened }) => `/s/${unopened}/go-live`, shows: ".btn.primary" },
      "the approval": {
        as: "peneliti",
        path: ({ unopened }) => `/s/${unopened}/go-live`,
        shows: ".btn.primary",
        open: sheetOf("main .btn.primary"),
      },
      "of a live study": here("peneliti", "go-live", ".go-live-opened"),
    },
    "s/[study]/masking": {
      page: here("peneliti", "masking", ".masking-ask"),
      "a request": here("peneliti", "masking", ".masking-ask", sheetOf(".masking-ask")),
    },
    "s/[study]/results": {
      page: ofStudy("oxytocin-pretest-posttest", "statistisi", "results", ".say"),
    },
    "s/[study]/results/[snapshot]": {
      page: {
        as: "statistisi",
        path: ({ snapshot }) => `/s/oxytocin-rct/results/${snapshot}`,
        shows: ".say",
      },
    },
    "s/[study]/team": {
      page: here("peneliti", "team", ".team-acts"),
      "a training": here("peneliti", "team", ".team-acts", sheetOf(".team-acts .btn")),
    },
  };
}

function ofTheField(): Pages {
  const at = (as: string, path: (world: World) => string, shows: string, open?: Place["open"]): Place => ({
    as,
    path: (world) => `/s/${practice}/${path(world)}`,
    shows,
    ...(open === undefined ? {} : { open }),
  });
  const characteristics = ({ enrolled }: World) => `participant/${enrolled}/pretest/characteristics`;
  return {
    "s/[study]/today": {
      page: at("penilai", () => "today", "a.visit"),
      "of a coordinator": at("koordinator", () => "today", "a.visit"),
    },
    "s/[study]/participants": { page: at("koordinator", () => "participants", "a.visit") },
    "s/[study]/screen": {
      page: at("koordinator", () => "screen", ".criterion"),
      "not eligible": at(
        "koordinator",
        () => "screen",
        ".criterion",
        async (page) => {
          for (const row of await page.locator(".criterion").all()) await row.locator("label").last().click();
        },
      ),
    },
    "s/[study]/screenings/[number]": {
      page: at("koordinator", ({ screening }) => `screenings/${screening}`, "main button"),
      "of an enrolled mother": at("koordinator", () => "screenings/1", ".card-number"),
    },
    "s/[study]/help": { page: at("koordinator", () => "help", ".account-menu") },
    "s/[study]/participant/[number]": {
      page: at("koordinator", ({ allocated }) => `participant/${allocated}`, ".timeline"),
      "an end to record": at(
        "koordinator",
        ({ allocated }) => `participant/${allocated}`,
        ".actions",
        sheetOf(".actions button.danger"),
      ),
      "just enrolled": at("koordinator", ({ enrolled }) => `participant/${enrolled}`, ".timeline"),
      "of a provider": at("pelaksana", ({ allocated }) => `participant/${allocated}`, ".timeline"),
    },
    "s/[study]/participant/[number]/[visit]/[form]": {
      page: at("koordinator", characteristics, "main input"),
      "a reason": at("koordinator", characteristics, "main input", async (page) => {
        await page.setViewportSize({ width: 1280, height: 900 });
        await page.locator("main .btn.plain, main button.plain").first().click();
      }),
      "as it was sent": at(
        "koordinator",
        ({ allocated }) => `participant/${allocated}/pretest/characteristics`,
        ".entry-read",
      ),
    },
    "s/[study]/participant/[number]/allocate": {
      page: at("koordinator", ({ waiting }) => `participant/${waiting}/allocate`, "main .btn"),
      "not yet": at("koordinator", ({ enrolled }) => `participant/${enrolled}/allocate`, "main .answer"),
    },
    "s/[study]/participant/[number]/card": {
      page: at("koordinator", ({ waiting }) => `participant/${waiting}/card`, ".card-code"),
    },
    "s/[study]/participant/[number]/error": {
      page: at("koordinator", ({ allocated }) => `participant/${allocated}/error`, ".row-choice"),
      "its facts": at(
        "koordinator",
        ({ allocated }) => `participant/${allocated}/error`,
        ".row-choice",
        async (page) => {
          await page.locator(".row-choice").nth(1).click();
          await page.locator("main form .btn.primary, main .btn.primary, .foot .btn.primary").last().click();
          await page.locator("textarea").waitFor();
        },
      ),
    },
    "s/[study]/participant/[number]/unmask": {
      page: at("peneliti", ({ allocated }) => `participant/${allocated}/unmask`, "input[type=password]"),
    },
  };
}

function ofTools(): Pages {
  // For every role: whoever is masked and measures sees them too.
  const tool = (name: string, shows: string, open?: Place["open"]): Place => ({
    as: "penilai",
    path: () => `/tools/${name}`,
    shows,
    ...(open === undefined ? {} : { open }),
  });
  return {
    "tools/sample-size": { page: tool("sample-size", ".plan-sentence") },
    "tools/reported": {
      page: tool("reported", ".table-form"),
      "a checked table": tool("reported", ".table-form", async (page) => {
        await page.locator(".head .acts .btn").first().click();
        await page.locator(".table-run .btn.primary").click();
        await page.locator("table.claims").waitFor({ timeout: 60_000 });
      }),
    },
    "tools/randomization": { page: tool("randomization", ".design-figures") },
  };
}

type Numbered = { readonly number: string; readonly allocatedOn: string | null };

/** Makes what the pages show where the demonstration does not have it. */
export async function makeWorld(browser: Browser): Promise<World> {
  const investigator = await deskOf(browser, "peneliti");
  const coordinator = await pageOf(browser, "koordinator");
  const administrator = await deskOf(browser, "administrator");
  const statistician = await deskOf(browser, "statistisi");
  const { participants } = await ask<{ participants: Numbered[] }>(coordinator, "participant.list", {});
  const allocated = participants.find(({ allocatedOn }) => allocatedOn !== null)?.number ?? "";
  const snapshots = await ask<{ id: string }[]>(statistician, "snapshot.list", { study: "oxytocin-rct" });
  const gappy = await draftOf(investigator, "oxytocin-rct");
  await leaveGap(investigator, gappy);
  const world = {
    investigator,
    token: await invitation(administrator),
    draft: await draftOf(investigator, "oxytocin-rct"),
    gappy,
    oneGroup: await draftOf(investigator, "oxytocin-pretest-posttest"),
    unopened: await newStudy(administrator, "oxytocin-rct"),
    amended: await amendedStudy(administrator, investigator),
    screening: await screenedOnly(coordinator),
    enrolled: await enrol(coordinator, "Rekaan Setiap Halaman"),
    waiting: await readyMother(coordinator, participants),
    allocated,
    deviation: await deviationOf(coordinator, allocated),
    snapshot: snapshots[0]?.id ?? "",
  };
  for (const page of [coordinator, administrator, statistician]) await page.context().close();
  return world;
}

async function leaveGap(page: Page, draft: string): Promise<void> {
  const { design } = (await documentOf(page, draft)) as unknown as { design: { hypothesis: { en: string } } };
  await callApi(page, "protocolDraft.edit", "POST", {
    commandId: randomUUID(),
    draft,
    baseRevision: 1,
    edits: [{ kind: "change", path: ["design", "hypothesis", "en"], from: design.hypothesis.en, to: "" }],
  });
}

async function invitation(administrator: Page): Promise<string> {
  const { id } = await callApi<{ id: string }>(administrator, "account.create", "POST", {
    commandId: randomUUID(),
    username: `tamu.${Date.now().toString(36)}`,
    displayName: "Tamu Rekaan",
    administrator: false,
    locale: "id",
  });
  return (await callApi<{ token: string }>(administrator, "account.newLink", "POST", { account: id })).token;
}

/** A study of kind test, not yet live, with its people. */
async function newStudy(administrator: Page, template: string): Promise<string> {
  const study = `test-pages-${template === "oxytocin-rct" ? "trial" : "pilot"}-${Date.now().toString(36)}`;
  const protocol: unknown = JSON.parse(readFileSync(`../../studies/${template}/protocol.json`, "utf8"));
  await command(administrator, "study.create", { study: undefined, key: study, kind: "test", protocol });
  const accounts = await administrator.evaluate(async () => {
    const response = await fetch("/api/trpc/account.list");
    return ((await response.json()) as { result: { data: { id: string; username: string }[] } }).result.data;
  });
  for (const [username, role] of [
    ["peneliti", "investigator"],
    ["manajerdata", "data_manager"],
  ] as const) {
    const account = accounts.find((one) => one.username === username)?.id ?? "";
    await command(administrator, "account.grantRole", { account, study, role, site: null });
  }
  return study;
}

/** A live study of one group with a draft of its next version, in which words are changed. */
async function amendedStudy(administrator: Page, investigator: Page): Promise<string> {
  const study = await newStudy(administrator, "oxytocin-pretest-posttest");
  await command(investigator, "study.goLive", { study });
  const { id: draft } = await callApi<{ id: string }>(investigator, "protocolDraft.create", "POST", {
    commandId: randomUUID(),
    name: "1.1",
    from: { study },
  });
  const document = (await documentOf(investigator, draft)) as unknown as {
    version: string;
    title: { en: string };
  };
  await callApi(investigator, "protocolDraft.edit", "POST", {
    commandId: randomUUID(),
    draft,
    baseRevision: 1,
    edits: [
      { kind: "change", path: ["version"], from: document.version, to: "1.1" },
      { kind: "change", path: ["title", "en"], from: document.title.en, to: "Another title" },
    ],
  });
  return study;
}

async function screenedOnly(coordinator: Page): Promise<number> {
  const answers = {
    from_day_one: true,
    breastfeeding: true,
    willing: true,
    formula_before: false,
    infant_ill: false,
    baby_blues: false,
    unwilling_to_go_on: false,
  };
  return (await command<{ screening: number }>(coordinator, "screening.record", { site: "melati", answers })).screening;
}

/** The first mother who could be allocated now. */
async function readyMother(page: Page, participants: readonly Numbered[]): Promise<string> {
  type One = { actions: { action: string; refusal: object | null }[] };
  for (const { number } of participants.filter(({ allocatedOn }) => allocatedOn === null)) {
    const { actions } = await ask<One>(page, "participant.get", { participant: number });
    if (actions.some(({ action, refusal }) => action === "allocation.allocate" && refusal === null)) return number;
  }
  throw new Error("nobody waits to be allocated");
}

async function deviationOf(coordinator: Page, participant: string): Promise<string> {
  const study = await ask<Parameters<typeof todayOf>[0]>(coordinator, "study.get", {});
  const { deviation } = await command<{ deviation: string }>(coordinator, "deviation.report", {
    participant,
    kind: "other",
    foundOn: todayOf(study),
    description: "Dicatat sebagai contoh.",
  });
  return deviation;
}
