import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { readStudyBundle } from "@kendali/builder";
import { exportStudy, perform, withoutSettings } from "@kendali/api";
import { accept, diffProtocol, protocolHash, readJson, type Protocol, type Result } from "@kendali/domain";
import { createTranslator, protocolChangesCatalogue, protocolChangeWords } from "@kendali/i18n";
import type { Command, Invocation } from "../command.ts";
import type { Settings } from "../env.ts";
import { actingAccount } from "../runtime/acting-account.ts";
import { askedLanguage } from "../runtime/asked-language.ts";
import { readStudyFile } from "../runtime/read-study-file.ts";
import { sayRefusal } from "../runtime/say-refusal.ts";
import { withServer } from "../runtime/with-server.ts";

export const studyDiffCommand: Command = {
  name: "study diff",
  summary: "tell what one protocol document changes in another",
  synopsis: "A B [--as USERNAME] [--language id|en] [--json]",
  details: [
    "A and B are protocol documents, study files (their newest version), or keys of studies. Each change is told by the names",
    "that the parts have; --json gives the typed changes that lead from A to B, in the order in which they apply. Where the",
    "settings of a randomization may not be told (see study export), they are not compared. Two files need no database.",
  ].join("\n"),
  positionals: ["A", "B"],
  options: {
    as: { type: "string" },
    language: { type: "string" },
    lang: { type: "string" },
    json: { type: "boolean" },
  },
  run: async ({ positionals, options, settings, terminal, cwd }) => {
    const locale = askedLanguage(options.language, settings.language);
    const json = options.json === true;
    const [from, to] = [
      await openSide(positionals[0] ?? "", { settings, cwd, as: options.as }),
      await openSide(positionals[1] ?? "", { settings, cwd, as: options.as }),
    ];
    if (!from.ok) return sayRefusal(terminal, locale, from.refusal, json);
    if (!to.ok) return sayRefusal(terminal, locale, to.refusal, json);
    const isWithheld = from.value.isWithheld || to.value.isWithheld;
    // Both sides lack the same, so that what may not be told is no change.
    const comparable = (side: Side): Protocol => (isWithheld ? withoutSettings(side.document) : side.document);
    const [before, after] = [comparable(from.value), comparable(to.value)];
    const changes = diffProtocol(before, after);
    if (json) {
      const sideOf = ({ document, hash }: Side): object => ({ key: document.key, version: document.version, hash });
      terminal.out(JSON.stringify({ ok: true, from: sideOf(from.value), to: sideOf(to.value), isWithheld, changes }));
      return 0;
    }
    const say = createTranslator(locale, protocolChangesCatalogue);
    const head = { count: changes.length, from: before.version, to: after.version };
    terminal.out(
      [
        changes.length === 0 ? say("same") : say("count", head),
        ...changes.map((change) => `  ${protocolChangeWords(locale, change, { before, after })}`),
        ...(isWithheld ? [say("settings_withheld")] : []),
      ].join("\n"),
    );
    return 0;
  },
};

type Side = { readonly document: Protocol; readonly hash: string; readonly isWithheld: boolean };
type Opening = {
  readonly settings: Settings;
  readonly cwd: string;
  readonly as: Invocation["options"][string];
};

/** A file by its path, else a study by its key. */
async function openSide(name: string, { settings, cwd, as }: Opening): Promise<Result<Side>> {
  const path = resolve(cwd, name);
  if (existsSync(path) || name.includes("/") || name.endsWith(".json")) {
    const file = await readStudyFile(path);
    if (!file.ok) return file;
    const last = file.value.bundle?.versions.at(-1);
    const document = file.value.newest;
    return accept({
      document,
      hash: last?.hash ?? protocolHash(document),
      isWithheld: (last?.withheld.length ?? 0) > 0,
    });
  }
  const exported = await withServer(settings, async (server) => {
    const account = await actingAccount(server, { study: name, acts: ["study.export"], as });
    return account.ok ? perform(server, { accountId: account.value.id }, exportStudy, { study: name }) : account;
  });
  if (!exported.ok) return exported;
  const content = readJson(exported.value.text);
  const bundle = content.ok ? readStudyBundle(content.value) : content;
  if (!bundle.ok) return bundle;
  const last = bundle.value.versions.at(-1);
  if (last === undefined) throw new Error("a study has a version");
  return accept({ document: last.document, hash: last.hash, isWithheld: last.withheld.length > 0 });
}
