import type { ReactNode } from "react";

import "./tools.css";

export default function ToolsLayout({ children }: { children: ReactNode }) {
  return children;
}
