import type { ReactNode } from "react";

/** A SHA-256 in groups of eight, so that two can be compared by eye. */
export function Hash({ value }: { readonly value: string }) {
  return <code className="mono">{value.match(/.{1,8}/g)?.join(" ") ?? value}</code>;
}

/** First and last eight, where the whole would not fit; the whole is in the file it names. */
export function ShortHash({ value }: { readonly value: string }) {
  return (
    <code className="mono nowrap" title={value}>
      {value.length > 20 ? `${value.slice(0, 8)} … ${value.slice(-8)}` : value}
    </code>
  );
}

/** A whole hash in its well, with the button that copies it. */
export function HashLine({
  name,
  value,
  action,
}: {
  readonly name: string;
  readonly value: string;
  readonly action?: ReactNode;
}) {
  return (
    <div className="hash">
      <span>
        <span className="small ink2">{name}</span>
        <br />
        <Hash value={value} />
      </span>
      {action}
    </div>
  );
}
