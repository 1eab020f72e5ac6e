import type { ReactNode } from "react";
import { chevronRightIcon } from "../icons.ts";
import { Icon } from "./icon.tsx";
import type { LinkComponent } from "./link-component.ts";

export type VisitRowProps = {
  readonly href: string;
  /** The participant's number: first and largest. */
  readonly number: string;
  readonly state: ReactNode;
  /** "Ibu S.R. · hari nifas ke-9". */
  readonly about: string;
  /** "Hari ke-8 · Volume ASI, daftar tilik". */
  readonly what: string;
  /** The window as picture and in words. */
  readonly track?: ReactNode;
  readonly when?: ReactNode;
  readonly link?: LinkComponent | undefined;
};

/** One visit of the day; the whole row is the way to its form. */
export function VisitRow({ href, number, state, about, what, track, when, link: Link = "a" }: VisitRowProps) {
  return (
    <li>
      <Link className="visit" href={href}>
        <div className="v1">
          <b>{number}</b>
          {state}
        </div>
        <p>{about}</p>
        <p className="what">{what}</p>
        {(track !== undefined || when !== undefined) && (
          <div className="v2">
            {track}
            {when !== undefined && <span>{when}</span>}
          </div>
        )}
        <Icon path={chevronRightIcon} className="go" />
      </Link>
    </li>
  );
}

/** A headed group of visits, such as the overdue ones; `id` is where the count above leads. */
export function VisitGroup({
  id,
  title,
  children,
}: {
  readonly id: string;
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <section className="list" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      <ul id={id}>{children}</ul>
    </section>
  );
}

export type Count = {
  readonly href: string;
  readonly count: number;
  readonly label: string;
  readonly urgent?: boolean | undefined;
};

/** Three counts that lead to their groups. */
export function CountNav({ label, counts }: { readonly label: string; readonly counts: readonly Count[] }) {
  return (
    <nav className="count" aria-label={label}>
      {counts.map(({ href, count, label: words, urgent }) => (
        <a key={href} href={href} className={urgent === true && count > 0 ? "lt" : undefined}>
          <b>{count}</b>
          {words}
        </a>
      ))}
    </nav>
  );
}
