"use client";

import { useEffect, useState } from "react";

import {
  type CompiledForm,
  compileForm,
  type ExpressionEngine,
  formNeeds,
  invariant,
  type Protocol,
} from "@kendali/domain";

import { loadParts } from "./load-parts.ts";

const compiled = new WeakMap<Protocol, Map<string, Promise<CompiledForm | null>>>();

/** `none`: the protocol, as this person may know it, has no such form. `failed`: its engine or inputs could not be loaded. */
export type FormLoading =
  | { readonly state: "loading" | "none" }
  | { readonly state: "failed"; readonly retry: () => void }
  | { readonly state: "ready"; readonly form: CompiledForm };

/** A form of the protocol, ready to check entries with. */
export function useCompiledForm(protocol: Protocol, formKey: string): FormLoading {
  const [attempt, setAttempt] = useState(0);
  const [found, setFound] = useState<CompiledForm | null | "failed">();
  useEffect(() => {
    let isWanted = true;
    compiledForm(protocol, formKey).then(
      (made) => isWanted && setFound(made),
      () => isWanted && setFound("failed"),
    );
    return () => {
      isWanted = false;
    };
  }, [protocol, formKey, attempt]);
  if (found === undefined) return { state: "loading" };
  if (found === null) return { state: "none" };
  if (found !== "failed") return { state: "ready", form: found };
  const retry = () => {
    setFound(undefined);
    setAttempt(attempt + 1);
  };
  return { state: "failed", retry };
}

function compiledForm(protocol: Protocol, formKey: string): Promise<CompiledForm | null> {
  const byKey = compiled.get(protocol) ?? new Map<string, Promise<CompiledForm | null>>();
  compiled.set(protocol, byKey);
  const known = byKey.get(formKey);
  if (known !== undefined) return known;
  const made = compileNow(protocol, formKey).catch((cause: unknown) => {
    // A part that could not be loaded, without internet say, is asked for again next time.
    byKey.delete(formKey);
    throw cause;
  });
  byKey.set(formKey, made);
  return made;
}

async function compileNow(protocol: Protocol, formKey: string): Promise<CompiledForm | null> {
  const form = protocol.forms.find((candidate) => candidate.key === formKey);
  if (form === undefined) return null;
  const [engine] = await Promise.all([engineFor(formNeeds(form)), loadParts(form)]);
  const result = compileForm(protocol, formKey, engine);
  invariant(result.ok, `form ${formKey} of a live protocol does not compile`);
  return result.value;
}

/** The engine is 24 KB (gzip) and its pattern matcher 65: a form without expressions loads neither. */
async function engineFor(needs: ReturnType<typeof formNeeds>): Promise<ExpressionEngine | null> {
  if (!needs.engine) return null;
  const { createExpressionEngine } = await import("@kendali/domain/expressions/engine");
  if (!needs.patterns) return createExpressionEngine();
  const { compilePattern } = await import("@kendali/domain/expressions/patterns");
  return createExpressionEngine({ compilePattern });
}
