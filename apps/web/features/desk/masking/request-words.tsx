"use client";

import type { MaskingRequestView } from "@kendali/api";

import { useMaskingWords } from "./use-masking-words.ts";

/** What a request asks for, in one sentence. */
export function RequestWords({ request }: { request: MaskingRequestView }) {
  const { t, level } = useMaskingWords();
  return t("request_says", {
    by: request.requestedByName,
    name: request.displayName,
    role: t(`role_${request.role}`),
    from: level(request.from),
    to: level(request.to),
  });
}
