import { readFileSync, writeFileSync } from "node:fs";
import { canonicalJson } from "@kendali/domain";

/** Writes the two reference studies into one TypeScript module, so that a new draft can start from them without a file beside the bundle. */
const folder = new URL("../../../studies/", import.meta.url);
const lines = ["oxytocin-pretest-posttest", "oxytocin-rct"].map((key) => {
  const document: unknown = JSON.parse(readFileSync(new URL(`${key}/protocol.json`, folder), "utf8"));
  return `  { key: ${JSON.stringify(key)}, document: ${JSON.stringify(canonicalJson(document))} },`;
});
const source = `/** Made by scripts/embed-studies.ts from studies/*; a test holds the two equal. */
// prettier-ignore
export const referenceStudies: readonly { readonly key: string; readonly document: string }[] = [
${lines.join("\n")}
];
`;
writeFileSync(new URL("../src/reference-studies.generated.ts", import.meta.url), source);
