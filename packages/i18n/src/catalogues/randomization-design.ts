import { defineCatalogue } from "../catalogue.ts";

/** Words of what a randomization design does, for its page and the command line alike. */
export const randomizationDesignCatalogue = defineCatalogue({
  id: {
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

    // The page
    page_intro:
      "Pilih skema, lihat apa yang dilakukannya dengan strata dan pendaftaran Anda, sebelum penelitian dimulai.",
    lead: "Dalam 95 dari 100 penelitian, kelompok-kelompok berbeda paling banyak {difference} dari {participants} responden.",
    lead_ratio:
      "Dalam 95 dari 100 penelitian, kelompok-kelompok berbeda paling banyak {difference} per satuan rasio, dari {participants} responden.",
    lead_after: "Orang yang tahu semua alokasi sebelumnya menebak benar {guesses} dari 10.",
    lead_asks: "Isi dulu angka yang belum lengkap; lalu jalankan penelitian tiruan.",
    lead_ready: "Jalankan penelitian tiruan untuk melihat apa yang dilakukan rancangan ini.",
    lead_running: "Menjalankan penelitian tiruan",
    lead_old: "Hasil ini untuk setelan sebelumnya. Jalankan lagi.",

    form_scheme: "Skema",
    all_schemes: "Semua skema: gunanya dan harganya",
    about_simple:
      "Setiap alokasi seperti melempar koin: tidak dapat ditebak, tetapi kelompok bisa timpang, terutama pada penelitian kecil.",
    about_permuted_blocks:
      "Kelompok seimbang di akhir setiap blok, juga dalam strata kecil; harganya, akhir blok dapat ditebak, apalagi dengan satu ukuran blok.",
    about_big_stick:
      "Seperti koin sampai selisih mencapai batas; sulit ditebak dan selisihnya tidak pernah lewat batas, tetapi hanya untuk dua kelompok dengan rasio sama.",
    about_efron:
      "Kelompok yang tertinggal lebih mungkin dipilih; sederhana dan cukup seimbang, tetapi tebakan pada kelompok yang tertinggal lebih sering benar.",
    about_urn:
      "Menyeimbangkan kuat di awal dan makin bebas kemudian; baik bila jumlah akhir belum pasti, tetapi awalnya mudah ditebak.",
    about_maximal:
      "Semua urutan dalam batas selisih sama mungkin, jadi paling sulit ditebak untuk keseimbangan itu; panjang urutan harus ditetapkan dulu.",
    about_minimization:
      "Menyeimbangkan banyak faktor sekaligus walau responden sedikit; harganya, perlu jaringan pada setiap alokasi dan lebih mudah ditebak.",

    form_arms: "Kelompok",
    arm_number: "Kelompok {number}",
    ratio: "Rasio",
    add_arm: "Tambah kelompok",
    remove: "Hapus {name}",
    remove_word: "Hapus",
    set_block_sizes: "Ukuran blok",
    set_block_sizes_hint:
      "Pisahkan dengan spasi atau titik koma, misalnya 4 6; tiap blok diundi ukurannya. Kelipatan {sum}.",
    set_coin: "Peluang kelompok yang lebih baik",
    set_coin_hint: "Pecahan, desimal, atau persen: 2/3, 0,8, atau 80%.",
    set_maximum: "Selisih terbesar yang dibolehkan",
    set_maximum_hint: "Bilangan bulat mulai dari 2; lazimnya 3.",
    set_urn_initial: "Bola tiap kelompok di awal",
    set_urn_added: "Bola yang ditambahkan untuk kelompok lain",
    set_length: "Panjang urutan",
    set_length_hint: "Bilangan genap; setelah sebanyak ini kelompok sama besar.",
    set_measure: "Ukuran ketidakseimbangan",
    measure_range: "rentang (selisih terbanyak dan tersedikit)",
    measure_variance: "varians",
    measure_sd: "simpangan baku",
    not_a_coin: "Ketik peluang sebagai pecahan, desimal, atau persen, misalnya 2/3.",
    not_whole_numbers: "Ketik bilangan bulat, dipisahkan spasi atau titik koma.",
    ask_here: "Isi bagian ini.",
    whole_share: "Ketik bilangan bulat dari 1 sampai 1.000.",

    form_people: "Responden",
    participants: "Banyaknya responden",
    trials: "Penelitian tiruan",
    trials_hint: "1.000 cukup untuk memilih.",
    seed: "Benih",
    seed_hint: "Benih yang sama memberi hasil yang sama. Hanya untuk tiruan, bukan untuk daftar acak.",
    openness: "Apakah petugas di lokasi tahu intervensinya?",
    is_open: "Ya, terbuka",
    is_masked: "Tidak, tersamar",

    form_sites: "Lokasi",
    sites_hint:
      "Bagian: berapa responden dari tiap lokasi dibanding yang lain. 3 dan 1 berarti tiga dari yang pertama untuk setiap satu dari yang kedua.",
    site_number: "Lokasi {number}",
    share: "Bagian",
    add_site: "Tambah lokasi",
    by_site: "Seimbangkan di dalam tiap lokasi",
    form_factors: "Strata lain",
    factors_hint: "Misalnya paritas atau umur kehamilan. Setiap gabungan tingkat menjadi satu strata.",
    factor_number: "Faktor {number}",
    level_number: "Tingkat {number}",
    add_level: "Tambah tingkat",
    add_factor: "Tambah faktor",
    weight_of: "Bobot {name}",

    take_protocol: "Ambil dari berkas protokol",
    drop_here: "Lepaskan atau tempel berkas protokol (JSON) di sini. Berkas dibaca di peramban ini saja.",
    paste_label: "Isi berkas protokol",
    open_file: "Buka berkas",
    file_failed: "Berkas itu tidak dapat dibaca. Pilih berkas lain atau tempel isinya.",
    file_refused: "Protokol ini belum dapat dipakai.",
    file_taken: "Diisi dari {title} {version}. Semua dapat Anda ubah di sini; protokolnya tidak berubah.",
    file_without_allocation:
      "Protokol ini punya satu kelompok, jadi tidak ada alokasi. Ubah rancangannya atau isi sendiri.",
    study_taken: "Strata, lokasi, dan sasaran dari {title}.",
    study_hidden: "Setelan skema tidak ditampilkan kepada siapa pun agar alokasi tidak dapat ditebak; ketik sendiri.",
    study_masked: "Anda tersamar: kelompok, rasio, dan setelan skema tidak ditampilkan. Ketik sendiri untuk mencoba.",
    study_failed: "Penelitian itu tidak dapat dibaca. Isi sendiri, atau ambil dari berkas protokol.",

    run: "Jalankan penelitian tiruan",
    run_asks: "Isi dulu yang belum lengkap",
    running: "{done} dari {planned} penelitian tiruan",
    preparing: "Menyiapkan",
    stopped: "Dihentikan setelah {done} dari {planned} penelitian tiruan.",
    start_again: "Kembalikan ke awal",
    figure_balance:
      "Selisih antarkelompok di akhir, menurut bagian dari {trials} penelitian tiruan; sampai garis putus-putus termasuk 95 dari 100.",
    figure_title:
      "Selisih akhir: rata-rata {mean}, dalam 95 dari 100 paling banyak {difference95}, terbesar {largest}.",
    axis_trials: "% penelitian",
    axis_difference: "Selisih, responden",
    axis_difference_ratio: "Selisih per satuan rasio",
    mark_95: "95 dari 100",
    head_difference: "Selisih",
    head_share: "Bagian",
    strata_title: "Keseimbangan dalam tiap strata",
    strata_shown: "{shown} strata terkecil dari {count}.",
    compare_title: "Rancangan lain dengan rencana yang sama",
    compare_note:
      "Selisih dalam 95 dari 100 penelitian; tebakan benar dari 10 oleh orang yang tahu semua alokasi sebelumnya, {chance} tanpa tahu apa pun. Strata: rata-rata selisih di strata yang paling timpang.",
    head_design: "Rancangan",
    head_overall: "Seluruhnya",
    head_worst: "Strata",
    head_guesses: "Tebakan benar",
    this_design: "Rancangan Anda",
    use_this: "Pakai",
    use_named: "Pakai {name}",
    with_blocks: "blok {sizes}",
    with_coin: "peluang {coin}",
    with_maximum: "batas {maximum}",
    with_urn: "{count} bola, tambah {added}",
    with_length: "panjang {length}",
    or: "atau",
    warnings_title: "Perhatikan",
    proof_trials: "Penelitian tiruan",
    proof_trials_words:
      "{done} penelitian, benih {seed}, {seconds} detik. Alokasi dibuat oleh program yang sama dengan penelitian sungguhan, tanpa rahasianya.",
    proof_guesses: "Tebakan",
    proof_guesses_words: "Memilih kelompok yang tertinggal (strategi konvergensi). Galat baku {error} dari 10.",
    proof_exact: "Nilai tepat {exact} dari 10.",
    proof_difference: "Selisih",
    proof_difference_words: "Terbanyak dikurangi tersedikit antarkelompok di akhir penelitian.",
    proof_difference_ratio: "Banyaknya responden dibagi rasio kelompoknya; lalu terbesar dikurangi terkecil.",
    proof_source: "Sumber",
    proof_source_words: "Blackwell dan Hodges 1957; ICH E9 bagian 2.3.2; Rosenberger dan Lachin 2016.",
  },
  en: {
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

    // The page
    page_intro: "Choose a scheme and see what it does with your strata and recruitment before the study goes live.",
    lead: "In 95 of 100 trials the arms differ by at most {difference} of {participants} participants.",
    lead_ratio:
      "In 95 of 100 trials the arms differ by at most {difference} per unit of their ratio, of {participants} participants.",
    lead_after: "A person who knows all earlier allocations guesses right {guesses} of 10.",
    lead_asks: "Fill in what is missing first; then run the simulated trials.",
    lead_ready: "Run the simulated trials to see what this design does.",
    lead_running: "Running the simulated trials",
    lead_old: "This is for the earlier settings. Run it again.",

    form_scheme: "Scheme",
    all_schemes: "All schemes: what they are good for and what they cost",
    about_simple:
      "Each allocation is the toss of a coin: nobody can guess it, but the arms may end unequal, above all in small trials.",
    about_permuted_blocks:
      "The arms are equal at the end of each block, in small strata too; the price is that the end of a block can be guessed, the more so with one block size.",
    about_big_stick:
      "A coin until the difference reaches the limit: hard to guess and never beyond the limit, but only for two arms of equal ratio.",
    about_efron:
      "The arm that is behind is more likely: simple and fairly balanced, but a guess at the arm behind is right more often.",
    about_urn:
      "Balances strongly at first and less and less later: good when the final number is uncertain, but its beginning is easy to guess.",
    about_maximal:
      "Every sequence within the limit is equally likely, so it is the hardest to guess for that balance; the length must be fixed first.",
    about_minimization:
      "Balances many factors at once even with few participants; the price is a network at each allocation and easier guesses.",

    form_arms: "Arms",
    arm_number: "Arm {number}",
    ratio: "Ratio",
    add_arm: "Add an arm",
    remove: "Remove {name}",
    remove_word: "Remove",
    set_block_sizes: "Block sizes",
    set_block_sizes_hint:
      "Part them by a space or semicolon, such as 4 6; each block draws its size. Multiples of {sum}.",
    set_coin: "Chance of the arm that is better",
    set_coin_hint: "A fraction, a decimal or per cent: 2/3, 0.8 or 80%.",
    set_maximum: "Largest difference allowed",
    set_maximum_hint: "A whole number from 2 on; commonly 3.",
    set_urn_initial: "Balls of each arm at the start",
    set_urn_added: "Balls added for every other arm",
    set_length: "Length of a sequence",
    set_length_hint: "An even number; after so many the arms are equal.",
    set_measure: "Measure of imbalance",
    measure_range: "range (largest minus smallest)",
    measure_variance: "variance",
    measure_sd: "standard deviation",
    not_a_coin: "Type the chance as a fraction, a decimal or per cent, such as 2/3.",
    not_whole_numbers: "Type whole numbers, parted by a space or semicolon.",
    ask_here: "Fill this in.",
    whole_share: "Type a whole number from 1 to 1,000.",

    form_people: "Participants",
    participants: "Number of participants",
    trials: "Simulated trials",
    trials_hint: "1,000 are enough to choose by.",
    seed: "Seed",
    seed_hint: "The same seed gives the same answer. For simulation only, never for the list.",
    openness: "Do the staff at the sites know the treatment?",
    is_open: "Yes, open-label",
    is_masked: "No, masked",

    form_sites: "Sites",
    sites_hint:
      "Share: how many come from each site relative to the others. 3 and 1 mean three from the first for each one from the second.",
    site_number: "Site {number}",
    share: "Share",
    add_site: "Add a site",
    by_site: "Balance within each site",
    form_factors: "Other strata",
    factors_hint: "Parity or gestational age, for example. Each combination of levels is a stratum.",
    factor_number: "Factor {number}",
    level_number: "Level {number}",
    add_level: "Add a level",
    add_factor: "Add a factor",
    weight_of: "Weight of {name}",

    take_protocol: "Take it from a protocol file",
    drop_here: "Drop or paste a protocol file (JSON) here. It is read in this browser only.",
    paste_label: "Content of the protocol file",
    open_file: "Open a file",
    file_failed: "That file could not be read. Choose another, or paste its content.",
    file_refused: "This protocol cannot be used yet.",
    file_taken: "Filled in from {title} {version}. You can change everything here; the protocol stays as it is.",
    file_without_allocation:
      "This protocol has one group, so nobody is allocated. Change its design, or fill it in yourself.",
    study_taken: "Strata, sites and target of {title}.",
    study_hidden:
      "The settings of the scheme are shown to nobody, so that no allocation can be guessed; type them yourself.",
    study_masked: "You are masked: arms, ratio and settings are not shown. Type your own to try.",
    study_failed: "That study could not be read. Fill it in yourself, or take it from a protocol file.",

    run: "Run the simulated trials",
    run_asks: "Fill in what is missing first",
    running: "{done} of {planned} simulated trials",
    preparing: "Preparing",
    stopped: "Stopped after {done} of {planned} simulated trials.",
    start_again: "Back to the start",
    figure_balance:
      "Difference of the arms at the end, by share of {trials} simulated trials; up to the dashed line lie 95 of 100.",
    figure_title: "Final difference: mean {mean}, in 95 of 100 at most {difference95}, largest {largest}.",
    axis_trials: "% of trials",
    axis_difference: "Difference, participants",
    axis_difference_ratio: "Difference per unit of ratio",
    mark_95: "95 of 100",
    head_difference: "Difference",
    head_share: "Share",
    strata_title: "Balance within each stratum",
    strata_shown: "The {shown} smallest strata of {count}.",
    compare_title: "Other designs with the same plan",
    compare_note:
      "Difference in 95 of 100 trials; right guesses of 10 by somebody who knows all earlier allocations, {chance} knowing nothing. Stratum: mean difference in the most unequal stratum.",
    head_design: "Design",
    head_overall: "Overall",
    head_worst: "Stratum",
    head_guesses: "Right guesses",
    this_design: "Your design",
    use_this: "Use",
    use_named: "Use {name}",
    with_blocks: "blocks of {sizes}",
    with_coin: "chance {coin}",
    with_maximum: "limit {maximum}",
    with_urn: { one: "{count} ball, add {added}", other: "{count} balls, add {added}" },
    with_length: "length {length}",
    or: "or",
    warnings_title: "Mind this",
    proof_trials: "Simulated trials",
    proof_trials_words:
      "{done} trials, seed {seed}, {seconds} seconds. The program that allocates in a real study allocates here, without its secret.",
    proof_guesses: "Guesses",
    proof_guesses_words: "Naming the arm that is behind (convergence strategy). Standard error {error} of 10.",
    proof_exact: "Exact value {exact} of 10.",
    proof_difference: "Difference",
    proof_difference_words: "Largest minus smallest arm at the end of a trial.",
    proof_difference_ratio: "Participants divided by their arm's ratio; then the largest minus the smallest.",
    proof_source: "Source",
    proof_source_words: "Blackwell and Hodges 1957; ICH E9 section 2.3.2; Rosenberger and Lachin 2016.",
  },
});
