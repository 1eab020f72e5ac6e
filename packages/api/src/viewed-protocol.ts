import { isArmSpecific, type AllocationPlan, type Protocol } from "@kendali/domain";
import type { StudyScope, StudyViewer } from "./context.ts";

const viewed = new WeakMap<Protocol, Map<StudyViewer["sight"], Protocol>>();

/**
 * The protocol as a viewer may know it. Nobody is told block sizes or any other setting of the scheme. To a masked viewer the arms, the interventions, the
 * visits that only some arms have and the forms that tell the arm do not exist: the rules run on this document too, so
 * that no refusal, list or count can speak of them.
 */
export function viewedProtocol(study: Pick<StudyScope, "protocol" | "viewer">): Protocol {
  const bySight = viewed.get(study.protocol) ?? new Map<StudyViewer["sight"], Protocol>();
  viewed.set(study.protocol, bySight);
  const known = bySight.get(study.viewer.sight);
  if (known !== undefined) return known;
  const made = study.viewer.sight === "none" ? withoutArms(study.protocol) : withoutSettings(study.protocol);
  bySight.set(study.viewer.sight, made);
  return made;
}

/**
 * The document on which the rules run for a viewer: visits as viewed, but every form, because who may measure depends on
 * what the same person did before. A form that no viewed visit has is refused like one that does not exist.
 */
export function ruledProtocol(
  study: Pick<StudyScope, "protocol" | "viewer">,
  /** Forms of the study's other versions, which somebody may have filled for her. */
  others: Protocol["forms"] = [],
): Protocol {
  const visible = viewedProtocol(study);
  const known = ruled.get(visible);
  if (known !== undefined) return known;
  const { forms } = study.protocol;
  const missing = others.filter((other) => !forms.some((form) => form.key === other.key));
  const made = { ...visible, forms: [...forms, ...missing] };
  ruled.set(visible, made);
  return made;
}
const ruled = new WeakMap<Protocol, Protocol>();

/** The document without anything that helps to predict the next allocation; the rest of it is as it was. */
export function withoutSettings(protocol: Protocol): Protocol {
  return protocol.allocation === null
    ? protocol
    : {
        ...protocol,
        allocation: unpredictable(protocol.allocation),
        assumptions: assumptionsWithout(protocol.assumptions, isAboutAllocation),
      };
}

/** A note on how the scheme was chosen is free text: it may well name the block sizes. */
function isAboutAllocation(path: string): boolean {
  return path.split("/")[0] === "allocation";
}

/** What was assumed of the other parts; a note that is about hidden parts alone goes with them. */
function assumptionsWithout(
  assumptions: Protocol["assumptions"],
  isHidden: (path: string) => boolean,
): Protocol["assumptions"] {
  return assumptions
    .filter(({ about }) => !about.some(isAboutAllocation))
    .map((assumption) => ({ ...assumption, about: assumption.about.filter((path) => !isHidden(path)) }))
    .filter(({ about }) => about.length > 0);
}

/**
 * The plan with nothing in it that helps to predict the next allocation: what may be known is named, so that a setting
 * which a new scheme brings is hidden until somebody decides otherwise.
 */
function unpredictable({ scheme, ratio, strata, afterVisit, cards }: AllocationPlan): AllocationPlan {
  const known = { scheme, ratio, strata: strata.map(({ weight: _weight, ...stratum }) => stratum), afterVisit };
  return cards === undefined ? known : { ...known, cards };
}

function withoutArms(protocol: Protocol): Protocol {
  const telling = new Set(protocol.forms.filter((form) => form.revealsArm).map((form) => form.key));
  const visits = protocol.visits
    .filter((visit) => !isArmSpecific(protocol, visit))
    .map(({ arms: _arms, ...visit }) => ({
      ...visit,
      forms: visit.forms.filter((planned) => !telling.has(planned.form)),
    }))
    .filter((visit) => visit.forms.length > 0);
  const planned = new Set(visits.flatMap((visit) => visit.forms.map((form) => form.form)));
  const forms = protocol.forms.filter((form) => planned.has(form.key));
  const isHidden = (path: string): boolean => {
    const [part, key = ""] = path.split("/");
    if (part === "arms" || part === "interventions") return true;
    return (part === "forms" && !planned.has(key)) || (part === "visits" && !visits.some((visit) => visit.key === key));
  };
  return {
    ...protocol,
    arms: [],
    interventions: [],
    visits,
    forms,
    ...(protocol.scales === undefined ? {} : { scales: scalesOf(forms, protocol.scales) }),
    assumptions: assumptionsWithout(protocol.assumptions, isHidden),
    allocation: protocol.allocation === null ? null : { ...unpredictable(protocol.allocation), ratio: [] },
  };
}

/** The scales that forms score from items of their own: the name of any other could be that of an item which tells the arm. */
function scalesOf(forms: Protocol["forms"], scales: NonNullable<Protocol["scales"]>): NonNullable<Protocol["scales"]> {
  const items = forms.flatMap((form) => form.sections.flatMap((section) => section.items));
  const keys = new Set(items.map((item) => item.key));
  const scored = new Set(items.map((item) => item.scale));
  return scales.filter((scale) => scored.has(scale.key) && scale.items.every((key) => keys.has(key)));
}

/**
 * The forms that a viewer may know of, each as `visit/form`; null for who sees every arm or gives the sessions. A masked
 * viewer has performed no other form, so that no rule about what she did herself misses one.
 */
export function visibleForms(study: Pick<StudyScope, "protocol" | "viewer">): readonly string[] | null {
  if (study.viewer.sight !== "none") return null;
  return viewedProtocol(study).visits.flatMap((visit) => visit.forms.map((planned) => `${visit.key}/${planned.form}`));
}
