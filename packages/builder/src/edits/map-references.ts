import type { Item, Protocol } from "@kendali/domain";
import { expressionNames, renameInExpression } from "../forms/expression-names.ts";

/** What can be named by another part of the document. */
export type PartKind =
  | "site"
  | "epoch"
  | "arm"
  | "intervention"
  | "visit"
  | "form"
  | "item"
  | "codelist"
  | "scale"
  | "outcome"
  | "population"
  | "estimand";

/** One place that names a part. */
export type PartReference = {
  /** The place as edits name it: `outcomes/milk_volume/timePoints`. */
  readonly path: string;
  /** Whether the place cannot stand without a name: it goes on naming what is gone, until somebody chooses another. */
  readonly isNeeded: boolean;
};

type Renaming = { readonly kind: PartKind; readonly name: string; readonly to: string | null };

/**
 * The document with every reference to a part naming another instead, or taken away where `to` is null and the place can
 * do without; what is not touched stays the same value. `found` is told each place.
 */
export function mapReferences(
  protocol: Protocol,
  renaming: Renaming,
  found: (reference: PartReference) => void,
): Protocol {
  const at = visitorOf(renaming, found);
  return {
    ...protocol,
    arms: each(protocol.arms, (arm) => ({
      ...arm,
      interventions: at.list("intervention", arm.interventions, `arms/${arm.key}/interventions`),
    })),
    visits: each(protocol.visits, (visit) => visitWith(at, visit)),
    interventions: each(protocol.interventions, (intervention) => {
      const { sessions, key } = intervention;
      if (sessions === null) return intervention;
      return {
        ...intervention,
        sessions: { ...sessions, form: at.one("form", sessions.form, `interventions/${key}/sessions/form`) },
      };
    }),
    forms: formsWith(at, protocol),
    ...(protocol.scales === undefined ? {} : { scales: each(protocol.scales, (scale) => scaleWith(at, scale)) }),
    outcomes: each(protocol.outcomes, (outcome) => ({
      ...outcome,
      item: at.one("item", outcome.item, `outcomes/${outcome.key}/item`),
      baselineVisit: at.optional("visit", outcome.baselineVisit, `outcomes/${outcome.key}/baselineVisit`) ?? null,
      timePoints: at.list("visit", outcome.timePoints, `outcomes/${outcome.key}/timePoints`),
    })),
    estimands: each(protocol.estimands, (estimand) => ({
      ...estimand,
      outcome: at.one("outcome", estimand.outcome, `estimands/${estimand.key}/outcome`),
      timePoint: at.one("visit", estimand.timePoint, `estimands/${estimand.key}/timePoint`),
      population: at.one("population", estimand.population, `estimands/${estimand.key}/population`),
    })),
    analysisPlan: {
      ...protocol.analysisPlan,
      analyses: each(protocol.analysisPlan.analyses, (analysis) => analysisWith(at, analysis)),
    },
    allocation: allocationWith(at, protocol.allocation),
    deliveryItem: at.optional("item", protocol.deliveryItem, "deliveryItem") ?? null,
  };
}

type Visitor = {
  readonly one: (kind: PartKind, value: string, path: string) => string;
  readonly optional: (kind: PartKind, value: string | null | undefined, path: string) => string | undefined;
  readonly list: (kind: PartKind, values: string[], path: string) => string[];
  /** Whether a member of a list is the one named, so that it goes, or takes another name. */
  readonly member: (kind: PartKind, value: string, path: string) => string | null;
  readonly expression: (text: string, path: string) => string;
};

function visitorOf({ kind, name, to }: Renaming, found: (reference: PartReference) => void): Visitor {
  const isNamed = (other: PartKind, value: string | null | undefined): boolean => other === kind && value === name;
  return {
    one: (other, value, path) => {
      if (!isNamed(other, value)) return value;
      found({ path, isNeeded: true });
      return to ?? value;
    },
    optional: (other, value, path) => {
      if (!isNamed(other, value)) return value ?? undefined;
      found({ path, isNeeded: false });
      return to ?? undefined;
    },
    list: (other, values, path) => {
      if (!values.some((value) => isNamed(other, value))) return values;
      found({ path, isNeeded: false });
      return values.flatMap((value) => (isNamed(other, value) ? (to === null ? [] : [to]) : [value]));
    },
    member: (other, value, path) => {
      if (!isNamed(other, value)) return value;
      found({ path, isNeeded: false });
      return to;
    },
    expression: (text, path) => {
      if (kind !== "item" || !expressionNames(text, name)) return text;
      found({ path, isNeeded: true });
      return to === null ? text : renameInExpression(text, name, to);
    },
  };
}

