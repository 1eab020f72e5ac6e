import { parseArgs } from "node:util";
import type { Command, ExitStatus, Terminal } from "./command.ts";
import { commands } from "./commands/index.ts";
import { readSettings, UsageError, type Settings } from "./env.ts";

export type Surroundings = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly terminal: Terminal;
};

/** Runs one command line and answers its exit status: 0 done, 1 refused with reasons, 2 called wrongly. */
export async function run(args: readonly string[], surroundings: Surroundings): Promise<ExitStatus> {
  const { terminal } = surroundings;
  try {
    return await runUnguarded(args, surroundings);
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.error(error.message);
      return 2;
    }
    terminal.error(describe(error, surroundings.env));
    return 1;
  }
}

async function runUnguarded(args: readonly string[], { env, cwd, terminal }: Surroundings): Promise<ExitStatus> {
  const [first] = args;
  if (first === undefined) throw new UsageError(overview());
  if (first === "--help" || first === "-h" || first === "help") {
    terminal.out(overview());
    return 0;
  }
  const command = findCommand(args);
  const [, second] = args;
  const family = rowsOf(commands.filter(({ name }) => name.startsWith(`${first} `)));
  if (command === undefined && family.length > 0 && (second === "--help" || second === "-h")) {
    terminal.out(family.join("\n"));
    return 0;
  }
  if (command === undefined) throw new UsageError(withoutCommand(args));
  const rest = args.slice(command.name.split(" ").length);
  if (rest.includes("--help") || rest.includes("-h")) {
    terminal.out(helpOf(command));
    return 0;
  }
  const { positionals, values } = parse(command, rest);
  const settings = withLanguage(readSettings(env, cwd), values.lang);
  return command.run({ positionals, options: values, settings, terminal, cwd: env.INIT_CWD ?? cwd });
}

type Parsed = {
  readonly positionals: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
};

function parse(command: Command, args: readonly string[]): Parsed {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      options: command.options,
      allowPositionals: true,
      strict: true,
    });
    if (!isRightCount(command, positionals)) {
      throw new UsageError(`${wrongCount(command, positionals)}\n\n${helpOf(command)}`);
    }
    return { positionals, values: values as Parsed["values"] };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${helpOf(command)}`);
  }
}

function withLanguage(settings: Settings, language: string | boolean | undefined): Settings {
  if (language === undefined) return settings;
  if (language !== "id" && language !== "en") throw new UsageError("--lang is id or en.");
  return { ...settings, language };
}

function findCommand(args: readonly string[]): Command | undefined {
  return commands.find((command) => command.name.split(" ").every((word, index) => args[index] === word));
}

/** Says what to type instead: the commands that begin as these words do, else every command. */
function withoutCommand([first = "", second]: readonly string[]): string {
  const family = commands.filter((command) => command.name.startsWith(`${first} `));
  if (family.length === 0) return `There is no command "${first}".\n\n${overview()}`;
  const isWord = second !== undefined && !second.startsWith("-");
  const trouble = isWord ? `There is no command "${first} ${second}".` : `kendali ${first} needs one more word.`;
  return [trouble, "", ...rowsOf(family)].join("\n");
}

/** A last positional that ends in "…" stands for one or more. */
function isRightCount({ positionals: wanted }: Command, found: readonly string[]): boolean {
  const isList = wanted.at(-1)?.endsWith("…") === true;
  return isList ? found.length >= wanted.length : found.length === wanted.length;
}

function wrongCount({ name, positionals: wanted }: Command, found: readonly string[]): string {
  const list = wanted.length === 0 ? "nothing" : wanted.join(" and ");
  if (found.length < wanted.length) return `kendali ${name} needs ${list}.`;
  const surplus = found.slice(wanted.length).map((text) => `"${text}"`);
  return `kendali ${name} takes ${list}; too many arguments: ${surplus.join(", ")}.`;
}

function rowsOf(listed: readonly Command[]): readonly string[] {
  return listed.map((command) => `  ${command.name.padEnd(17)} ${command.summary}`);
}

function overview(): string {
  return [
    "kendali COMMAND [--help]",
    "",
    ...rowsOf(commands),
    "",
    "Exit status: 0 done, 1 refused with reasons, 2 called wrongly. Reasons go to stderr.",
  ].join("\n");
}

function helpOf(command: Command): string {
  return `kendali ${command.name} ${command.synopsis}\n\n${command.details}`;
}

function describe(error: unknown, env: Surroundings["env"]): string {
  if (!(error instanceof Error)) return String(error);
  return env.KENDALI_DEBUG ? (error.stack ?? error.message) : error.message;
}
