import type { ReactNode } from "react";
import { chevronLeftIcon } from "../icons.ts";
import { Icon } from "./icon.tsx";
import type { LinkComponent } from "./link-component.ts";
import { Mark } from "./mark.tsx";

export type FieldHeaderProps = {
  /** The study's short title. */
  readonly study: string;
  readonly site: string;
  /** The language switch. */
  readonly language: ReactNode;
  /** The sight badge, and the sync chip beside it. */
  readonly sight: ReactNode;
  readonly sync?: ReactNode;
  /** Offline, demo or practice banner; it stays with the header. */
  readonly banner?: ReactNode;
};

/** Head of a first-level phone screen: which study and site, what this person may see, and what is not yet sent. */
export function FieldHeader({ study, site, language, sight, sync, banner }: FieldHeaderProps) {
  return (
    <>
      <header className="top">
        <div className="top-row">
          <Mark />
          <div className="where">
            <b>{study}</b>
            <span>{site}</span>
          </div>
          {language}
        </div>
        <div className="strip">
          {sight}
          {sync}
        </div>
      </header>
      {banner}
    </>
  );
}

export type BackLinkProps = { readonly children: ReactNode } & (
  { readonly href: string; readonly link?: LinkComponent | undefined } | { readonly onClick: () => void }
);

/** The way back, at the top left of every deeper screen. */
export function BackLink(props: BackLinkProps) {
  const content = (
    <>
      <Icon path={chevronLeftIcon} />
      {props.children}
    </>
  );
  if ("onClick" in props) {
    return (
      <button type="button" className="back" onClick={props.onClick}>
        {content}
      </button>
    );
  }
  const Link = props.link ?? "a";
  return (
    <Link className="back" href={props.href}>
      {content}
    </Link>
  );
}

export type InnerHeaderProps = {
  readonly back: ReactNode;
  /** At the right: the saved chip, the sync chip or the language switch. */
  readonly end?: ReactNode;
  /** The grey row with the participant's number. */
  readonly who?: ReactNode;
  /** A second row, such as the sight badge. */
  readonly strip?: ReactNode;
  readonly progress?: ReactNode;
  readonly banner?: ReactNode;
};

/** Head of a deeper phone screen: back, what is saved, whose data these are. */
export function InnerHeader({ back, end, who, strip, progress, banner }: InnerHeaderProps) {
  return (
    <>
      <header className="top">
        <div className="top-row tight">
          {back}
          <span className="gap" />
          {end}
        </div>
        {strip !== undefined && <div className="strip">{strip}</div>}
        {who}
        {progress}
      </header>
      {banner}
    </>
  );
}

export type WhoRowProps = {
  /** The participant's number, as on the card. */
  readonly number: string;
  /** Initials and visit: "Ibu S.R. · Hari ke-8". Never a name. */
  readonly about: string;
  readonly sight?: ReactNode;
};

/** Whose data these are: number first and largest, because it is what is on the card and the cup. */
export function WhoRow({ number, about, sight }: WhoRowProps) {
  return (
    <div className="who">
      <b>{number}</b>
      <span>{about}</span>
      {sight}
    </div>
  );
}
