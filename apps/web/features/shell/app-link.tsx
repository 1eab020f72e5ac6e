"use client";

import Link from "next/link";
import type { ComponentProps } from "react";

import type { LinkComponent } from "@kendali/ui";

type LinkProps = Exclude<ComponentProps<Exclude<LinkComponent, string>>, string>;

/** The router's link, in the shape that `@kendali/ui` draws links with. */
export const AppLink: (props: LinkProps) => React.ReactNode = (props) => (
  <Link {...(props as ComponentProps<typeof Link>)} />
);
