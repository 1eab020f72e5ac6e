"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import type { ParticipantAction, ParticipantView } from "@kendali/api";
import { allocationErrorsCatalogue } from "@kendali/i18n/catalogues/allocation-errors";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { fieldCatalogue } from "@kendali/i18n/catalogues/field";
import { Button, ButtonLink } from "@kendali/ui/components/button";
import { Sheet } from "@kendali/ui/components/sheet";
import { eyeIcon, lockIcon, shuffleIcon, triangleAlertIcon } from "@kendali/ui/icons";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { AppLink } from "../../shell/app-link.tsx";
import { FailureMessage, RefusalWords } from "../../shell/failure-message.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { mayDo } from "../../desk/may-do.ts";
import { useCommandId } from "../use-command-id.ts";
import { labelOf } from "../words.ts";
import { EndSheet } from "./end-sheet.tsx";
import { useParticipantChanged } from "./use-participant.ts";

/** What this person may do with a participant; what cannot be done now says why instead of hiding. */
export function ParticipantActions({ participant }: { participant: ParticipantView }) {
  const t = useTranslator(fieldCatalogue);
  const { viewer, protocol, status } = useStudy();
  const isAllocated = participant.allocatedOn !== null;
  const showsSlip = isAllocated && protocol.allocation !== null && viewer.roles.includes("coordinator");
  const mayUnmask = isAllocated && viewer.isMasked && mayDo(viewer, "masking.unmask");
  const mayTellError =
    isAllocated && participant.status !== "duplicate" && mayDo(viewer, "deviation.report") && status === "live";
  if (participant.actions.length === 0 && !showsSlip && !mayUnmask && !mayTellError) return null;
  return (
    <section className="actions" aria-labelledby="actions">
      <h2 id="actions">{t("actions_title")}</h2>
      <div className="stack">
        {showsSlip ? <SlipLink number={participant.number} /> : null}
        {participant.actions.map((action) => (
          <Action key={`${action.action}/${action.visit ?? ""}`} participant={participant} action={action} />
        ))}
        {mayTellError ? <ErrorLink number={participant.number} /> : null}
        {mayUnmask ? <UnmaskLink number={participant.number} /> : null}
      </div>
    </section>
  );
}

/** An allocation is never undone; what went wrong with it is told here. */
function ErrorLink({ number }: { number: string }) {
  const t = useTranslator(allocationErrorsCatalogue);
  const { key: study } = useStudy();
  return (
    <ButtonLink wide icon={triangleAlertIcon} href={`/s/${study}/participant/${number}/error`} link={AppLink}>
      {t("err_link")}
    </ButtonLink>
  );
}

/** For who is masked and may have to know one arm in an emergency; the page behind it asks again. */
function UnmaskLink({ number }: { number: string }) {
  const t = useTranslator(fieldCatalogue);
  const { key: study } = useStudy();
  return (
    <ButtonLink kind="danger" wide icon={eyeIcon} href={`/s/${study}/participant/${number}/unmask`} link={AppLink}>
      {t("unmask_open")}
    </ButtonLink>
  );
}

function SlipLink({ number }: { number: string }) {
  const t = useTranslator(fieldCatalogue);
  const { key: study } = useStudy();
  return (
    <ButtonLink wide href={`/s/${study}/participant/${number}/allocate`} link={AppLink}>
      {t("open_slip")}
    </ButtonLink>
  );
}

function Action({ participant, action }: { participant: ParticipantView; action: ParticipantAction }) {
  const act = <ActionButton participant={participant} action={action} />;
  if (action.refusal === null) return act;
  return (
    <div>
      {act}
      <p className="small ink2 why-not">
        <RefusalWords refusal={action.refusal} />
      </p>
    </div>
  );
}

function ActionButton({ participant, action }: { participant: ParticipantView; action: ParticipantAction }) {
  const t = useTranslator(fieldCatalogue);
  const { key: study } = useStudy();
  const [isOpen, setOpen] = useState(false);
  const isRefused = action.refusal !== null;
  switch (action.action) {
    case "visit.lock":
      return <LockButton participant={participant} visit={action.visit ?? ""} isRefused={isRefused} />;
    case "allocation.allocate":
      return isRefused ? (
        <Button wide icon={shuffleIcon} disabled>
          {t("allocate")}
        </Button>
      ) : (
        <ButtonLink
          kind="primary"
          wide
          icon={shuffleIcon}
          href={`/s/${study}/participant/${participant.number}/allocate`}
          link={AppLink}
        >
          {t("allocate")}
        </ButtonLink>
      );
    case "participant.recordEnd":
      return (
        <>
          <Button kind="danger" wide disabled={isRefused} onClick={() => setOpen(true)}>
            {t("record_end")}
          </Button>
          {isOpen ? <EndSheet participant={participant} onClose={() => setOpen(false)} /> : null}
        </>
      );
  }
}

/** Locking cannot be taken back here, so the button first says what follows from it. */
function LockButton({
  participant,
  visit,
  isRefused,
}: {
  participant: ParticipantView;
  visit: string;
  isRefused: boolean;
}) {
  const t = useTranslator(commonCatalogue, fieldCatalogue);
  const { locale } = useLocale();
  const { key: study } = useStudy();
  const [isOpen, setOpen] = useState(false);
  const changed = useParticipantChanged();
  const commandId = useCommandId();
  const lock = useMutation(useTRPC().visit.lock.mutationOptions());
  const label = labelOf(
    participant.schedule.map((one) => ({ key: one.visit, label: one.label })),
    visit,
    locale,
  );
  const run = () => {
    const content = { study, participant: participant.number, visit };
    lock.mutate(
      { ...content, commandId: commandId(content) },
      { onSuccess: () => void changed().then(() => setOpen(false)) },
    );
  };
  return (
    <>
      <Button wide icon={lockIcon} disabled={isRefused} onClick={() => setOpen(true)}>
        {t("lock_visit", { visit: label })}
      </Button>
      <Sheet open={isOpen} title={t("lock_title", { visit: label })} onClose={() => setOpen(false)}>
        <p className="ink2">{t("lock_lead")}</p>
        {lock.error === null ? null : <FailureMessage error={lock.error} />}
        <div className="acts">
          <Button onClick={() => setOpen(false)}>{t("cancel")}</Button>
          <Button kind="primary" icon={lockIcon} busy={lock.isPending && t("sending")} onClick={run}>
            {t("lock_do")}
          </Button>
        </div>
      </Sheet>
    </>
  );
}
