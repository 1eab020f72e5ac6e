"use client";

import { pageOf } from "@kendali/builder";
import type { Json } from "@kendali/domain";

import { AppLink } from "../../shell/app-link.tsx";
import { mendHref } from "./mend-href.ts";
import { usePlaceWords } from "./place-words.ts";
import { useBuilder } from "./use-builder.ts";

/** A place of the draft by its name, which leads to the field. */
export function PlaceLink({ path }: { path: readonly string[] }) {
  const { draft, document } = useBuilder();
  const say = usePlaceWords();
  const place = path.join("/");
  return (
    <AppLink href={mendHref(draft.id, { mend: { page: pageOf(place), path: place } })}>
      {say(document as unknown as Json, path)}
    </AppLink>
  );
}
