import type { ReactNode } from "react";

import "./expressions.css";
import "./forms.css";
import "./sheet.css";

export default function FormsLayout({ children }: { children: ReactNode }) {
  return children;
}
