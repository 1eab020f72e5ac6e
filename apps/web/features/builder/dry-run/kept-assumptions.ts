"use client";

import { useCallback, useEffect, useState } from "react";

import { readNumber } from "@kendali/domain";
import type { Locale } from "@kendali/i18n";

import { plainText, type Typed } from "./read-assumptions.ts";

const prefix = "kendali:dry-run:1";

type Kept = { readonly locale: Locale; readonly typed: Typed };

/** What was typed over the proposed assumptions of a draft: this device keeps it until the proposed ones are taken back. */
export function useKeptAssumptions(draft: string, locale: Locale): readonly [Typed, (typed: Typed) => void] {
  const [typed, setTyped] = useState<Typed>({});
  useEffect(() => setTyped(read(draft, locale)), [draft, locale]);
  const change = useCallback(
    (next: Typed) => {
      setTyped(next);
      keep(draft, { locale, typed: next });
    },
    [draft, locale],
  );
  return [typed, change];
}

/** Numbers are kept as they were typed; in the other language they are written with its decimal sign. */
function read(draft: string, locale: Locale): Typed {
  try {
    const kept = parse(localStorage.getItem(`${prefix}|${draft}`));
    if (kept === null) return {};
    if (kept.locale === locale) return kept.typed;
    return Object.fromEntries(
      Object.entries(kept.typed).map(([name, text]) => [name, inLanguage(name, text, kept.locale, locale)]),
    );
  } catch (error) {
    // A device that forbids keeping, or what another version wrote there: the proposed numbers stand.
    if (error instanceof SyntaxError || error instanceof DOMException) return {};
    throw error;
  }
}

function inLanguage(name: string, text: string, from: Locale, to: Locale): string {
  if (name === "startOn") return text;
  const reading = readNumber(text.trim().replace("−", "-"), null, from);
  return reading.ok ? plainText(reading.value, to) : text;
}

function parse(text: string | null): Kept | null {
  const found: unknown = text === null ? null : JSON.parse(text);
  if (typeof found !== "object" || found === null) return null;
  const { locale, typed } = found as { locale?: unknown; typed?: unknown };
  if ((locale !== "id" && locale !== "en") || typeof typed !== "object" || typed === null) return null;
  const own = Object.entries(typed).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return { locale, typed: Object.fromEntries(own) };
}

function keep(draft: string, kept: Kept): void {
  try {
    if (Object.keys(kept.typed).length === 0) localStorage.removeItem(`${prefix}|${draft}`);
    else localStorage.setItem(`${prefix}|${draft}`, JSON.stringify(kept));
  } catch (error) {
    // Without room on the device the assumptions last as long as the page.
    if (!(error instanceof DOMException)) throw error;
  }
}
