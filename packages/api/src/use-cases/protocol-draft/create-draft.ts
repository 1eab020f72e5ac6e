import { isStudyBundle, readDraft, readStudyBundle, tellTwinsApart, type Twin } from "@kendali/builder";
import { findStudy, insertDraft, insertDraftStep, listGrantsOf, saveDraftMember, type Executor } from "@kendali/db";
import { accept, canonicalJson, localDateIn, protocolHash, refuse, type Protocol, type Result } from "@kendali/domain";
import { validateStudyDocument } from "@kendali/randomization";
import { z } from "zod";
import { asCommand } from "../../command.ts";
import type { UseCaseContext } from "../../context.ts";
import { documentOf, draftEvent, mayAmend, openDraft, sentDocument } from "../../protocol-drafts.ts";
import { protocolOf } from "../../protocol-cache.ts";
import { defineUseCase } from "../../use-case.ts";
import { withoutSettings } from "../../viewed-protocol.ts";
import { commandId, studyKey, words } from "../inputs.ts";
import { templateDocument, templateKeys } from "./start-document.ts";

const from = z.union([
  z.strictObject({ template: z.enum(templateKeys), key: studyKey.optional() }),
  z.strictObject({ file: z.unknown() }),
  z.strictObject({ study: studyKey }),
  z.strictObject({ draft: z.uuid() }),
]);
type From = z.output<typeof from>;

type Start = {
  readonly document: Protocol;
  readonly amends: { readonly studyId: string; readonly baseHash: string } | null;
  readonly origin: "template" | "file" | "study" | "draft";
  /** Parts of a file that bore one name and were given names of their own: paths of names lead to one part each. */
  readonly twins?: readonly Twin[];
};

/**
 * A new draft: from a template, from a file (a protocol document or a study bundle, whose newest version it takes), as an
 * amendment of a live study, or as a copy of another draft. A file is refused with everything that is unreadable in it;
 * parts that bear one name in it are told apart, and the answer names each.
 */
export const createDraft = defineUseCase({
  policy: "protocolDraft.create",
  kind: "mutation",
  input: z.strictObject({ commandId, name: words(120), from }),
  run: async (context, input) => {
    // A file is read before anything is hashed: it may be of any depth and size.
    const file = "file" in input.from ? readFile(input.from.file) : null;
    if (file !== null && !file.ok) return file;
    return asCommand(context, "protocolDraft.create", input, async (unit) => {
      const start = file ?? (await startOf(context, unit.tx, input));
      if (!start.ok) return start;
      const { document, amends, origin, twins = [] } = start.value;
      const id = context.newId();
      const at = context.now();
      const by = context.account.id;
      const text = canonicalJson(document);
      await insertDraft(unit.tx, {
        id,
        name: input.name,
        studyId: amends?.studyId ?? null,
        baseHash: amends?.baseHash ?? null,
        document: text,
        revision: 1,
        createdAt: at,
        createdBy: by,
        updatedAt: at,
        updatedBy: by,
      });
      await insertDraftStep(unit.tx, {
        draftId: id,
        revision: 1,
        kind: "start",
        content: text,
        accountId: by,
        recordedAt: at,
      });
      if (amends === null) await saveDraftMember(unit.tx, { draftId: id, accountId: by, level: "owner", since: at });
      await unit.audit(
        draftEvent(context, "protocolDraft.create", id, {
          origin,
          documentHash: protocolHash(document),
          amends: amends?.studyId ?? null,
        }),
      );
      return accept({ id, revision: 1, twins });
    });
  },
});

/** A protocol document, or the newest version of a study bundle. */
function readFile(file: unknown): Result<Start> {
  const bundle = isStudyBundle(file) ? readStudyBundle(file) : null;
  if (bundle !== null && !bundle.ok) return bundle;
  const content = bundle === null ? file : bundle.value.versions.at(-1)?.document;
  const document = readDraft(content);
  if (document.ok) return accept({ ...tellTwinsApart(document.value), amends: null, origin: "file" });
  // What is too large for one look is not looked at again.
  if (document.refusal.problems?.some(({ code }) => code === "document_too_large") === true) return document;
  // Who mends the file mends all of it at once: what the rules have against the rest is listed beside what is misshapen.
  const whole = validateStudyDocument(content);
  return whole.ok ? document : whole;
}

async function startOf(
  context: UseCaseContext,
  executor: Executor,
  input: { readonly name: string; readonly from: From },
): Promise<Result<Start>> {
  const { from: source, name } = input;
  if ("study" in source) return amendmentOf(context, executor, source.study);
  if ("draft" in source) return copyOf(context, executor, source.draft);
  if ("template" in source) {
    const { locale } = context.account;
    const answers = { name, locale, date: localDateIn(context.now(), "UTC"), key: source.key ?? null };
    return accept({ document: templateDocument(source.template, answers), amends: null, origin: "template" });
  }
  return refuse("invalid_input", { field: "from" });
}

/** Without a role there, the study does not exist. */
async function amendmentOf(context: UseCaseContext, executor: Executor, key: string): Promise<Result<Start>> {
  const study = await findStudy(executor, key);
  if (study === null) return refuse("not_found");
  if ((await listGrantsOf(executor, study.id, context.account.id)).length === 0) return refuse("not_found");
  const may = await mayAmend(executor, study.id, context.account.id);
  if (!may.ok) return may;
  if (study.status === "locked") return refuse("study_locked");
  if (study.status === "draft") return refuse("study_not_live");
  const live = await protocolOf(executor, study.id, study.protocolHash);
  const document = { ...live, version: nextNumber(live.version) };
  return accept({ document, amends: { studyId: study.id, baseHash: study.protocolHash }, origin: "study" });
}

/** 1.0 is followed by 1.1; who changes more writes 2.0. */
function nextNumber(version: string): string {
  const [major = "1", minor = "0"] = version.split(".");
  return `${major}.${Number(minor) + 1}`;
}

/**
 * A copy of an amendment amends the same study. Any other copy has what its maker is sent, but for the settings of the
 * scheme: a trial that is opened from the first draft would go on being told by the second.
 */
async function copyOf(context: UseCaseContext, executor: Executor, id: string): Promise<Result<Start>> {
  const draft = await openDraft(context, executor, id);
  if (!draft.ok) return draft;
  const { row } = draft.value;
  const document = documentOf(row);
  if (row.studyId !== null && row.baseHash !== null)
    return accept({ document, amends: { studyId: row.studyId, baseHash: row.baseHash }, origin: "draft" });
  return accept({ document: withoutSettings(sentDocument(draft.value, document)), amends: null, origin: "draft" });
}
