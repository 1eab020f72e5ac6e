import { runBangBlindingIndex, runJamesBlindingIndex } from "../../src/index.ts";
import type { ArmGuesses, BangBlindingIndexInput, BangBlindingIndexOptions } from "../../src/index.ts";
import type { Adapters } from "../reference-case.ts";
import { common, fieldsOf, limits } from "./fields.ts";
import type { Options } from "./fields.ts";

type Guesses = { readonly first: ArmGuesses; readonly second: ArmGuesses };
type BangOptions = Options & Pick<BangBlindingIndexOptions, "somewhatWeight">;

export const blindingIndexAdapters: Adapters = {
  "blinding.james": (inputs: Guesses, options: Options) =>
    fieldsOf(runJamesBlindingIndex(inputs, common(options)), (r) => ({
      index: r.estimate.value,
      se: r.standardError,
      ...(r.interval === null ? {} : { ci: limits(r.interval) }),
    })),
  "blinding.bang": (inputs: BangBlindingIndexInput, options: BangOptions) =>
    fieldsOf(
      runBangBlindingIndex(inputs, {
        ...common(options),
        ...(options.somewhatWeight === undefined ? {} : { somewhatWeight: options.somewhatWeight }),
      }),
      ({ details: { first, second } }) => ({
        index_first: first.index,
        se_first: first.standardError,
        index_second: second.index,
        se_second: second.standardError,
        ...(first.interval === null ? {} : { ci_first: limits(first.interval) }),
        ...(second.interval === null ? {} : { ci_second: limits(second.interval) }),
      }),
    ),
};
