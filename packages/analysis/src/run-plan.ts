import type { DatasetModel } from "@kendali/datasets";
import type { Analysis, Protocol } from "@kendali/domain";
import { stateFlow } from "./flow.ts";
import { columnsAt, openFrame, selectPopulation, type Frame, type Selection } from "./frame.ts";
import { analysisKinds } from "./kinds/index.ts";
import { stateMasking } from "./masking.ts";
import { stateScales } from "./scales.ts";
import { openBook, type NumberBook } from "./number-book.ts";
import { refused, type AnalysisKind, type PlanContext } from "./plan-context.ts";
import type {
  AnalysisBlock,
  AnalysisRefusal,
  AnalysisResults,
  Attempt,
  ContentByKind,
  NumberEntry,
  VariableSummary,
} from "./results.ts";
import { summarizeColumn } from "./summaries.ts";

/**
 * Runs the protocol's analysis plan on a frozen dataset: every analysis in the plan's order, each number with its method, definition,
 * n used and n excluded with reasons. An analysis that cannot be done gives its reason in its place. Deterministic: the same
 * dataset and protocol give the same results.
 */
export function runPlan(input: { readonly model: DatasetModel; readonly protocol: Protocol }): AnalysisResults {
  const { model, protocol } = input;
  const frame = openFrame(model);
  const flowBook = openBook("flow");
  const flow = stateFlow(model, frame, flowBook);
  const flowPages = flowBook.finish();
  const maskingBook = openBook("masking");
  const masking = stateMasking({
    model,
    frame,
    protocol,
    book: maskingBook,
    level: protocol.analysisPlan.confidenceLevel,
  });
  const maskingPages = maskingBook.finish();
  const scalesBook = openBook("scales");
  const scales = stateScales({ frame, protocol, book: scalesBook });
  const scalesPages = scalesBook.finish();
  const done = protocol.analysisPlan.analyses.map((analysis) => runAnalysis(model, protocol, frame, analysis));
  return {
    schema: "kendali-results/1",
    study: {
      key: model.study.key,
      title: model.study.title,
      version: model.study.version,
      protocolHash: model.study.protocolHash,
    },
    design: protocol.design.type,
    kind: model.kind,
    clock: model.clock,
    snapshot: model.snapshot,
    isMasked: model.isMasked,
    plan: {
      version: protocol.analysisPlan.version,
      alpha: protocol.analysisPlan.alpha,
      confidenceLevel: protocol.analysisPlan.confidenceLevel,
    },
    flow: { ...flow, code: flowPages.code },
    masking: masking === null ? null : { ...masking, code: maskingPages.code },
    ...(scales === null ? {} : { scales: { ...scales, code: scalesPages.code } }),
    blocks: done.map(({ block }) => block),
    numbers: [
      ...flowPages.numbers,
      ...maskingPages.numbers,
      ...scalesPages.numbers,
      ...done.flatMap(({ numbers }) => numbers),
    ],
  };
}

function runAnalysis(
  model: DatasetModel,
  protocol: Protocol,
  frame: Frame,
  analysis: Analysis,
): { readonly block: AnalysisBlock; readonly numbers: readonly NumberEntry[] } {
  const kind: AnalysisKind<ContentByKind[Analysis["kind"]]> = analysisKinds[analysis.kind];
  const population = protocol.populations.find((candidate) => candidate.key === analysis.population);
  const selected =
    population === undefined
      ? refused("nobody_in_population", { population: analysis.population })
      : selectPopulation(frame, protocol, population);
  const { alpha, confidenceLevel: level } = protocol.analysisPlan;
  const contextWith = (selection: Selection, book: NumberBook): PlanContext => ({
    analysis,
    protocol,
    model,
    frame,
    selection,
    book,
    alpha,
    level,
  });
  const book = openBook(analysis.key);
  const attempt: Attempt<ContentByKind[Analysis["kind"]]> = !selected.ok
    ? selected
    : kind.needsArm && model.isMasked
      ? refused("arm_not_in_snapshot", { analysis: analysis.key })
      : kind.run(contextWith(selected.selection, book));
  // Numbers that a refused analysis had begun with are not shown, so they are not in the book either.
  const pages = attempt.ok ? book : openBook(analysis.key);
  const pooled =
    attempt.ok || !selected.ok ? [] : describePooled(contextWith(selected.selection, pages), attempt.refusal);
  const { code, numbers } = pages.finish();
  const base = {
    key: analysis.key,
    title: analysis.title,
    kind: analysis.kind,
    role: analysis.role,
    population: {
      key: analysis.population,
      label: population?.label ?? { id: analysis.population, en: analysis.population },
      definition: population?.definition ?? { id: "", en: "" },
    },
    estimand: analysis.estimand ?? null,
    note: analysis.note ?? null,
    code,
  };
  const outcome = attempt.ok ? { ok: true, content: attempt.result } : { ok: false, refusal: attempt.refusal, pooled };
  // The registry ties each kind to its content; the compiler cannot follow a union through the lookup.
  return { block: { ...base, ...outcome } as AnalysisBlock, numbers };
}

/** Where only the arm is missing, the outcomes are still described in all participants together. */
function describePooled(context: PlanContext, refusal: AnalysisRefusal): readonly VariableSummary[] {
  if (refusal.code !== "arm_not_in_snapshot") return [];
  const { analysis, book, frame, protocol, selection } = context;
  const named = (analysis.outcomes ?? []).flatMap((key) => protocol.outcomes.filter((outcome) => outcome.key === key));
  const columns = named.flatMap((outcome) => {
    const visits = [
      outcome.baselineVisit,
      ...(analysis.timePoint === undefined ? outcome.timePoints : [analysis.timePoint]),
    ];
    return visits.flatMap((visit) => (visit === null ? [] : columnsAt(frame, outcome.item, visit).slice(0, 1)));
  });
  const unique = [...new Map(columns.map((column) => [column.name, column])).values()];
  return unique.map((column) => summarizeColumn(book, frame, selection, column, `pooled.${column.name}`));
}
