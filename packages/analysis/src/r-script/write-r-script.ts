import { kindNote, tableFileName, type ColumnKind, type DatasetModel, type TableName } from "@kendali/datasets";
import type { Protocol } from "@kendali/domain";
import type { AnalysisResults } from "../results.ts";
import { prelude, preludeOfSeveralArms } from "./prelude.ts";
import { rComment } from "./r-text.ts";

const readTables: readonly TableName[] = [
  "participants",
  "long",
  "screenings",
  "events",
  "register",
  "codes",
  "guesses",
];

const columnClasses: Readonly<Record<ColumnKind, string>> = {
  number: "numeric",
  code: "numeric",
  indicator: "numeric",
  text: "character",
  date: "character",
  time: "character",
  date_time: "character",
};

/**
 * The R script of a download: base R only, no path in it, run as `Rscript --vanilla analysis.R` beside the CSV files. It loads the
 * tables, labels the codes, recomputes every number of the results, prints each with 15 digits, compares it with `numbers.csv`
 * and ends with "N of N agree"; its exit status is 1 when one differs or is missing.
 */
export function writeRScript(input: {
  readonly results: AnalysisResults;
  readonly protocol: Protocol;
  readonly model: DatasetModel;
}): string {
  const { results, protocol, model } = input;
  const note = kindNote(model.kind);
  return [
    `# ${rComment(protocol.title.en)}`,
    ...(note === null ? [] : [`# ${rComment(note.en)}`]),
    `# Plan ${protocol.analysisPlan.version}, snapshot ${model.snapshot.hash}`,
    "# Base R only. Run: Rscript --vanilla analysis.R",
    "",
    ...loadData(model),
    "",
    "# ---- Methods -----------------------------------------------------------------",
    prelude,
    ...(protocol.arms.length > 2 ? [preludeOfSeveralArms] : []),
    "",
    "# ---- Numbers -----------------------------------------------------------------",
    ...recordNumbers,
    "",
    "# Participant flow",
    ...results.flow.code,
    ...(results.masking === null ? [] : ["", "# Masking of the assessors", ...results.masking.code]),
    ...(results.scales === undefined ? [] : ["", "# Scores of scales, again from their items", ...results.scales.code]),
    ...results.blocks.flatMap((block) => [
      "",
      `# ${rComment(block.title.en)} (${block.key}, ${block.role})`,
      ...(block.ok ? [] : [`# Not computed: ${block.refusal.code}`]),
      ...block.code,
    ]),
    "",
    ...compareNumbers,
    "",
  ].join("\n");
}

function loadData(model: DatasetModel): readonly string[] {
  return [
    "# ---- Data --------------------------------------------------------------------",
    'language <- "en" # labels of coded values: "en" or "id"',
    "here <- local({",
    '  file <- grep("^--file=", commandArgs(FALSE), value = TRUE)',
    '  if (length(file) == 1) dirname(sub("^--file=", "", file)) else "."',
    "})",
    "read_table <- function(name, classes) {",
    '  read.csv(file.path(here, name), na.strings = "", colClasses = classes, check.names = FALSE, encoding = "UTF-8")',
    "}",
    ...readTables.flatMap((table) => {
      const columns = model.tables[table]?.columns;
      if (columns === undefined) return [];
      const classes = columns.map((column) => `"${columnClasses[column.kind]}"`);
      return `${table} <- read_table("${tableFileName(model, table)}", c(${classes.join(", ")}))`;
    }),
    "# The same tables with coded values as labelled factors, for tables and figures of your own.",
    "label_codes <- function(data, table) {",
    "  for (column in intersect(unique(codes$column[codes$table == table]), names(data))) {",
    "    own <- codes[codes$table == table & codes$column == column, ]",
    '    data[[column]] <- factor(as.character(data[[column]]), own$code, make.unique(own[[paste0("label_", language)]]))',
    "  }",
    "  data",
    "}",
    'participants_labelled <- label_codes(participants, "participants")',
  ];
}

const recordNumbers: readonly string[] = [
  "found <- new.env()",
  "number <- function(id, expression) {",
  "  value <- tryCatch(suppressWarnings(as.numeric(expression)[1]), error = function(e) {",
  '    message(id, ": ", conditionMessage(e))',
  "    NA_real_",
  "  })",
  "  assign(id, value, envir = found)",
  "}",
];

const compareNumbers: readonly string[] = [
  "# ---- Comparison --------------------------------------------------------------",
  'expected <- read.csv(file.path(here, "numbers.csv"), colClasses = c(id = "character"), encoding = "UTF-8")',
  "value <- vapply(expected$id, function(id) get0(id, envir = found, ifnotfound = NA_real_), numeric(1), USE.NAMES = FALSE)",
  "relative <- c(exact = 0, value = 1e-8, p = 1e-5, iterative = 1e-6)[expected$tolerance]",
  'absolute <- ifelse(expected$tolerance == "value" | expected$tolerance == "iterative", 1e-12, 0)',
  "agrees <- !is.na(value) & abs(value - expected$value) <= relative * abs(expected$value) + absolute",
  'cat(sprintf("%s\\t%.15g\\n", expected$id, value), sep = "")',
  'for (i in which(!agrees)) message("differs: ", expected$id[i], " R ", format(value[i], digits = 15), " shown ", format(expected$value[i], digits = 15))',
  'cat(sprintf("%d of %d agree\\n", sum(agrees), nrow(expected)))',
  "if (!all(agrees)) quit(status = 1)",
];
