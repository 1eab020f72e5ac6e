"use client";

import { useCallback, useEffect, useState } from "react";

import type { Finding } from "@kendali/builder";

type Reasons = Readonly<Record<string, string>>;

const prefix = "kendali:builder-reasons:1";

/** What names a finding among the reasons. */
export function findingName({ code, path }: Pick<Finding, "code" | "path">): string {
  return `${code} ${path}`;
}

/** Reasons in the making: they are signed with the study, and until then this device keeps them. */
export function useReasons(draft: string): readonly [Reasons, (name: string, reason: string) => void] {
  const [reasons, setReasons] = useState<Reasons>({});
  useEffect(() => setReasons(read(draft)), [draft]);
  const set = useCallback(
    (name: string, reason: string) =>
      setReasons((known) => {
        const next = { ...known, [name]: reason };
        keep(draft, next);
        return next;
      }),
    [draft],
  );
  return [reasons, set];
}

function read(draft: string): Reasons {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(`${prefix}|${draft}`) ?? "{}");
    if (typeof found !== "object" || found === null) return {};
    return Object.fromEntries(
      Object.entries(found).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
    );
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof DOMException) return {};
    throw error;
  }
}

function keep(draft: string, reasons: Reasons): void {
  try {
    localStorage.setItem(`${prefix}|${draft}`, JSON.stringify(reasons));
  } catch (error) {
    // Without room on the device the reasons last as long as the page.
    if (!(error instanceof DOMException)) throw error;
  }
}
