"use client";

import { useEffect, useMemo, useState } from "react";

import type { Protocol } from "@kendali/domain";

import { useAt } from "../../shell/use-builder.ts";
import { createPreviewCompiler, type PreviewCompiler, type PreviewForm } from "./preview-engine.ts";

export type PreviewLoading =
  | { readonly state: "loading" | "none" }
  | { readonly state: "failed"; readonly retry: () => void }
  | ({ readonly state: "ready" } & PreviewForm);

let compiler: Promise<PreviewCompiler> | null = null;

/** The engine and its pattern matcher, once for all pages of the builder. */
function loadCompiler(): Promise<PreviewCompiler> {
  compiler ??= Promise.all([
    import("@kendali/domain/expressions/engine"),
    import("@kendali/domain/expressions/patterns"),
  ]).then(([{ createExpressionEngine }, { compilePattern }]) =>
    createPreviewCompiler(createExpressionEngine({ compilePattern })),
  );
  return compiler;
}

/** A form of the draft as it stands now, ready to answer like the phone. */
export function usePreviewForm(key: string): PreviewLoading {
  const forms = useAt(["forms"]) as unknown as Protocol["forms"];
  const codelists = useAt(["codelists"]) as unknown as Protocol["codelists"];
  const scales = useAt(["scales"]) as unknown as Protocol["scales"];
  const [compile, setCompile] = useState<PreviewCompiler | "failed" | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let isWanted = true;
    loadCompiler().then(
      (made) => isWanted && setCompile(() => made),
      () => {
        compiler = null;
        if (isWanted) setCompile("failed");
      },
    );
    return () => {
      isWanted = false;
    };
  }, [attempt]);
  const made = useMemo(
    () =>
      typeof compile === "function"
        ? compile({ forms, codelists, ...(scales === undefined ? {} : { scales }) }, key)
        : null,
    [compile, forms, codelists, scales, key],
  );
  return useMemo(() => {
    if (compile === null) return { state: "loading" };
    if (compile === "failed") return { state: "failed", retry: () => setAttempt(attempt + 1) };
    return made === null ? { state: "none" } : { state: "ready", ...made };
  }, [compile, attempt, made]);
}
