import { spawn, spawnSync } from "node:child_process";
import type { DataSet, RAnswer } from "./second-opinion.ts";

/** Prints the numbers of one check on one line, or why there are none. */
const preamble = `
options(warn = -1)
.check <- function(code) cat(tryCatch(
  paste(sprintf("%.17g", as.numeric(unlist(code))), collapse = " "),
  error = function(e) paste0("!", gsub("\\\\s+", " ", conditionMessage(e)))
), "\\n", sep = "")
`;

/** Which of these packages R cannot load; null when there is no R at all. */
export function missingPackages(names: readonly string[]): ReadonlySet<string> | null {
  const list = names.map((name) => JSON.stringify(name)).join(", ");
  const code = `for (name in c(${list})) if (!requireNamespace(name, quietly = TRUE)) cat(name, "\\n", sep = "")`;
  const { status, stdout } = spawnSync("Rscript", ["--vanilla", "-e", code], { encoding: "utf8" });
  return status === 0 ? new Set(stdout.split("\n").filter((name) => name !== "")) : null;
}

/** What R is asked about one family: its functions, then every data set. */
export type Questions = { readonly prelude: string; readonly dataSets: readonly DataSet[] };

/** Asks R about several families in one process, which starts and loads packages once; the answers of each family in the order of its checks. */
export async function askR(families: readonly Questions[]): Promise<RAnswer[][]> {
  const script = families.flatMap(({ prelude, dataSets }) => [prelude, ...dataSets.map(blockOf), 'cat("next\\n")']);
  const output = await runRscript([preamble, ...script].join("\n"));
  return output
    .split("next\n")
    .slice(0, -1)
    .map((ofFamily) => ofFamily.split("\n").slice(0, -1).map(readAnswer));
}

function blockOf({ data, checks }: DataSet): string {
  return ["local({", data, ...checks.map(({ r }) => `.check({ ${r} })`), "})"].join("\n");
}

function readAnswer(line: string): RAnswer {
  if (line.startsWith("!")) return { error: line.slice(1) };
  return { numbers: line.trim() === "" ? [] : line.split(" ").map(readNumber) };
}

function readNumber(word: string): number {
  if (word === "Inf") return Number.POSITIVE_INFINITY;
  return word === "-Inf" ? Number.NEGATIVE_INFINITY : Number(word);
}

function runRscript(script: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn("Rscript", ["--vanilla", "-"], { stdio: ["pipe", "pipe", "pipe"] });
    const out: string[] = [];
    const trouble: string[] = [];
    child.stdout.setEncoding("utf8").on("data", (text: string) => out.push(text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => trouble.push(text));
    child.once("error", reject);
    child.once("close", (status) => {
      if (status === 0) resolve(out.join(""));
      else reject(new Error(`R ended with ${status}: ${trouble.join("").slice(-2000)}`));
    });
    child.stdin.end(script);
  });
}
