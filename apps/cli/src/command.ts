import type { ParseArgsConfig } from "node:util";
import type { Settings } from "./env.ts";

/** 0: done. 1: refused, with reasons. 2: called wrongly. */
export type ExitStatus = 0 | 1 | 2;

/** Where a command writes: results to `out`, everything for people beside them to `error`. */
export type Terminal = {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
};

export type Invocation = {
  readonly positionals: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  readonly settings: Settings;
  readonly terminal: Terminal;
  /** Relative paths are relative to here. */
  readonly cwd: string;
};

/** One command of the command line. */
export type Command = {
  /** The words that call it: `study validate`. */
  readonly name: string;
  readonly summary: string;
  /** What follows the name. */
  readonly synopsis: string;
  readonly details: string;
  /** What must follow, in order; a last one that ends in "…" stands for one or more. */
  readonly positionals: readonly string[];
  readonly options: NonNullable<ParseArgsConfig["options"]>;
  readonly run: (invocation: Invocation) => Promise<ExitStatus>;
};
