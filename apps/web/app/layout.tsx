import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";

import { parseLocale } from "@kendali/i18n";

import { AppProviders } from "../features/shell/app-providers.tsx";
import { runtime } from "../server/runtime.ts";
import { jakarta } from "./fonts.ts";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Kendali", template: "%s · Kendali" },
  description: "Dari penelitian satu kelompok ke uji acak terkontrol.",
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#F7F5F1" },
    { media: "(prefers-color-scheme: dark)", color: "#161513" },
  ],
};

const themes: readonly string[] = ["light", "dark", "contrast"];

export default async function RootLayout({ children }: { children: ReactNode }) {
  const store = await cookies();
  const locale = parseLocale(store.get("kendali-locale")?.value);
  const theme = store.get("kendali-theme")?.value;
  return (
    <html
      lang={locale}
      className={jakarta.variable}
      {...(theme !== undefined && themes.includes(theme) ? { "data-theme": theme } : {})}
    >
      <body>
        <AppProviders locale={locale} mode={runtime().mode}>
          {children}
        </AppProviders>
      </body>
    </html>
  );
}
