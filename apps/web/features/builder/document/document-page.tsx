"use client";

import { useMemo, useState } from "react";

import type { Locale } from "@kendali/i18n";
import { formatNumber } from "@kendali/i18n";
import { protocolDocumentCatalogue } from "@kendali/i18n/catalogues/protocol-document";
import { buildProtocolDocument, type OpenItem } from "@kendali/reports";
import { refusalWords } from "@kendali/i18n/refusal-words";
import { Button } from "@kendali/ui/components/button";
import { PageHead } from "@kendali/ui/components/desk-shell";
import { LanguageSwitch } from "@kendali/ui/components/language-switch";
import { Message } from "@kendali/ui/components/message";
import { downloadIcon } from "@kendali/ui/icons";
import { pageOf } from "@kendali/builder";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { AppLink } from "../../shell/app-link.tsx";
import { mendHref } from "../shell/mend-href.ts";
import { useBuilder } from "../shell/use-builder.ts";
import { DocumentView } from "./document-view.tsx";
import { useDocumentDownload } from "./use-document-download.ts";

/** The draft as the protocol that an ethics committee reads, with what is missing first, and its files. */
export function DocumentPage() {
  const t = useTranslator(protocolDocumentCatalogue);
  const { locale } = useLocale();
  const { document: protocol, draft, saving } = useBuilder();
  const [language, setLanguage] = useState<Locale>(locale);
  const { making, problem, download } = useDocumentDownload(draft.id, language);
  // An amendment's draft may lack the settings of a running randomization: its hash would be another one.
  const isWhole = draft.study === null;
  const model = useMemo(() => buildProtocolDocument(protocol, language, { isWhole }), [protocol, language, isWhole]);
  const guideline = model.guideline.name;
  const { items, open } = model.counts;
  const count = (value: number): string => formatNumber(locale, value, 0);
  const words =
    open === 0
      ? t("page_lead_done", { guideline })
      : t("page_lead_open", { open: count(open), count: count(items), guideline });
  return (
    <>
      <PageHead
        lead={{ words }}
        actions={(["docx", "pdf"] as const).map((format) => (
          <Button
            key={format}
            icon={downloadIcon}
            busy={making === format && t("download_making")}
            onClick={() => void download(format)}
          >
            {t(`download_${format}`)}
          </Button>
        ))}
      >
        {t("page_intro", { guideline })}
      </PageHead>
      {problem === null ? null : (
        <Message tone="bad" live="alert">
          {problem.kind === "refused" ? refusalWords(locale, problem.refusal) : t("download_failed")}
        </Message>
      )}
      {saving === "saved" ? null : <Message tone="warn">{t("download_unsaved")}</Message>}
      <div className="protocol-tools">
        <span id="protocol-language">{t("page_language")}</span>
        <LanguageSwitch locale={language} onChange={setLanguage} />
      </div>
      <OpenItems items={model.open.items} />
      <DocumentView model={model} />
    </>
  );
}

function OpenItems({ items }: { readonly items: readonly OpenItem[] }) {
  const t = useTranslator(protocolDocumentCatalogue);
  const { draft } = useBuilder();
  if (items.length === 0) return null;
  return (
    <section className="builder-part" aria-labelledby="protocol-open">
      <h2 id="protocol-open">{t("missing_list")}</h2>
      <ul className="protocol-open">
        {items.map((item) => (
          <li key={item.key}>
            <b>{item.number}</b> <span>{item.asks}</span>{" "}
            <AppLink href={mendHref(draft.id, { mend: { page: pageOf(item.path), path: item.path } })}>
              {t("mend")} <span className="vh">{item.title}</span>
            </AppLink>
          </li>
        ))}
      </ul>
    </section>
  );
}
