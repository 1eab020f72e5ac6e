import { resolve } from "node:path";
import { createDraft, createStudy, grantRole, importStudy, perform, type ServerContext } from "@kendali/api";
import type { Twin } from "@kendali/builder";
import { accept, mayHoldRole, studyKinds, type Result, type StudyKind } from "@kendali/domain";
import { builderCatalogue, createTranslator } from "@kendali/i18n";
import type { Command, Invocation } from "../command.ts";
import { UsageError } from "../env.ts";
import { askedLanguage } from "../runtime/asked-language.ts";
import { namedAccount } from "../runtime/named-account.ts";
import { readStudyFile, type StudyFile } from "../runtime/read-study-file.ts";
import { sayRefusal } from "../runtime/say-refusal.ts";
import { withServer } from "../runtime/with-server.ts";

const kinds: readonly StudyKind[] = ["live", "test", "practice", "simulated", "reconstructed"];

export const studyImportCommand: Command = {
  name: "study import",
  summary: "bring a study file in, as a draft or as a study",
  synopsis:
    "FILE --as draft|study [--account USERNAME] [--name NAME] [--key KEY] [--kind KIND] [--investigator USERNAME] [--language id|en] [--json]",
  details: [
    "FILE is a protocol document or a study as study export writes it. --as draft makes a draft of the newest version, which",
    "belongs to --account; --as study makes a study in draft with every version, as the administrator --account (else the",
    "first), of --kind live, test, practice, simulated or reconstructed, under --key or the document's own. --investigator",
    "becomes its investigator, who may export and open it; without one that is --account, but for a study of kind live, in",
    "which an administrator holds no role: that one needs --investigator.",
  ].join("\n"),
  positionals: ["FILE"],
  options: {
    as: { type: "string" },
    account: { type: "string" },
    name: { type: "string" },
    key: { type: "string" },
    kind: { type: "string" },
    investigator: { type: "string" },
    language: { type: "string" },
    lang: { type: "string" },
    json: { type: "boolean" },
  },
  run: async ({ positionals, options, settings, terminal, cwd }) => {
    const locale = askedLanguage(options.language, settings.language);
    const json = options.json === true;
    const make = makerOf(options);
    const file = await readStudyFile(resolve(cwd, positionals[0] ?? ""));
    if (!file.ok) return sayRefusal(terminal, locale, file.refusal, json);
    const result = await withServer(settings, async (server) => {
      const account = await namedAccount(server, options.account);
      return account.ok ? make(server, account.value.id, file.value) : account;
    });
    if (!result.ok) return sayRefusal(terminal, locale, result.refusal, json);
    const { twins = [], ...made } = result.value;
    const t = createTranslator(locale, builderCatalogue);
    const told = twins.map(({ path, from, to }) =>
      to === null ? t("twin_joined", { place: path, from }) : t("twin_renamed", { place: path, from, to }),
    );
    terminal.out(json ? JSON.stringify({ ok: true, ...result.value }) : [...Object.values(made), ...told].join("\n  "));
    return 0;
  },
};

type Made = {
  readonly draft?: string;
  readonly study?: string;
  readonly protocolHash?: string;
  /** Parts of the file that bore one name. */
  readonly twins?: readonly Twin[];
};
type Maker = (server: ServerContext, accountId: string, file: StudyFile) => Promise<Result<Made>>;

/** What the options ask for; wrong ones are told before a file is read. */
function makerOf(options: Invocation["options"]): Maker {
  if (options.as === "draft") {
    if (typeof options.account !== "string")
      throw new UsageError("study import --as draft needs --account USERNAME: whose draft it is.");
    if (typeof options.name === "string" && options.name.trim() === "")
      throw new UsageError("--name is the name of the draft, and cannot be empty.");
    return (server, accountId, file) => makeDraft(server, accountId, file, options.name);
  }
  if (options.as !== "study") throw new UsageError("study import needs --as draft or --as study.");
  if (typeof options.key === "string" && !/^[a-z][a-z0-9-]{2,47}$/u.test(options.key))
    throw new UsageError("--key is 3 to 48 small letters, digits and hyphens, and begins with a letter.");
  const kind = kinds.find((known) => known === options.kind);
  if (kind === undefined) throw new UsageError(`study import --as study needs --kind: ${kinds.join(", ")}.`);
  const { key, investigator } = options;
  if (studyKinds[kind].holdsPersons && typeof investigator !== "string")
    throw new UsageError(
      `study import --kind ${kind} needs --investigator USERNAME: an administrator holds no role in it.`,
    );
  return (server, accountId, file) => makeStudy(server, accountId, file, { kind, key, investigator });
}

async function makeDraft(
  server: ServerContext,
  accountId: string,
  file: StudyFile,
  name: string | boolean | undefined,
): Promise<Result<Made>> {
  const made = await perform(server, { accountId }, createDraft, {
    commandId: server.newId(),
    name: typeof name === "string" ? name : file.newest.shortTitle.id || file.newest.key,
    from: { file: file.content },
  });
  if (!made.ok) return made;
  const { id, twins } = made.value;
  return accept({ draft: id, ...(twins.length === 0 ? {} : { twins }) });
}

async function makeStudy(
  server: ServerContext,
  accountId: string,
  file: StudyFile,
  {
    kind,
    key,
    investigator,
  }: { readonly kind: StudyKind } & Record<"key" | "investigator", string | boolean | undefined>,
): Promise<Result<Made>> {
  // Asked before anything is made: without anybody in it nobody could read what was brought in.
  const leading = await leadingAccount(server, accountId, { kind, investigator });
  if (!leading.ok) return leading;
  const asked = { commandId: server.newId(), kind, ...(typeof key === "string" ? { key } : {}) };
  const made =
    file.bundle === null
      ? await perform(server, { accountId }, createStudy, { ...asked, protocol: file.content })
      : await perform(server, { accountId }, importStudy, { ...asked, bundle: file.content });
  if (!made.ok) return made;
  const { key: study, protocolHash } = made.value;
  const account = leading.value;
  const grant = { commandId: server.newId(), account, study, role: "investigator" as const, site: null };
  const granted = await perform(server, { accountId }, grantRole, grant);
  return granted.ok ? accept({ study, protocolHash }) : granted;
}

/** Whose study it becomes: the named account's, else that of who brings it in. Refuses `administrator_without_role`. */
async function leadingAccount(
  server: ServerContext,
  accountId: string,
  { kind, investigator }: { readonly kind: StudyKind; readonly investigator: string | boolean | undefined },
): Promise<Result<string>> {
  if (typeof investigator !== "string") return accept(accountId);
  const named = await namedAccount(server, investigator);
  if (!named.ok) return named;
  const may = mayHoldRole(named.value, kind);
  return may.ok ? accept(named.value.id) : may;
}
