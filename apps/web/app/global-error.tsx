"use client";

import { createTranslator, locales } from "@kendali/i18n";
import { authCatalogue } from "@kendali/i18n/catalogues/auth";

import "./globals.css";

/** When even the frame of the app failed there is no language to ask for: both are shown. */
export default function GlobalError() {
  const inBoth = locales.map((locale) => createTranslator(locale, authCatalogue));
  return (
    <html lang="id">
      <body>
        <main className="field public-page">
          {inBoth.map((t) => (
            <section key={t.locale} lang={t.locale}>
              <h1>{t("page_failed_title")}</h1>
              <p>{t("page_failed_text")}</p>
            </section>
          ))}
          {/* Loads the page anew, whatever is broken in this one; a link of the router would keep it. */}
          <button type="button" className="btn primary wide" onClick={() => location.assign("/")}>
            {inBoth.map((t) => t("page_failed_home")).join(" · ")}
          </button>
        </main>
      </body>
    </html>
  );
}
