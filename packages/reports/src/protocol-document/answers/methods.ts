import {
  armsInRatio,
  assessmentGrid,
  cellArms,
  cellOf,
  columnLabel,
  type GridColumn,
  type GridRow,
  recruitmentPlan,
  type VisitColumn,
} from "@kendali/builder";
import { placedItems, type Intervention, type Outcome, type Protocol } from "@kendali/domain";
import { formatPercent, formatTimeRange } from "@kendali/i18n";
import { figureGrid } from "../../spirit-figure/figure-grid.ts";
import { spiritFigure } from "../../spirit-figure/spirit-figure.ts";
import type { DocumentContext } from "../document-context.ts";
import { list, paragraph } from "../document-context.ts";
import type { DocumentPart } from "../document-model.ts";

export function designOf(context: DocumentContext): readonly DocumentPart[] {
  const { protocol, t, arm, list: join, table, say } = context;
  const design = t(`design_${protocol.design.type}`);
  const { allocation } = protocol;
  const sentence =
    allocation === null
      ? t("design_text_one", { design })
      : t("design_text", {
          design,
          arms: join(protocol.arms.map(({ key }) => arm(key))),
          ratio: ratioOf(context),
        });
  return [
    paragraph(sentence),
    table(
      t("arms_caption"),
      [t("col_arm"), t("col_kind"), t("col_receives")],
      protocol.arms.map(({ key, kind, description }) => [arm(key), t(`arm_${kind}`), say(description)]),
      [0.25, 0.2, 0.55],
    ),
  ];
}

/** "2 : 1", in the order of the arms. */
export function ratioOf({ protocol, number }: DocumentContext): string {
  const shares = armsInRatio(protocol) ?? protocol.allocation?.ratio ?? [];
  return shares.map(({ weight }) => number(weight)).join(" : ");
}

export function settingOf({ protocol, t, say, table }: DocumentContext): readonly DocumentPart[] {
  const isDescribed = protocol.sites.some(({ setting }) => setting !== undefined);
  return [
    table(
      t("sites_caption"),
      [t("col_site"), ...(isDescribed ? [t("col_setting")] : []), t("col_code"), t("col_zone")],
      protocol.sites.map(({ name, setting, code, timeZone }) => [
        say(name),
        ...(isDescribed ? [setting === undefined ? "–" : say(setting)] : []),
        code,
        timeZone,
      ]),
      isDescribed ? [0.3, 0.4, 0.1, 0.2] : [0.55, 0.15, 0.3],
    ),
  ];
}

export function eligibilityOf(context: DocumentContext): readonly DocumentPart[] {
  const { protocol, t, say, labelOf } = context;
  const of = (kind: "inclusion" | "exclusion"): readonly DocumentPart[] => {
    const criteria = protocol.eligibility.criteria.filter((criterion) => criterion.kind === kind);
    return criteria.length === 0 ? [] : [paragraph(`${t(kind)}:`), list(criteria.map(({ text }) => say(text)))];
  };
  const providers = protocol.interventions.filter(({ qualification }) => qualification !== undefined);
  return [
    ...of("inclusion"),
    ...of("exclusion"),
    ...providers.map(({ key, name, qualification }) =>
      paragraph(t("provider_needs", { intervention: labelOf(name, key), text: say(qualification) })),
    ),
  ];
}

export function recruitmentOf(context: DocumentContext): readonly DocumentPart[] {
  const { protocol, t, say } = context;
  const { method, description, frame } = protocol.sampling;
  const planned = timetableOf(context);
  return [
    paragraph(t(`sampling_${method}`, { text: say(description) })),
    paragraph(withStop(t("frame_text", { text: say(frame) }))),
    ...(planned.length === 0 ? [] : [paragraph(planned.join(" "))]),
    ...flowOf(context),
  ];
}

/** When recruitment is planned, and how long it takes at the expected rate. */
function timetableOf({ protocol, t, date, number }: DocumentContext): readonly string[] {
  const { recruitmentStart: from, recruitmentEnd: to, studyEnd } = protocol.timetable ?? {};
  const { perMonth, months, target, reachedOn } = recruitmentPlan(protocol);
  return [
    ...(from !== undefined && to !== undefined ? [t("recruitment_from_to", { from: date(from), to: date(to) })] : []),
    ...(from !== undefined && to === undefined ? [t("recruitment_from", { from: date(from) })] : []),
    ...(from === undefined && to !== undefined ? [t("recruitment_to", { to: date(to) })] : []),
    ...(studyEnd === undefined ? [] : [t("study_end_text", { date: date(studyEnd) })]),
    ...(perMonth === null || months === null
      ? []
      : [t("recruitment_rate", { rate: number(perMonth), target: number(target), months: number(months) })]),
    ...(reachedOn === null ? [] : [t("recruitment_reached", { date: date(reachedOn) })]),
  ];
}

