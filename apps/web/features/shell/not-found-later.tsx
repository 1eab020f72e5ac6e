"use client";

import { lazy, Suspense } from "react";

const NotFoundPage = lazy(async () => ({ default: (await import("./not-found-page.tsx")).NotFoundPage }));

/** Every page of the app carries this one as its fallback: only the address that needs it fetches what it draws. */
export function NotFoundLater() {
  return (
    <Suspense>
      <NotFoundPage />
    </Suspense>
  );
}
