"use client";

import type { ReactNode } from "react";

import { useErrorWords } from "../../errors/use-error-words.ts";
import { useStudy } from "../../study/study-provider.tsx";
import { InnerPage } from "../inner-page.tsx";

/** The frame of every step; the way back leads to the participant, and what was typed waits here. */
export function ErrorFrame({ number, foot, children }: { number: string; foot?: ReactNode; children: ReactNode }) {
  const { t } = useErrorWords();
  const { key: study } = useStudy();
  return (
    <InnerPage back={{ href: `/s/${study}/participant/${number}`, words: t("participant") }} foot={foot}>
      {children}
    </InnerPage>
  );
}
