import type { ButtonHTMLAttributes, ReactNode } from "react";
import { loaderCircleIcon } from "../icons.ts";
import { Icon } from "./icon.tsx";
import type { LinkComponent } from "./link-component.ts";

/** `primary` once per view; `danger` is an edge, never a filled block. */
export type ButtonKind = "primary" | "secondary" | "plain" | "danger";

type Look = {
  readonly kind?: ButtonKind | undefined;
  readonly wide?: boolean | undefined;
  readonly tight?: boolean | undefined;
  /** In a foot bar: takes less room than its neighbour. */
  readonly less?: boolean | undefined;
  readonly className?: string | undefined;
};

export type ButtonProps = Look &
  Omit<ButtonHTMLAttributes<HTMLButtonElement>, "className"> & {
    readonly children: ReactNode;
    readonly icon?: string | undefined;
    readonly iconAfter?: string | undefined;
    /** While the act runs: these words stand in the button at the same width, and it cannot be pressed twice. */
    readonly busy?: string | false | undefined;
  };

/** The class names of a button, for links that look like one. */
export function buttonClass({ kind = "secondary", wide, tight, less, className }: Look = {}): string {
  return [
    "btn",
    kind === "secondary" ? "" : kind,
    wide ? "wide" : "",
    tight ? "tight" : "",
    less ? "less" : "",
    className ?? "",
  ]
    .filter((name) => name !== "")
    .join(" ");
}

/** A button whose label names the outcome; disabled, the label says what is missing. */
export function Button({
  kind,
  wide,
  tight,
  less,
  className,
  icon,
  iconAfter,
  busy,
  children,
  type = "button",
  ...rest
}: ButtonProps) {
  const isBusy = busy !== undefined && busy !== false;
  return (
    <button
      {...rest}
      type={type}
      className={buttonClass({ kind, wide, tight, less, className })}
      disabled={rest.disabled}
      aria-busy={isBusy || undefined}
      onClick={isBusy ? (event) => event.preventDefault() : rest.onClick}
    >
      <span className={isBusy ? "idle away" : "idle"} aria-hidden={isBusy || undefined}>
        {icon !== undefined && <Icon path={icon} />}
        {children}
        {iconAfter !== undefined && <Icon path={iconAfter} />}
      </span>
      {isBusy && (
        <span className="busy" aria-live="polite">
          <Icon path={loaderCircleIcon} className="turn" />
          {busy}
        </span>
      )}
    </button>
  );
}

export type ButtonLinkProps = Look & {
  readonly href: string;
  readonly children: ReactNode;
  readonly icon?: string | undefined;
  readonly iconAfter?: string | undefined;
  readonly link?: LinkComponent | undefined;
  readonly download?: boolean | string | undefined;
};

/** A link that looks like a button because it starts something, such as a download or a form. */
export function ButtonLink({ href, children, icon, iconAfter, link: Link = "a", download, ...look }: ButtonLinkProps) {
  return (
    <Link href={href} className={buttonClass(look)} {...(download === undefined ? {} : { download })}>
      {icon !== undefined && <Icon path={icon} />}
      {children}
      {iconAfter !== undefined && <Icon path={iconAfter} />}
    </Link>
  );
}
