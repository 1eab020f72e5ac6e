import localFont from "next/font/local";

/** What only desk pages show: hashes and code in JetBrains Mono, statistics and notes in the slanted Jakarta (both OFL). Phones never load them. */
export const jetbrains = localFont({
  src: "../../node_modules/@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2",
  variable: "--font-jetbrains",
  weight: "100 800",
  display: "swap",
  preload: false,
});

export const jakartaItalic = localFont({
  src: "../../node_modules/@fontsource-variable/plus-jakarta-sans/files/plus-jakarta-sans-latin-wght-italic.woff2",
  variable: "--font-jakarta-italic",
  weight: "200 800",
  style: "italic",
  display: "swap",
  preload: false,
});