/** How many are expected at each stage, by arm, from the target, the ratio and the expected drop-out. */
function flowOf(context: DocumentContext): readonly DocumentPart[] {
  const { protocol, t, table, number, arm, locale } = context;
  const { dropOut, target } = protocol.sampleSize;
  if (dropOut === null) return [];
  const arms = protocol.arms.length < 2 ? [] : (armsInRatio(protocol) ?? []);
  const shares = arms.reduce((sum, { weight }) => sum + weight, 0);
  const recruited = arms.map(({ weight }) => Math.round((target * weight) / shares));
  const measured = recruited.map((count) => Math.floor(count * (1 - dropOut) + 1e-9));
  const all = arms.length === 0 ? Math.floor(target * (1 - dropOut) + 1e-9) : sum(measured);
  const columns = arms.length === 0 ? [] : arms.map(({ key }) => arm(key));
  const row = (name: string, ofArms: readonly number[], ofAll: number): readonly string[] => [
    name,
    ...ofArms.map(number),
    number(ofAll),
  ];
  return [
    table(
      t("flow_caption"),
      [t("col_stage"), ...columns, t("col_all")],
      [
        row(t("flow_recruited"), recruited, target),
        row(
          t("flow_lost", { share: formatPercent(locale, dropOut) }),
          recruited.map((count, index) => count - (measured[index] ?? 0)),
          target - all,
        ),
        row(t("flow_measured"), measured, all),
      ],
      [0.4, ...columns.map(() => 0.6 / (columns.length + 1)), 0.6 / (columns.length + 1)],
    ),
  ];
}

/** A text that somebody ended without a full stop. */
function withStop(text: string): string {
  return /[.!?…\]]$/u.test(text.trim()) ? text : `${text.trim()}.`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

export function interventionsOf(context: DocumentContext): readonly DocumentPart[] {
  return context.protocol.interventions.flatMap((intervention) => tidierOf(context, intervention));
}

function tidierOf(context: DocumentContext, intervention: Intervention): readonly DocumentPart[] {
  const { t, say, labelOf, facts, form, number } = context;
  const { sessions, steps, key } = intervention;
  const numbered = steps.map(({ text }, index) => `${number(index + 1)}. ${say(text)}`).join("\n");
  const rows: readonly (readonly [string, string])[] = [
    [tidier(context, 1), labelOf(intervention.name, key)],
    [tidier(context, 2), say(intervention.why)],
    [tidier(context, 3), say(intervention.materials)],
    [tidier(context, 4), numbered === "" ? `[${t("missing")}]` : numbered],
    [
      tidier(context, 5),
      [intervention.provider, intervention.qualification]
        .flatMap((text) => (text === undefined ? [] : [say(text)]))
        .join(" "),
    ],
    [tidier(context, 6), say(intervention.mode)],
    [tidier(context, 7), say(intervention.where)],
    [
      tidier(context, 8),
      sessions === null
        ? t("sessions_none")
        : t("sessions_text", {
            count: number(sessions.count),
            perDay: number(sessions.perDay),
            minutes: number(sessions.minutes),
            time: formatTimeRange(context.locale, sessions.timeOfDay.from, sessions.timeOfDay.to),
          }),
    ],
    [tidier(context, 9), say(intervention.tailoring)],
    [tidier(context, 10), say(intervention.modifications)],
    [tidier(context, 11), say(intervention.fidelity)],
  ];
  return [
    facts(t("tidier_caption", { name: labelOf(intervention.name, key) }), rows),
    ...(sessions === null ? [] : [paragraph(t("adherence_text", { form: form(sessions.form) }))]),
  ];
}

type TidierNumber = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11;

function tidier({ guidelines }: DocumentContext, item: TidierNumber): string {
  return `${String(item)}. ${guidelines(`tidier_${item}`).replace(/\.$/u, "")}`;
}

