import type { ReactNode } from "react";

export type EmptyStateProps = {
  /** What is not there: "Belum ada kunjungan hari ini". */
  readonly title: string;
  /** What comes next, and when. */
  readonly children?: ReactNode;
  readonly action?: ReactNode;
};

/** Nothing here yet: says what comes next and when. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="none">
      <b>{title}</b>
      {children}
      {action !== undefined && <div>{action}</div>}
    </div>
  );
}
