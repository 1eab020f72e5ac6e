"use client";

import { type FormEvent, useState } from "react";

import { shortestUnmaskingReason, unmaskingCategories, type LocalizedText } from "@kendali/domain";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { maskingCatalogue } from "@kendali/i18n/catalogues/masking";
import { Button } from "@kendali/ui/components/button";
import { ChoiceRows } from "@kendali/ui/components/choice-rows";
import { Message } from "@kendali/ui/components/message";
import { TextBox } from "@kendali/ui/components/text-box";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { signedOut } from "../../session/signed-out.ts";
import { FailureMessage } from "../../shell/failure-message.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { failureOf } from "../../trpc/refusal-of.ts";
import { useTRPCClient } from "../../trpc/trpc.ts";
import { useMaskingChanged } from "../../desk/masking/use-masking-changed.ts";
import { useCommandId } from "../use-command-id.ts";

type Category = (typeof unmaskingCategories)[number];

/** What follows from unmasking, the cause and reason, and the password again. A refusal loses nothing typed. */
export function UnmaskForm({ number, onShown }: { number: string; onShown: (arm: LocalizedText) => void }) {
  const t = useTranslator(commonCatalogue, maskingCatalogue);
  const { locale } = useLocale();
  const [category, setCategory] = useState<Category | null>(null);
  const [reason, setReason] = useState("");
  const [password, setPassword] = useState("");
  const unmask = useUnmask(number, onShown);
  const missing =
    category === null
      ? t("unmask_missing_category")
      : reason.trim().length < shortestUnmaskingReason
        ? t("unmask_missing_reason")
        : password === ""
          ? t("unmask_missing_password")
          : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (missing === null && category !== null) void unmask.run({ category, reason: reason.trim(), password });
  };
  return (
    <form className="stack" autoComplete="off" onSubmit={submit}>
      <h1>{t("unmask_title", { number })}</h1>
      <p className="ink2">{t("unmask_lead")}</p>
      <Message tone="warn" title={t("unmask_follows")}>
        <ul className="masking-follows">
          <li>{t("unmask_follows_notice")}</li>
          <li>{t("unmask_follows_measure")}</li>
          <li>{t("unmask_follows_role")}</li>
          <li>{t("unmask_follows_counted")}</li>
        </ul>
      </Message>
      <ChoiceRows
        id="unmask-category"
        locale={locale}
        label={t("unmask_category")}
        value={category}
        onChange={(next) => setCategory(unmaskingCategories.find((one) => one === next) ?? null)}
        options={unmaskingCategories.map((one) => ({ value: one, label: t(`category_${one}`) }))}
      />
      <TextBox
        id="unmask-reason"
        locale={locale}
        label={t("unmask_reason")}
        hint={t("unmask_reason_hint", { count: shortestUnmaskingReason })}
        value={reason}
        onChange={setReason}
        long
        maxLength={1000}
      />
      <TextBox
        id="unmask-password"
        locale={locale}
        label={t("unmask_password")}
        hint={t("unmask_password_hint")}
        type="password"
        autoComplete="off"
        maxLength={256}
        value={password}
        onChange={setPassword}
      />
      {unmask.error === null ? null : <FailureMessage error={unmask.error} />}
      <Button
        type="submit"
        kind="danger"
        wide
        disabled={missing !== null}
        busy={unmask.isPending ? t("sending") : false}
      >
        {missing ?? t(unmask.wasShown ? "unmask_again" : "unmask_confirm")}
      </Button>
    </form>
  );
}

/**
 * Asks the server, past the cache of queries and mutations: the arm must not outlive the page. The same content sent again
 * is the same command; once the server says that it was shown, the next press is a new act.
 */
function useUnmask(number: string, onShown: (arm: LocalizedText) => void) {
  const client = useTRPCClient();
  const { key: study } = useStudy();
  const commandId = useCommandId();
  const changed = useMaskingChanged();
  const [act, setAct] = useState(1);
  const [wasShown, setWasShown] = useState(false);
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const run = async (typed: { category: Category; reason: string; password: string }): Promise<void> => {
    if (isPending) return;
    setPending(true);
    setError(null);
    const { password, ...why } = typed;
    const content = { study, participant: number, ...why };
    try {
      const { arm } = await client.masking.unmask.mutate({
        ...content,
        password,
        commandId: commandId({ ...content, act }),
      });
      onShown(arm.label);
      await changed();
    } catch (failed) {
      const failure = failureOf(failed);
      if (failure.kind === "signed_out") signedOut.set(true);
      if (failure.kind === "refusal" && failure.refusal.code === "unmasking_shown_already") {
        setWasShown(true);
        setAct(act + 1);
      }
      setError(failed);
    } finally {
      setPending(false);
    }
  };
  return { run, isPending, error, wasShown };
}