export function outcomesOf(context: DocumentContext): readonly DocumentPart[] {
  const { protocol, t, table, outcome, visit } = context;
  if (protocol.outcomes.length === 0) return [];
  return [
    table(
      t("outcomes_caption"),
      [
        t("col_outcome"),
        t("col_outcome_role"),
        t("col_variable"),
        t("col_metric"),
        t("col_aggregation"),
        t("col_times"),
      ],
      protocol.outcomes.map((one) => [
        outcome(one.key),
        t(`role_${one.role}`),
        variableOf(context, one),
        one.metric === "value" || one.baselineVisit === null
          ? t("metric_value")
          : t("metric_change", { visit: visit(one.baselineVisit) }),
        t(`aggregation_${one.aggregation}`),
        one.timePoints.map(visit).join(", "),
      ]),
      [0.24, 0.12, 0.22, 0.14, 0.12, 0.16],
    ),
  ];
}

function variableOf({ protocol, labelOf }: DocumentContext, { item }: Outcome): string {
  const found = placedItems(protocol).find((placed) => placed.item.key === item)?.item;
  return found === undefined ? item : `${labelOf(found.shortLabel ?? found.label, item)} (${item})`;
}

/** The schedule as a table for readers and screen readers, the figure, and the visits with their windows. */
export function timelineOf(context: DocumentContext): readonly DocumentPart[] {
  const { protocol, t, locale, figureName } = context;
  if (protocol.visits.length === 0) return [];
  const grid = assessmentGrid(protocol);
  const rows = grid.groups.flatMap((group) => group.rows);
  const share = 0.76 / Math.max(1, grid.columns.length);
  const caption = figureName(t("title_spirit_18"));
  const figure = { drawing: spiritFigure(protocol, locale), grid: figureGrid(protocol, locale) };
  return [
    { kind: "figure", caption, ...figure },
    {
      kind: "table",
      ofFigure: true,
      caption: t("schedule_caption", { figure: caption }),
      head: [t("col_procedure"), ...grid.columns.map((column) => columnName(context, column))],
      rows: rows.map((row) => [
        rowName(context, row),
        ...grid.columns.map((column) => {
          const { planned, arms } = cellOf(protocol, row, column);
          if (planned === "none") return "";
          const isAll = arms.length === protocol.arms.length;
          return isAll ? "×" : `× (${arms.map(({ key }) => context.arm(key)).join(", ")})`;
        }),
      ]),
      widths: [0.24, ...grid.columns.map(() => share)],
    },
    visitsTable(context),
  ];
}

function columnName(context: DocumentContext, column: GridColumn): string {
  switch (column.kind) {
    case "screening":
      return context.t("screening");
    case "allocation":
      return context.t("allocation");
    case "visit":
      return visitsName(context, column);
  }
}

/** What the visits of a column are called: a run by its length, siblings as one. */
function visitsName({ visit, schedule, locale }: DocumentContext, { visits, isRun }: VisitColumn): string {
  const [first] = visits;
  if (first === undefined) return "";
  if (isRun) return schedule("sessions_count", { count: visits.length });
  return first.label[locale].trim() === "" ? visit(first.key) : columnLabel(visits, locale);
}

function rowName({ t, form, labelOf }: DocumentContext, row: GridRow): string {
  switch (row.kind) {
    case "eligibility":
    case "consent":
    case "allocation":
      return t(row.kind);
    case "intervention":
      return labelOf(row.intervention.name, row.intervention.key);
    case "form":
      return form(row.form.key);
  }
}

/**
 * Each visit with its days; sessions that are alike but for their day stand in one line, and so do the visits of one day, with
 * whom a form is for where they differ.
 */
function visitsTable(context: DocumentContext): DocumentPart {
  const { protocol, t, table, number } = context;
  const signed = (sign: string, days: number): string => (days === 0 ? "0" : `${sign}${number(days)}`);
  const columns = assessmentGrid(protocol).columns.flatMap((column) => (column.kind === "visit" ? [column] : []));
  return table(
    t("visits_caption"),
    [t("col_visit"), t("col_anchor"), t("col_day"), t("col_window"), t("col_forms")],
    columns.flatMap((column) => {
      const [one] = column.visits;
      const last = column.visits.at(-1);
      if (one === undefined || last === undefined) return [];
      const { before, after } = one.window;
      return [
        [
          `${visitsName(context, column)}${isSplit(column) || one.arms === undefined ? "" : onlyArms(context, one.arms)}`,
          t(`anchor_${one.anchor}`),
          column.isRun ? `${number(one.day)}–${number(last.day)}` : number(one.day),
          before === 0 && after === 0
            ? t("window_none")
            : t("window_text", { before: signed("−", before), after: signed("+", after) }),
          formsAt(context, column).join(", "),
        ],
      ];
    }),
    [0.25, 0.18, 0.08, 0.14, 0.35],
  );
}

