import type { DesignType, Protocol } from "../protocol/types.ts";
import type { DesignDefinition } from "./design.ts";
import { oneGroupPretestPosttest } from "./one-group-pretest-posttest/one-group-pretest-posttest.ts";
import { parallelControlled } from "./parallel-controlled/parallel-controlled.ts";

/** One line per study design. */
export const designs = {
  one_group_pretest_posttest: oneGroupPretestPosttest,
  parallel_controlled: parallelControlled,
} as const satisfies Record<DesignType, DesignDefinition>;

/** The properties of a protocol's design. */
export function designOf(protocol: Pick<Protocol, "design">): DesignDefinition {
  return designs[protocol.design.type];
}
