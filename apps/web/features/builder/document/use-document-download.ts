"use client";

import { useState } from "react";

import type { Refusal } from "@kendali/domain";

import { signedOut } from "../../session/signed-out.ts";

type DocumentFormat = "docx" | "pdf";
type Problem = { readonly kind: "refused"; readonly refusal: Refusal } | { readonly kind: "failed" };

/** Has a file of the draft made and keeps it; why there is none is told on the page, and nothing on it is left. */
export function useDocumentDownload(draft: string, language: string) {
  const [making, setMaking] = useState<DocumentFormat | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const download = async (format: DocumentFormat): Promise<void> => {
    setMaking(format);
    setProblem(null);
    setProblem(await fetchFile(`/api/download/draft/${draft}/${language}.${format}`));
    setMaking(null);
  };
  return { making, problem, download };
}

/** Fetches a file and hands it to the browser; what stood in the way, or null. */
async function fetchFile(address: string): Promise<Problem | null> {
  try {
    const answer = await fetch(address);
    if (answer.ok) {
      keep(await answer.blob(), /filename="([^"]+)"/u.exec(answer.headers.get("content-disposition") ?? "")?.[1] ?? "");
      return null;
    }
    if (answer.status === 401) signedOut.set(true);
    const { refusal } = (await answer.json()) as { readonly refusal?: Refusal };
    return refusal === undefined ? { kind: "failed" } : { kind: "refused", refusal };
  } catch (error) {
    // No connection, or an answer that is not the server's.
    if (error instanceof TypeError || error instanceof SyntaxError || error instanceof DOMException)
      return { kind: "failed" };
    throw error;
  }
}

function keep(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
