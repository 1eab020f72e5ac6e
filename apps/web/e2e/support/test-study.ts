import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";

import { command } from "./midwife.ts";

type Visit = { key: string; forms: { form: string; required: boolean }[] };
export type ProtocolFile = Record<string, unknown> & { forms: unknown[]; codelists: unknown[]; visits: Visit[] };

export const both = (id: string, en: string) => ({ id, en });

/** The pilot with one more form at its first visit; the other forms of that visit are not what a journey of it is about. */
export function pilotWith(form: { readonly key: string }): ProtocolFile {
  const text = readFileSync("../../studies/oxytocin-pretest-posttest/protocol.json", "utf8");
  const protocol = JSON.parse(text) as ProtocolFile;
  protocol.forms.push(form);
  for (const visit of protocol.visits)
    if (visit.key === "pretest")
      visit.forms = [
        ...visit.forms.map((one) => ({ form: one.form, required: false })),
        { form: form.key, required: true },
      ];
  return protocol;
}

/** A test study of a protocol, live, with the coordinator at its first site; answers its key. */
export async function openTestStudy(
  administrator: Page,
  investigator: Page,
  { name, protocol }: { readonly name: string; readonly protocol: ProtocolFile },
): Promise<string> {
  const study = `test-${name}-${Date.now().toString(36)}`;
  await command(administrator, "study.create", { study: undefined, key: study, kind: "test", protocol });
  const accounts = await administrator.evaluate(async () => {
    const response = await fetch("/api/trpc/account.list");
    const answer = (await response.json()) as { result: { data: { id: string; username: string }[] } };
    return answer.result.data;
  });
  for (const [username, role, site] of [
    ["peneliti", "investigator", null],
    ["koordinator", "coordinator", "melati"],
  ] as const) {
    const account = accounts.find((one) => one.username === username)?.id ?? "";
    await command(administrator, "account.grantRole", { account, study, role, site });
  }
  await command(investigator, "study.goLive", { study });
  return study;
}
