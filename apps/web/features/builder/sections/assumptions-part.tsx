"use client";

import { unusedKey } from "@kendali/builder";
import type { Json, JsonObject, Protocol } from "@kendali/domain";
import { builderSectionsCatalogue } from "@kendali/i18n/catalogues/builder-sections";

import { useTranslator } from "../../locale/locale-provider.tsx";
import { LocalizedField, MemberList, type FieldPath } from "../shell/edit-fields.tsx";
import { usePartWords, usePlaceWords } from "../shell/place-words.ts";
import { useBuilder, useBuilderStore } from "../shell/use-builder.ts";
import { KeysField, type KeyOption } from "./keys-field.tsx";

/** The parts that a note may be about as a whole; one of their members is named where the note was made. */
const wholes = [
  "arms",
  "interventions",
  "visits",
  "forms",
  "codelists",
  "eligibility",
  "sampling",
  "consent",
  "outcomes",
  "populations",
  "sampleSize",
  "allocation",
  "blinding",
  "analysisPlan",
  "sites",
] as const satisfies readonly (keyof Protocol)[];

/** What was chosen without a source to follow, and which parts of the document it is about; printed with the protocol. */
export function AssumptionsPart() {
  const t = useTranslator(builderSectionsCatalogue);
  const store = useBuilderStore();
  const make = (): JsonObject => {
    const taken = store.get().document.assumptions;
    const key = unusedKey("assumption", (name) => taken.some((one) => one.key === name));
    return { key, about: ["sampleSize"], note: { id: "", en: "" } };
  };
  return (
    <section className="builder-part" aria-labelledby="assumptions-title">
      <h2 id="assumptions-title">{t("assumptions")}</h2>
      <p className="hint">{t("assumptions_text")}</p>
      <MemberList
        path={["assumptions"]}
        label={t("assumption")}
        addLabel={t("assumption_add")}
        empty={t("assumptions_none")}
        make={make}
        isFolded
      >
        {({ path }) => (
          <>
            <LocalizedField path={[...path, "note"]} label={t("assumption_note")} long />
            <About path={[...path, "about"]} />
          </>
        )}
      </MemberList>
    </section>
  );
}

function About({ path }: { path: FieldPath }) {
  const t = useTranslator(builderSectionsCatalogue);
  const { document } = useBuilder();
  const partWords = usePartWords();
  const placeWords = usePlaceWords();
  const named = document.assumptions.find(({ key }) => key === path[1])?.about ?? [];
  const members = named
    .filter((place) => place.includes("/"))
    .map((place): KeyOption => ({
      value: place,
      label: placeWords(document as unknown as Json, place.split("/")),
    }));
  const options = [...members, ...wholes.map((part): KeyOption => ({ value: part, label: partWords(part) }))];
  return <KeysField path={path} label={t("assumption_about")} hint={t("assumption_about_hint")} options={options} />;
}
