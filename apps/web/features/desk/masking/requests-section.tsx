"use client";

import { useEffect, useRef, useState } from "react";

import type { MaskingRequestView } from "@kendali/api";
import { Button } from "@kendali/ui/components/button";

import { RefusalWords } from "../../shell/failure-message.tsx";
import { DecideSheet } from "./decide-sheet.tsx";
import { RequestWords } from "./request-words.tsx";
import { useMaskingWords } from "./use-masking-words.ts";

/** Requests that wait for a second person, with what this viewer may do about each. */
export function WaitingSection({ requests }: { requests: readonly MaskingRequestView[] }) {
  const { t } = useMaskingWords();
  const [asked, setAsked] = useState<{ request: MaskingRequestView; decision: "approve" | "decline" } | null>(null);
  const [decided, setDecided] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  // A request that is decided goes with its buttons; the focus goes to what still waits.
  useEffect(() => {
    if (decided > 0) heading.current?.focus();
  }, [decided]);
  const waiting = requests.filter((request) => request.decision === null);
  return (
    <section className="masking-part" aria-labelledby="waiting">
      <h2 id="waiting" ref={heading} tabIndex={-1}>
        {t("requests_waiting")}
      </h2>
      {waiting.length === 0 ? (
        <p className="desk-calm">{t("requests_waiting_none")}</p>
      ) : (
        <ul className="todo">
          {waiting.map((request) => (
            <li key={request.id}>
              <WaitingRequest request={request} onDecide={(decision) => setAsked({ request, decision })} />
            </li>
          ))}
        </ul>
      )}
      {asked === null ? null : (
        <DecideSheet {...asked} onClose={() => setAsked(null)} onDecided={() => setDecided((count) => count + 1)} />
      )}
    </section>
  );
}

function WaitingRequest({
  request,
  onDecide,
}: {
  request: MaskingRequestView;
  onDecide: (decision: "approve" | "decline") => void;
}) {
  const { t, at } = useMaskingWords();
  const { approveRefusal, declineRefusal } = request;
  return (
    <>
      <p>
        <b>
          <RequestWords request={request} />
        </b>
      </p>
      <p>{t("request_why", { reason: request.reason })}</p>
      <p className="small ink2">
        {at(request.requestedAt, request.site)}
        {approveRefusal === null ? null : (
          <>
            {". "}
            <RefusalWords refusal={approveRefusal} />
          </>
        )}
      </p>
      {declineRefusal === null ? (
        <div className="acts">
          {approveRefusal === null ? (
            <Button kind="danger" onClick={() => onDecide("approve")}>
              {t("approve")}
            </Button>
          ) : null}
          <Button onClick={() => onDecide("decline")}>{t("decline")}</Button>
        </div>
      ) : null}
    </>
  );
}

/** Requests that were decided, the newest first. */
export function HistorySection({ requests }: { requests: readonly MaskingRequestView[] }) {
  const { t, at } = useMaskingWords();
  const decided = requests.flatMap((request) =>
    request.decision === null ? [] : [{ request, decision: request.decision }],
  );
  if (decided.length === 0) return null;
  return (
    <section className="masking-part" aria-labelledby="history">
      <h2 id="history">{t("history")}</h2>
      <ul className="todo">
        {decided.map(({ request, decision }) => (
          <li key={request.id}>
            <p>
              <RequestWords request={request} /> {t("request_why", { reason: request.reason })}
            </p>
            <p className="small ink2">
              {t(decision.decision === "approve" ? "history_approved" : "history_declined", {
                by: decision.byName,
                at: at(decision.at, request.site),
              })}
              {decision.reason === null ? null : `. ${t("request_why", { reason: decision.reason })}`}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
