import type { ReactNode } from "react";

export type FieldScreenProps = {
  readonly header: ReactNode;
  readonly children: ReactNode;
  /** A foot bar or the tab bar. */
  readonly foot?: ReactNode;
};

/** One phone screen: header, body, foot; on wider windows one readable column. */
export function FieldScreen({ header, children, foot }: FieldScreenProps) {
  return (
    <div className="field">
      <div className="screen">
        {header}
        <main className="body" id="main" tabIndex={-1}>
          {children}
        </main>
        {foot}
      </div>
    </div>
  );
}

/** The one or two buttons at the foot of a screen. */
export function FootBar({ children }: { readonly children: ReactNode }) {
  return <footer className="foot">{children}</footer>;
}
