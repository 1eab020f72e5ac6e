import { resolve } from "node:path";
import { getDraft, openStudy, openTest, perform, type OpenStudyAnswer, type ServerContext } from "@kendali/api";
import { readJson, type Result } from "@kendali/domain";
import { z } from "zod";
import type { Command, Invocation } from "../command.ts";
import { UsageError } from "../env.ts";
import { askedLanguage } from "../runtime/asked-language.ts";
import { namedAccount } from "../runtime/named-account.ts";
import { readPassword } from "../runtime/read-password.ts";
import { readText } from "../runtime/read-text.ts";
import { sayRefusal } from "../runtime/say-refusal.ts";
import { withServer } from "../runtime/with-server.ts";

const largestBytes = 1_000_000;

export const studyPublishCommand: Command = {
  name: "study publish",
  summary: "open a study from a draft, for a test or for real",
  synopsis:
    "DRAFT --kind test|live --as USERNAME [--approver USERNAME] [--with-test-roles] [--key KEY] [--exceptions FILE --password-file FILE] [--language id|en] [--json]",
  details: [
    "DRAFT is the draft's id, as study import --as draft prints it. --kind test makes a test study, live at once where one",
    "account is enough, with --as as its investigator, and with --with-test-roles in every role one person may hold.",
    "--kind live makes the study in draft, for its usual accounts to open. Every finding of its document is mended before, or",
    "signed: --exceptions is a JSON list of {code, path, reason}, --password-file holds the password of --as. Without them",
    "the findings that are open are listed. --approver is another editor, who becomes data manager and approves the go-live.",
    "A draft that amends a study is published by its pages.",
  ].join("\n"),
  positionals: ["DRAFT"],
  options: {
    kind: { type: "string" },
    as: { type: "string" },
    approver: { type: "string" },
    "with-test-roles": { type: "boolean" },
    key: { type: "string" },
    exceptions: { type: "string" },
    "password-file": { type: "string" },
    language: { type: "string" },
    lang: { type: "string" },
    json: { type: "boolean" },
  },
  run: async ({ positionals, options, settings, terminal, cwd }) => {
    const [draft = ""] = positionals;
    const locale = askedLanguage(options.language, settings.language);
    const json = options.json === true;
    if (options.kind !== "test" && options.kind !== "live")
      throw new UsageError("study publish needs --kind test or --kind live.");
    if (typeof options.as !== "string") throw new UsageError("study publish needs --as USERNAME: whose study it is.");
    if (!z.uuid().safeParse(draft).success) throw new UsageError("study publish needs the id of a draft.");
    const signing = await readSigning(options, cwd);
    if (!signing.ok) return sayRefusal(terminal, locale, signing.refusal, json);
    const result = await withServer(settings, async (server) => {
      const account = await namedAccount(server, options.as);
      return account.ok ? publish(server, account.value.id, draft, { options, signing: signing.value }) : account;
    });
    if (!result.ok) return sayRefusal(terminal, locale, result.refusal, json);
    const { study, status, approvals, needed, roles } = result.value;
    terminal.out(
      json
        ? JSON.stringify({ ok: true, ...result.value })
        : `${study}\n  ${status}, ${approvals} of ${needed} approvals\n  ${String(options.as)}: ${roles.join(", ")}`,
    );
    return 0;
  },
};

type Signing = { readonly exceptions: readonly Exception[]; readonly password: string | null };
type Exception = { readonly code: string; readonly path: string; readonly reason: string };
const exceptionList = z.array(z.strictObject({ code: z.string(), path: z.string(), reason: z.string() }));

async function publish(
  server: ServerContext,
  accountId: string,
  draft: string,
  asked: { readonly options: Invocation["options"]; readonly signing: Signing },
): Promise<Result<OpenStudyAnswer>> {
  const { options, signing } = asked;
  const opened = await perform(server, { accountId }, getDraft, { draft });
  if (!opened.ok) return opened;
  const request = {
    commandId: server.newId(),
    draft,
    revision: opened.value.newestRevision,
    ...(typeof options["approver"] === "string" ? { approver: options["approver"] } : {}),
  };
  if (options["kind"] === "test")
    return perform(server, { accountId }, openTest, { ...request, withTestRoles: options["with-test-roles"] === true });
  return perform(server, { accountId }, openStudy, {
    ...request,
    exceptions: [...signing.exceptions],
    ...(signing.password === null ? {} : { password: signing.password }),
    ...(typeof options["key"] === "string" ? { key: options["key"] } : {}),
  });
}

/** What is signed and the password, which stands in a file so that no list of processes shows it. */
async function readSigning(options: Invocation["options"], cwd: string): Promise<Result<Signing>> {
  const [list, secret] = [options["exceptions"], options["password-file"]];
  if (typeof list !== "string") return { ok: true, value: { exceptions: [], password: null } };
  if (typeof secret !== "string") throw new UsageError("--exceptions needs --password-file: they are signed.");
  const text = await readText(resolve(cwd, list), largestBytes);
  if (!text.ok) return text;
  const content = readJson(text.value);
  if (!content.ok) return content;
  const exceptions = exceptionList.safeParse(content.value);
  if (!exceptions.success) throw new UsageError("--exceptions is a JSON list of {code, path, reason}.");
  const password = await readPassword(cwd, secret);
  if (!password.ok) return password;
  return { ok: true, value: { exceptions: exceptions.data, password: password.value } };
}
