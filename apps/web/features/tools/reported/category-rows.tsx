"use client";

import { toolsCatalogue } from "@kendali/i18n/catalogues/tools";
import { Button } from "@kendali/ui/components/button";
import type { FieldProblem } from "@kendali/ui/components/field-frame";
import { Message } from "@kendali/ui/components/message";
import { xIcon } from "@kendali/ui/icons";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import type { TypedCategory, TypedTable } from "./table-state.ts";

type CategoryRowsProps = {
  table: TypedTable;
  onChange: (categories: readonly TypedCategory[]) => void;
  problemsOf: (field: string) => readonly FieldProblem[];
};

type Member = "code" | "before" | "beforePercent" | "after" | "afterPercent";

/** Categories from low to high, each with its counts and per cents, as a table of boxes. */
export function CategoryRows({ table, onChange, problemsOf }: CategoryRowsProps) {
  const t = useTranslator(toolsCatalogue);
  const { locale } = useLocale();
  const { categories } = table;
  if (categories.length === 0) return null;
  const change = (index: number, part: Partial<TypedCategory>) =>
    onChange(categories.map((category, at) => (at === index ? { ...category, ...part } : category)));
  const columns = [
    { member: "code", id: "code", head: t("table_code") },
    { member: "before", id: "before", head: `${t("table_before")}: ${t("table_count")}` },
    { member: "beforePercent", id: "before-percent", head: `${t("table_before")}: %` },
    { member: "after", id: "after", head: `${t("table_after")}: ${t("table_count")}` },
    { member: "afterPercent", id: "after-percent", head: `${t("table_after")}: %` },
  ] as const satisfies readonly { member: Member; id: string; head: string }[];
  return (
    <div className="scroll" tabIndex={0} role="region" aria-labelledby="form-categories">
      <table className="category-rows">
        <thead>
          <tr>
            <th scope="col">{t("table_category")}</th>
            {columns.map(({ id, head }) => (
              <th key={id} scope="col">
                {head}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {categories.map((category, index) => {
            const number = index + 1;
            const name = category.label[locale] || t("table_category_number", { number });
            return (
              <tr key={index}>
                <td>
                  <div className="box">
                    <input
                      aria-label={`${t("table_category")} ${number}`}
                      value={category.label[locale]}
                      maxLength={400}
                      autoComplete="off"
                      onChange={({ target: { value } }) => change(index, { label: { id: value, en: value } })}
                    />
                  </div>
                </td>
                {columns.map(({ member, id, head }) => {
                  const field = `category-${number}-${id}`;
                  const problems = problemsOf(field);
                  return (
                    <td key={id}>
                      <div className={`box${problems.length > 0 ? " bad" : ""}`}>
                        <input
                          id={field}
                          aria-label={`${name}, ${head}`}
                          aria-invalid={problems.length > 0 || undefined}
                          {...(problems.length > 0 ? { "aria-describedby": `${field}-problems` } : {})}
                          inputMode="decimal"
                          autoComplete="off"
                          value={category[member]}
                          onChange={({ target: { value } }) => change(index, { [member]: value })}
                        />
                      </div>
                      <div id={`${field}-problems`} role="status" className="said">
                        {problems.map(({ tone, title }) => (
                          <Message key={title} tone={tone} title={title} />
                        ))}
                      </div>
                    </td>
                  );
                })}
                <td>
                  <Button
                    tight
                    kind="plain"
                    icon={xIcon}
                    aria-label={t("table_remove_category", { name })}
                    onClick={() => onChange(categories.filter((_, at) => at !== index))}
                  >
                    <span className="vh">{t("table_remove_category", { name })}</span>
                  </Button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
