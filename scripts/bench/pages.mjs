import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { root } from "../launcher/settings.mjs";
import { enrolMothers, makeLoadStudy } from "../load/load-study.mjs";
import { findRequirements } from "../testing/requirements.mjs";
import { openInstallation } from "../load/installation.mjs";

const web = join(root, "apps/web");

/** JavaScript that a phone fetches for the page on which data are entered, as Chromium fetched it, against an empty page. */
export async function benchPages({ log }) {
  const { requirements } = await findRequirements(new Set(["chromium"]));
  if (requirements.chromium === null)
    return [["JavaScript of the data-entry page", "not measured", "no Chromium here"]];
  const place = await openInstallation(log);
  try {
    const study = await makeLoadStudy(place.address, { setupToken: place.setupToken, forms: 1 });
    const [number] = await enrolMothers(study, 1);
    log("Opening the page in Chromium …");
    const pages = [
      ["Sign-in page", "/sign-in", null],
      ["Data-entry page", `/s/${study.key}/participant/${number}/pretest/load_form_1`, study.client.cookie()],
    ];
    const empty = emptyPage();
    const rows = [
      ["Empty page of this build, JavaScript gzip", kilobytes(empty), "what every page needs: React and Next.js"],
    ];
    for (const [name, path, cookie] of pages) {
      const { needed, all } = await openPage(requirements.chromium, place.address, { path, cookie });
      const words = `${kilobytes(needed - empty)} above the empty page; ${kilobytes(all)} with everything fetched later on`;
      rows.push([`${name}, JavaScript gzip`, kilobytes(needed), words]);
    }
    return rows;
  } finally {
    await place.close();
  }
}

/** Scripts of the page, once: `needed` until the page's own content stands, `all` until nothing more is fetched. */
async function openPage(chromium, address, { path, cookie }) {
  const playwright = createRequire(join(web, "package.json"))("@playwright/test");
  const browser = await playwright.chromium.launch({
    executablePath: chromium,
    args: ["--no-sandbox", "--disable-dev-shm-usage"],
  });
  try {
    const context = await browser.newContext({ viewport: { width: 360, height: 780 }, serviceWorkers: "block" });
    if (cookie !== null) await context.addCookies(cookiesOf(cookie, address));
    const page = await context.newPage();
    const scripts = new Map();
    const reading = [];
    page.on("response", (response) => {
      if (response.request().resourceType() !== "script" || scripts.has(response.url())) return;
      scripts.set(response.url(), 0);
      reading.push(response.body().then((body) => scripts.set(response.url(), gzipSync(body, { level: 6 }).length)));
    });
    const sum = async () => {
      await Promise.all(reading);
      return [...scripts.values()].reduce((total, bytes) => total + bytes, 0);
    };
    await page.goto(`${address}${path}`, { waitUntil: "load" });
    await page.locator("input").first().waitFor();
    const needed = await sum();
    await page.waitForLoadState("networkidle");
    await page.waitForTimeout(1500);
    return { needed, all: await sum() };
  } finally {
    await browser.close();
  }
}

/** The scripts that the build gives to every page, whatever is on it. */
function emptyPage() {
  const build = join(web, ".next");
  const { rootMainFiles } = JSON.parse(readFileSync(join(build, "build-manifest.json"), "utf8"));
  const files = rootMainFiles.map((file) => join(build, file)).filter((file) => existsSync(file));
  if (files.length === 0) throw new Error("the build names no scripts that every page has");
  return files.reduce((total, file) => total + gzipSync(readFileSync(file), { level: 6 }).length, 0);
}

function cookiesOf(header, address) {
  return header.split("; ").map((pair) => {
    const at = pair.indexOf("=");
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url: address };
  });
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} KB`;
}
