"use client";

import { useEffect, useRef, useState } from "react";

import type { MaskingAssignment, MaskingList } from "@kendali/api";
import { Button } from "@kendali/ui/components/button";
import { Message } from "@kendali/ui/components/message";
import { Table } from "@kendali/ui/components/table";

import { useStudy } from "../../study/study-provider.tsx";
import { RequestSheet } from "./request-sheet.tsx";
import { useMaskingWords } from "./use-masking-words.ts";

/** Every assignment with what it lets its person know, and where a change may be asked for. */
export function AssignmentsSection({ list }: { list: MaskingList }) {
  const { t, locale, level, site } = useMaskingWords();
  const { viewer } = useStudy();
  const [asked, setAsked] = useState<MaskingAssignment | null>(null);
  const [isSent, setSent] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that was pressed goes, and what became of it stands far above: the focus goes there, and the page with it.
  useEffect(() => {
    if (isSent) heading.current?.focus();
  }, [isSent]);
  const waiting = new Set(list.requests.filter((one) => one.decision === null).map((one) => one.grant));
  const rows = list.assignments.map((one) => ({
    key: one.grant,
    cells: [
      <>
        {one.account === viewer.account ? `${one.displayName} (${t("you")})` : one.displayName}
        <span className="desk-by">{t("request_as", { role: t(`role_${one.role}`), site: site(one.site) })}</span>
      </>,
      list.isMasked ? (
        <>
          <b>{level(one.level)}</b>
          <span className="desk-by">
            {one.accountLevel === one.level
              ? t(`level_${one.level}_means`)
              : t("level_account", { level: level(one.accountLevel) })}
          </span>
        </>
      ) : (
        level("none")
      ),
      one.mayRequest.length > 0 ? (
        <Button
          tight
          className="masking-ask"
          onClick={() => {
            setSent(false);
            setAsked(one);
          }}
        >
          {t("request_change")}
        </Button>
      ) : waiting.has(one.grant) ? (
        <span className="ink2">{t("request_open")}</span>
      ) : null,
    ],
  }));
  return (
    <section className="masking-part" aria-labelledby="assignments">
      <h2 id="assignments" ref={heading} tabIndex={-1}>
        {t("assignments")}
      </h2>
      {isSent ? (
        <Message tone="ok" live="status">
          {t("request_sent")}
        </Message>
      ) : null}
      <Table
        locale={locale}
        variant="data"
        label={t("assignments")}
        columns={[
          { key: "person", head: t("assignment_person") },
          { key: "level", head: t("assignment_level") },
          { key: "act", head: "" },
        ]}
        rows={rows}
      />
      {asked === null ? null : (
        <RequestSheet assignment={asked} onClose={() => setAsked(null)} onSent={() => setSent(true)} />
      )}
    </section>
  );
}
