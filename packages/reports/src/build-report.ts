import type { AnalysisBlock, AnalysisResults, ContentByKind } from "@kendali/analysis";
import type { Protocol, StudyKind } from "@kendali/domain";
import type { Locale } from "@kendali/i18n";
import { fact, type DrawBlock } from "./block-drawing.ts";
import { describeTable } from "./blocks/characteristics-table.ts";
import { blockDrawings } from "./blocks/index.ts";
import { drawMasking } from "./draw-masking.ts";
import { drawFlow } from "./flow-diagram.ts";
import { leadSentence } from "./lead-sentence.ts";
import { openContext, type ReportContext } from "./report-context.ts";
import type { HonestyPanel, ReportBlock, ReportModel } from "./report-model.ts";

/**
 * Turns results into a report in one language: a sentence first, then the flow, each analysis as APA tables and figures with the proof
 * beside it, what the design cannot show, and where it all comes from. Pure data: the web draws it, a document writer prints it.
 */
export function buildReport(input: {
  readonly results: AnalysisResults;
  readonly protocol: Protocol;
  readonly locale: Locale;
}): ReportModel {
  const { results, protocol, locale } = input;
  const context = openContext(input);
  const { t } = context;
  const tag = tagOf(context, results.kind);
  return {
    locale,
    studyKind: results.kind,
    tag,
    notes: results.clock === "injected" ? [t("note_clock")] : [],
    isMasked: results.isMasked,
    lead: leadSentence(context),
    flow: drawFlow(context),
    blocks: results.blocks.map((block) => drawBlock(context, block)),
    masking: results.masking === null ? null : drawMasking(context, results.masking),
    honesty: honestyPanel(context, protocol),
    provenance: [
      fact(results.isMasked ? t("snapshot_pooled") : t("snapshot_with_arm"), results.snapshot.hash),
      fact(t("fact_plan"), t("plan_version", { version: results.plan.version }), results.study.protocolHash),
    ],
    numberCount: results.numbers.length,
  };
}

function drawBlock(context: ReportContext, block: AnalysisBlock): ReportBlock {
  const { say, t } = context;
  const base = {
    key: block.key,
    kind: block.kind,
    title: say(block.title),
    role: t(`role_${block.role}`),
    isPrimary: block.role === "primary",
    note: block.note === null ? null : say(block.note),
    code: block.code,
  };
  if (!block.ok) {
    const pooled = block.pooled.length === 0 ? [] : [describeTable(context, say(block.title), block.pooled)];
    return {
      ...base,
      parts: [context.refusal(block.refusal), ...pooled],
      margin: [fact(t("fact_population"), say(block.population.definition))],
    };
  }
  // The registry ties each kind to its content; the compiler cannot follow a union through the lookup.
  const draw = blockDrawings[block.kind] as DrawBlock<AnalysisBlock["kind"]>;
  return { ...base, ...draw(block.content as ContentByKind[AnalysisBlock["kind"]], context, block) };
}

function tagOf(context: ReportContext, kind: StudyKind): ReportModel["tag"] {
  return kind === "live" ? null : { word: context.t(`tag_${kind}`), sentence: context.t(`note_${kind}`) };
}

/** What the design cannot show, and what is assumed rather than published; printed with every result. */
function honestyPanel(context: ReportContext, protocol: Protocol): HonestyPanel {
  const { say, t } = context;
  return {
    title: t("honesty_title"),
    items: protocol.design.limitations.map((limitation) => ({
      heading: say(limitation.heading),
      text: say(limitation.text),
    })),
    assumptionsTitle: t("assumptions_title"),
    assumptions: protocol.assumptions.map((assumption) => say(assumption.note)),
  };
}
