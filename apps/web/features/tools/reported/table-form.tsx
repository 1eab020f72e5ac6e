"use client";

import { toolsCatalogue } from "@kendali/i18n/catalogues/tools";
import { Button } from "@kendali/ui/components/button";
import type { FieldProblem } from "@kendali/ui/components/field-frame";
import { NumberBox } from "@kendali/ui/components/number-box";
import { SelectBox, TextBox } from "@kendali/ui/components/text-box";
import { plusIcon } from "@kendali/ui/icons";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { CategoryRows } from "./category-rows.tsx";
import { emptyCategory, type TypedSide, type TypedTable, type Words } from "./table-state.ts";

type TableFormProps = {
  table: TypedTable;
  onChange: (table: TypedTable) => void;
  problemsOf: (field: string) => readonly FieldProblem[];
};

type NumberMember =
  "n" | "min" | "max" | "items" | "difference" | "t" | "df" | "p" | "level" | "lower" | "upper" | "d" | "r";

/** A before–after table, number by number as printed. */
export function TableForm({ table, onChange, problemsOf }: TableFormProps) {
  const t = useTranslator(toolsCatalogue);
  const { locale } = useLocale();
  const number = (member: NumberMember, label: string, hint?: string, whole = false) => (
    <NumberBox
      id={member}
      locale={locale}
      label={label}
      {...(hint === undefined ? {} : { hint })}
      whole={whole}
      value={table[member]}
      onChange={(text) => onChange({ ...table, [member]: text })}
      problems={problemsOf(member)}
    />
  );
  return (
    <div className="table-form">
      <section aria-labelledby="form-general">
        <h2 id="form-general">{t("table_general")}</h2>
        <div className="table-fields">
          <TextBox
            id="title"
            locale={locale}
            label={t("table_title")}
            optional
            maxLength={400}
            value={table.title[locale]}
            onChange={(text) => onChange({ ...table, title: both(text) })}
            problems={problemsOf("title")}
          />
          <TextBox
            id="source"
            locale={locale}
            label={t("table_source")}
            optional
            maxLength={2000}
            value={table.source}
            onChange={(source) => onChange({ ...table, source })}
            problems={problemsOf("source")}
          />
        </div>
        <div className="table-numbers">
          {number("n", t("table_n"), t("table_n_hint"), true)}
          {number("min", t("table_min"), t("table_scale_hint"))}
          {number("max", t("table_max"))}
          {number("items", t("table_items"), t("table_items_hint"), true)}
        </div>
      </section>
      <div className="table-sides">
        {(["before", "after"] as const).map((side) => (
          <Side
            key={side}
            side={side}
            value={table[side]}
            onChange={(value) => onChange({ ...table, [side]: value })}
            problemsOf={problemsOf}
          />
        ))}
      </div>
      <section aria-labelledby="form-categories">
        <h2 id="form-categories">{t("table_categories")}</h2>
        <CategoryRows
          table={table}
          onChange={(categories) => onChange({ ...table, categories })}
          problemsOf={problemsOf}
        />
        <Button
          tight
          icon={plusIcon}
          onClick={() => onChange({ ...table, categories: [...table.categories, emptyCategory] })}
        >
          {t("table_add_category")}
        </Button>
      </section>
      <section aria-labelledby="form-change">
        <h2 id="form-change">{t("table_change")}</h2>
        <div className="table-numbers">
          {number("difference", t("table_difference"))}
          {number("t", t("table_t"))}
          {number("df", t("table_df"))}
          <SelectBox
            id="p-sign"
            locale={locale}
            label={t("table_p_sign")}
            value={table.pSign}
            options={(["=", "<", ">"] as const).map((sign) => ({ value: sign, label: `p ${sign}` }))}
            onChange={(sign) => onChange({ ...table, pSign: sign === "<" || sign === ">" ? sign : "=" })}
          />
          {number("p", t("table_p"))}
          {number("level", t("table_level"), t("table_level_hint"))}
          {number("lower", t("table_lower"))}
          {number("upper", t("table_upper"))}
          {number("d", t("table_d"))}
          {number("r", t("table_r"))}
        </div>
      </section>
    </div>
  );
}

type SideProps = {
  side: "before" | "after";
  value: TypedSide;
  onChange: (value: TypedSide) => void;
  problemsOf: (field: string) => readonly FieldProblem[];
};

function Side({ side, value, onChange, problemsOf }: SideProps) {
  const t = useTranslator(toolsCatalogue);
  const { locale } = useLocale();
  const labels = { mean: t("table_mean"), sd: t("table_sd"), shapiroP: t("table_shapiro") };
  return (
    <section aria-labelledby={`form-${side}`}>
      <h2 id={`form-${side}`}>{t(`table_${side}`)}</h2>
      <div className="table-numbers">
        {(["mean", "sd", "shapiroP"] as const).map((member) => (
          <NumberBox
            key={member}
            id={`${side}-${member}`}
            locale={locale}
            label={labels[member]}
            value={value[member]}
            onChange={(text) => onChange({ ...value, [member]: text })}
            problems={problemsOf(`${side}-${member}`)}
          />
        ))}
      </div>
    </section>
  );
}

/** Words that somebody typed stand in the reports of both languages. */
export function both(text: string): Words {
  return { id: text, en: text };
}
