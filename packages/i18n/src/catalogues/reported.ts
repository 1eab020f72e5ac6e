import { defineCatalogue } from "../catalogue.ts";

/**
 * Words of the check of published numbers. They say what can and cannot be, and what would fit; they never say why a number is as
 * it is, and accuse nobody: most of it is rounding, copying and labelling.
 */
export const reportedCatalogue = defineCatalogue({
  id: {
    verdict_fits: "Cocok",
    verdict_cannot_be: "Tidak dapat terjadi",
    verdict_cannot_be_together: "Tidak dapat terjadi bersamaan",
    verdict_print_otherwise: "Benar, sebaiknya ditulis lain",
    verdict_information: "Keterangan",

    heading_claims: "Angka yang dicetak, satu per satu",
    heading_findings: "Yang ditemukan",
    heading_joint: "Yang dapat benar bersamaan",
    source: "Sumber: {source}",
    note_calm:
      "Pemeriksaan ini hanya membandingkan angka dengan angka. Ia tidak tahu mengapa angka berbeda; penyebab tersering adalah pembulatan, penyalinan, atau label.",

    claim_mean: "rerata {subject}",
    claim_sd: "SB {subject}",
    claim_counts: "jumlah {subject}",
    claim_percent: "persen {subject}",
    claim_coding: "kode kategori",
    claim_shapiro_p: "nilai p Shapiro–Wilk {subject}",
    claim_difference: "selisih rerata",
    claim_t: "t",
    claim_interval: "interval kepercayaan",
    claim_p: "nilai p",
    claim_d: "d",
    claim_r: "korelasi",
    claim_test_p: "nilai p {subject}",

    effect_d_z: "d_z (dibagi SB selisih)",
    effect_g_z: "g_z (d_z dengan koreksi Hedges)",
    effect_d_av: "d_av (dibagi rerata kedua SB)",
    effect_d_rms: "d_rms (dibagi akar rerata kuadrat kedua SB)",
    effect_glass_first: "Glass (dibagi SB pertama)",
    effect_glass_second: "Glass (dibagi SB kedua)",
    effect_d_rm: "d_rm (pengukuran berulang)",

    name_only: "{name}",
    data_row: "{data}",
    scores_item: "{count} × skor {score}",

    grim_fits: "Rerata {measurement} {mean} cocok dengan n = {n}: jumlah skornya {sum}.",
    grim_none:
      "Rerata {measurement} {mean} tidak dapat berasal dari {n} skor bulat. Rerata terdekat yang mungkin: {below} dan {above}.",
    data_none:
      "Tidak ada {n} skor bulat dari {min} sampai {max} dengan rerata {mean} dan SB {sd} ({measurement}); semua kemungkinan sudah diperiksa.",
    data_one:
      "Rerata {mean} dan SB {sd} ({measurement}, n = {n}, skor {min} sampai {max}) hanya berasal dari satu himpunan data: {data}.",
    data_some:
      "Rerata {mean} dan SB {sd} ({measurement}, n = {n}, skor {min} sampai {max}) dapat berasal dari {count} himpunan data, antara lain: {shown}.",
    data_at_least:
      "Rerata {mean} dan SB {sd} ({measurement}, n = {n}, skor {min} sampai {max}) dapat berasal dari sedikitnya {count} himpunan data, antara lain: {shown}.",
    grimmer_fits: "Rerata {mean} dan SB {sd} ({measurement}) dapat terjadi bersamaan pada {n} skor bulat.",
    grimmer_none:
      "Rerata {mean} dan SB {sd} ({measurement}) tidak dapat terjadi bersamaan pada {n} skor bulat (uji analitik, skala tanpa batas).",
    counts_total_differs: "Jumlah per kategori {measurement} menjadi {sum}, sedangkan n = {n}.",
    percent_fits: "{percent}% ({measurement}) cocok: {count} dari {n}. Dengan n = {n} setiap persen kelipatan {step}.",
    percent_none:
      "{percent}% ({measurement}) tidak dapat berasal dari {n} orang; setiap persen haruslah kelipatan {step}.",
    percent_of_count_differs:
      "{category} {measurement}: {count} dari {n} adalah {right}%, sedangkan tercetak {percent}%.",

    category_code: "{category} = {code}",
    coding_row: "{measurement} {mean} ± {sd}",
    coding_difference: "selisih {difference}",
    coding_gives: "Dengan {codes}, jumlah itu memberi {rows}.",
    coding_fits: "Jumlah dan rerata ± SB cocok dengan {codes}: {rows}.",
    coding_reversed:
      "Semua rerata dan SB benar bila kodenya terbalik ({codes}): jumlah yang dicetak lalu memberi {rows}.",
    coding_exchanged: "Semua rerata dan SB benar bila barisnya tertukar ({codes}): jumlah yang dicetak memberi {rows}.",
    coding_turned:
      "Tabel jumlah adalah tabel rerata ± SB yang diputar 180°: dengan kode terbalik ({codes}) jumlah yang dicetak memberi {rows}. Semua rerata dan SB benar bila kodenya terbalik dan barisnya tertukar.",
    coding_none:
      "Jumlah per kategori dan rerata ± SB tidak dapat terjadi bersamaan dengan kode apa pun yang menjaga urutan; paling banyak {agreeing} dari {of} rerata dan SB sama. {shown}",
    code_without_person:
      "Data dengan rerata dan SB yang dicetak ({measurements}) sama sekali tidak memuat kode {code} ({category}).",
    category_without_person:
      "Jumlah yang dicetak tidak menyisakan seorang pun untuk {category} (kode {code}); n = {n} sudah penuh.",
    note_coding_differs:
      "Kode menurut catatan tabel ({codes}) memberi {rows}; itu tidak dapat terjadi bersamaan dengan rerata dan SB yang dicetak.",

    shapiro_p_is_w:
      "Nilai “p” {printed} ({measurement}) adalah statistik W: data dengan jumlah {split} memberi W = {W}; p-nya {p}.",
    shapiro_p_none:
      "Dari {tried} himpunan skor yang mungkin dengan n = {n}, tidak ada yang p-nya {printed} ({measurement}); p terbesar {largest}.",
    shapiro_split: "{split} (W = {W}, p = {p})",
    shapiro_w_splits: "W = {printed} ({measurement}) hanya terjadi pada jumlah {splits}.",
    shapiro_rejects:
      "Dengan p = {p} ({measurement}) normalitas ditolak, bukan dibuktikan; pada skor dengan nilai sesedikit ini uji itu tidak ditafsirkan.",
    shapiro_p_fits: "Nilai p Shapiro–Wilk {printed} ({measurement}) cocok dengan datanya (p = {p}).",
    shapiro_p_differs: "Data yang cocok dengan tabel memberi p Shapiro–Wilk {p}, bukan {printed} ({measurement}).",

    signs_turned:
      "Tanda pada {comparison} tidak searah: sebagian dihitung sebelum − sesudah. Di sini semuanya dibaca kedua − pertama.",
    difference_fits: "Selisih {difference} cocok dengan rerata {first} dan {second}.",
    difference_none: "Selisih {difference} tidak dapat terjadi bersamaan dengan rerata {first} dan {second}.",
    df_differs: "Derajat bebas {df} tidak cocok dengan {n} pasangan; seharusnya {right}.",
    t_whole_none:
      "t = {t} dengan selisih {difference} dan n = {n} memerlukan SB selisih {sd}, yaitu jumlah kuadrat {squares}; skor bulat tidak dapat memberikannya.",
    t_whole_and_half_none:
      "t = {t} dengan selisih {difference} dan n = {n} memerlukan SB selisih {sd}, yaitu jumlah kuadrat {squares}; skor bulat tidak dapat memberikannya, skor setengah pun tidak.",
    t_whole_fits:
      "t = {t} dengan selisih {difference} dan n = {n} dapat berasal dari skor bulat (SB selisih {sd}, jumlah kuadrat {squares}).",
    interval_fits:
      "Interval {lower} sampai {upper} cocok dengan t = {t} dan kuantil t({df}) = {quantileT} ({lowerT} sampai {upperT}).",
    interval_of_t:
      "Interval {lower} sampai {upper} tidak dapat terjadi bersamaan dengan t = {t} sebagai interval t: kuantil t({df}) = {quantileT} memberi {lowerT} sampai {upperT}.",
    interval_of_z:
      "Interval itu tepat sama bila dihitung dengan kuantil normal z = {quantileZ}: {lowerZ} sampai {upperZ}. Jadi t dan interval hanya cocok bila interval memakai kuantil normal.",
    interval_neither: "Dengan kuantil normal z = {quantileZ} pun hasilnya lain: {lowerZ} sampai {upperZ}.",
    interval_implies_t: "Sebagai interval t, {lower} sampai {upper} berarti t antara {low} dan {high}.",
    interval_whole_none:
      "Interval itu tidak terjadi pada satu pun dari {total} tabel: setengah lebarnya {half} memerlukan jumlah kuadrat selisih {lowT}–{highT} (kuantil t) atau {lowZ}–{highZ} (kuantil normal), dan skor bulat tidak dapat memenuhinya.",
    d_of: "{effect} {value}",
    d_of_interval: "d_z dari interval kepercayaan {value}",
    d_fits: "d = {d} cocok dengan {effect}. Nilai menurut setiap definisi: {shown}.",
    d_none: "d = {d} tidak cocok dengan definisi mana pun. Nilai menurut setiap definisi: {shown}.",
    d_needs: "d = {d} memerlukan simpangan baku {sd}; sebagai d_z itu berarti t = {t}.",
    r_each: "Korelasi yang tersirat: {shown}.",
    r_of: "dari {claim} r = {r}",
    r_beyond: "{claim} dan kedua SB menyiratkan korelasi {r}, di luar −1 sampai 1.",
    r_differ: "Setiap angka menyiratkan korelasi sebelum–sesudah yang berbeda: {shown}.",
    r_fits: "Korelasi yang tersirat saling cocok: {shown}.",
    p_outside: "Nilai p {printed} tidak dapat terjadi: peluang terletak antara 0 dan 1.",
    p_fits: "Nilai p {printed} cocok dengan statistiknya (p = {p}).",
    p_none:
      "Nilai p {printed} tidak cocok dengan statistiknya (p = {p}, dengan pembulatan {low} sampai {high}); kesimpulannya sama.",
    p_decision:
      "Nilai p {printed} tidak cocok dengan statistiknya (p = {p}, dengan pembulatan {low} sampai {high}), dan kesimpulan pada 0,05 menjadi lain.",
    p_zero: "p = {printed} sebaiknya ditulis p < 0,001; nilai sebenarnya {p}, tidak pernah nol.",

    tables_searched: "Semua {total} tabel pasangan yang mungkin dengan n = {n} sudah diperiksa.",
    tables_too_many: "Ada {total} tabel pasangan yang mungkin, terlalu banyak untuk diperiksa satu per satu.",
    tables_stopped:
      "Pemeriksaan dihentikan setelah {done} dari {total} tabel; yang dapat benar bersamaan belum diketahui.",
    tables_unknown_scale:
      "Yang dapat benar bersamaan tidak dapat diperiksa: batas skala tidak diketahui, atau n kedua pengukuran berbeda.",
    claim_in_no_table: "{claim}: tidak terjadi pada satu pun dari {total} tabel.",
    pairing: "{up} naik dan {down} turun (t = {t}, d_z = {d}, r = {r})",
    pairings: "Hanya {count} cara memasangkan yang sesuai dengan rerata dan SB yang dicetak: {shown}.",
    t_of_no_pairing:
      "t = {t} tidak terjadi pada satu pun dari {count} cara memasangkan yang sesuai dengan rerata dan SB; yang mungkin: {fits}.",
    t_only: "t = {t}",
    mcnemar_of_pairing: "{up} naik dan {down} turun: p = {p} (mid-p {mid})",
    mcnemar_of_pairings: "Uji McNemar eksak, yang cocok untuk skor berkode: {shown}.",
    mcnemar_of_counts: "Uji McNemar eksak dari jumlah per kategori, untuk setiap banyaknya yang turun: {shown}.",
    conclusion_stays:
      "Arah dan kebermaknaan bertahan pada setiap bacaan (p eksak paling besar {p}); yang perlu diperbaiki adalah ujinya dan angkanya.",
    joint_all: "Semua {of} pernyataan dapat benar bersamaan: {shown}.",
    joint_most: "Paling banyak {most} dari {of} pernyataan dapat benar bersamaan: {shown}.",
    joint_set: "{claims} ({count} himpunan data)",
  },
  en: {
    verdict_fits: "Fits",
    verdict_cannot_be: "Cannot be",
    verdict_cannot_be_together: "Cannot be true together",
    verdict_print_otherwise: "Right, better printed otherwise",
    verdict_information: "For information",

    heading_claims: "The printed numbers, one by one",
    heading_findings: "What was found",
    heading_joint: "What can be true together",
    source: "Source: {source}",
    note_calm:
      "This check compares numbers with numbers. It does not know why they differ; most often it is rounding, copying or a label.",

    claim_mean: "mean {subject}",
    claim_sd: "SD {subject}",
    claim_counts: "counts {subject}",
    claim_percent: "percentages {subject}",
    claim_coding: "codes of the categories",
    claim_shapiro_p: "Shapiro–Wilk p {subject}",
    claim_difference: "mean difference",
    claim_t: "t",
    claim_interval: "confidence interval",
    claim_p: "p-value",
    claim_d: "d",
    claim_r: "correlation",
    claim_test_p: "p-value {subject}",

    effect_d_z: "d_z (over the SD of the differences)",
    effect_g_z: "g_z (d_z with Hedges' correction)",
    effect_d_av: "d_av (over the mean of both SDs)",
    effect_d_rms: "d_rms (over the root mean square of both SDs)",
    effect_glass_first: "Glass (over the first SD)",
    effect_glass_second: "Glass (over the second SD)",
    effect_d_rm: "d_rm (repeated measures)",

    name_only: "{name}",
    data_row: "{data}",
    scores_item: "{count} × score {score}",

    grim_fits: "The mean {measurement} {mean} fits n = {n}: the scores sum to {sum}.",
    grim_none:
      "The mean {measurement} {mean} cannot come from {n} whole scores. The nearest possible means are {below} and {above}.",
    data_none:
      "No {n} whole scores from {min} to {max} have mean {mean} and SD {sd} ({measurement}); every possibility was tried.",
    data_one:
      "Mean {mean} and SD {sd} ({measurement}, n = {n}, scores {min} to {max}) come from one data set only: {data}.",
    data_some:
      "Mean {mean} and SD {sd} ({measurement}, n = {n}, scores {min} to {max}) can come from {count} data sets, among them: {shown}.",
    data_at_least:
      "Mean {mean} and SD {sd} ({measurement}, n = {n}, scores {min} to {max}) can come from at least {count} data sets, among them: {shown}.",
    grimmer_fits: "Mean {mean} and SD {sd} ({measurement}) can be true together of {n} whole scores.",
    grimmer_none:
      "Mean {mean} and SD {sd} ({measurement}) cannot be true together of {n} whole scores (analytic test, scale without ends).",
    counts_total_differs: "The counts {measurement} add up to {sum}, while n = {n}.",
    percent_fits:
      "{percent}% ({measurement}) fits: {count} of {n}. With n = {n} every percentage is a multiple of {step}.",
    percent_none: "{percent}% ({measurement}) cannot come from {n} persons; every percentage is a multiple of {step}.",
    percent_of_count_differs: "{category} {measurement}: {count} of {n} is {right}%, printed is {percent}%.",

    category_code: "{category} = {code}",
    coding_row: "{measurement} {mean} ± {sd}",
    coding_difference: "difference {difference}",
    coding_gives: "With {codes} the counts give {rows}.",
    coding_fits: "Counts and mean ± SD fit with {codes}: {rows}.",
    coding_reversed: "Every mean and SD is right if the coding was reversed ({codes}): the counts then give {rows}.",
    coding_exchanged: "Every mean and SD is right if the rows were exchanged ({codes}): the counts give {rows}.",
    coding_turned:
      "The counts are the mean ± SD table turned by 180°: with the coding reversed ({codes}) the counts give {rows}. Every mean and SD is right if the coding was reversed and the rows were exchanged.",
    coding_none:
      "Counts and mean ± SD cannot be true together under any coding that keeps the order; at most {agreeing} of {of} means and SDs agree. {shown}",
    code_without_person:
      "Data with the printed means and SDs ({measurements}) contain no code {code} ({category}) at all.",
    category_without_person: "The counts leave nobody for {category} (code {code}); n = {n} is full.",
    note_coding_differs:
      "The codes of the table's note ({codes}) give {rows}; that cannot be true together with the printed means and SDs.",

    shapiro_p_is_w:
      "The “p” {printed} ({measurement}) is the W statistic: data split {split} have W = {W}; their p is {p}.",
    shapiro_p_none:
      "Of {tried} possible sets of scores with n = {n} none has p = {printed} ({measurement}); the largest p is {largest}.",
    shapiro_split: "{split} (W = {W}, p = {p})",
    shapiro_w_splits: "W = {printed} ({measurement}) occurs only with the split {splits}.",
    shapiro_rejects:
      "With p = {p} ({measurement}) normality is rejected, not verified; with scores of so few values the test is not interpreted.",
    shapiro_p_fits: "The Shapiro–Wilk p {printed} ({measurement}) fits the data (p = {p}).",
    shapiro_p_differs: "Data that fit the table have a Shapiro–Wilk p of {p}, not {printed} ({measurement}).",

    signs_turned:
      "The signs of {comparison} do not point one way: some are first − second. Here all are read as second − first.",
    difference_fits: "The difference {difference} fits the means {first} and {second}.",
    difference_none: "The difference {difference} and the means {first} and {second} cannot be true together.",
    df_differs: "{df} degrees of freedom do not fit {n} pairs; they would be {right}.",
    t_whole_none:
      "t = {t} with difference {difference} and n = {n} needs an SD of differences of {sd}, a sum of squares of {squares}; whole scores cannot give it.",
    t_whole_and_half_none:
      "t = {t} with difference {difference} and n = {n} needs an SD of differences of {sd}, a sum of squares of {squares}; whole scores cannot give it, nor can half points.",
    t_whole_fits:
      "t = {t} with difference {difference} and n = {n} can come from whole scores (SD of differences {sd}, sum of squares {squares}).",
    interval_fits:
      "The interval {lower} to {upper} fits t = {t} with the quantile t({df}) = {quantileT} ({lowerT} to {upperT}).",
    interval_of_t:
      "The interval {lower} to {upper} and t = {t} cannot be true together as a t interval: the quantile t({df}) = {quantileT} gives {lowerT} to {upperT}.",
    interval_of_z:
      "The normal quantile z = {quantileZ} reproduces it exactly: {lowerZ} to {upperZ}. So t and the interval agree only if the interval used the normal quantile.",
    interval_neither: "The normal quantile z = {quantileZ} gives another interval too: {lowerZ} to {upperZ}.",
    interval_implies_t: "As a t interval, {lower} to {upper} means a t between {low} and {high}.",
    interval_whole_none:
      "That interval occurs in none of {total} tables: its half-width {half} needs a sum of squared differences of {lowT}–{highT} (t quantile) or {lowZ}–{highZ} (normal quantile), which whole scores cannot give.",
    d_of: "{effect} {value}",
    d_of_interval: "d_z from the confidence interval {value}",
    d_fits: "d = {d} fits {effect}. Under each definition: {shown}.",
    d_none: "d = {d} fits no definition. Under each definition: {shown}.",
    d_needs: "d = {d} needs a standard deviation of {sd}; as d_z it would mean t = {t}.",
    r_each: "The implied correlation: {shown}.",
    r_of: "from the {claim} r = {r}",
    r_beyond: "The {claim} and both SDs imply a correlation of {r}, outside −1 to 1.",
    r_differ: "Each number implies another correlation of the two measurements: {shown}.",
    r_fits: "The implied correlations agree: {shown}.",
    p_outside: "A p-value of {printed} cannot be: probabilities lie between 0 and 1.",
    p_fits: "The p-value {printed} fits its statistic (p = {p}).",
    p_none:
      "The p-value {printed} does not fit its statistic (p = {p}; with rounding {low} to {high}); the conclusion is the same.",
    p_decision:
      "The p-value {printed} does not fit its statistic (p = {p}; with rounding {low} to {high}), and the conclusion at 0.05 becomes another.",
    p_zero: "p = {printed} is better printed p < 0.001; the value is {p}, never zero.",

    tables_searched: "All {total} possible tables of pairs with n = {n} were searched.",
    tables_too_many: "There are {total} possible tables of pairs, too many to search one by one.",
    tables_stopped: "The search was stopped after {done} of {total} tables; what can be true together is not known.",
    tables_unknown_scale:
      "What can be true together cannot be searched: the ends of the scale are not known, or the two n differ.",
    claim_in_no_table: "{claim}: occurs in none of {total} tables.",
    pairing: "{up} up and {down} down (t = {t}, d_z = {d}, r = {r})",
    pairings: "Only {count} pairings have the printed means and SDs: {shown}.",
    t_of_no_pairing: "t = {t} occurs in none of the {count} pairings with these means and SDs; possible are: {fits}.",
    t_only: "t = {t}",
    mcnemar_of_pairing: "{up} up and {down} down: p = {p} (mid-p {mid})",
    mcnemar_of_pairings: "The exact McNemar test, which suits coded scores: {shown}.",
    mcnemar_of_counts: "The exact McNemar test of the counts, for every number that may have gone down: {shown}.",
    conclusion_stays:
      "Direction and significance survive every reading (largest exact p {p}); what needs correction is the test and the numbers.",
    joint_all: "All {of} claims can be true together: {shown}.",
    joint_most: "At most {most} of {of} claims can be true together: {shown}.",
    joint_set: { one: "{claims} ({count} data set)", other: "{claims} ({count} data sets)" },
  },
});
