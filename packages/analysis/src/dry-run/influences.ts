import type { CompiledField, CompiledForm } from "@kendali/domain";
import { isAsked } from "./draw-value.ts";

/** For each item of a form, the answers of the same form that its value, its limits or its being asked depend on. */
export type Influences = ReadonlyMap<string, readonly string[]>;

/** Reads from the expressions of a form which answers bear on which item, through calculations and relevance. */
export function influencesOf(form: CompiledForm): Influences {
  const direct = new Map(form.fields.map((field) => [field.item.key, namesOf(field)]));
  return new Map(
    form.fields.map(({ item }) => {
      const reached = new Set<string>();
      const queue = [item.key];
      for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
        if (reached.has(key)) continue;
        reached.add(key);
        queue.push(...(direct.get(key) ?? []));
      }
      const asked = [...reached].filter((key) => {
        const field = form.fieldOf.get(key);
        return field !== undefined && isAsked(field);
      });
      return [item.key, asked];
    }),
  );
}

function namesOf(field: CompiledField): readonly string[] {
  return [field.relevant, field.calculation, ...field.constraints.map(({ expression }) => expression)].flatMap(
    (expression) => expression?.names ?? [],
  );
}

/** The answers that may be changed to mend an item: those it depends on, but no outcome whose value is given. */
export function impliedBy(
  influences: Influences,
  key: string,
  fixed: { readonly has: (key: string) => boolean },
): readonly string[] {
  return (influences.get(key) ?? []).filter((name) => !fixed.has(name));
}
