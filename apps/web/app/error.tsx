"use client";

import { ErrorPage } from "../features/shell/error-page.tsx";

export default function PageError({ reset }: { error: Error; reset: () => void }) {
  return <ErrorPage onRetry={reset} />;
}
