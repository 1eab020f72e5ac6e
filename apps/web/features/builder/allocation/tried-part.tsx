"use client";

import { useEffect, useState } from "react";

import { type AllocationPlan, canonicalJson } from "@kendali/domain";
import { builderSectionsCatalogue } from "@kendali/i18n/catalogues/builder-sections";
import { randomizationDesignCatalogue } from "@kendali/i18n/catalogues/randomization-design";
import { Button } from "@kendali/ui/components/button";
import { Message } from "@kendali/ui/components/message";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { takenDesign } from "../../tools/randomization/design-address.ts";
import type { DesignState } from "../../tools/randomization/design-state.ts";
import { designWords, nameOr } from "../../tools/randomization/design-words.ts";
import { triedAllocation } from "../../tools/randomization/tried-design.ts";
import { DiffView } from "../compare/diff-view.tsx";
import { useBuilder } from "../shell/use-builder.ts";

type TriedPartProps = {
  allocation: AllocationPlan;
  /** Takes the design as one edit. */
  onTake: (allocation: AllocationPlan) => void;
};

/** A design that was simulated and brought here behind `#` of the address: shown with what it changes, taken or left. */
export function TriedPart({ allocation, onTake }: TriedPartProps) {
  const t = useTranslator(builderSectionsCatalogue);
  const tDesign = useTranslator(randomizationDesignCatalogue);
  const { locale } = useLocale();
  const { document, draft } = useBuilder();
  const [brought, setBrought] = useState<DesignState | null>(null);
  useEffect(() => setBrought(takenDesign(location.hash)), []);
  if (brought === null) return null;
  const tried = triedAllocation(brought, allocation, locale);
  if (tried.kind === "unreadable") return null;
  const leave = () => {
    setBrought(null);
    // The router is not told: nothing is to be fetched, and the design is not to be brought again by a reload.
    history.replaceState(history.state, "", `${location.pathname}${location.search}`);
  };
  const title = t("tried_title", { design: designWords(tDesign, tried.plan) });
  if (tried.kind === "other_arms")
    return (
      <Message tone="warn" title={title}>
        {t("tried_arms")} <Leave onLeave={leave} />
      </Message>
    );
  const after = { ...document, allocation: tried.allocation };
  const isSame = canonicalJson(tried.allocation) === canonicalJson(allocation);
  const names = tried.dropped.map((name, index) => nameOr(name, tDesign("factor_number", { number: index + 1 })));
  return (
    <section className="builder-part" aria-labelledby="tried-design">
      <h2 id="tried-design">{title}</h2>
      <p>
        {t("tried_text")} {names.length === 0 ? "" : t("tried_dropped", { names: names.join(", ") })}
      </p>
      {isSame ? <p role="status">{t("tried_same")}</p> : <DiffView before={document} after={after} />}
      <div className="acts">
        {isSame ? null : (
          <Button
            kind="primary"
            disabled={!draft.mayEdit}
            onClick={() => {
              onTake(tried.allocation);
              leave();
            }}
          >
            {t("tried_take")}
          </Button>
        )}
        <Leave onLeave={leave} />
      </div>
    </section>
  );
}

function Leave({ onLeave }: { onLeave: () => void }) {
  const t = useTranslator(builderSectionsCatalogue);
  return (
    <Button kind="plain" onClick={onLeave}>
      {t("tried_leave")}
    </Button>
  );
}
