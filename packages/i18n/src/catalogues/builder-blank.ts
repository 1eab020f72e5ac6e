import { defineCatalogue } from "../catalogue.ts";

/** Words that a blank study begins with, written into its document in both languages. */
export const builderBlankCatalogue = defineCatalogue({
  id: {
    baseline: "Data awal",
    intervention: "Intervensi",
    outcome: "Pengukuran luaran",
    intervention_arm: "Kelompok intervensi",
    control_arm: "Kelompok kontrol",
    consent: "Penjelasan dan persetujuan",
    pretest: "Data awal (pretest)",
    posttest: "Post-test",
    enrolled: "Semua responden terdaftar",
    pairs: "Pasangan lengkap",
    allocated: "Sesuai alokasi",
    treated: "Sesuai protokol",
  },
  en: {
    baseline: "Baseline",
    intervention: "Intervention",
    outcome: "Outcome measurement",
    intervention_arm: "Intervention group",
    control_arm: "Control group",
    consent: "Information and consent",
    pretest: "Baseline (pretest)",
    posttest: "Post-test",
    enrolled: "All enrolled",
    pairs: "Complete pairs",
    allocated: "As allocated",
    treated: "Per protocol",
  },
});
