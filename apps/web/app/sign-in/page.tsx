import type { Metadata } from "next";

import { SignInPage } from "../../features/session/sign-in-page.tsx";
import { runtime } from "../../server/runtime.ts";

export const metadata: Metadata = { title: "Masuk · Sign in" };
export const dynamic = "force-dynamic";

export default function Page() {
  return <SignInPage demo={runtime().demo} />;
}
