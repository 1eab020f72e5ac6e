"use client";

import { lazy, Suspense, useState } from "react";

import { type Item, itemTypeOf } from "@kendali/domain";
import { builderFormsCatalogue } from "@kendali/i18n/catalogues/builder-forms";

import { useTranslator } from "../../locale/locale-provider.tsx";
import { fieldId } from "../shell/mend-href.ts";
import { useBuilderStore } from "../shell/use-builder.ts";
import { ExpressionBox } from "./expression-box.tsx";
import { Select } from "./fields.tsx";

/** Scales are in few forms; their editor comes when one is. */
const ScaleEditor = lazy(async () => ({ default: (await import("./scale-editor.tsx")).ScaleEditor }));

/** How a computed item comes to its value: by a formula, or as the score of a validated scale. */
export function Computation({ item, path, form }: { item: Item; path: readonly string[]; form: string }) {
  const t = useTranslator(builderFormsCatalogue);
  const store = useBuilderStore();
  // A scale is named in the document only once it is chosen or made.
  const [wantsScale, setWantsScale] = useState(false);
  const offersScale = itemTypeOf(item).allowedProperties.includes("scale");
  const by = item.scale !== undefined || wantsScale ? "scale" : "formula";
  const change = (next: string) => {
    setWantsScale(next === "scale");
    // The formula stays until a scale is chosen: looking at scales loses nothing.
    if (next === "formula") store.get().set([...path, "scale"], undefined);
  };
  return (
    <div className="fd-stack">
      {offersScale && (
        <Select
          id={fieldId([...path, "computed"])}
          label={t("computed_by")}
          value={by}
          options={(["formula", "scale"] as const).map((value) => ({ value, label: t(`computed_${value}`) }))}
          onChange={change}
        />
      )}
      {by === "formula" ? (
        <ExpressionBox
          path={[...path, "calculation"]}
          place={{ form, item: item.key }}
          use="calculation"
          label={t("calculation")}
          value={item.calculation ?? ""}
          onChange={(text) => store.get().set([...path, "calculation"], text === "" ? undefined : text)}
        />
      ) : (
        <Suspense>
          <ScaleEditor form={form} item={item} path={path} />
        </Suspense>
      )}
    </div>
  );
}
