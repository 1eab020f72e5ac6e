import { accept, type Locale, type Result } from "@kendali/domain";
import { z } from "zod";
import type { ServerContext } from "../context.ts";
import { perform } from "../perform.ts";
import { openDraft } from "../protocol-drafts.ts";
import { defineUseCase } from "../use-case.ts";
import type { DocumentFormat } from "./document-file.ts";
import type { DocumentMaker } from "./document-maker.ts";
import type { MadeDocument } from "./make-document.ts";

/** The newest revision of a draft as it is stored: who makes a document of it reads it. */
const getDraftText = defineUseCase({
  policy: "protocolDraft.get",
  kind: "query",
  input: z.strictObject({ draft: z.uuid() }),
  run: async (context, input) => {
    const opened = await openDraft(context, context.db.drizzle, input.draft);
    if (!opened.ok) return opened;
    const { row, settingsHidden } = opened.value;
    return accept({ text: row.document, settingsHidden });
  },
});

/** The newest revision of a draft as a protocol document, for whoever may open the draft. */
export async function draftDocument(
  server: ServerContext,
  who: Parameters<typeof perform>[1],
  request: { readonly draft: string; readonly locale: Locale; readonly format: DocumentFormat },
  documents: DocumentMaker,
): Promise<Result<MadeDocument>> {
  const { draft, locale, format } = request;
  const opened = await perform(server, who, getDraftText, { draft });
  return opened.ok ? documents.make({ ...opened.value, locale, format }) : opened;
}
