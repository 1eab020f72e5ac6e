"use client";

import { commonCatalogue, createTranslator, type Locale, uiCatalogue } from "@kendali/i18n";
import { type ReactNode, type Ref, useEffect, useRef } from "react";
import { Icon } from "./icon.tsx";
import type { LinkComponent } from "./link-component.ts";
import { Mark } from "./mark.tsx";

export type RailLink = {
  readonly href: string;
  readonly label: string;
  readonly icon: string;
  readonly current?: boolean | undefined;
  /** Waiting things, at the right. */
  readonly count?: number | undefined;
};

export type RailGroup = { readonly title?: string | undefined; readonly links: readonly RailLink[] };

export type DeskShellProps = {
  readonly locale: Locale;
  /** Where the mark leads. */
  readonly home: string;
  /** The study's short title; absent outside a study. */
  readonly study?: string | undefined;
  /** Data tag and protocol version. */
  readonly tags?: ReactNode;
  readonly sight?: ReactNode;
  readonly language: ReactNode;
  /** Name and role, or the account menu. */
  readonly me?: ReactNode;
  readonly banner?: ReactNode;
  readonly rail?: readonly RailGroup[] | undefined;
  readonly link?: LinkComponent | undefined;
  /** Faces that only desk pages load. */
  readonly className?: string | undefined;
  readonly children: ReactNode;
};

/** Frame of the desk pages: top bar, rail, one column. Below 980 px the rail becomes a row that scrolls. */
export function DeskShell(props: DeskShellProps) {
  const {
    locale,
    home,
    study,
    tags,
    sight,
    language,
    me,
    banner,
    rail,
    link: Link = "a",
    className = "",
    children,
  } = props;
  const t = createTranslator(locale, commonCatalogue);
  return (
    <div className={`desk${rail === undefined ? " no-rail" : ""} ${className}`.trim()}>
      <a className="skip-link" href="#main">
        {t("skip_to_content")}
      </a>
      <header className="bar">
        <Link className="brand" href={home}>
          <Mark />
          {t("app_name")}
        </Link>
        {study !== undefined && (
          <div className="study">
            <span>{study}</span>
            {tags}
          </div>
        )}
        <span className="gap" />
        {sight}
        {language}
        {me}
      </header>
      {banner}
      {rail !== undefined && <Rail locale={locale} groups={rail} link={Link} />}
      <main className="main" id="main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

function Rail({
  locale,
  groups,
  link: Link,
}: {
  readonly locale: Locale;
  readonly groups: readonly RailGroup[];
  readonly link: LinkComponent;
}) {
  const t = createTranslator(locale, uiCatalogue);
  const nav = useRef<HTMLElement>(null);
  const current = groups.flatMap(({ links }) => links).find((one) => one.current === true)?.href;
  // As a row that scrolls it shows where one is.
  useEffect(() => {
    const row = nav.current;
    const here = row?.querySelector<HTMLElement>("[aria-current]");
    if (row === null || here === undefined || here === null || row.scrollWidth <= row.clientWidth) return;
    row.scrollLeft += here.getBoundingClientRect().left - row.getBoundingClientRect().left - row.clientWidth / 3;
  }, [current]);
  return (
    <nav className="nav" ref={nav} aria-label={t("study_menu")}>
      {groups.flatMap(({ title, links }, index) => [
        ...(title === undefined ? [] : [<h2 key={`title ${index}`}>{title}</h2>]),
        ...links.map(({ href, label, icon, current, count }) => (
          <Link key={href} href={href} {...(current === true ? { "aria-current": "page" as const } : {})}>
            <Icon path={icon} />
            {label}
            {count !== undefined && count > 0 && <b>{count}</b>}
          </Link>
        )),
      ])}
    </nav>
  );
}

/** Who is signed in and as what. */
export function Me({ name, role }: { readonly name: string; readonly role: string }) {
  return (
    <span className="me">
      {name}
      <small>{role}</small>
    </span>
  );
}

export type PageHeadProps = {
  /** The page's name; with `lead` the sentence is the heading instead. */
  readonly title?: ReactNode;
  /** What the page has to say, in one sentence; `after` is its quieter second half. */
  readonly lead?: { readonly words: ReactNode; readonly after?: ReactNode } | undefined;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  /** The heading, for a page that takes the focus to it after an act. */
  readonly headingRef?: Ref<HTMLHeadingElement> | undefined;
};

/** Head of a desk page: a sentence first, then what it rests on; actions at the right. */
export function PageHead({ title, lead, children, actions, headingRef }: PageHeadProps) {
  const heading = headingRef === undefined ? {} : { ref: headingRef, tabIndex: -1 };
  return (
    <div className="head">
      <div>
        {lead === undefined ? (
          <h1 {...heading}>{title}</h1>
        ) : (
          <h1 className="lead" {...heading}>
            {lead.words}
            {lead.after !== undefined && <span>{lead.after}</span>}
          </h1>
        )}
        {children !== undefined && <p>{children}</p>}
      </div>
      {actions !== undefined && <div className="acts">{actions}</div>}
    </div>
  );
}
