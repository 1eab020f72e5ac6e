import { expect, test, type Page } from "@playwright/test";

import { practice } from "./support/midwife.ts";
import { signIn } from "./support/sign-in.ts";

/** What only arms and what follows from them are called. The study's title names its intervention, so words of people do not count. */
const telling = /oxytocin_massage|usual_care|massage_session|care_received|session_[1-7]\b/;

const journeys = [
  ["peneliti", ["overview", "participants", "audit", "datasets", "results", "screen", "help"]],
  ["penilai", ["today", "participants", "help"]],
  ["manajerdata", ["overview", "participants", "audit", "datasets", "results", "today"]],
  ["statistisi", ["overview", "datasets", "results", "help"]],
] as const;

/** Everything that a browser holds after a journey: what a later user of the device could read. */
async function leftBehind(page: Page): Promise<string> {
  const stored = await page.evaluate(async () => {
    const databases: unknown[] = [];
    for (const { name = "" } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(new Error(`${name} does not open`));
      });
      for (const store of database.objectStoreNames) {
        const rows = await new Promise<unknown>((resolve, reject) => {
          const reading = database.transaction(store).objectStore(store).getAll();
          reading.onsuccess = () => resolve(reading.result);
          reading.onerror = () => reject(new Error(`${store} is not read`));
        });
        databases.push({ name, store, rows });
      }
      database.close();
    }
    const cached: string[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys())
        cached.push(request.url, (await (await cache.match(request))?.text()) ?? "");
    }
    return JSON.stringify({
      local: { ...localStorage },
      session: { ...sessionStorage },
      databases,
      cached,
      state: history.state as unknown,
      title: document.title,
      address: location.href,
    });
  });
  const cookies = await page.context().cookies();
  return `${stored}\n${JSON.stringify(cookies.map(({ name, value }) => `${name}=${value}`))}`;
}

for (const [account, pages] of journeys)
  test(`the browser of ${account}, who is masked, is never told an arm and keeps none`, async ({ page }) => {
    test.slow();
    const told: string[] = [];
    let answers = 0;
    const note = (where: string, text: string): void => {
      const found = telling.exec(text);
      if (found !== null) told.push(`${where}: …${text.slice(Math.max(0, found.index - 80), found.index + 80)}…`);
    };
    // Scripts and styles are the same files for everybody; whatever else comes is read.
    page.on("response", (response) => {
      const path = new URL(response.url()).pathname;
      if (path.startsWith("/_next/static/")) return;
      void response
        .text()
        .then((text) => {
          answers += 1;
          note(path, `${JSON.stringify(response.headers())}\n${text}`);
        })
        // A redirect, or a page that was left before its answer came: nothing was read.
        .catch(() => undefined);
    });
    page.on("console", (message) => note("console", message.text()));
    await signIn(page, account, "id");
    for (const name of pages) {
      await page.goto(`/s/${practice}/${name}`);
      await page.waitForLoadState("networkidle");
      note(`page ${name}`, await page.content());
      note(`title of ${name}`, await page.title());
    }
    const links = page.locator('a[href*="/participant/"]');
    await page.goto(`/s/${practice}/${pages[1]}`);
    await page.waitForLoadState("networkidle");
    const addresses = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
    for (const address of [...new Set(addresses)].slice(0, 6)) {
      await page.goto(address);
      await page.waitForLoadState("networkidle");
      note(`page ${address}`, await page.content());
    }
    note("storage", await leftBehind(page));
    expect(told).toEqual([]);
    expect(answers).toBeGreaterThan(10);
  });
