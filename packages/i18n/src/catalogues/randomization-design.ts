import { defineCatalogue } from "../catalogue.ts";

/** Words of what a randomization design does, for its page and the command line alike. */
export const randomizationDesignCatalogue = defineCatalogue({
  id: {
    site: "Lokasi",
    heading: "{title}: {scheme}, rasio {ratio}",
    setting: "{participants} responden, {strata} strata, {trials} penelitian tiruan, benih {seed}",
    no_strata: "Semua responden",

    scheme_simple: "Acak sederhana",
    scheme_permuted_blocks: "Blok permutasi",
    scheme_big_stick: "Big stick",
    scheme_efron: "Koin berat sebelah (Efron)",
    scheme_urn: "Guci Wei",
    scheme_maximal: "Prosedur maksimal",
    scheme_minimization: "Minimisasi",

    balance:
      "Dalam 95 dari 100 penelitian, selisih terbesar antarkelompok paling banyak {difference95} dari {participants} responden (rata-rata {mean}, terbesar {largest}).",
    balance_ratio:
      "Dalam 95 dari 100 penelitian, selisih terbesar antarkelompok, dihitung per satuan rasio, paling banyak {difference95} dari {participants} responden (rata-rata {mean}, terbesar {largest}).",
    guesses:
      "Orang yang tahu semua alokasi sebelumnya menebak benar {guesses} dari 10; tanpa tahu apa pun {chance} dari 10.",
    guesses_exact: "Nilai tepatnya {exact} dari 10.",
    smallest: "Strata terkecil: {stratum}, diperkirakan {expected} responden.",

    head_stratum: "Strata",
    head_expected: "Diperkirakan",
    head_least_most: "Sedikitnya–sebanyaknya",
    head_mean: "Rata-rata selisih",
    head_95: "Selisih dalam 95 dari 100",
    head_largest: "Selisih terbesar",
    strata_note:
      "Selisih: terbanyak dikurangi tersedikit antarkelompok di akhir tiap penelitian tiruan; pada rasio yang tidak sama, banyaknya responden dibagi rasio kelompoknya dulu.",

    warnings: "Perhatikan:",
    no_warnings: "Tidak ada yang perlu diperhatikan.",
  },
  en: {
    site: "Site",
    heading: "{title}: {scheme}, ratio {ratio}",
    setting: "{participants} participants, {strata} strata, {trials} simulated trials, seed {seed}",
    no_strata: "All participants",

    scheme_simple: "Simple randomization",
    scheme_permuted_blocks: "Permuted blocks",
    scheme_big_stick: "Big stick",
    scheme_efron: "Biased coin (Efron)",
    scheme_urn: "Wei's urn",
    scheme_maximal: "Maximal procedure",
    scheme_minimization: "Minimization",

    balance:
      "In 95 of 100 trials the arms differ by at most {difference95} of {participants} participants (on average {mean}, at most {largest}).",
    balance_ratio:
      "In 95 of 100 trials the arms differ, per unit of their ratio, by at most {difference95} of {participants} participants (on average {mean}, at most {largest}).",
    guesses:
      "Somebody who knows all earlier allocations guesses right {guesses} of 10; knowing nothing, {chance} of 10.",
    guesses_exact: "The exact value is {exact} of 10.",
    smallest: "Smallest stratum: {stratum}, {expected} participants expected.",

    head_stratum: "Stratum",
    head_expected: "Expected",
    head_least_most: "Fewest–most",
    head_mean: "Mean difference",
    head_95: "Difference in 95 of 100",
    head_largest: "Largest difference",
    strata_note:
      "Difference: largest minus smallest arm at the end of each simulated trial; where the ratio is not even, participants are divided by their arm's ratio first.",

    warnings: "Mind this:",
    no_warnings: "Nothing to be warned of.",
  },
});
