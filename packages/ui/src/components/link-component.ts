import type { AnchorHTMLAttributes, ComponentType } from "react";

export type LinkProps = AnchorHTMLAttributes<HTMLAnchorElement> & { href: string };

/** What draws a link: a plain anchor, or the router's link component of the app. */
export type LinkComponent = ComponentType<LinkProps> | "a";
