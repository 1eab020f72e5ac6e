import { randomUUID } from "node:crypto";
import { createRequire } from "node:module";
import { join } from "node:path";
import { root } from "../launcher/settings.mjs";
import { signIn, openClient } from "../load/http-client.mjs";
import { importSource } from "../load/import-source.mjs";
import { openInstallation } from "../load/installation.mjs";
import { findRequirements } from "../testing/requirements.mjs";
import { measureDocuments } from "./documents.mjs";

const password = "rekaan-untuk-uji-beban-2026";
const items = 500;
const letters = 100;
/** Between two letters, in ms: a quick typist. What waits for a pause between letters (saving, the rules) falls among them. */
const pauseMs = 140;
const window = { width: 1280, height: 900 };

/**
 * A study of 500 items in ten forms and the same items in one: letters typed on the form's page in Chromium. Then what a
 * large document being written costs everybody else.
 */
export async function benchKeystrokes({ log }) {
  const { requirements } = await findRequirements(new Set(["chromium"]));
  if (requirements.chromium === null) return [["a letter typed on the page", "not measured", "no Chromium here"]];
  const place = await openInstallation(log);
  try {
    await openClient(place.address).mutate("setup.accept", { token: place.setupToken, password });
    const client = await signIn(place.address, { username: "administrator", password });
    const { address } = place;
    const rows = await measureKeystrokes({ address, client, chromium: requirements.chromium, log });
    rows.push(...(await measureDocuments({ address, client, log })));
    client.close();
    return rows;
  } finally {
    await place.close();
  }
}

/** Letters typed into a question's words and into a calculation, of both documents, with the phone beside them in both its ways. */
export async function measureKeystrokes({ address, client, chromium, log }) {
  const rows = [];
  for (const study of await studies()) {
    const { id } = await client.mutate("protocolDraft.create", {
      commandId: randomUUID(),
      name: study.name,
      from: { file: study.document },
    });
    for (const place of placesOf(study)) {
      const what = `${study.name}, ${place.what}`;
      log(`${what} …`);
      const page = `${address}/drafts/${id}/forms/${study.form}#${place.item}`;
      rows.push(...rowsOf(what, await typeOn(chromium, { page, address, cookie: client.cookie(), ...place })));
    }
  }
  return rows;
}

async function studies() {
  const { fixtures } = await importSource(`export * as fixtures from "@kendali/fixtures";`, "packages/builder");
  const forms = fixtures.largeProtocol(items);
  const sections = forms.forms.flatMap((form) =>
    form.sections.map((section) => ({ ...section, key: `${form.key}_${section.key}` })),
  );
  const [first] = forms.forms;
  const whole = {
    ...forms,
    forms: [{ ...first, sections }],
    visits: forms.visits.map((visit) => ({ ...visit, forms: visit.forms.slice(0, 1) })),
  };
  return [
    { name: "10 forms of 50 items", form: "form_5", section: "part_2", document: forms },
    { name: "1 form of 500 items", form: "form_0", section: "form_5_part_2", document: whole },
  ];
}

function placesOf({ form, section }) {
  const item = (number) => `forms/${form}/sections/${section}/items/item_${number}`;
  const label = {
    item: item(271),
    box: `${item(271)}/label/id`,
    text: "abcdefghij ".repeat(letters).slice(0, letters),
  };
  const sum = " + item_271 * 2 - item_272";
  return [
    { ...label, what: "a question", phone: "one", answer: "preview" },
    { ...label, what: "a question, the whole form beside it", phone: "whole", answer: "preview" },
    {
      what: "a calculation",
      item: item(279),
      box: `${item(279)}/calculation`,
      text: sum.repeat(Math.ceil(letters / sum.length)).slice(0, letters),
      phone: "one",
      answer: "box",
    },
  ];
}