function isSplit({ isRun, visits }: VisitColumn): boolean {
  return !isRun && visits.length > 1;
}

/** The forms of a column, each with its arms where they are not the whole visit's. */
function formsAt(context: DocumentContext, column: VisitColumn): readonly string[] {
  const { protocol, form } = context;
  const keys = [...new Set(column.visits.flatMap(({ forms }) => forms.map((used) => used.form)))];
  return keys.map((key) => {
    const arms = cellArms(protocol, column, key);
    return isSplit(column) && arms.length < protocol.arms.length ? `${form(key)}${onlyArms(context, arms)}` : form(key);
  });
}

function onlyArms({ t, arm }: DocumentContext, arms: readonly string[]): string {
  return ` (${t("arms_only", { arms: arms.map(arm).join(", ") })})`;
}

export function sampleSizeOf(context: DocumentContext): readonly DocumentPart[] {
  const { protocol, t, say, number, locale } = context;
  const { target, alpha, power, difference, standardDeviation, correlation, dropOut, rationale } = protocol.sampleSize;
  const percent = (share: number): string => formatPercent(locale, share);
  const numbers = [
    t("sample_alpha", { value: number(alpha) }),
    ...(power === null ? [] : [t("sample_power", { value: percent(power) })]),
    ...(difference === null ? [] : [t("sample_difference", { value: number(difference) })]),
    ...(standardDeviation === null ? [] : [t("sample_sd", { value: number(standardDeviation) })]),
    ...(correlation === null ? [] : [t("sample_correlation", { value: number(correlation) })]),
    ...(dropOut === null ? [] : [t("sample_dropOut", { value: percent(dropOut) })]),
  ];
  return [
    paragraph(say(rationale)),
    paragraph(t("sample_target", { target: number(target), perArm: perArmOf(context) })),
    ...(protocol.sampleSize.method === "total_sampling"
      ? []
      : [paragraph(t("sample_numbers", { numbers: numbers.join(", ") }))]),
  ];
}

/** How the target is divided: so many in each arm, or each arm by name where their shares differ. */
function perArmOf(context: DocumentContext): string {
  const { protocol, t, number, arm } = context;
  const { perArm, target } = protocol.sampleSize;
  if (perArm === null) return "";
  const arms = armsInRatio(protocol) ?? [];
  if (arms.every(({ weight }) => weight === 1)) return t("sample_per_arm", { perArm: number(perArm) });
  const shares = arms.reduce((sum, { weight }) => sum + weight, 0);
  const named = arms.map(({ key, weight }) => `${arm(key)} ${number(Math.round((target * weight) / shares))}`);
  return t("sample_in_ratio", { ratio: ratioOf(context), arms: named.join(", ") });
}

export function instrumentsOf(context: DocumentContext): readonly DocumentPart[] {
  const { protocol, t, facts, labelOf, number } = context;
  const alphas = protocol.analysisPlan.analyses.filter(({ kind }) => kind === "reliability");
  return [
    ...(protocol.scales ?? []).map((scale) =>
      facts(t("scales_caption", { name: labelOf(scale.name, scale.key) }), [
        [t("scale_items"), `${number(scale.items.length)}: ${scale.items.join(", ")}`],
        [t("scale_score"), t(`score_${scale.score}`)],
        [t("scale_source"), scale.source.trim() === "" ? `[${t("missing")}]` : scale.source],
        [t("scale_licence"), scale.licence.trim() === "" ? "–" : scale.licence],
      ]),
    ),
    ...(alphas.length === 0
      ? []
      : [
          paragraph(
            t("reliability_text", { analyses: context.list(alphas.map(({ key, title }) => labelOf(title, key))) }),
          ),
        ]),
  ];
}

export function dataCollectionOf(context: DocumentContext): readonly DocumentPart[] {
  const { protocol, t, table, form, role, number } = context;
  return [
    paragraph(t("forms_text", { letter: "B" })),
    ...(protocol.forms.length === 0
      ? []
      : [
          table(
            t("forms_caption"),
            [t("col_form"), t("col_filled_by"), t("col_items")],
            protocol.forms.map((one) => [form(one.key), one.performedBy.map(role).join(", "), number(itemsIn(one))]),
            [0.5, 0.35, 0.15],
          ),
        ]),
  ];
}

