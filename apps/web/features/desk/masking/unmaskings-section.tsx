"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";

import type { UnmaskingList } from "@kendali/api";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { Button } from "@kendali/ui/components/button";
import { EmptyState } from "@kendali/ui/components/empty-state";
import { Table } from "@kendali/ui/components/table";
import { TextBox } from "@kendali/ui/components/text-box";

import { useTranslator } from "../../locale/locale-provider.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { mayDo } from "../may-do.ts";
import { useMaskingWords } from "./use-masking-words.ts";

/** Whose arm was shown to somebody masked, when, by whom and why; never the arm. */
export function UnmaskingsSection({ list }: { list: UnmaskingList }) {
  const { t, locale, at } = useMaskingWords();
  const common = useTranslator(commonCatalogue);
  const { viewer, protocol } = useStudy();
  const mayUnmask = protocol.allocation !== null && viewer.isMasked && mayDo(viewer, "masking.unmask");
  return (
    <section className="masking-part" aria-labelledby="unmaskings">
      <h2 id="unmaskings">{t("unmaskings")}</h2>
      {list.unmaskings.length === 0 ? (
        <EmptyState title={t("unmaskings_none")}>{t("unmaskings_none_text")}</EmptyState>
      ) : (
        <Table
          locale={locale}
          variant="data"
          label={t("unmaskings")}
          columns={[
            { key: "participant", head: common("participant_number") },
            { key: "by", head: t("unmasking_by") },
            { key: "category", head: t("unmasking_category") },
          ]}
          rows={list.unmaskings.toReversed().map((one) => ({
            key: one.id,
            cells: [
              <>
                {one.participant}
                <span className="desk-by">{at(one.at, one.site)}</span>
              </>,
              one.byName,
              <>
                {t(`category_${one.category}`)}
                <span className="desk-by">{one.reason}</span>
              </>,
            ],
          }))}
        />
      )}
      {mayUnmask ? <WhichParticipant /> : null}
    </section>
  );
}

/** From a number on paper to the page that asks again before it shows anything. */
function WhichParticipant() {
  const { t, locale } = useMaskingWords();
  const common = useTranslator(commonCatalogue);
  const router = useRouter();
  const { key } = useStudy();
  const [typed, setTyped] = useState("");
  const number = typed.trim().toUpperCase();
  const go = (event: FormEvent) => {
    event.preventDefault();
    if (number !== "") router.push(`/s/${key}/participant/${encodeURIComponent(number)}/unmask`);
  };
  return (
    <form className="masking-which" onSubmit={go}>
      <h3>{t("unmask_which")}</h3>
      <p className="ink2">{t("unmask_which_text")}</p>
      <TextBox
        id="unmask-number"
        locale={locale}
        label={common("participant_number")}
        autoComplete="off"
        maxLength={20}
        value={typed}
        onChange={setTyped}
      />
      <div className="acts">
        <Button type="submit" disabled={number === ""}>
          {t(number === "" ? "unmask_missing_number" : "unmask_go")}
        </Button>
      </div>
    </form>
  );
}
