"use client";

import type { DeviationView } from "@kendali/api";
import { Button, ButtonLink } from "@kendali/ui/components/button";
import { FootBar } from "@kendali/ui/components/field-screen";
import { Message } from "@kendali/ui/components/message";
import { printerIcon } from "@kendali/ui/icons";

import { ErrorRecord } from "../../errors/error-record.tsx";
import { useErrorWords } from "../../errors/use-error-words.ts";
import { AppLink } from "../../shell/app-link.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { ErrorFrame } from "./error-frame.tsx";

/** The record as it now stands, to print and to act on. */
export function ErrorDone({ number, deviation }: { number: string; deviation: DeviationView }) {
  const { t } = useErrorWords();
  const { key: study } = useStudy();
  return (
    <ErrorFrame
      number={number}
      foot={
        <FootBar>
          <ButtonLink href={`/s/${study}/participant/${number}`} link={AppLink}>
            {t("back_to_participant")}
          </ButtonLink>
          <Button kind="primary" icon={printerIcon} onClick={() => window.print()}>
            {t("print")}
          </Button>
        </FootBar>
      }
    >
      <div className="error-done-head">
        <h1>{t("recorded_title")}</h1>
        <Message tone="ok" live="status">
          {t("recorded_text")}
        </Message>
      </div>
      <ErrorRecord deviation={deviation} />
    </ErrorFrame>
  );
}