function itemsIn(form: Protocol["forms"][number]): number {
  return form.sections.reduce((sum, { items }) => sum + items.length, 0);
}

export function dataManagementOf(context: DocumentContext): readonly DocumentPart[] {
  const { protocol, t, say } = context;
  const manager = protocol.roles.find(({ role }) => role === "data_manager");
  return [
    ...(["data_system_1", "data_system_2", "data_system_3", "data_system_4"] as const).map((key) => paragraph(t(key))),
    ...(manager === undefined ? [] : [paragraph(t("data_manager_duty", { text: say(manager.responsibilities) }))]),
  ];
}

export function retentionOf({ t }: DocumentContext): readonly DocumentPart[] {
  return [paragraph(t("retention_system"))];
}

export function analysisOf(context: DocumentContext): readonly DocumentPart[] {
  const { protocol, t, labelOf, population, say, outcome, visit, locale } = context;
  const { analysisPlan, populations, estimands } = protocol;
  const percent = (share: number): string => formatPercent(locale, share);
  return [
    paragraph(t("plan_text", { alpha: percent(analysisPlan.alpha), level: percent(analysisPlan.confidenceLevel) })),
    ...comparisonsOf(context),
    ...tableIf(
      analysisPlan.analyses.length > 0,
      context,
      t("analyses_caption", { version: analysisPlan.version }),
      [t("col_analysis"), t("col_outcome_role"), t("col_method"), t("col_outcome"), t("col_population")],
      analysisPlan.analyses.map((one) => [
        [labelOf(one.title, one.key), ...(one.note === undefined ? [] : [say(one.note)])].join(". "),
        t(`role_${one.role}`),
        t(`kind_${one.kind}`),
        [...(one.outcomes ?? []).map(outcome), ...(one.timePoint === undefined ? [] : [visit(one.timePoint)])].join(
          ", ",
        ) || "–",
        population(one.population),
      ]),
      [0.3, 0.12, 0.22, 0.2, 0.16],
    ),
    ...tableIf(
      populations.length > 0,
      context,
      t("populations_caption"),
      [t("col_population"), t("col_definition")],
      populations.map(({ key, definition }) => [population(key), say(definition)]),
      [0.3, 0.7],
    ),
    ...estimands.map((estimand) =>
      context.facts(t("estimand_title", { name: say(estimand.summary) }), [
        [t("estimand_treatment"), say(estimand.treatment)],
        [t("estimand_population"), population(estimand.population)],
        [t("estimand_outcome"), `${outcome(estimand.outcome)}, ${visit(estimand.timePoint)}`],
        [
          t("estimand_events"),
          estimand.intercurrentEvents
            .map(({ event, strategy }) => `${say(event)}: ${t(`strategy_${strategy}`)}`)
            .join("\n") || "–",
        ],
        [t("estimand_summary"), say(estimand.summary)],
      ]),
    ),
  ];
}

/** Of more than two arms: which comparisons are made, and what is done about their number. */
function comparisonsOf({ protocol, t, say, arm, list }: DocumentContext): readonly DocumentPart[] {
  const { arms, analysisPlan, allocation } = protocol;
  const reference = arms.find(({ kind }) => kind === "control") ?? arms.at(-1);
  if (allocation === null || arms.length < 3 || reference === undefined) return [];
  const { multiplicity } = analysisPlan;
  const compared = arms.filter((one) => one !== reference);
  const named = compared.map(({ key }) => t("comparison_of", { compared: arm(key), reference: arm(reference.key) }));
  return [
    paragraph(t("comparisons_text", { reference: arm(reference.key), comparisons: list(named) })),
    multiplicity === undefined
      ? { kind: "missing", text: t("missing_item", { what: t("multiplicity_missing_text") }) }
      : paragraph(
          multiplicity.method === "holm"
            ? t("multiplicity_holm_text")
            : t("multiplicity_none_text", { reason: say(multiplicity.reason) }),
        ),
  ];
}

/** No head without rows below it. */
function tableIf(
  isThere: boolean,
  { table }: DocumentContext,
  ...content: Parameters<DocumentContext["table"]>
): readonly DocumentPart[] {
  return isThere ? [table(...content)] : [];
}

export function missingDataOf({ t }: DocumentContext): readonly DocumentPart[] {
  return [paragraph(t("missing_data_system"))];
}
