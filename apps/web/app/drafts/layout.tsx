import type { ReactNode } from "react";

import "./builder.css";

export default function DraftsLayout({ children }: { children: ReactNode }) {
  return children;
}
