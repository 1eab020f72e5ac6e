"use client";

import { removePart, renameKey, unusedKey } from "@kendali/builder";
import { isObject } from "@kendali/domain";
import { builderCatalogue } from "@kendali/i18n/catalogues/builder";
import { memberName } from "@kendali/i18n/change-words";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import {
  ChoiceField,
  type FieldPath,
  FindingNote,
  KeyField,
  LocalizedField,
  MemberList,
  TextField,
} from "../shell/edit-fields.tsx";
import { fieldId } from "../shell/mend-href.ts";
import { useAt, useBuilderStore } from "../shell/use-builder.ts";

/** Renames a member of a list with everything that names it, as one step; and takes one away with what can do without it. */
function useParts(kind: "arm" | "epoch") {
  const store = useBuilderStore();
  return {
    rename: (from: string) => (to: string) => store.get().edit(renameKey(store.get().document, kind, from, to)),
    remove: (id: string) => void store.get().edit(removePart(store.get().document, kind, id).edits),
  };
}

/** Where the study is done. */
export function SitesPart() {
  const t = useTranslator(builderCatalogue);
  return (
    <section className="builder-part" aria-labelledby="sites-part">
      <h2 id="sites-part">{t("part_sites")}</h2>
      <MemberList
        path={["sites"]}
        label={t("site")}
        addLabel={t("site_add")}
        empty={t("site_none")}
        make={(taken) => {
          const key = unusedKey("site", (one) => taken.includes(one));
          return { key, code: codeOf(taken.length), name: { id: "", en: "" }, timeZone: "Asia/Jakarta" };
        }}
      >
        {({ path }) => (
          <>
            <LocalizedField path={[...path, "name"]} label={t("field_site_name")} />
            <LocalizedField
              path={[...path, "setting"]}
              label={t("field_site_setting")}
              hint={t("field_site_setting_hint")}
              optional
            />
            <div className="builder-fields many">
              <TextField
                path={[...path, "code"]}
                label={t("field_site_code")}
                hint={t("field_site_code_hint")}
                maxLength={4}
                mono
                shape={/^[A-Z]{2,4}$/}
                shapeWords={t("field_site_code_shape")}
              />
              <KeyField path={[...path, "key"]} label={t("field_key")} from={[...path, "name"]} base="site" />
              <ZoneField path={[...path, "timeZone"]} />
            </div>
          </>
        )}
      </MemberList>
    </section>
  );
}

/** A code to begin with, different for each of the first sites: `LA`, `LB` … */
function codeOf(count: number): string {
  return `L${String.fromCharCode(65 + (count % 26))}`;
}

const zones = [
  { value: "Asia/Jakarta", word: "zone_jakarta" },
  { value: "Asia/Makassar", word: "zone_makassar" },
  { value: "Asia/Jayapura", word: "zone_jayapura" },
] as const;

function ZoneField({ path }: { path: FieldPath }) {
  const t = useTranslator(builderCatalogue);
  const value = useAt(path);
  const isOther = typeof value === "string" && !zones.some((zone) => zone.value === value);
  return (
    <ChoiceField
      path={path}
      label={t("field_time_zone")}
      options={[
        ...zones.map((zone) => ({ value: zone.value, label: t(zone.word) })),
        ...(isOther ? [{ value, label: value }] : []),
      ]}
    />
  );
}

/** The groups that are compared, or the one that is followed. */
export function ArmsPart() {
  const t = useTranslator(builderCatalogue);
  const { rename, remove } = useParts("arm");
  return (
    <section className="builder-part" aria-labelledby="arms-part">
      <h2 id="arms-part">{t("part_arms")}</h2>
      <MemberList
        path={["arms"]}
        label={t("arm")}
        addLabel={t("arm_add")}
        onRemove={remove}
        make={(taken) => ({
          key: unusedKey("arm", (key) => taken.includes(key)),
          label: { id: "", en: "" },
          description: { id: "", en: "" },
          kind: "control",
          interventions: [],
        })}
      >
        {({ id, path }) => (
          <>
            <LocalizedField path={[...path, "label"]} label={t("field_arm_label")} />
            <LocalizedField path={[...path, "description"]} label={t("field_arm_description")} long />
            <div className="builder-fields many">
              <ChoiceField
                path={[...path, "kind"]}
                label={t("field_arm_kind")}
                options={[
                  { value: "intervention", label: t("arm_intervention") },
                  { value: "control", label: t("arm_control") },
                ]}
              />
              <KeyField
                path={[...path, "key"]}
                label={t("field_key")}
                from={[...path, "label"]}
                base="arm"
                rename={rename(id)}
              />
              <InterventionTicks path={[...path, "interventions"]} />
            </div>
          </>
        )}
      </MemberList>
    </section>
  );
}

function InterventionTicks({ path }: { path: FieldPath }) {
  const t = useTranslator(builderCatalogue);
  const { locale } = useLocale();
  const store = useBuilderStore();
  const interventions = useAt(["interventions"]);
  const value = useAt(path);
  const given = Array.isArray(value) ? value.filter((key) => typeof key === "string") : [];
  const known = Array.isArray(interventions) ? interventions.filter(isObject) : [];
  return (
    <fieldset className="item" id={fieldId(path)}>
      <legend className="lab">{t("field_arm_interventions")}</legend>
      {known.length === 0 ? <p className="quiet">{t("arm_interventions_none")}</p> : null}
      {known.map((one) => {
        const key = String(one["key"]);
        return (
          <label className="tick" key={key}>
            <input
              type="checkbox"
              checked={given.includes(key)}
              disabled={!store.get().draft.mayEdit}
              onChange={(event) =>
                store.get().set(path, event.target.checked ? [...given, key] : given.filter((other) => other !== key))
              }
            />
            <span>{memberName(locale, one) ?? key}</span>
          </label>
        );
      })}
      <FindingNote path={path} />
    </fieldset>
  );
}

/** The stretches of the study that visits stand in. */
export function EpochsPart() {
  const t = useTranslator(builderCatalogue);
  const { rename, remove } = useParts("epoch");
  return (
    <section className="builder-part" aria-labelledby="epochs-part">
      <h2 id="epochs-part">{t("part_epochs")}</h2>
      <p>{t("epochs_text")}</p>
      <MemberList
        path={["epochs"]}
        label={t("epoch")}
        addLabel={t("epoch_add")}
        onRemove={remove}
        isFolded
        make={(taken) => ({ key: unusedKey("epoch", (key) => taken.includes(key)), label: { id: "", en: "" } })}
      >
        {({ id, path }) => (
          <>
            <LocalizedField path={[...path, "label"]} label={t("field_epoch_label")} />
            <div className="builder-fields many">
              <KeyField
                path={[...path, "key"]}
                label={t("field_key")}
                from={[...path, "label"]}
                base="epoch"
                rename={rename(id)}
              />
            </div>
          </>
        )}
      </MemberList>
    </section>
  );
}
