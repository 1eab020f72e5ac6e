"use client";

import { randomizationDesignCatalogue } from "@kendali/i18n/catalogues/randomization-design";
import { Button } from "@kendali/ui/components/button";
import type { FieldProblem } from "@kendali/ui/components/field-frame";
import { Message } from "@kendali/ui/components/message";
import { plusIcon } from "@kendali/ui/icons";

import { useTranslator } from "../../locale/locale-provider.tsx";

/** Problems of a part of the form that has no box of its own. */
export function FieldFaults({ id, problems }: { id: string; problems: readonly FieldProblem[] }) {
  return (
    <div id={`${id}-problems`} role="status" className="said">
      {problems.map(({ tone, title }) => (
        <Message key={title} tone={tone} title={title} />
      ))}
    </div>
  );
}

export function AddButton({ label, onPress }: { label: string; onPress: () => void }) {
  return (
    <div>
      <Button kind="plain" className="plan-again" icon={plusIcon} onClick={onPress}>
        {label}
      </Button>
    </div>
  );
}

/** Takes a row of the form away; its full name says which. */
export function RemoveButton({ name, onPress }: { name: string; onPress: () => void }) {
  const t = useTranslator(randomizationDesignCatalogue);
  return (
    <Button kind="plain" className="design-remove" aria-label={t("remove", { name })} onClick={onPress}>
      {t("remove_word")}
    </Button>
  );
}
