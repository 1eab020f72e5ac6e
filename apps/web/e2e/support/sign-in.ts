import { expect, type Page } from "@playwright/test";

/** The one password of the demonstration, which is what these journeys run against. */
const demoPassword = "coba-kendali-2026";

export type Language = "id" | "en";

/** Signs in with a demo account, in one language. */
export async function signIn(page: Page, account: string, language: Language = "en"): Promise<void> {
  await speak(page, language);
  await page.goto("/sign-in");
  await page.locator("input[name=username]").fill(account);
  await page.locator("input[name=password]").fill(demoPassword);
  await page.locator("button[type=submit]").click();
  await expect(page).not.toHaveURL(/\/sign-in/);
}

/** The language of the pages opened from now on. */
export async function speak(page: Page, language: Language): Promise<void> {
  const url = process.env["KENDALI_E2E_URL"] ?? "http://localhost:3000";
  await page.context().addCookies([{ name: "kendali-locale", value: language, url }]);
}
