import { defineCatalogue } from "../catalogue.ts";

/**
 * The paragraph of a protocol that justifies its sample size: one sentence that states the design, one that says which
 * number was computed, one on drop-out. Read by an ethics committee, so each sentence stands alone.
 */
export const sampleSizeCatalogue = defineCatalogue({
  id: {
    sided_two_sided: "dua arah",
    sided_one_sided: "satu arah",

    ratio_arms: "Responden dialokasikan dengan perbandingan {ratio} dan yang terukur seluruhnya {total}: {arms}.",
    ratio_compared:
      "Tiap kelompok lain dibandingkan dengan {reference}; tingkat kemaknaan berlaku untuk setiap perbandingan dan tidak dibagi.",
    ratio_compared_holm:
      "Tiap kelompok lain dibandingkan dengan {reference}; dari {comparisons} perbandingan, prosedur Holm meminta tingkat kemaknaan {alpha} dibagi {comparisons} untuk yang pertama, dan masing-masing direncanakan dengan tingkat itu.",
    plan_paired_t:
      "Dengan {total} responden yang diukur dua kali, uji t berpasangan {sided} pada tingkat kemaknaan (α) {significance} memiliki kuasa uji (power) {power} untuk menemukan rerata selisih {delta} bila simpangan baku selisih itu {sd}.",
    plan_one_sample_t:
      "Dengan {total} responden, uji t satu sampel {sided} pada tingkat kemaknaan (α) {significance} memiliki kuasa uji (power) {power} untuk menemukan rerata yang berbeda {delta} dari nilai pembanding bila simpangan bakunya {sd}.",
    plan_two_sample_t:
      "Dengan {first} responden tiap kelompok (seluruhnya {total}), uji t dua kelompok {sided} pada tingkat kemaknaan (α) {significance} memiliki kuasa uji (power) {power} untuk menemukan selisih rerata {delta} bila simpangan baku dalam tiap kelompok {sd}.",
    plan_two_sample_t_unequal:
      "Dengan {first} responden di kelompok pertama dan {second} di kelompok kedua (seluruhnya {total}), uji t dua kelompok {sided} pada tingkat kemaknaan (α) {significance} memiliki kuasa uji (power) {power} untuk menemukan selisih rerata {delta} bila simpangan baku dalam tiap kelompok {sd}.",
    plan_two_sample_t_named:
      "Dengan {first} responden di {firstArm} dan {second} di {secondArm}, uji t dua kelompok {sided} pada tingkat kemaknaan (α) {significance} memiliki kuasa uji (power) {power} untuk menemukan selisih rerata {delta} bila simpangan baku dalam tiap kelompok {sd}.",
    plan_ancova:
      "Dengan {first} responden tiap kelompok (seluruhnya {total}), analisis kovarians (ANCOVA) {sided} yang disesuaikan dengan data awal pada tingkat kemaknaan (α) {significance} memiliki kuasa uji (power) {power} untuk menemukan selisih rerata {delta} bila simpangan baku dalam tiap kelompok {sd} dan korelasi data awal dengan luaran {correlation}.",
    plan_ancova_unequal:
      "Dengan {first} responden di kelompok pertama dan {second} di kelompok kedua (seluruhnya {total}), analisis kovarians (ANCOVA) {sided} yang disesuaikan dengan data awal pada tingkat kemaknaan (α) {significance} memiliki kuasa uji (power) {power} untuk menemukan selisih rerata {delta} bila simpangan baku dalam tiap kelompok {sd} dan korelasi data awal dengan luaran {correlation}.",
    plan_ancova_named:
      "Dengan {first} responden di {firstArm} dan {second} di {secondArm}, analisis kovarians (ANCOVA) {sided} yang disesuaikan dengan data awal pada tingkat kemaknaan (α) {significance} memiliki kuasa uji (power) {power} untuk menemukan selisih rerata {delta} bila simpangan baku dalam tiap kelompok {sd} dan korelasi data awal dengan luaran {correlation}.",
    plan_two_proportions:
      "Dengan {first} responden tiap kelompok (seluruhnya {total}), uji dua proporsi {sided} pada tingkat kemaknaan (α) {significance} memiliki kuasa uji (power) {power} untuk menemukan perbedaan antara proporsi {proportionFirst} di kelompok pertama dan {proportionSecond} di kelompok kedua.",
    plan_two_proportions_unequal:
      "Dengan {first} responden di kelompok pertama dan {second} di kelompok kedua (seluruhnya {total}), uji dua proporsi {sided} pada tingkat kemaknaan (α) {significance} memiliki kuasa uji (power) {power} untuk menemukan perbedaan antara proporsi {proportionFirst} di kelompok pertama dan {proportionSecond} di kelompok kedua.",
    plan_two_proportions_named:
      "Dengan {first} responden di {firstArm} dan {second} di {secondArm}, uji dua proporsi {sided} pada tingkat kemaknaan (α) {significance} memiliki kuasa uji (power) {power} untuk menemukan perbedaan antara proporsi {proportionFirst} di {firstArm} dan {proportionSecond} di {secondArm}.",
    plan_cohen_h:
      "Dengan {first} responden tiap kelompok (seluruhnya {total}), uji dua proporsi {sided} pada tingkat kemaknaan (α) {significance} memiliki kuasa uji (power) {power} untuk menemukan ukuran efek Cohen h = {h}.",
    plan_cohen_h_unequal:
      "Dengan {first} responden di kelompok pertama dan {second} di kelompok kedua (seluruhnya {total}), uji dua proporsi {sided} pada tingkat kemaknaan (α) {significance} memiliki kuasa uji (power) {power} untuk menemukan ukuran efek Cohen h = {h}.",
    plan_mcnemar:
      "Dengan {total} responden yang dinilai dua kali, uji McNemar {sided} pada tingkat kemaknaan (α) {significance} memiliki kuasa uji (power) {power} bila {yesToNo} dari semua responden berubah dari ya ke tidak dan {noToYes} berubah dari tidak ke ya.",
    plan_anova:
      "Dengan {first} responden di tiap kelompok dari {groups} kelompok (seluruhnya {total}), ANOVA satu jalur pada tingkat kemaknaan (α) {significance} memiliki kuasa uji (power) {power} untuk menemukan ukuran efek Cohen f = {f}.",
    plan_chi_square:
      "Dengan {total} responden, uji khi-kuadrat dengan derajat bebas {df} pada tingkat kemaknaan (α) {significance} memiliki kuasa uji (power) {power} untuk menemukan ukuran efek Cohen w = {w}.",
    plan_correlation:
      "Dengan {total} responden, uji korelasi {sided} pada tingkat kemaknaan (α) {significance} memiliki kuasa uji (power) {power} untuk menemukan korelasi sebesar {r}.",
    plan_survival:
      "Dengan {total} responden ({first} di kelompok pertama dan {second} di kelompok kedua) dan {events} kejadian, uji log-rank {sided} pada tingkat kemaknaan (α) {significance} memiliki kuasa uji (power) {power} untuk menemukan rasio hazard {hazardRatio} bila kejadian teramati pada {eventProbability} responden.",
    plan_cluster_means:
      "Dengan {clusters} klaster tiap kelompok yang masing-masing rata-rata berisi {clusterSize} responden ({perArm} responden tiap kelompok, seluruhnya {total}), uji t dua kelompok {sided} pada tingkat kemaknaan (α) {significance} memiliki kuasa uji (power) {power} untuk menemukan selisih rerata {delta} bila simpangan baku {sd}, korelasi intraklaster {icc}, dan koefisien variasi ukuran klaster {cv}.",
    plan_cluster_proportions:
      "Dengan {clusters} klaster tiap kelompok yang masing-masing rata-rata berisi {clusterSize} responden ({perArm} responden tiap kelompok, seluruhnya {total}), uji dua proporsi {sided} pada tingkat kemaknaan (α) {significance} memiliki kuasa uji (power) {power} untuk menemukan perbedaan antara proporsi {proportionFirst} di kelompok pertama dan {proportionSecond} di kelompok kedua bila korelasi intraklaster {icc} dan koefisien variasi ukuran klaster {cv}.",

    computed_n: "Besar sampel dihitung untuk kuasa uji {power}: {exact}, dibulatkan ke atas.",
    computed_nSecond: "Besar kelompok kedua dihitung untuk kuasa uji {power}: {exact}, dibulatkan ke atas.",
    computed_rounds:
      "Besar sampel dihitung untuk kuasa uji {power}: {exact} untuk tiap satu bagian perbandingan, dibulatkan ke atas.",
    computed_clusters: "Banyaknya klaster tiap kelompok dihitung untuk kuasa uji {power}: {exact}, dibulatkan ke atas.",
    computed_power: "Kuasa uji dihitung dari angka-angka lainnya.",
    computed_significance: "Tingkat kemaknaan dihitung dari angka-angka lainnya.",
    computed_delta: "Selisih ini adalah yang terkecil yang dapat ditemukan, dihitung dari angka-angka lainnya.",
    computed_sd: "Simpangan baku ini adalah yang terbesar yang diperbolehkan, dihitung dari angka-angka lainnya.",
    computed_correlation: "Korelasi ini adalah yang terkecil yang mencukupi, dihitung dari angka-angka lainnya.",
    computed_proportionFirst: "Proporsi di kelompok pertama dihitung dari angka-angka lainnya.",
    computed_proportionSecond: "Proporsi di kelompok kedua dihitung dari angka-angka lainnya.",
    computed_yesToNo: "Proporsi yang berubah dari ya ke tidak dihitung dari angka-angka lainnya.",
    computed_noToYes: "Proporsi yang berubah dari tidak ke ya dihitung dari angka-angka lainnya.",
    computed_ratio: "Rasio kelompok kedua terhadap kelompok pertama dihitung dari angka-angka lainnya.",
    computed_h: "Ukuran efek ini adalah yang terkecil yang dapat ditemukan, dihitung dari angka-angka lainnya.",
    computed_f: "Ukuran efek ini adalah yang terkecil yang dapat ditemukan, dihitung dari angka-angka lainnya.",
    computed_w: "Ukuran efek ini adalah yang terkecil yang dapat ditemukan, dihitung dari angka-angka lainnya.",
    computed_r: "Korelasi ini adalah yang terkecil yang dapat ditemukan, dihitung dari angka-angka lainnya.",
    computed_groups: "Banyaknya kelompok dihitung dari angka-angka lainnya dan dibulatkan ke atas.",
    computed_eventProbability:
      "Proporsi responden dengan kejadian ini adalah yang terkecil yang mencukupi, dihitung dari angka-angka lainnya.",
    computed_hazardRatio:
      "Rasio hazard ini adalah yang paling dekat dengan 1 yang dapat ditemukan, dihitung dari angka-angka lainnya.",
    computed_allocation: "Rasio alokasi dihitung dari angka-angka lainnya.",
    computed_clusterSize: "Ukuran klaster dihitung dari angka-angka lainnya.",
    computed_icc:
      "Korelasi intraklaster ini adalah yang terbesar yang diperbolehkan, dihitung dari angka-angka lainnya.",
    computed_cv:
      "Koefisien variasi ukuran klaster ini adalah yang terbesar yang diperbolehkan, dihitung dari angka-angka lainnya.",

    drop_out_total: "Dengan perkiraan putus uji (drop out) {dropOut}, direkrut {total} responden.",
    drop_out_per_arm:
      "Dengan perkiraan putus uji (drop out) {dropOut}, direkrut {perArm} responden tiap kelompok, seluruhnya {total} responden.",
    drop_out_two_arms:
      "Dengan perkiraan putus uji (drop out) {dropOut}, direkrut {first} responden untuk kelompok pertama dan {second} untuk kelompok kedua, seluruhnya {total} responden.",
    drop_out_arms: "Dengan perkiraan putus uji (drop out) {dropOut}, direkrut {total} responden: {arms}.",
    drop_out_clusters: "Jumlah ini sudah memperhitungkan perkiraan putus uji (drop out) {dropOut}.",
  },
  en: {
    sided_two_sided: "two-sided",
    sided_one_sided: "one-sided",

    ratio_arms: "Participants are allocated {ratio}, and {total} in all are measured: {arms}.",
    ratio_compared:
      "Each of the other arms is compared with {reference}; the significance level applies to each comparison and is not divided among them.",
    ratio_compared_holm:
      "Each of the other arms is compared with {reference}; of {comparisons} comparisons Holm's procedure asks a significance level of {alpha} divided by {comparisons} of the first, and each is planned at that level.",
    plan_paired_t:
      "With {total} participants measured twice, a {sided} paired t-test at significance level (α) {significance} has {power} power to detect a mean difference of {delta} when the standard deviation of the differences is {sd}.",
    plan_one_sample_t:
      "With {total} participants, a {sided} one-sample t-test at significance level (α) {significance} has {power} power to detect a mean that lies {delta} from the reference value when the standard deviation is {sd}.",
    plan_two_sample_t:
      "With {first} participants per arm ({total} in all), a {sided} two-sample t-test at significance level (α) {significance} has {power} power to detect a difference in means of {delta} when the standard deviation within each arm is {sd}.",
    plan_two_sample_t_unequal:
      "With {first} participants in the first arm and {second} in the second ({total} in all), a {sided} two-sample t-test at significance level (α) {significance} has {power} power to detect a difference in means of {delta} when the standard deviation within each arm is {sd}.",
    plan_two_sample_t_named:
      "With {first} participants in {firstArm} and {second} in {secondArm}, a {sided} two-sample t-test at significance level (α) {significance} has {power} power to detect a difference in means of {delta} when the standard deviation within each arm is {sd}.",
    plan_ancova:
      "With {first} participants per arm ({total} in all), a {sided} analysis of covariance (ANCOVA) adjusted for baseline at significance level (α) {significance} has {power} power to detect a difference in means of {delta} when the standard deviation within each arm is {sd} and the correlation of baseline with outcome is {correlation}.",
    plan_ancova_unequal:
      "With {first} participants in the first arm and {second} in the second ({total} in all), a {sided} analysis of covariance (ANCOVA) adjusted for baseline at significance level (α) {significance} has {power} power to detect a difference in means of {delta} when the standard deviation within each arm is {sd} and the correlation of baseline with outcome is {correlation}.",
    plan_ancova_named:
      "With {first} participants in {firstArm} and {second} in {secondArm}, a {sided} analysis of covariance (ANCOVA) adjusted for baseline at significance level (α) {significance} has {power} power to detect a difference in means of {delta} when the standard deviation within each arm is {sd} and the correlation of baseline with outcome is {correlation}.",
    plan_two_proportions:
      "With {first} participants per arm ({total} in all), a {sided} test of two proportions at significance level (α) {significance} has {power} power to detect the difference between {proportionFirst} in the first arm and {proportionSecond} in the second.",
    plan_two_proportions_unequal:
      "With {first} participants in the first arm and {second} in the second ({total} in all), a {sided} test of two proportions at significance level (α) {significance} has {power} power to detect the difference between {proportionFirst} in the first arm and {proportionSecond} in the second.",
    plan_two_proportions_named:
      "With {first} participants in {firstArm} and {second} in {secondArm}, a {sided} test of two proportions at significance level (α) {significance} has {power} power to detect the difference between {proportionFirst} in {firstArm} and {proportionSecond} in {secondArm}.",
    plan_cohen_h:
      "With {first} participants per arm ({total} in all), a {sided} test of two proportions at significance level (α) {significance} has {power} power to detect an effect size of Cohen's h = {h}.",
    plan_cohen_h_unequal:
      "With {first} participants in the first arm and {second} in the second ({total} in all), a {sided} test of two proportions at significance level (α) {significance} has {power} power to detect an effect size of Cohen's h = {h}.",
    plan_mcnemar:
      "With {total} participants assessed twice, a {sided} McNemar test at significance level (α) {significance} has {power} power when {yesToNo} of all participants change from yes to no and {noToYes} from no to yes.",
    plan_anova:
      "With {first} participants in each of {groups} groups ({total} in all), a one-way ANOVA at significance level (α) {significance} has {power} power to detect an effect size of Cohen's f = {f}.",
    plan_chi_square:
      "With {total} participants, a chi-square test with degrees of freedom {df} at significance level (α) {significance} has {power} power to detect an effect size of Cohen's w = {w}.",
    plan_correlation:
      "With {total} participants, a {sided} test of correlation at significance level (α) {significance} has {power} power to detect a correlation of {r}.",
    plan_survival:
      "With {total} participants ({first} in the first arm and {second} in the second) and {events} events, a {sided} log-rank test at significance level (α) {significance} has {power} power to detect a hazard ratio of {hazardRatio} when the event is observed in {eventProbability} of the participants.",
    plan_cluster_means:
      "With {clusters} clusters per arm of {clusterSize} participants on average ({perArm} participants per arm, {total} in all), a {sided} two-sample t-test at significance level (α) {significance} has {power} power to detect a difference in means of {delta} when the standard deviation is {sd}, the intracluster correlation is {icc}, and the coefficient of variation of the cluster sizes is {cv}.",
    plan_cluster_proportions:
      "With {clusters} clusters per arm of {clusterSize} participants on average ({perArm} participants per arm, {total} in all), a {sided} test of two proportions at significance level (α) {significance} has {power} power to detect the difference between {proportionFirst} in the first arm and {proportionSecond} in the second when the intracluster correlation is {icc} and the coefficient of variation of the cluster sizes is {cv}.",

    computed_n: "The sample size was computed for {power} power: {exact}, rounded up.",
    computed_nSecond: "The size of the second arm was computed for {power} power: {exact}, rounded up.",
    computed_rounds: "The sample size was computed for {power} power: {exact} for each share of the ratio, rounded up.",
    computed_clusters: "The number of clusters per arm was computed for {power} power: {exact}, rounded up.",
    computed_power: "The power was computed from the other numbers.",
    computed_significance: "The significance level was computed from the other numbers.",
    computed_delta: "This difference is the smallest that can be detected, computed from the other numbers.",
    computed_sd: "This standard deviation is the largest that is allowed, computed from the other numbers.",
    computed_correlation: "This correlation is the smallest that suffices, computed from the other numbers.",
    computed_proportionFirst: "The proportion in the first arm was computed from the other numbers.",
    computed_proportionSecond: "The proportion in the second arm was computed from the other numbers.",
    computed_yesToNo: "The proportion that changes from yes to no was computed from the other numbers.",
    computed_noToYes: "The proportion that changes from no to yes was computed from the other numbers.",
    computed_ratio: "The ratio of the second arm to the first was computed from the other numbers.",
    computed_h: "This effect size is the smallest that can be detected, computed from the other numbers.",
    computed_f: "This effect size is the smallest that can be detected, computed from the other numbers.",
    computed_w: "This effect size is the smallest that can be detected, computed from the other numbers.",
    computed_r: "This correlation is the smallest that can be detected, computed from the other numbers.",
    computed_groups: "The number of groups was computed from the other numbers and rounded up.",
    computed_eventProbability:
      "This proportion of participants with an event is the smallest that suffices, computed from the other numbers.",
    computed_hazardRatio:
      "This hazard ratio is the closest to 1 that can be detected, computed from the other numbers.",
    computed_allocation: "The allocation ratio was computed from the other numbers.",
    computed_clusterSize: "The cluster size was computed from the other numbers.",
    computed_icc: "This intracluster correlation is the largest that is allowed, computed from the other numbers.",
    computed_cv:
      "This coefficient of variation of the cluster sizes is the largest that is allowed, computed from the other numbers.",

    drop_out_total: "With an expected drop-out of {dropOut}, {total} participants are recruited.",
    drop_out_per_arm:
      "With an expected drop-out of {dropOut}, {perArm} participants are recruited per arm, {total} in all.",
    drop_out_two_arms:
      "With an expected drop-out of {dropOut}, {first} participants are recruited for the first arm and {second} for the second, {total} in all.",
    drop_out_arms: "Allowing for {dropOut} drop-out, {total} participants are recruited: {arms}.",
    drop_out_clusters: "This number already allows for an expected drop-out of {dropOut}.",
  },
});