function visitWith(at: Visitor, visit: Protocol["visits"][number]): Protocol["visits"][number] {
  const path = `visits/${visit.key}`;
  return {
    ...visit,
    epoch: at.one("epoch", visit.epoch, `${path}/epoch`),
    ...(visit.arms === undefined ? {} : { arms: at.list("arm", visit.arms, `${path}/arms`) }),
    forms: visit.forms.flatMap((planned) => {
      const form = at.member("form", planned.form, `${path}/forms/${planned.form}`);
      return form === null ? [] : [form === planned.form ? planned : { ...planned, form }];
    }),
  };
}

function formsWith(at: Visitor, { forms }: Protocol): Protocol["forms"] {
  return each(forms, (form) => ({
    ...form,
    sections: each(form.sections, (section) => ({
      ...section,
      items: each(section.items, (item) =>
        itemWith(at, item, `forms/${form.key}/sections/${section.key}/items/${item.key}`),
      ),
    })),
  }));
}

function itemWith(at: Visitor, item: Item, path: string): Item {
  const { codelist, scale, relevant, calculation, constraints, ...rest } = item;
  const list = at.optional("codelist", codelist, `${path}/codelist`);
  const scored = at.optional("scale", scale, `${path}/scale`);
  const made: Item = {
    ...rest,
    ...(list === undefined ? {} : { codelist: list }),
    ...(scored === undefined ? {} : { scale: scored }),
    ...(relevant === undefined ? {} : { relevant: at.expression(relevant, `${path}/relevant`) }),
    ...(calculation === undefined ? {} : { calculation: at.expression(calculation, `${path}/calculation`) }),
    ...(constraints === undefined
      ? {}
      : {
          constraints: each(constraints, (constraint) => ({
            ...constraint,
            expression: at.expression(constraint.expression, `${path}/constraints`),
          })),
        }),
  };
  return made;
}

type Scale = NonNullable<Protocol["scales"]>[number];

function scaleWith(at: Visitor, scale: Scale): Scale {
  return {
    ...scale,
    items: at.list("item", scale.items, `scales/${scale.key}/items`),
    reversed: at.list("item", scale.reversed, `scales/${scale.key}/reversed`),
  };
}

type Analysis = Protocol["analysisPlan"]["analyses"][number];

function analysisWith(at: Visitor, analysis: Analysis): Analysis {
  const path = `analysisPlan/analyses/${analysis.key}`;
  const { estimand, timePoint, visit, outcomes, items, covariates, ...rest } = analysis;
  const named = {
    estimand: at.optional("estimand", estimand, `${path}/estimand`),
    timePoint: at.optional("visit", timePoint, `${path}/timePoint`),
    visit: at.optional("visit", visit, `${path}/visit`),
  };
  return {
    ...rest,
    population: at.one("population", analysis.population, `${path}/population`),
    ...(named.estimand === undefined ? {} : { estimand: named.estimand }),
    ...(named.timePoint === undefined ? {} : { timePoint: named.timePoint }),
    ...(named.visit === undefined ? {} : { visit: named.visit }),
    ...(outcomes === undefined ? {} : { outcomes: at.list("outcome", outcomes, `${path}/outcomes`) }),
    ...(items === undefined ? {} : { items: at.list("item", items, `${path}/items`) }),
    ...(covariates === undefined
      ? {}
      : {
          covariates: at.list("outcome", at.list("item", covariates, `${path}/covariates`), `${path}/covariates`),
        }),
  };
}

type Strata = NonNullable<Protocol["allocation"]>["strata"];

function allocationWith(at: Visitor, allocation: Protocol["allocation"]): Protocol["allocation"] {
  if (allocation === null) return null;
  return {
    ...allocation,
    ratio: allocation.ratio.flatMap((share) => {
      const arm = at.member("arm", share.arm, `allocation/ratio/${share.arm}`);
      return arm === null ? [] : [arm === share.arm ? share : { ...share, arm }];
    }),
    strata: allocation.strata.flatMap((stratum): Strata => {
      if (stratum.source !== "item") return [stratum];
      const item = at.member("item", stratum.item, "allocation/strata");
      return item === null ? [] : [item === stratum.item ? stratum : { ...stratum, item }];
    }),
    afterVisit: at.one("visit", allocation.afterVisit, "allocation/afterVisit"),
  };
}

function each<T>(list: readonly T[], made: (member: T) => T): T[] {
  return list.map(made);
}
