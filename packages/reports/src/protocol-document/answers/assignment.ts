import { placedItems } from "@kendali/domain";
import type { DocumentContext } from "../document-context.ts";
import { paragraph } from "../document-context.ts";
import type { DocumentPart } from "../document-model.ts";
import { ratioOf } from "./methods.ts";

/** How the sequence comes to be; sizes of blocks and other settings that would let somebody guess are never written. */
export function sequenceOf(context: DocumentContext): readonly DocumentPart[] {
  const { protocol, t } = context;
  const { allocation } = protocol;
  if (allocation === null) return [];
  const strata = strataNames(context);
  const isBalanced = allocation.scheme === "minimization";
  const words =
    strata.length === 0
      ? t("strata_none")
      : t(isBalanced ? "strata_balanced" : "strata_text", { strata: context.list(strata) });
  return [
    paragraph(t("sequence_text", { scheme: t(`scheme_${allocation.scheme}`), ratio: ratioOf(context), strata: words })),
  ];
}

function strataNames({ protocol, t, labelOf }: DocumentContext): readonly string[] {
  const items = new Map(placedItems(protocol).map(({ item }) => [item.key, item]));
  return (protocol.allocation?.strata ?? []).map((stratum) => {
    if (stratum.source === "site") return t("stratum_site");
    const item = items.get(stratum.item);
    return insideSentence(labelOf(item?.shortLabel ?? item?.label, stratum.item));
  });
}

/** A label begins small inside a sentence, unless it begins with more than one capital. */
function insideSentence(label: string): string {
  return /^\p{Lu}(?!\p{Lu})/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

export function concealmentOf({ protocol, t, visit, number }: DocumentContext): readonly DocumentPart[] {
  const { allocation } = protocol;
  if (allocation === null) return [];
  const { cards } = allocation;
  return [
    paragraph(t("concealment_text", { visit: visit(allocation.afterVisit) })),
    ...(cards === undefined ? [] : [paragraph(t("cards_text", { count: number(cards.perList) }))]),
  ];
}

export function implementationOf(context: DocumentContext): readonly DocumentPart[] {
  const { protocol, t, role } = context;
  if (protocol.allocation === null) return [];
  const enrolling = protocol.roles.filter((one) => one.role === "coordinator");
  return [paragraph(t("implementation_text", { roles: context.list(enrolling.map((one) => role(one.role))) }))];
}

export function blindingOf(context: DocumentContext): readonly DocumentPart[] {
  const { protocol, t, say, role, table } = context;
  const { statement, levels } = protocol.blinding;
  return [
    paragraph(say(statement)),
    ...(levels.length === 0 || protocol.allocation === null
      ? []
      : [
          table(
            t("blinding_caption"),
            [t("col_role"), t("col_sees")],
            levels.map((one) => [role(one.role), t(`level_${one.level}`)]),
            [0.35, 0.65],
          ),
        ]),
    ...(protocol.allocation === null ? [] : [paragraph(t("blinding_system"))]),
  ];
}

export function emergencyUnblindingOf({ protocol, t }: DocumentContext): readonly DocumentPart[] {
  return protocol.allocation === null ? [] : [paragraph(t("unblinding_system"))];
}
