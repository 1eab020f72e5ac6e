import type { BuilderPage } from "./finding.ts";

const pageOfPart: Readonly<Record<string, BuilderPage>> = {
  arms: "basics",
  interventions: "interventions",
  epochs: "basics",
  visits: "schedule",
  codelists: "forms",
  forms: "forms",
  scales: "forms",
  deliveryItem: "schedule",
  consent: "consent",
  ethics: "consent",
  outcomes: "outcomes",
  populations: "outcomes",
  estimands: "outcomes",
  sampleSize: "sample-size",
  allocation: "allocation",
  blinding: "allocation",
  analysisPlan: "analysis",
  sites: "basics",
  roles: "people",
  statements: "statements",
  assumptions: "statements",
};

/** The page of the builder on which a part of the document is edited; what has none of its own is on `basics`. */
export function pageOf(path: string): BuilderPage {
  const [part = ""] = path.split("/");
  return (Object.hasOwn(pageOfPart, part) ? pageOfPart[part] : undefined) ?? "basics";
}
