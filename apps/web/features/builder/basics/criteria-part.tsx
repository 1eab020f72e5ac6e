"use client";

import { unusedKey } from "@kendali/builder";
import { builderCatalogue } from "@kendali/i18n/catalogues/builder";

import { useTranslator } from "../../locale/locale-provider.tsx";
import { ChoiceField, LocalizedField, MemberList } from "../shell/edit-fields.tsx";

/** Who can take part: each criterion with the question that is asked at screening. */
export function CriteriaPart() {
  const t = useTranslator(builderCatalogue);
  return (
    <section className="builder-part" aria-labelledby="eligibility-part">
      <h2 id="eligibility-part">{t("part_eligibility")}</h2>
      <MemberList
        path={["eligibility", "criteria"]}
        label={t("criterion")}
        addLabel={t("criterion_add")}
        isFolded
        note={(value) => t(value["kind"] === "exclusion" ? "criterion_exclusion" : "criterion_inclusion")}
        make={(taken) => ({
          key: unusedKey("criterion", (key) => taken.includes(key)),
          kind: "inclusion",
          text: { id: "", en: "" },
          question: { id: "", en: "" },
        })}
      >
        {({ path }) => (
          <>
            <div className="builder-fields many">
              <ChoiceField
                path={[...path, "kind"]}
                label={t("field_criterion_kind")}
                options={[
                  { value: "inclusion", label: t("criterion_inclusion") },
                  { value: "exclusion", label: t("criterion_exclusion") },
                ]}
              />
            </div>
            <LocalizedField path={[...path, "text"]} label={t("field_criterion_text")} long />
            <LocalizedField
              path={[...path, "question"]}
              label={t("field_criterion_question")}
              hint={t("field_criterion_question_hint")}
            />
          </>
        )}
      </MemberList>
    </section>
  );
}
