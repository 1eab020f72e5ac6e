import { readFileSync } from "node:fs";

import { type CompiledForm, compileForm, type Protocol, validateProtocol } from "@kendali/domain";
import { expressionEngine } from "@kendali/domain/expressions";

/** The trial's protocol as the repository ships it. */
export function trialProtocol(): Protocol {
  const path = new URL("../../../../studies/oxytocin-rct/protocol.json", import.meta.url);
  const result = validateProtocol(JSON.parse(readFileSync(path, "utf8")));
  if (!result.ok) throw new Error("the trial's protocol is not valid");
  return result.value;
}

export function trialForm(key: string): CompiledForm {
  const result = compileForm(trialProtocol(), key, expressionEngine);
  if (!result.ok) throw new Error(`no form ${key}`);
  return result.value;
}
