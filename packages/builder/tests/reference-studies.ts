import { readFileSync } from "node:fs";
import type { Protocol } from "@kendali/domain";

function read(study: string): Protocol {
  const file = new URL(`../../../studies/${study}/protocol.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")) as Protocol;
}

/** The two reference studies as their files have them; read anew, so that no test changes another's. */
export const referencePilot = (): Protocol => read("oxytocin-pretest-posttest");
export const referenceTrial = (): Protocol => read("oxytocin-rct");
