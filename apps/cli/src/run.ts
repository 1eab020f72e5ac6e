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
  if (command === undefined)
    throw new UsageError(`There is no command "${args.slice(0, 2).join(" ")}".\n\n${overview()}`);
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
    if (positionals.length !== command.positionals.length) {
      const wanted = command.positionals.length === 0 ? "takes nothing" : `needs ${command.positionals.join(" and ")}`;
      throw new UsageError(`kendali ${command.name} ${wanted}.\n\n${helpOf(command)}`);
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

function overview(): string {
  const rows = commands.map((command) => `  ${command.name.padEnd(16)} ${command.summary}`);
  return [
    "kendali COMMAND [--help]",
    "",
    ...rows,
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
