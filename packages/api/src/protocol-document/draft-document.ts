import { accept, type Locale, type Result } from "@kendali/domain";
import { buildProtocolDocument } from "@kendali/reports";
import type { ServerContext } from "../context.ts";
import { perform } from "../perform.ts";
import { getDraft } from "../use-cases/protocol-draft/read-drafts.ts";
import { documentFileName, documentTypes, type DocumentFormat } from "./document-file.ts";
import { writeDocument } from "./write-document.ts";

export type DraftDocumentFile = { readonly fileName: string; readonly type: string; readonly bytes: Uint8Array };

/** The newest revision of a draft as a protocol document, for whoever may open the draft. */
export async function draftDocument(
  server: ServerContext,
  who: Parameters<typeof perform>[1],
  request: { readonly draft: string; readonly locale: Locale; readonly format: DocumentFormat },
): Promise<Result<DraftDocumentFile>> {
  const { draft, locale, format } = request;
  const opened = await perform(server, who, getDraft, { draft });
  if (!opened.ok) return opened;
  const { document, settingsHidden } = opened.value;
  const model = buildProtocolDocument(document, locale, { isWhole: !settingsHidden });
  return accept({
    fileName: documentFileName(document.key, model, format),
    type: documentTypes[format],
    bytes: await writeDocument(model, format),
  });
}
