import { defineCatalogue } from "../catalogue.ts";

/** Words of the desk pages: overview, datasets, results, audit trail, administration. */
export const deskCatalogue = defineCatalogue({
  id: {
    rail_overview: "Ikhtisar",
    rail_today: "Kunjungan hari ini",
    rail_evidence: "Bukti",
    rail_datasets: "Himpunan data",
    rail_results: "Hasil",
    rail_audit: "Jejak audit",
  },
  en: {
    rail_overview: "Overview",
    rail_today: "Today's visits",
    rail_evidence: "Evidence",
    rail_datasets: "Datasets",
    rail_results: "Results",
    rail_audit: "Audit trail",
  },
});