/** Types into one box while Chromium traces its main thread. */
async function typeOn(chromium, { page: url, address, cookie, box, text, phone, answer }) {
  const playwright = createRequire(join(root, "apps/web/package.json"))("@playwright/test");
  const browser = await playwright.chromium.launch({
    executablePath: chromium,
    args: ["--no-sandbox", "--disable-dev-shm-usage"],
  });
  try {
    const context = await browser.newContext({ viewport: window, serviceWorkers: "block" });
    await context.addCookies(cookiesOf(cookie, address));
    const page = await context.newPage();
    await page.goto(url, { waitUntil: "load" });
    const field = page.locator(`[id="${box}"]`);
    await field.waitFor();
    await page.locator(".fd-phone-foot, .fd-phone-body").first().waitFor();
    if (phone === "whole") await page.locator(".fd-mode button").last().click();
    await page.waitForLoadState("networkidle");
    await field.click();
    await field.press("Control+End");
    await page.waitForTimeout(1500);
    const before = await field.inputValue();
    await watch(page, { box, answer });
    const trace = await startTrace(page);
    for (const letter of text) {
      await page.keyboard.press(letter === " " ? "Space" : letter);
      await page.waitForTimeout(pauseMs);
    }
    await page.waitForTimeout(1000);
    const keys = keysOf(await trace.stop());
    const shown = await page.evaluate(() => globalThis.kendaliShown);
    const isKept = (await field.inputValue()) === `${before}${text}`;
    const isShown =
      answer === "box" || ((await page.locator(".fd-phone").textContent()) ?? "").includes(`${before}${text}`.trim());
    if (!isKept || !isShown) throw new Error(`letters were lost in ${box}: kept ${isKept}, shown ${isShown}`);
    return { keys, shown };
  } finally {
    await browser.close();
  }
}

/** From the key to the frame after the one that draws its letter: on the phone, or in the box itself. */
async function watch(page, { box, answer }) {
  await page.evaluate(
    ({ box, answer }) => {
      const field = document.getElementById(box);
      const target = answer === "preview" ? document.querySelector(".fd-phone") : field;
      const shown = [];
      globalThis.kendaliShown = shown;
      let since = null;
      const seen = () => {
        if (since === null) return;
        const from = since;
        since = null;
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => shown.push(performance.now() - from);
          port2.postMessage(null);
        });
      };
      field.addEventListener("keydown", (event) => (since = event.timeStamp), { capture: true });
      if (answer === "box") field.addEventListener("input", seen);
      else
        new MutationObserver(seen).observe(target, {
          subtree: true,
          childList: true,
          characterData: true,
          attributes: true,
        });
    },
    { box, answer },
  );
}

/** Everything that a main thread runs, with the processor time of each task. */
async function startTrace(page) {
  const cdp = await page.context().browser().newBrowserCDPSession();
  const events = [];
  cdp.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  await cdp.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: {
      recordMode: "recordAsMuchAsPossible",
      includedCategories: ["devtools.timeline", "toplevel"],
      excludedCategories: ["*"],
    },
  });
  return {
    stop: async () => {
      const done = new Promise((resolve) => cdp.once("Tracing.tracingComplete", resolve));
      await cdp.send("Tracing.end");
      await done;
      return events;
    },
  };
}

/** For each key, in ms: what its main thread did until the letter was drawn, and until the next key, by clock and processor. */
function keysOf(events) {
  const downs = events.filter(({ name, args }) => name === "EventDispatch" && args?.data?.type === "keydown");
  const [{ pid, tid }] = downs;
  const own = events.filter((event) => event.pid === pid && event.tid === tid && event.ph === "X");
  const tasks = own.filter(({ name }) => name === "ThreadControllerImpl::RunTask");
  const starts = downs.map(({ ts }) => ts).toSorted((a, b) => a - b);
  return starts.map((start, index) => {
    const end = starts[index + 1] ?? start + 1_000_000;
    // The task in which the key came began a little before it.
    const during = tasks.filter(({ ts, dur }) => ts + (dur ?? 0) > start && ts < end - 1000);
    return {
      work: sum(during, "dur"),
      cpu: sum(during, "tdur"),
      longest: Math.max(0, ...during.map(({ dur = 0 }) => dur)) / 1000,
    };
  });
}

function rowsOf(what, { keys, shown }) {
  const ofKeys = (name) =>
    `${quantile(
      keys.map((key) => key[name]),
      0.5,
    )} / ${quantile(
      keys.map((key) => key[name]),
      0.95,
    )}`;
  return [
    [
      `${what}: key to drawn`,
      `${quantile(shown, 0.5)} / ${quantile(shown, 0.95)} ms`,
      `median and 95th of ${shown.length} letters; aim at most 50 ms`,
    ],
    [
      `${what}: the page's work for a key`,
      `${ofKeys("work")} ms`,
      `all until the next key; processor ${ofKeys("cpu")} ms; longest task ${ofKeys("longest")} ms`,
    ],
  ];
}

function sum(tasks, name) {
  return tasks.reduce((total, task) => total + (task[name] ?? 0), 0) / 1000;
}

function quantile(values, at) {
  const ordered = values.toSorted((a, b) => a - b);
  return (ordered[Math.min(ordered.length - 1, Math.floor(at * ordered.length))] ?? Number.NaN).toFixed(0);
}

function cookiesOf(header, address) {
  return header.split("; ").map((pair) => {
    const at = pair.indexOf("=");
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url: address };
  });
}
