import { expect, type Cookie, type Page } from "@playwright/test";

/** The one password of the demonstration, which is what these journeys run against. */
const demoPassword = "coba-kendali-2026";

export type Language = "id" | "en";

/** The session of each account that has signed in, and when: the page to sign in is gone through once for each of them. */
const sessions = new Map<string, { readonly cookies: readonly Cookie[]; readonly at: number }>();

/** Well below the hour without use after which a session ends. */
const mostAge = 30 * 60_000;

/** Signs in with a demo account, in one language. Where the page is afterwards is not said: each journey goes on from an address. */
export async function signIn(page: Page, account: string, language: Language = "en"): Promise<void> {
  await speak(page, language);
  const kept = sessions.get(account);
  if (kept !== undefined && Date.now() - kept.at < mostAge) {
    await page.context().addCookies([...kept.cookies]);
    await page.goto("/healthz");
    return;
  }
  await page.goto("/sign-in");
  await page.locator("input[name=username]").fill(account);
  await page.locator("input[name=password]").fill(demoPassword);
  await page.locator("button[type=submit]").click();
  await expect(page).not.toHaveURL(/\/sign-in/);
  const cookies = (await page.context().cookies()).filter(({ name }) => name.includes("session"));
  sessions.set(account, { cookies, at: Date.now() });
}

/** The language of the pages opened from now on. */
export async function speak(page: Page, language: Language): Promise<void> {
  const url = process.env["KENDALI_E2E_URL"] ?? "http://localhost:3000";
  await page.context().addCookies([{ name: "kendali-locale", value: language, url }]);
}
