import type { DocumentContext } from "../document-context.ts";
import { list, listOf, paragraph } from "../document-context.ts";
import type { DocumentPart } from "../document-model.ts";

/** Title, with the study in one sentence. */
export function summaryOf(context: DocumentContext): readonly DocumentPart[] {
  const { protocol, t, say, number } = context;
  const { design, arms, sites, sampleSize } = protocol;
  return [
    paragraph(say(protocol.title)),
    paragraph(
      t("summary_design", {
        design: t(`design_${design.type}`),
        arms: t("arms_count", { count: number(arms.length) }),
        sites: t("sites_count", { count: number(sites.length) }),
        participants: number(sampleSize.target),
      }),
    ),
    paragraph(say(design.objective)),
  ];
}

export function versionOf({ protocol, t, date, hash }: DocumentContext): readonly DocumentPart[] {
  const words = { version: protocol.version, date: date(protocol.date) };
  return [paragraph(hash === null ? t("version_plain", words) : t("version_text", { ...words, hash }))];
}

export function rolesOf(context: DocumentContext): readonly DocumentPart[] {
  const { protocol, t, say, role, table } = context;
  if (protocol.roles.length === 0) return [];
  const isTrained = protocol.roles.some(({ training }) => training !== undefined);
  return [
    table(
      t("title_roles"),
      [t("col_role"), t("col_duty"), ...(isTrained ? [t("col_training")] : [])],
      protocol.roles.map((one) => [
        role(one.role),
        say(one.responsibilities),
        ...(isTrained ? [one.training === undefined ? "–" : say(one.training)] : []),
      ]),
      isTrained ? [0.2, 0.5, 0.3] : [0.25, 0.75],
    ),
  ];
}

export function registrationOf({ protocol, t }: DocumentContext): readonly DocumentPart[] {
  const { registration } = protocol;
  return registration === null ? [] : [paragraph(t("registration_text", registration))];
}

export function planAccessOf({ protocol, t }: DocumentContext): readonly DocumentPart[] {
  return [paragraph(t("registered_plan", { version: protocol.analysisPlan.version }))];
}

export function objectiveOf({ protocol, t, say }: DocumentContext): readonly DocumentPart[] {
  const { objective, hypothesis } = protocol.design;
  return [paragraph(say(objective)), paragraph(t("hypothesis", { text: say(hypothesis) }))];
}

/** What a design cannot show, as the builder says it wherever it shows the design. */
export function limitationsOf({ protocol, t, say }: DocumentContext): readonly DocumentPart[] {
  const { limitations } = protocol.design;
  if (limitations.length === 0) return [];
  return [
    paragraph(t("cannot_show")),
    list(limitations.map(({ heading: head, text }) => `${say(head)}. ${say(text)}`)),
  ];
}

/** What its authors assumed or chose; nothing of the allocation, whose settings would let somebody guess. */
export function assumedOf({ protocol, t, say }: DocumentContext): readonly DocumentPart[] {
  const notes = protocol.assumptions
    .filter(({ about }) => about.every((path) => path.split("/")[0] !== "allocation"))
    .map(({ note }) => say(note));
  return notes.length === 0 ? [] : [paragraph(t("assumptions_text")), ...listOf(notes)];
}

export function ethicsOf({ protocol, t, say, date }: DocumentContext): readonly DocumentPart[] {
  const { ethics } = protocol;
  if (ethics === null) return [];
  const { committee, number, approvedOn, expiresOn } = ethics;
  return [
    paragraph(t("ethics_text", { committee: say(committee), number, from: date(approvedOn), to: date(expiresOn) })),
  ];
}

export function amendmentsOf({ t }: DocumentContext): readonly DocumentPart[] {
  return [paragraph(t("amendment_system"))];
}

export function consentOf(context: DocumentContext): readonly DocumentPart[] {
  const { protocol, t, say, date, list: join } = context;
  const { version, purposes, approval } = protocol.consent;
  const asking = protocol.roles.filter(({ role }) => role === "coordinator" || role === "investigator");
  return [
    paragraph(
      t("consent_text", {
        version,
        date: date(protocol.consent.date),
        letter: "A",
        roles: join(asking.map(({ role }) => context.role(role))),
      }),
    ),
    ...(approval === undefined
      ? []
      : [paragraph(t("consent_approval", { number: approval.number, date: date(approval.approvedOn) }))]),
    paragraph(`${t("consent_purposes")}:`),
    ...listOf(
      purposes.map(({ text, required }) => `${say(text)} (${t(required ? "purpose_required" : "purpose_optional")})`),
    ),
  ];
}

/** Purposes that may be declined: use of data or specimens beyond taking part. */
export function ancillaryConsentOf({ protocol, t, say }: DocumentContext): readonly DocumentPart[] {
  const optional = protocol.consent.purposes.filter(({ required }) => !required);
  return optional.length === 0
    ? []
    : [paragraph(t("consent_optional")), ...listOf(optional.map(({ text }) => say(text)))];
}

export function confidentialityOf({ protocol, t, say }: DocumentContext): readonly DocumentPart[] {
  const own = protocol.consent.sections.filter(({ key }) => key.includes("confidential"));
  return [paragraph(t("confidential_system")), ...own.map(({ text }) => paragraph(say(text)))];
}

export function specimensOf({ protocol, t, form, list: join }: DocumentContext): readonly DocumentPart[] {
  const forms = protocol.forms.filter(({ purpose }) => purpose === "biochemistry");
  return forms.length === 0 ? [] : [paragraph(t("specimens_text", { forms: join(forms.map(({ key }) => form(key))) }))];
}
