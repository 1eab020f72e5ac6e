"use client";

import { useEffect } from "react";

import type { Json } from "@kendali/domain";
import { builderSavingCatalogue } from "@kendali/i18n/catalogues/builder-saving";
import { Button } from "@kendali/ui/components/button";

import { useTranslator } from "../../locale/locale-provider.tsx";
import { usePlaceWords } from "./place-words.ts";
import { type Builder, useBuilder, useBuilderOf } from "./use-builder.ts";
import { useChangedWords } from "./use-changed-words.ts";

/** How long it is said, in ms. */
const shownMs = 15_000;

/** A step back that was not taken, because it would have taken back what somebody else has changed since. */
export function PassedOver() {
  const passedOver = useBuilderOf((builder) => builder.passedOver);
  return passedOver === null ? null : <Said key={passedOver.path.join("/")} passedOver={passedOver} />;
}

function Said({ passedOver: { way, path, changed } }: { passedOver: NonNullable<Builder["passedOver"]> }) {
  const t = useTranslator(builderSavingCatalogue);
  const { document, forgetPassedOver, canUndo } = useBuilder();
  const words = useChangedWords(changed);
  const place = usePlaceWords()(document as unknown as Json, path);
  useEffect(() => {
    const timer = setTimeout(forgetPassedOver, shownMs);
    return () => clearTimeout(timer);
  }, [forgetPassedOver]);
  const said = [
    t(way === "back" ? "back_passed" : "forth_passed", { place }),
    ...(changed === null ? [] : [words]),
    ...(way === "back" && canUndo ? [t("next_step")] : []),
  ];
  return (
    <div className="toast note-below" role="status">
      <span>{said.join(" ")}</span>
      <Button kind="plain" onClick={forgetPassedOver}>
        {t("close")}
      </Button>
    </div>
  );
}
