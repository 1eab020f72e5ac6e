import localFont from "next/font/local";

/** Plus Jakarta Sans (OFL), drawn for Jakarta: the face of every page. Only the latin file; signs outside it fall to the sans named in the tokens. */
export const jakarta = localFont({
  src: [
    {
      path: "../node_modules/@fontsource-variable/plus-jakarta-sans/files/plus-jakarta-sans-latin-wght-normal.woff2",
      style: "normal",
      weight: "200 800",
    },
  ],
  variable: "--font-jakarta",
  display: "swap",
});
