import { diffJson, type Json, type Protocol } from "@kendali/domain";
import type { Edit } from "../edits/edit-session.ts";

/**
 * The edits that give an arm, an epoch or a site another key wherever the document names it; the key itself last. No edit
 * where there is no such member. Whether the new key is free is the caller's to ask.
 *
 * @example renamePart(protocol, "epochs", "intervention", "treatment")
 */
export function renamePart(
  protocol: Protocol,
  list: "arms" | "epochs" | "sites",
  from: string,
  to: string,
): readonly Edit[] {
  if (from === to || !protocol[list].some(({ key }) => key === from)) return [];
  const name = (key: string) => (key === from ? to : key);
  const renamed: Protocol = {
    ...protocol,
    visits: protocol.visits.map((visit) => ({
      ...visit,
      ...(list === "epochs" ? { epoch: name(visit.epoch) } : {}),
      ...(list === "arms" && visit.arms !== undefined ? { arms: visit.arms.map(name) } : {}),
    })),
    assumptions: protocol.assumptions.map((one) => ({
      ...one,
      about: one.about.map((path) =>
        path === `${list}/${from}` || path.startsWith(`${list}/${from}/`)
          ? `${list}/${to}${path.slice(list.length + 1 + from.length)}`
          : path,
      ),
    })),
  };
  const ratio = list === "arms" && protocol.allocation?.ratio.some(({ arm }) => arm === from) === true;
  return [
    ...diffJson(protocol as unknown as Json, renamed as unknown as Json, []),
    ...(ratio ? [{ path: ["allocation", "ratio", from, "arm"], kind: "change" as const, from, to }] : []),
    { path: [list, from, "key"], kind: "change", from, to },
  ];
}
