"use client";

import { type Dispatch, type SetStateAction, useEffect, useState } from "react";

import { type ControlledAnswers, controlledDefaults } from "@kendali/builder";
import type { Protocol } from "@kendali/domain";

const prefix = "kendali:controlled:2";

/** What the parts of the page share: the answers so far, a way to change them, and whether a number can be read. */
export type AnswerProps = {
  readonly answers: ControlledAnswers;
  readonly change: (part: Partial<ControlledAnswers>) => void;
  readonly onRead: (name: string, isReadable: boolean) => void;
};

/** The answers with a proposal for each; this window keeps them through a reload until they are taken. */
export function useAnswers(
  draft: string,
  pilot: Protocol,
): readonly [ControlledAnswers, Dispatch<SetStateAction<ControlledAnswers>>] {
  const [answers, setAnswers] = useState(
    () => read(draft, pilot) ?? controlledDefaults(pilot, { date: pilot.date, numbers: null }),
  );
  useEffect(() => {
    try {
      sessionStorage.setItem(nameOf(draft, pilot), JSON.stringify(answers));
    } catch (error) {
      // Without room the answers last as long as the page.
      if (!(error instanceof DOMException)) throw error;
    }
  }, [draft, pilot, answers]);
  return [answers, setAnswers];
}

/** Answers belong to the parts that they were proposed from. */
function nameOf(draft: string, pilot: Protocol): string {
  const parts = [pilot.arms, pilot.visits, pilot.forms].map((list) => list.map(({ key }) => key).join());
  return [prefix, draft, ...parts].join("|");
}

function read(draft: string, pilot: Protocol): ControlledAnswers | null {
  try {
    const kept = sessionStorage.getItem(nameOf(draft, pilot));
    return kept === null ? null : (JSON.parse(kept) as ControlledAnswers);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof DOMException) return null;
    throw error;
  }
}
