"use client";

import { useEffect, useState } from "react";

import type { Json } from "@kendali/domain";
import { builderSavingCatalogue } from "@kendali/i18n/catalogues/builder-saving";
import { buttonClass } from "@kendali/ui/components/button";

import { useTranslator } from "../../locale/locale-provider.tsx";
import { usePlaceWords } from "./place-words.ts";
import { useBuilder, useBuilderOf } from "./use-builder.ts";

/** How long it is said, in ms; the head of the page says it for as long as it lasts. */
const shownMs = 15_000;

/** Says at the field where somebody writes that another value stands there now, while both values are out of sight. */
export function NewConflict() {
  const newest = useBuilderOf(({ conflicts }) => conflicts.at(-1)?.path.join("/") ?? null);
  return newest === null ? null : <Said key={newest} path={newest.split("/")} />;
}

function Said({ path }: { path: readonly string[] }) {
  const t = useTranslator(builderSavingCatalogue);
  const { document: draft } = useBuilder();
  const place = usePlaceWords()(draft as unknown as Json, path);
  const [isShown, setIsShown] = useState(false);
  useEffect(() => {
    const look = () => {
      if (isInSight("conflicts")) setIsShown(false);
    };
    setIsShown(!isInSight("conflicts"));
    const timer = setTimeout(() => setIsShown(false), shownMs);
    addEventListener("scroll", look, { passive: true });
    return () => {
      clearTimeout(timer);
      removeEventListener("scroll", look);
    };
  }, []);
  if (!isShown) return null;
  return (
    <div className="toast note-below" role="status">
      <span>{t("conflict_new", { place })}</span>
      <a className={buttonClass({ kind: "plain" })} href="#conflicts" onClick={() => setIsShown(false)}>
        {t("see_both")}
      </a>
    </div>
  );
}

function isInSight(id: string): boolean {
  const box = document.getElementById(id)?.getBoundingClientRect();
  return box !== undefined && box.bottom > 0 && box.top < innerHeight;
}
